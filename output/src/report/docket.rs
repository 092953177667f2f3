//! A provider's docket: its courses by the day their review is due, with verdict and recommendation, and programs to start.

use super::review::{capital, result};
use super::{cells, sections};
use crate::escape::html;
use crate::model::{Provider, ReportSet};
use crate::number::{count, counted};
use crate::review::{Packet, Recommendation, assumption, recommendation};

/// The table of courses; nothing where the run holds no reviews.
pub(super) fn docket(set: &ReportSet, provider: &Provider) -> String {
    let packets: Vec<&Packet> = set.reviews.docket(&provider.id).collect();
    if packets.is_empty() {
        return String::new();
    }
    let head = [
        cells::words("Course"),
        cells::words("Review due"),
        cells::words("Verdict"),
        cells::words("Demand"),
        cells::words("Duplication"),
        cells::words("Completion"),
        cells::words("Employment"),
        cells::words("Recommendation"),
    ];
    let rows: String = packets.iter().map(|p| line(set, provider, p)).collect();
    let note = "By the day the review of Education Code 52302.3 is due; courses without a recorded review first. Verdict and recommendation are those of the figures, and unknown is not failed: the governing body decides.";
    sections::sortable("docket-table", &format!("Docket: {}", counted(packets.len(), "course")), note, &head.concat(), &rows)
}

/// One course.
fn line(set: &ReportSet, provider: &Provider, p: &Packet) -> String {
    let r = &p.review;
    let page = provider.courses.iter().find(|c| c.code == r.course_code).map(|c| c.id.as_str());
    let title = html(&r.course_title);
    let title = page.map_or_else(|| title.to_string(), |id| format!("<a href=\"../course/{}.html#review\">{title}</a>", html(id)));
    let due = match &r.review_due {
        None => cells::unsaid("not recorded"),
        Some(day) => cells::remarks(day, if set.as_of.as_deref().is_some_and(|today| r.is_overdue(today)) { "past on the day of this report" } else { "" }),
    };
    let advice = p.recommendation.as_ref().map_or_else(|| cells::unsaid("none"), advised);
    cells::row(&[
        format!("<th scope=\"row\">{title} <span class=\"code\">{}</span></th>", html(&r.course_code)),
        due,
        result(&r.verdict),
        result(&r.demand_result),
        result(&r.duplication_result),
        result(&r.completion_result),
        result(&r.placement_result),
        advice,
    ])
}

/// A recommendation with its reason and what it is sensitive to.
fn advised(r: &Recommendation) -> String {
    let flips: Vec<String> = r.flips_under.iter().flatten().map(|t| assumption(t)).collect();
    let sensitive = if flips.is_empty() { String::new() } else { format!(". Sensitive: {}", flips.join("; ")) };
    cells::remarks(&capital(recommendation(&r.recommendation)), &format!("{}{sensitive}", r.reason))
}

/// Programs to consider; nothing where there are none.
pub(super) fn starts(set: &ReportSet, provider: &Provider) -> String {
    let starts: Vec<&Recommendation> = set.reviews.starts(&provider.id).collect();
    if starts.is_empty() {
        return String::new();
    }
    let head = [cells::words("Family of programs"), cells::numbers("Openings a year"), cells::words("Why")];
    let row = |r: &&Recommendation| {
        let flips: Vec<String> = r.flips_under.iter().flatten().map(|t| assumption(t)).collect();
        let sensitive = if flips.is_empty() { String::new() } else { format!("Sensitive: {}", flips.join("; ")) };
        cells::row(&[
            cells::head(&r.subject, r.cip4.as_deref().unwrap_or_default()),
            cells::or(r.demand_openings, count, "not known"),
            cells::remarks(&r.reason, &sensitive),
        ])
    };
    let rows: String = starts.iter().map(row).collect();
    let note = "Families that ROCPs are known to teach, leading to occupations on the lists of the service area to which no course of the provider leads. An occupation can stand in several rows: openings do not add up.";
    sections::noted("starts-table", "Programs to consider", note, &head.concat(), &rows)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_docket_links_its_courses_and_names_what_flips() {
        let set = sample::set();
        let html = docket(&set, &set.providers[0]);
        assert!(
            html.contains("<a href=\"../course/example-rop-na-1.html#review\">Nurse Assistant</a>") && html.contains("past on the day of this report"),
            "{html}"
        );
        assert!(html.contains("Phase out <span class=\"flags\">Others train enough. Sensitive: each program counted whole: watch</span>"), "{html}");
        assert!(starts(&set, &set.providers[0]).contains("Practical nursing"));
        let mut none = set.clone();
        none.reviews = crate::review::Reviews::default();
        assert_eq!((docket(&none, &none.providers[0]), starts(&none, &none.providers[0])), (String::new(), String::new()));
    }
}
