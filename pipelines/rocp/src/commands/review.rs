//! `rocp review`: the packet of a course for its review every two years, and a provider's docket.

use std::path::Path;

use rocp_lake::{Contract, Lake, durable, release};
use rocp_output::bind;
use rocp_output::review::{Packet, Recommendation, Reviews, docket, text};
use rocp_queries::model;

use crate::cli::ReviewFormat;
use crate::error::{AppError, Result};

/// What a name stands for.
enum Found<'a> {
    /// A course.
    Course(&'a Packet),
    /// A provider by its id.
    Provider(&'a str),
}

/// Runs the command. `today` judges what is past due.
pub fn run(lake: &Lake, name: Option<&str>, format: ReviewFormat, out: Option<&Path>, today: Option<&str>) -> Result<u8> {
    let today = day(today)?;
    let run = release::published(lake)?;
    let reviews = bind::reviews(&lake.run(&run), &marts()?)?;
    let answer = match name {
        None => overview(&reviews, &today, format)?,
        Some(name) => match find(&reviews, name)? {
            Found::Course(packet) => course(packet, &today, format)?,
            Found::Provider(id) => provider(&reviews, id, &today, format)?,
        },
    };
    match out {
        Some(path) => durable::write(path, answer.as_bytes())?,
        None => print!("{answer}"),
    }
    Ok(0)
}

/// The day given, proved, or today.
fn day(given: Option<&str>) -> Result<String> {
    let Some(given) = given else { return Ok(chrono::Local::now().format("%Y-%m-%d").to_string()) };
    let wrong = |_| AppError::Usage { problem: format!("{given} is not a day"), hint: "write it as 2026-11-22".into() };
    chrono::NaiveDate::parse_from_str(given, "%Y-%m-%d").map(|d| d.to_string()).map_err(wrong)
}

fn marts() -> Result<Vec<Contract>> {
    model::MODELS.iter().filter(|m| m.layer == "mart").map(|m| Ok(m.contract()?)).collect()
}

/// A course by its id or code, or a provider by its id or name; letters' case does not matter.
fn find<'a>(reviews: &'a Reviews, name: &str) -> Result<Found<'a>> {
    let wanted = name.to_lowercase();
    let same = |known: &str| known.to_lowercase() == wanted;
    if let Some(p) = reviews.packets.iter().find(|p| same(&p.review.course_id)) {
        return Ok(Found::Course(p));
    }
    if let Some(p) = reviews.packets.iter().find(|p| same(&p.review.provider_id) || same(&p.review.provider)) {
        return Ok(Found::Provider(&p.review.provider_id));
    }
    let mut coded = reviews.packets.iter().filter(|p| same(&p.review.course_code));
    match (coded.next(), coded.next()) {
        (Some(one), None) => Ok(Found::Course(one)),
        (Some(one), Some(other)) => {
            let ids: Vec<_> = [one, other].into_iter().chain(coded).map(|p| format!("\"{}\"", p.review.course_id)).collect();
            Err(AppError::Usage { problem: format!("{name} is a course of {} providers", ids.len()), hint: format!("say which: {}", ids.join(", ")) })
        }
        _ => Err(unknown(reviews, name)),
    }
}

/// Nothing has the name: which names are near.
fn unknown(reviews: &Reviews, name: &str) -> AppError {
    let problem = format!("no course or provider of the published run is called {name}");
    if reviews.packets.is_empty() {
        return AppError::Usage { problem, hint: "the run holds no catalog; `rocp catalog template` begins one".into() };
    }
    let wanted = name.to_lowercase();
    let mut names: Vec<&str> = Vec::new();
    for p in &reviews.packets {
        names.extend([p.review.course_id.as_str(), &p.review.provider, &p.review.provider_id, &p.review.course_code]);
    }
    names.sort_unstable();
    names.dedup();
    let mut near: Vec<(f64, &str)> = names.into_iter().map(|n| (strsim::jaro_winkler(&n.to_lowercase(), &wanted), n)).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let near: Vec<_> = near.iter().take(3).map(|(_, n)| format!("\"{n}\"")).collect();
    AppError::Usage { problem, hint: format!("near it: {}; `rocp review` lists the providers", near.join(", ")) }
}

fn course(packet: &Packet, today: &str, format: ReviewFormat) -> Result<String> {
    match format {
        ReviewFormat::Text => Ok(text::packet(packet, today)),
        ReviewFormat::Json => json(packet),
    }
}

/// A provider's courses by the day their review is due.
#[derive(serde::Serialize)]
struct Docket<'a> {
    provider: &'a str,
    packets: Vec<&'a Packet>,
    starts: Vec<&'a Recommendation>,
}

fn provider(reviews: &Reviews, id: &str, today: &str, format: ReviewFormat) -> Result<String> {
    let packets: Vec<&Packet> = reviews.docket(id).collect();
    let starts: Vec<&Recommendation> = reviews.starts(id).collect();
    let (provider, is_example) = packets.first().map_or((id, false), |p| (&p.review.provider, p.review.is_example));
    match format {
        ReviewFormat::Text => Ok(docket::docket(provider, is_example, &packets, &starts, today)),
        ReviewFormat::Json => json(&Docket { provider, packets, starts }),
    }
}

/// Every provider in a line.
fn overview(reviews: &Reviews, today: &str, format: ReviewFormat) -> Result<String> {
    let mut ids: Vec<&str> = reviews.packets.iter().map(|p| p.review.provider_id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    if format == ReviewFormat::Json {
        let dockets: Vec<_> = ids.iter().map(|id| provider(reviews, id, today, format)).collect::<Result<_>>()?;
        return Ok(format!("[{}]\n", dockets.iter().map(|d| d.trim_end()).collect::<Vec<_>>().join(",\n")));
    }
    if ids.is_empty() {
        return Ok("the published run holds no catalog; `rocp catalog template` begins one\n".to_owned());
    }
    let line = |id: &&str| {
        let packets: Vec<&Packet> = reviews.docket(id).collect();
        let past = packets.iter().filter(|p| p.review.is_overdue(today)).count();
        let never = packets.iter().filter(|p| p.review.review_due.is_none()).count();
        let failed = packets.iter().filter(|p| p.review.verdict == "failed").count();
        format!("{id}: {} courses, {past} past due on {today}, {never} without a recorded review, {failed} failed by the figures\n", packets.len())
    };
    Ok(ids.iter().map(line).collect::<String>() + "`rocp review NAME` shows a provider's docket or a course's packet\n")
}

fn json<T: serde::Serialize>(value: &T) -> Result<String> {
    let failed = |e: serde_json::Error| rocp_output::OutputError::Export { format: "json", problem: e.to_string() };
    Ok(serde_json::to_string_pretty(value).map_err(failed)? + "\n")
}
