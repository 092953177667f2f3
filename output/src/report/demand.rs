//! The occupations with the most openings among those that a career program can serve.

use super::{cells, sections};
use crate::facts::Facts;
use crate::model::{GapRow, List};
use crate::number::{count, counted, dollars};
use crate::words;

/// Most rows of the ranking; the rest stand in the appendix.
const MOST: usize = 15;

/// The ranking; nothing where no list is held.
pub(super) fn ranking(facts: &Facts<'_>) -> String {
    let known = |r: &&GapRow| r.list.is_some() && r.demand.is_some();
    let mut rows: Vec<&GapRow> = facts.region.rows.iter().filter(known).collect();
    rows.sort_by(|a, b| b.demand.unwrap_or_default().total_cmp(&a.demand.unwrap_or_default()).then_with(|| a.soc.cmp(&b.soc)));
    rows.truncate(MOST);
    if rows.is_empty() {
        return String::new();
    }
    let lines: String = rows.iter().map(|r| line(r)).collect();
    let head = [
        cells::words("Occupation"),
        cells::numbers("Openings a year"),
        cells::numbers("Without job changers"),
        cells::numbers("Entry wage an hour"),
        cells::words("In the list"),
        cells::words("Status"),
    ];
    let note = "<p>Openings include people who change from one occupation to another; those without them are nearer to the need for newly trained people. \
                Ranked are the occupations of this page\u{2019}s three lists, which a career program can serve; all others stand in the appendix.</p>\n";
    let caption = format!("Most openings, {}: {}", facts.region.region, counted(rows.len(), "occupation"));
    note.to_owned() + &sections::sortable("demand-table", &caption, &periods(&rows), &head.concat(), &lines)
}

/// The years the openings are for, where all rows share them.
fn periods(rows: &[&GapRow]) -> String {
    let first = rows.first().and_then(|r| r.demand_period.as_deref());
    match first.filter(|p| rows.iter().all(|r| r.demand_period.as_deref() == Some(p))) {
        Some(period) => format!("Period: openings {period}."),
        None => String::new(),
    }
}

/// One occupation.
fn line(row: &GapRow) -> String {
    let list = match row.list {
        Some(List::Lead) => "widest gaps",
        Some(List::NoProgram) => "no program here",
        Some(List::LowWage) => "entry wage below the living wage",
        None => "none",
    };
    cells::row(&[
        cells::head(&row.occupation, &row.soc),
        cells::openings(row),
        cells::published(row.demand_new, count),
        cells::published(row.entry_wage, dollars),
        cells::text(list),
        cells::remarks(words::status(&row.status), ""),
    ])
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn the_most_openings_come_first_and_unknown_is_left_out() {
        let table = ranking(&Facts::of(&sample::region("r", "R & S")));
        assert!(table.find("Nursing").unwrap() < table.find("Automotive").unwrap() && !table.contains("Clerks"), "{table}");
        assert!(table.contains("at least 1,450") && table.contains("R &amp; S") && table.contains("openings 2020-2030."));
    }
}
