//! A provider's docket as plain text: its courses by the day their review is due, and programs to start.

use super::text::{due, flips};
use super::{Packet, Recommendation, recommendation};
use crate::number::counted;

/// The docket. `today` (`YYYY-MM-DD`) judges what is past due.
#[must_use]
pub fn docket(provider: &str, is_example: bool, packets: &[&Packet], starts: &[&Recommendation], today: &str) -> String {
    let past = packets.iter().filter(|p| p.review.is_overdue(today)).count();
    let never = packets.iter().filter(|p| p.review.review_due.is_none()).count();
    let mut out = vec![
        format!("{provider}{}", if is_example { ": an invented example" } else { "" }),
        format!(
            "{} to review every two years (Education Code 52302.3); on {today}, {past} past due and {never} without a recorded review",
            counted(packets.len(), "course")
        ),
        "The verdict and the recommendation are those of the figures; the governing body decides.".to_owned(),
    ];
    for p in packets {
        let r = &p.review;
        out.push(String::new());
        out.push(format!("{} {}", r.course_code, r.course_title));
        out.push(format!("  due: {}", due(r.review_due.as_deref(), today)));
        let results =
            [("demand", &r.demand_result), ("duplication", &r.duplication_result), ("completion", &r.completion_result), ("placement", &r.placement_result)];
        let results: Vec<String> = results.iter().map(|(name, result)| format!("{name} {result}")).collect();
        out.push(format!("  verdict: {} ({})", r.verdict, results.join(", ")));
        if let Some(advice) = &p.recommendation {
            let flips = flips(&advice.flips_under);
            let sensitive = if flips.is_empty() { String::new() } else { format!(" (sensitive: {flips})") };
            out.push(format!("  recommendation: {}{sensitive}. {}.", recommendation(&advice.recommendation), advice.reason));
        }
    }
    if !starts.is_empty() {
        out.push("\nPrograms to consider, most openings first".to_owned());
        out.extend(starts.iter().map(|s| format!("  - {} ({}): {}.", s.subject, s.cip4.as_deref().unwrap_or_default(), s.reason)));
    }
    out.join("\n") + "\n"
}
