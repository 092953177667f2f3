//! Lists beside the shortlist: demand without a program here, and demand at wages below the named living wage.

use super::{cells, sections};
use crate::escape::html;
use crate::facts::{Facts, Missing, is_partial};
use crate::model::{GapRow, List};
use crate::number::{NOT_DIVIDED, count, difference};
use crate::{ways_in, words};

/// Occupations in demand that no counted program leads to; nothing where there are none.
pub(super) fn no_program(facts: &Facts<'_>) -> String {
    let rows = facts.listed(List::NoProgram);
    if rows.is_empty() {
        return String::new();
    }
    let estimated = facts.all_estimated();
    let lines: String = rows
        .iter()
        .map(|r| cells::row(&[cells::head(&r.occupation, &r.soc), cells::openings(r), cells::number(&count(r.supply_whole)), wage(r), remark(r, estimated)]))
        .collect();
    let head = [
        cells::words("Occupation"),
        cells::numbers("Openings a year"),
        cells::numbers("Awards at most, a year"),
        cells::numbers("Entry wage an hour"),
        cells::words("What to know"),
    ];
    let note = format!(
        "<p>A career program could serve these occupations, and fewer than 10 counted awards a year in the region lead to them, or under 1% of the openings. That is no proof that nobody trains for them. {}</p>\n",
        html(&Missing::of(&rows).sentence())
    );
    note + &sections::sortable("no-program-table", &format!("Demand and hardly any program here, {}", facts.region.region), "", &head.concat(), &lines)
}

/// Occupations in demand that pay entrants less than the named living wage; nothing where there are none.
pub(super) fn low_wage(facts: &Facts<'_>) -> String {
    let rows = facts.listed(List::LowWage);
    if rows.is_empty() {
        return String::new();
    }
    let estimated = facts.all_estimated();
    let lines: String =
        rows.iter().map(|r| cells::row(&[cells::head(&r.occupation, &r.soc), cells::openings(r), supply(r), gap(r), wage(r), remark(r, estimated)])).collect();
    let head = [
        cells::words("Occupation"),
        cells::numbers("Openings a year"),
        cells::numbers("Awards divided to it, a year"),
        cells::numbers("Gap"),
        cells::numbers("Entry wage an hour"),
        cells::words("What to know"),
    ];
    let named =
        if facts.region.living_wage.is_empty() { "The run names no living wage.".to_owned() } else { format!("Compared with: {}", facts.region.living_wage) };
    let note = format!(
        "<p>The entry wage is the 25th percentile, lowest among the region\u{2019}s areas, so a small area can decide; for occupations paid by the year it is the annual wage over 2,080 hours. {}</p>\n",
        html(&named)
    );
    note + &sections::sortable(
        "low-wage-table",
        &format!("In demand, entry wage below the named living wage, {}", facts.region.region),
        "",
        &head.concat(),
        &lines,
    )
}

/// The awards divided to it; where no program with awards is linked, that is no zero.
fn supply(row: &GapRow) -> String {
    if row.status == words::NO_LINK { cells::unknown("no program linked") } else { cells::or(row.supply_allocated, count, NOT_DIVIDED) }
}

/// The gap; nothing to compare where no program with awards is linked.
fn gap(row: &GapRow) -> String {
    if row.status == words::NO_LINK {
        return cells::unknown("not rated");
    }
    cells::bounded(row.gap_allocated, difference, cells::bounds(is_partial(row)).0, NOT_DIVIDED)
}

fn wage(row: &GapRow) -> String {
    cells::wage(row.entry_wage, row.entry_wage_is_least)
}

/// The training known to be missing first, then what else the figures rest on; missing streams stand above the table.
///
/// `estimated`: every figure of demand on the page is an estimate, which the page says once.
fn remark(row: &GapRow, estimated: bool) -> String {
    let elsewhere = |f: &str| words::is_stream(f) || ["partial_area", "sampling_error"].contains(&f) || (estimated && f == "estimated_national_rate");
    let flags: Vec<String> = row.flags.iter().filter(|f| !elsewhere(f)).map(|f| words::flag(f)).collect();
    let known = ways_in::missing(row).map(|way| capital(way.clause)).unwrap_or_default();
    if known.is_empty() && flags.is_empty() { cells::text("\u{2013}") } else { cells::remarks(&known, &flags.join("; ")) }
}

/// The clause as a sentence.
fn capital(clause: &str) -> String {
    let mut chars = clause.chars();
    let first: String = chars.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}.", chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn lists_are_told_with_what_they_rest_on() {
        let mut region = sample::region("r", "R");
        region.rows[4].list = Some(List::NoProgram);
        region.rows[4].rank = Some(1);
        region.rows[0].list = Some(List::LowWage);
        region.rows[0].entry_wage = Some(17.25);
        let facts = Facts::of(&region);
        let none = no_program(&facts);
        assert!(none.contains("Drivers") && none.contains("no proof that nobody trains") && none.contains("<td class=\"u\">not published</td>"), "{none}");
        let low = low_wage(&facts);
        assert!(low.contains("<td class=\"n\">$17.25") && low.contains("Compared with: $20.00 an hour") && low.contains("<td class=\"s\">About 85%"), "{low}");
        assert_eq!(no_program(&Facts::of(&sample::region("r", "R"))), "");
        region.rows[0].entry_wage_is_least = true;
        assert!(low_wage(&Facts::of(&region)).contains("at least </span>$17.25"), "a wage at the publisher's ceiling is a lower bound");
    }
}
