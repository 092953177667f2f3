//! What changed since the run before: on the landing page for all regions, on a region's page for its own occupations.

use rocp_lake::manifest::{Changes, Move, RegionChanges};

use super::cells;
use super::sections::framed;
use crate::escape::html;
use crate::model::{RegionReport, ReportSet};
use crate::number::{count, counted, grouped, or_unknown};
use crate::words;

/// Heading of the part.
pub(super) const HEADING: &str = "What changed since the last report";

/// All regions, each with a link to its own part.
pub(super) fn overview(set: &ReportSet, regions: &[&RegionReport]) -> String {
    let changes = match stated(set) {
        Ok(changes) => changes,
        Err(said) => return said,
    };
    let of = |r: &RegionReport| changes.regions.iter().find(|c| c.scheme == r.scheme && c.region_id == r.region_id);
    let (moved, statuses) = regions.iter().filter_map(|r| of(r)).fold((0, 0), |(m, s), c| (m + c.moved, s + c.statuses));
    let lead = if moved == 0 {
        format!("<p>No figure of these pages moved since {}.</p>\n", before(changes))
    } else {
        format!(
            "<p>Since {}, {} of an occupation in a region moved in openings, supply or status; {} a status that changed. California and its regions are counted one by one.</p>\n",
            before(changes),
            counted(usize_of(moved), "row"),
            if statuses == 1 { "1 of them has".to_owned() } else { format!("{} of them have", grouped(statuses as f64)) }
        )
    };
    let rows: String = regions
        .iter()
        .filter_map(|r| Some((r, of(r)?)))
        .map(|(r, c)| {
            let name = format!("<th scope=\"row\"><a href=\"region/{}.html#changes\">{}</a></th>", html(&r.region_id), html(&r.region));
            cells::row(&[name, cells::number(&grouped(c.statuses as f64)), cells::number(&grouped(c.moved as f64))])
        })
        .collect();
    let head = [cells::words("Region"), cells::numbers("Statuses that changed"), cells::numbers("Occupations that moved")].concat();
    let table = if rows.is_empty() { rows } else { framed("changes-table", "Occupations that moved, by region", &head, &rows) };
    lead + &why(changes) + &table
}

/// One region: its largest moves.
pub(super) fn of_region(set: &ReportSet, region: &RegionReport) -> String {
    let changes = match stated(set) {
        Ok(changes) => changes,
        Err(said) => return said,
    };
    let Some(found) = changes.regions.iter().find(|c| c.scheme == region.scheme && c.region_id == region.region_id) else {
        return format!("<p>No figure of this page moved since {}.</p>\n", before(changes)) + &why(changes);
    };
    let lead = format!(
        "<p>Since {}, openings, supply or status of {} moved; the status of {} changed.</p>\n",
        before(changes),
        counted(usize_of(found.moved), "occupation"),
        counted(usize_of(found.statuses), "occupation")
    );
    lead + &why(changes) + &table(found, &region.region)
}

fn table(found: &RegionChanges, region: &str) -> String {
    let rows: String = found.largest.iter().map(row).collect();
    let head = [
        cells::words("Occupation"),
        cells::numbers("Openings before"),
        cells::numbers("Openings now"),
        cells::numbers("Divided supply before"),
        cells::numbers("Divided supply now"),
        cells::words("Status before"),
        cells::words("Status now"),
    ];
    let caption = if usize_of(found.moved) > found.largest.len() {
        format!("The {} that moved most, {region}", counted(found.largest.len(), "occupation"))
    } else {
        format!("Occupations that moved, {region}")
    };
    super::sections::noted("changes-table", &caption, "Changed statuses first, then by the change of the gap.", &head.concat(), &rows)
}

fn row(m: &Move) -> String {
    let number = |value: Option<f64>| match value {
        Some(value) => cells::number(&count(value)),
        None => cells::unknown(&or_unknown(None, count)),
    };
    let status = |token: &Option<String>| cells::text(token.as_deref().map_or("not listed", words::status));
    let statuses = if m.status.0 == m.status.1 { [status(&m.status.0), cells::text("the same")] } else { [status(&m.status.0), status(&m.status.1)] };
    let [then, now] = statuses;
    cells::row(&[cells::head(&m.occupation, &m.soc), number(m.demand.0), number(m.demand.1), number(m.supply.0), number(m.supply.1), then, now])
}

/// The comparison, or what is said where there is none.
fn stated(set: &ReportSet) -> Result<&Changes, String> {
    match &set.changes {
        None if set.is_first => Err("<p>This is the first run of this lake: there is no report before it.</p>\n".to_owned()),
        None => Err("<p>No earlier run of this profile was compared when this run was made.</p>\n".to_owned()),
        Some(Changes { problem: Some(problem), against, .. }) => Err(format!("<p>Not compared with run {}: {}.</p>\n", html(against), html(problem))),
        Some(changes) => Ok(changes),
    }
}

/// The run before, in words.
fn before(changes: &Changes) -> String {
    let retrieved = changes.retrieved.as_ref().map(|day| format!(", data retrieved up to {}", html(day))).unwrap_or_default();
    format!("run {} (the one before it under this profile{retrieved})", html(&changes.against))
}

/// What differs between what the two runs were made from. Several causes are candidates: none is singled out.
fn why(changes: &Changes) -> String {
    let lead = match changes.causes.len() {
        0 => return "<p>Nothing that these figures are made from differs between the two.</p>\n".to_owned(),
        1 => "One thing that these figures are made from differs between the two:",
        _ => "Several things that these figures are made from differ between the two; a change may come from one or several of them:",
    };
    let items: String = changes.causes.iter().map(|c| format!("<li><strong>{}:</strong> {}</li>\n", kind(&c.kind), html(&c.words))).collect();
    format!("<p>{lead}</p>\n<ul>\n{items}</ul>\n")
}

/// A kind of cause in words.
fn kind(token: &str) -> String {
    let words = match token {
        "override" => "Override",
        "new_vintage" => "New vintage",
        "revised" => "Revised source",
        "new_source" => "Source that came in",
        "source_gone" => "Source no longer used",
        "catalog" => "Provider\u{2019}s catalog",
        "rule" => "Rule of the profile",
        "reference" => "Reference table",
        "code" => "Program code",
        other => return html(other),
    };
    words.to_owned()
}

fn usize_of(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn the_first_run_says_so_and_a_run_that_was_not_compared_does_not_call_itself_first() {
        let mut set = sample::set();
        let region = set.regions[0].clone();
        (set.changes, set.is_first) = (None, true);
        assert!(overview(&set, &[&region]).contains("first run of this lake"));
        set.is_first = false;
        assert_eq!(of_region(&set, &region), "<p>No earlier run of this profile was compared when this run was made.</p>\n");
        set.changes = sample::set().changes.map(|c| Changes { problem: Some("it lacks <a> table".into()), ..c });
        assert_eq!(of_region(&set, &region), "<p>Not compared with run 1a2b: it lacks &lt;a&gt; table.</p>\n");
    }

    #[test]
    fn moves_are_told_with_what_was_before_and_unknown_stays_unknown() {
        let set = sample::set();
        let (one, other) = (set.regions[0].clone(), set.regions[1].clone());
        let page = of_region(&set, &one);
        assert!(page.contains("of 12 occupations moved; the status of 1 occupation changed"), "{page}");
        assert!(page.contains("<td class=\"n\">4,466</td><td class=\"n\">4,470</td><td class=\"n\">110</td><td class=\"u\">not published</td>"), "{page}");
        assert!(
            page.contains("<td>Shortage under any allocation</td><td>the same</td>") && page.contains("<td>not listed</td><td>Demand unknown</td>"),
            "{page}"
        );
        assert!(page.contains("The 2 occupations that moved most"), "{page}");
        assert!(of_region(&set, &other).starts_with("<p>No figure of this page moved since run 1a2b"));
        let index = overview(&set, &[&other, &one]);
        assert!(index.contains("12 rows of an occupation") && index.contains("1 of them has a status"), "{index}");
        assert!(index.contains("region/los-angeles.html#changes") && !index.contains("region/california.html#changes"));
    }

    #[test]
    fn one_cause_is_the_cause_and_several_are_candidates() {
        let mut changes = sample::set().changes.unwrap();
        assert!(why(&changes).contains("<strong>Override:</strong> version 1 &amp; 2"));
        changes.causes.push(rocp_lake::manifest::Cause { kind: "revised".into(), words: "A file".into(), tables: vec![] });
        assert!(why(&changes).contains("one or several of them"));
        changes.causes.clear();
        assert!(why(&changes).starts_with("<p>Nothing that these figures"));
    }
}
