//! How many are enrolled in a region: the size of kinds of training that publish no completers.

use super::{cells, sections};
use crate::escape::html;
use crate::model::RegionReport;
use crate::more::Enrolled;
use crate::number::count;

/// Kinds of school in words.
const SCHOOLS: [(&str, &str); 6] = [
    ("apprenticeship", "Apprenticeship"),
    ("community_college", "Community colleges"),
    ("high_school", "High schools"),
    ("public_school", "Public schools"),
    ("rocp", "ROCPs"),
    ("adult_school", "Adult schools"),
];

/// The table; nothing where no enrollment is held.
pub(super) fn table(region: &RegionReport) -> String {
    if region.more.enrolled.is_empty() {
        return String::new();
    }
    let rows: String = region.more.enrolled.iter().map(line).collect();
    let head = [cells::words("What is counted"), cells::words("Kind of school"), cells::words("School year"), cells::numbers("Enrolled"), cells::words("Unit")];
    let note = "Enrollment is the size of a kind of training, not its supply: it is in no figure above and is never added to awards. The rows count in different ways and overlap. \
                By sector, with earlier years: enrollment_region.csv.";
    sections::noted("enrolled-table", &format!("Enrolled, {}", region.region), note, &head.concat(), &rows)
}

fn line(e: &Enrolled) -> String {
    let school = SCHOOLS.iter().find(|(token, _)| *token == e.school).map_or(e.school.as_str(), |(_, words)| words);
    let figure = match e.high {
        Some(high) if count(high) == count(e.low) => count(e.low),
        Some(high) => format!("{}\u{2013}{}", count(e.low), count(high)),
        None => format!("\u{2265} {}", count(e.low)),
    };
    let all = if e.is_career { "" } else { " <span class=\"code\">not career education alone</span>" };
    cells::row(&[
        format!("<th scope=\"row\">{}{all}</th>", html(&e.measure)),
        cells::text(school),
        cells::day(&e.year),
        cells::number(&figure),
        cells::text(&e.unit),
    ])
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_hidden_count_is_a_range_or_a_lower_bound() {
        let mut region = sample::region("r", "R");
        let told = table(&region);
        assert!(told.contains("41\u{2013}50") && told.contains("\u{2265} 960") && told.contains(">1,000<"), "{told}");
        assert!(told.contains("career &lt;pathways&gt;") && told.matches("not career education alone").count() == 1, "{told}");
        assert!(told.contains("never added to awards") && told.contains("Community colleges"));
        region.more.enrolled.clear();
        assert_eq!(table(&region), "");
    }
}
