//! The tests of applications that a region's occupations are put to.

use std::collections::BTreeMap;

use super::{cells, sections};
use crate::escape::html;
use crate::model::{GapRow, RegionReport, ReportSet};
use crate::number::{count, counted, grouped};
use crate::review::Tested;

/// The tests with their names, in the order of pages.
pub(super) const TESTS: [(&str, &str, &str); 3] = [
    ("coe", "Centers of Excellence", "openings exceed awards, entry wage reaches the living wage, middle-skill"),
    ("perkins_v", "Perkins V", "two of in demand, high wage, high skill"),
    ("golden_state_pathways", "Golden State Pathways", "high wage, high skill, high growth"),
];

/// The tests of one region, by occupation, test and criterion.
pub(super) struct Tests<'a>(BTreeMap<(&'a str, &'a str, &'a str), &'a Tested>);

impl<'a> Tests<'a> {
    /// Those of a region.
    pub(super) fn of(set: &'a ReportSet, region: &RegionReport) -> Self {
        let own = set.reviews.tests.iter().filter(|t| t.scheme == region.scheme && t.region_id == region.region_id);
        Self(own.map(|t| ((t.soc.as_str(), t.test.as_str(), t.criterion.as_str()), t)).collect())
    }

    /// One criterion of one occupation.
    pub(super) fn get(&self, soc: &str, test: &str, criterion: &str) -> Option<&'a Tested> {
        self.0.get(&(soc, test, criterion)).copied()
    }

    /// Occupations that passed, failed, are unknown.
    fn tally(&self, test: &str) -> [usize; 3] {
        let with = |result: &str| self.0.values().filter(|t| t.test == test && t.criterion == "verdict" && t.result == result).count();
        [with("passed"), with("failed"), with("unknown")]
    }

    /// How many occupations have each verdict; nothing where none is tested.
    pub(super) fn tallies(&self) -> String {
        if self.0.is_empty() {
            return String::new();
        }
        let row = |(test, name, what): &(&str, &str, &str)| {
            let [passed, failed, unknown] = self.tally(test);
            let n = |n: usize| cells::number(&grouped(n as f64));
            cells::row(&[format!("<th scope=\"row\">{} <span class=\"flags\">{}</span></th>", html(name), html(what)), n(passed), n(failed), n(unknown)])
        };
        let head = [cells::words("Test"), cells::numbers("Passed"), cells::numbers("Failed"), cells::numbers("Unknown")];
        let rows: String = TESTS.iter().map(row).collect();
        let note = "Occupations that programs lead to. Unknown is not failed: a figure is not published, or the crosswalk of this run gives no skill level. Thresholds left open by law are this project\u{2019}s choice: see the method.";
        sections::noted("tests-table", "Occupations by test", note, &head.concat(), &rows)
    }
}

/// A verdict in a cell, with its reason below.
pub(super) fn cell(tested: Option<&Tested>) -> String {
    let Some(t) = tested else { return cells::unknown("not tested") };
    let class = if t.result == "unknown" { " class=\"u w\"" } else { "" };
    format!("<td{class}>{}{}</td>", html(&t.result), cells::small(t.reason.as_deref().unwrap_or_default()))
}

/// The section of a region: how many pass, how those on the lists do, and the sheets for applications.
pub(super) fn section(set: &ReportSet, region: &RegionReport) -> String {
    let tests = Tests::of(set, region);
    let tallies = tests.tallies();
    if tallies.is_empty() {
        return tallies;
    }
    let mut listed: Vec<&GapRow> = region.rows.iter().filter(|r| r.list.is_some()).collect();
    let known = |r: &GapRow| r.demand.unwrap_or(f64::NEG_INFINITY);
    listed.sort_by(|a, b| known(b).total_cmp(&known(a)).then_with(|| a.soc.cmp(&b.soc)));
    let mut head = vec![cells::words("Occupation"), cells::numbers("Openings a year")];
    head.extend(TESTS.iter().map(|(_, name, _)| cells::words(name)));
    let row = |r: &&GapRow| {
        let mut line = vec![cells::head(&r.occupation, &r.soc), cells::published(r.demand, count)];
        line.extend(TESTS.iter().map(|(test, ..)| cell(tests.get(&r.soc, test, "verdict"))));
        cells::row(&line)
    };
    let rows: String = listed.iter().map(row).collect();
    let table = if rows.is_empty() {
        rows
    } else {
        sections::sortable("tested-table", &format!("{} of the lists", counted(listed.len(), "occupation")), "", &head.concat(), &rows)
    };
    tallies + &table + "<p>Every criterion with its figure: <a href=\"../data/occupation_test.csv\">occupation_test.csv</a>.</p>\n"
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn verdicts_are_counted_and_unknown_stands_apart() {
        let set = sample::set();
        let made = section(&set, &set.regions[0]);
        let row = |name: &str| made.lines().find(|l| l.contains(name)).unwrap().to_owned();
        assert!(row("Perkins V <").contains("<td class=\"n\">1</td><td class=\"n\">0</td><td class=\"n\">0</td>"), "{made}");
        assert!(row("Golden State Pathways <").contains("<td class=\"n\">0</td><td class=\"n\">1</td><td class=\"n\">0</td>"));
        let nurses = row("31-1131");
        assert!(nurses.contains("<td class=\"u w\">unknown <span class=\"flags\">2 of 3 met") && nurses.contains("<td>failed <span"), "{nurses}");
        assert!(row("49-3023").contains("not tested"));
        assert_eq!(section(&set, &set.regions[1]), "", "no tests, no section");
    }
}
