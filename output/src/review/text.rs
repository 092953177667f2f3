//! A course's packet as plain text, for a terminal or a file.

use super::{Beside, Criterion, Occupation, Packet, assumption, criterion, recommendation, sensitivity};
use crate::number::{amount, count, counted, dollars, percent};
use crate::words;

/// The packet. `today` (`YYYY-MM-DD`) judges whether the review is past due.
#[must_use]
pub fn packet(p: &Packet, today: &str) -> String {
    let r = &p.review;
    let mut out = vec![
        format!("{} ({})", r.course_title, r.course_code),
        format!(
            "{}{}",
            r.provider,
            if r.is_example { ": an invented example; its figures are invented, those of openings and other programs are real" } else { "" }
        ),
        format!("Service area: {}", r.service_area.as_deref().unwrap_or(words::NOT_REPORTED)),
        format!("Last review: {}. Next due: {}.", r.review_date.as_deref().unwrap_or("not recorded"), due(r.review_due.as_deref(), today)),
        String::new(),
        "Education Code 52302.3 asks the governing body to review every course every two years. This is what the figures say; the body decides.".to_owned(),
        format!("Verdict of the figures: {}{}", r.verdict, r.verdict_reason.as_ref().map(|v| format!(" ({v})")).unwrap_or_default()),
    ];
    if let Some(advice) = &p.recommendation {
        out.push(format!("Recommendation: {}. {}.", recommendation(&advice.recommendation), advice.reason));
        out.push(format!("  {} It rests on {}.", sensitivity(advice), advice.rests_on));
    }
    part(&mut out, "1. Documented labor market demand", p, "demand");
    out.extend(p.occupations.iter().map(occupation));
    part(&mut out, "2. Duplication", p, "duplication");
    beside(&mut out, p);
    part(&mut out, "3. Effectiveness: completion", p, "completion");
    out.push(rates("of enrolled students complete", r.completion, r.usual_completion, r.region_completion));
    part(&mut out, "4. Effectiveness: employment", p, "placement");
    out.push(rates("of completers are placed", r.placement, r.usual_placement, r.region_placement));
    out.push(format!("  School year {}: {}", r.academic_year, students(p)));
    licenses(&mut out, p);
    out.push("\nNot known".to_owned());
    out.extend(r.not_known.iter().flatten().map(|told| format!("  - {told}")));
    out.push("\nPeriods".to_owned());
    let period = |p: &Option<String>| p.clone().unwrap_or_else(|| "not known".to_owned());
    out.push(format!("  openings: {}; awards: {}; students: {}", period(&r.demand_period), period(&r.supply_period), r.academic_year));
    out.join("\n") + "\n"
}

/// A due day, and whether it is past.
pub(super) fn due(day: Option<&str>, today: &str) -> String {
    match day {
        None => "not recorded".to_owned(),
        Some(day) if day < today => format!("{day}, past on {today}"),
        Some(day) => day.to_owned(),
    }
}

/// A heading with the result of a criterion and why.
fn part(out: &mut Vec<String>, heading: &str, p: &Packet, token: &str) {
    let found = p.criteria.iter().find(|c| c.criterion == token);
    out.push(format!("\n{heading}: {}", found.map_or("unknown", |c| &c.result)));
    out.extend(found.map(|c| format!("  {}", figures(c))));
}

/// A criterion's figures in words.
#[must_use]
pub fn figures(c: &Criterion) -> String {
    let print = if c.unit.as_deref() == Some("ratio") { percent } else { count };
    let mut told = Vec::new();
    match (c.criterion.as_str(), c.value) {
        (_, None) => {}
        ("duplication", Some(v)) => told.push(format!("openings a year that others leave unfilled at least: {}", print(v))),
        ("demand", Some(v)) => told.push(format!("{} a year", amount(v, "opening"))),
        (_, Some(v)) => told.push(print(v)),
    }
    told.extend(c.threshold.map(|t| format!("held against {}", print(t))));
    told.extend(c.reason.clone());
    if told.is_empty() { criterion(&c.criterion).to_owned() } else { told.join("; ") }
}

/// An occupation in a line.
fn occupation(o: &Occupation) -> String {
    let Some(openings) = o.demand_openings else { return format!("  - {} {}: openings not published", o.occupation, o.soc) };
    let range = match (o.demand_low.map(count), o.demand_high.map(count)) {
        (Some(low), Some(high)) if low != high => format!(" ({low} to {high})"),
        (_, None) => " at least".to_owned(),
        _ => String::new(),
    };
    let others = o.other_supply_allocated.map(|v| format!("{} as divided, ", count(v))).unwrap_or_default();
    let whole = o.other_supply_whole.map_or_else(|| "others not known".to_owned(), |v| format!("others {others}{} at most", count(v)));
    let wage =
        o.entry_wage_low.map(|w| format!("; entry wage {}{} an hour", if o.is_entry_wage_least { "at least " } else { "" }, dollars(w))).unwrap_or_default();
    format!("  - {} {}: {} a year{range}; {whole}{wage}; {}", o.occupation, o.soc, amount(openings, "opening"), words::status(&o.status))
}

/// Other providers' programs.
fn beside(out: &mut Vec<String>, p: &Packet) {
    let r = &p.review;
    let told = |programs: i64, awards: f64| {
        let programs = counted(usize::try_from(programs).unwrap_or_default(), "program");
        format!("{programs}, {} a year", amount(awards, "award"))
    };
    out.push(format!(
        "  In the service area: {}. Within commuting distance: {}.",
        told(r.programs_in_area, r.awards_in_area),
        told(r.programs_near, r.awards_near)
    ));
    out.extend(p.beside.iter().map(line));
}

/// One other provider in a line.
fn line(b: &Beside) -> String {
    let awards = b.completers.map_or_else(|| "awards not known".to_owned(), |c| format!("{} a year", amount(c, "award")));
    let mixed = if b.is_mixed { ", divided by the statewide mix" } else { "" };
    format!("  - {}, {} ({}): {awards} ({}{mixed}); {}", b.other_provider, b.county, b.place(), b.years(), b.program_titles.as_deref().unwrap_or_default())
}

/// A rate beside others.
fn rates(what: &str, own: Option<f64>, usual: Option<f64>, region: Option<f64>) -> String {
    let print = |v: Option<f64>| v.map_or_else(|| "not known".to_owned(), percent);
    format!("  {} {what}; the provider's middle course: {}; other providers in the region: {}", print(own), print(usual), print(region))
}

/// Seats and students.
fn students(p: &Packet) -> String {
    let r = &p.review;
    // A count that leaves out what is withheld or not given is a lower bound, and says so.
    let least = |noun: &str| if r.lower_bounds.iter().flatten().any(|b| b == noun) { "at least " } else { "" };
    let known = |v: Option<f64>, noun: &str| match v {
        Some(v) => format!("{}{} {noun}", least(noun), count(v)),
        None => format!("{noun} {}", words::HIDDEN_OR_NOT_REPORTED),
    };
    [known(r.seats, "seats"), known(r.enrolled, "enrolled"), known(r.waitlisted, "waitlisted"), known(r.completed, "completed"), known(r.placed, "placed")]
        .join(", ")
}

/// What the license asks for; nothing where none is known to bind.
fn licenses(out: &mut Vec<String>, p: &Packet) {
    if p.licenses.is_empty() {
        return;
    }
    out.push(format!("\nLicensing: {}", p.review.licensing_result.as_deref().unwrap_or("unknown")));
    for l in &p.licenses {
        let hours = l.hours.map_or_else(String::new, |h| format!("the catalog gives {} hours; ", count(h)));
        let reason = l.reason.as_ref().map(|r| format!(": {r}")).unwrap_or_default();
        out.push(format!("  - {}: {} hours at least; {hours}{}{reason} ({})", l.requirement_words, count(l.required_hours), l.result, l.citation));
    }
}

/// The assumptions under which advice changes, in short.
pub(super) fn flips(list: &Option<Vec<String>>) -> String {
    list.iter().flatten().map(|t| assumption(t)).collect::<Vec<_>>().join("; ")
}
