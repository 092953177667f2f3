//! The occupations with the most openings among those that a career program can serve.

use super::{cells, sections};
use crate::canvas::Fonts;
use crate::error::OutputError;
use crate::facts::{Facts, is_partial};
use crate::figures::demand_ranking::DemandRanking;
use crate::model::{GapRow, List, ReportSet};
use crate::number::{NOT_DIVIDED, NOT_PUBLISHED, count, counted};
use crate::{ways_in, words};

/// The figure of the list that pages lead with, and the ranking of all lists; nothing where no list is held.
pub(super) fn section(set: &ReportSet, facts: &Facts<'_>, fonts: &Fonts) -> Result<String, OutputError> {
    let table = ranking(facts);
    if facts.listed(List::Lead).is_empty() {
        return Ok(table);
    }
    let region = facts.region;
    let figure = DemandRanking { region_id: &region.region_id, region: &region.region, rows: &region.rows, sources: &set.sources }.draw(fonts)?;
    Ok(figure.html() + &table)
}

/// The ranking as a table, unknown demand last.
fn ranking(facts: &Facts<'_>) -> String {
    let mut rows: Vec<&GapRow> = facts.region.rows.iter().filter(|r| r.list.is_some()).collect();
    let known = |r: &GapRow| r.demand.unwrap_or(f64::NEG_INFINITY);
    rows.sort_by(|a, b| known(b).total_cmp(&known(a)).then_with(|| a.soc.cmp(&b.soc)));
    if rows.is_empty() {
        return String::new();
    }
    let lines: String = rows.iter().map(|r| line(r)).collect();
    let head = [
        cells::words("Occupation"),
        cells::numbers("Openings a year"),
        cells::numbers("Without job changers"),
        cells::numbers("Awards divided to it"),
        cells::numbers("Entry wage an hour"),
        cells::words("List"),
        cells::words("Status"),
    ];
    let note = "<p>The table ranks all three lists of this page by openings, not the shortlist of widest gaps alone; its column says which list. \
                All other occupations stand in the appendix. \
                Openings include people who change from one occupation to another; those without them are nearer to the need for newly trained people.</p>\n";
    let caption = format!("Three lists ranked by openings, {}: {}", facts.region.region, counted(rows.len(), "occupation"));
    note.to_owned() + &sections::sortable("demand-table", &caption, &periods(&rows), &head.concat(), &lines)
}

/// The years the openings are for, where all rows share them.
fn periods(rows: &[&GapRow]) -> String {
    let first = rows.first().and_then(|r| r.demand_period.as_deref());
    match first.filter(|p| rows.iter().filter_map(|r| r.demand_period.as_deref()).all(|other| other == *p)) {
        Some(period) => format!("Period: openings {period}."),
        None => String::new(),
    }
}

/// The awards divided to it; where no program with awards is linked, that is no zero.
fn supplied(row: &GapRow) -> String {
    match row.demand {
        None => cells::unknown(NOT_PUBLISHED),
        Some(_) if row.status == words::NO_LINK => cells::unknown("no program linked"),
        Some(_) => cells::or(row.supply_allocated, count, NOT_DIVIDED),
    }
}

/// One occupation.
fn line(row: &GapRow) -> String {
    let list = match row.list {
        Some(List::Lead) => "shortlist",
        Some(List::NoProgram) => "hardly any program here",
        Some(List::LowWage) => "entry wage below the living wage",
        None => "none",
    };
    cells::row(&[
        cells::head(&row.occupation, &row.soc),
        cells::openings(row),
        cells::bounded(row.demand_new, count, cells::bounds(is_partial(row)).0, NOT_PUBLISHED),
        supplied(row),
        cells::wage(row.entry_wage, row.entry_wage_is_least),
        cells::text(list),
        cells::remarks(words::status(&row.status), ways_in::of_shortage(row).map_or("", |way| way.clause)),
    ])
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn the_most_openings_come_first_and_unknown_comes_last() {
        let table = ranking(&Facts::of(&sample::region("r", "R & S")));
        assert!(
            table.find("Nursing").unwrap() < table.find("Automotive").unwrap() && table.find("Automotive").unwrap() < table.find("Clerks").unwrap(),
            "{table}"
        );
        assert!(table.contains("at least </span>1,450") && table.contains("R &amp; S") && table.contains("openings 2020-2030."));
    }
}
