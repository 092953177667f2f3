//! A course's review on its page: the test of Education Code 52302.3, other programs nearby, licensing, what is not known, the recommendation.

use super::sections::{self, section};
use super::{basis, cells};
use crate::escape::html;
use crate::model::{Course, Provider, ReportSet};
use crate::number::{amount, count, counted};
use crate::review::{Beside, Criterion, License, Packet, criterion, recommendation, sensitivity, text};

/// The sections of a course; nothing where the run holds no review of it.
pub(super) fn sections_of(set: &ReportSet, provider: &Provider, course: &Course) -> String {
    let Some(packet) = set.reviews.of(&provider.id, &course.code) else { return String::new() };
    [
        section("review", "Review every two years", &test(set, packet)),
        section("recommendation", "What the figures recommend", &advice(packet)),
        section("nearby", "Other programs for the same occupations", &nearby(packet)),
        section("license", "What its license asks for", &licenses(packet)),
        section("not-known", "What is not known", &not_known(packet)),
    ]
    .concat()
}

/// Verdict, due date and the four criteria.
fn test(set: &ReportSet, packet: &Packet) -> String {
    let r = &packet.review;
    let due = match (&r.review_due, &set.as_of) {
        (None, _) => "No review is recorded, so none is known to be in time.".to_owned(),
        (Some(due), Some(today)) if due < today => format!("The next review was due on {due}: past on the day of this report ({today})."),
        (Some(due), _) => format!("Next review due: {due}."),
    };
    let verdict = format!("Verdict of the figures: {} ({}).", r.verdict, r.verdict_reason.as_deref().unwrap_or("no criterion"));
    let lead = basis::notice(
        &verdict,
        "The governing body decides. A course that does not meet the law\u{2019}s requirements ends within one year (Education Code 52302.3).",
    );
    let rows: String = packet.criteria.iter().filter(|c| c.criterion != "verdict").map(line).collect();
    let head = [cells::words("Criterion"), cells::words("Result"), cells::words("Figures")].concat();
    let note = format!(
        "Thresholds are this project\u{2019}s choice: at least 10 openings a year; others leave openings unfilled however their completers divide; completion and placement at least four fifths of the provider\u{2019}s middle course. Students: {}.",
        r.academic_year
    );
    format!("{lead}<p>{}</p>\n", html(&due)) + &sections::noted("review-table", "The test of Education Code 52302.3", &note, &head, &rows)
}

/// One criterion.
fn line(c: &Criterion) -> String {
    cells::row(&[format!("<th scope=\"row\">{}</th>", html(criterion(&c.criterion))), result(&c.result), cells::text(&text::figures(c))])
}

/// A result; an unknown one stands apart from a failed one.
pub(super) fn result(token: &str) -> String {
    match token {
        "unknown" => cells::unsaid("unknown"),
        known => format!("<td><strong>{}</strong></td>", html(known)),
    }
}

/// The recommendation in words.
fn advice(packet: &Packet) -> String {
    let Some(r) = &packet.recommendation else { return String::new() };
    let periods = [("openings", &r.demand_period), ("awards", &r.supply_period)];
    let periods: Vec<String> = periods.iter().filter_map(|(what, p)| p.as_ref().map(|p| format!("{what} {p}"))).collect();
    format!(
        "<p><strong>{}.</strong> {}.</p>\n<p>{} It rests on {}{}.</p>\n",
        html(&capital(recommendation(&r.recommendation))),
        html(&r.reason),
        html(&sensitivity(r)),
        html(&r.rests_on),
        html(&if periods.is_empty() { String::new() } else { format!(" ({})", periods.join("; ")) }),
    )
}

/// Other providers' programs, the nearest first.
fn nearby(packet: &Packet) -> String {
    let r = &packet.review;
    if packet.beside.is_empty() {
        return "<p>No counted program of another provider leads to the same occupations in the service area or within commuting distance. Programs of streams that are not counted may.</p>\n".to_owned();
    }
    let told = |n: i64, awards: f64| format!("{} with {} a year", counted(usize::try_from(n).unwrap_or_default(), "program"), amount(awards, "award"));
    let lead = format!(
        "In the service area: {}. Within commuting distance (counties across its border, centers within 50 miles): {}. Other providers publish awards, not seats.",
        told(r.programs_in_area, r.awards_in_area),
        told(r.programs_near, r.awards_near)
    );
    let head = [
        cells::words("Provider"),
        cells::words("County"),
        cells::words("How near"),
        cells::numbers("Programs"),
        cells::numbers("Awards a year"),
        cells::words("Programs, and the years of their awards"),
    ];
    let rows: String = packet.beside.iter().map(other).collect();
    format!("<p>{}</p>\n", html(&lead)) + &sections::noted("nearby-table", &counted(packet.beside.len(), "provider"), "", &head.concat(), &rows)
}

/// One other provider.
fn other(b: &Beside) -> String {
    let mixed = if b.is_mixed { "; divided by the statewide mix" } else { "" };
    cells::row(&[
        format!("<th scope=\"row\">{}</th>", html(&b.other_provider)),
        cells::text(&b.county),
        cells::text(&b.place()),
        cells::number(&b.programs.to_string()),
        cells::or(b.completers, count, "not known"),
        cells::remarks(b.program_titles.as_deref().unwrap_or_default(), &format!("{}{mixed}", b.years())),
    ])
}

/// Requirements of hours; nothing where none is known to bind.
fn licenses(packet: &Packet) -> String {
    if packet.licenses.is_empty() {
        return String::new();
    }
    let head = [
        cells::words("Requirement"),
        cells::numbers("Hours at least"),
        cells::numbers("Hours in the catalog"),
        cells::words("Result"),
        cells::words("Where it stands"),
    ];
    let rows: String = packet.licenses.iter().map(license).collect();
    sections::noted("license-table", "Hours", "The law changes: check it before a course is approved.", &head.concat(), &rows)
}

/// One requirement.
fn license(l: &License) -> String {
    let reason = l.reason.as_deref().unwrap_or_default();
    cells::row(&[
        format!("<th scope=\"row\">{}</th>", html(&l.requirement_words)),
        cells::number(&count(l.required_hours)),
        cells::or(l.hours, count, "not given apart"),
        cells::remarks(&l.result, reason),
        cells::text(&l.citation),
    ])
}

/// What is not known, as a list.
fn not_known(packet: &Packet) -> String {
    let items: String = packet.review.not_known.iter().flatten().map(|told| format!("<li>{}</li>\n", html(&capital(told)))).collect();
    if items.is_empty() { items } else { format!("<ul>\n{items}</ul>\n") }
}

/// The words with a capital.
pub(super) fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_review_tells_unknown_from_failed_and_what_is_past_due() {
        let set = sample::set();
        let provider = &set.providers[0];
        let html = sections_of(&set, provider, &provider.courses[0]);
        assert!(html.contains("was due on 2025-05-01: past on the day of this report (2026-07-20)"), "{html}");
        assert!(
            html.contains("<td class=\"u w\">unknown</td>")
                && html.contains("<td><strong>failed</strong></td>")
                && html.contains("<td><strong>passed</strong></td>")
        );
        assert!(html.contains("Merced &lt;College&gt;") && html.contains("not known</td>") && html.contains("30 miles between county centers"));
        assert!(html.contains("<strong>Phase out.</strong>") && html.contains("Sensitive. It changes with each program counted whole: watch."));
        assert!(html.contains("not given apart") && html.contains("<li>When it was last reviewed</li>"));
        assert_eq!(sections_of(&set, provider, &provider.courses[1]), "", "no packet, no section");
    }
}
