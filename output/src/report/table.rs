//! The gap table: a real table, numbers at the right, unknown printed as such, status and flags in words.

use std::collections::BTreeSet;

use super::cells::{self, range};
use crate::escape::html;
use crate::facts::{every_demand, has, is_partial};
use crate::model::GapRow;
use crate::number::{NOT_DIVIDED, NOT_PUBLISHED, count, difference, percent};
use crate::{ways_in, words};

/// What a table is called and what it can do.
pub(super) struct Spec<'a> {
    /// Unique id of its caption.
    pub id: &'a str,
    /// What it shows.
    pub caption: &'a str,
    /// It is long: a search box stands above it, and it scrolls in its own frame.
    pub filter: bool,
}

/// What stands in the caption because it holds for all rows.
struct Common {
    /// Flags told once: those of streams that every compared row carries, and those of estimates that every row concerned carries.
    flags: BTreeSet<String>,
    /// Periods, where all rows that have one share it.
    demand_period: Option<String>,
    supply_period: Option<String>,
    /// True where a row has a range of openings.
    ranges: bool,
}

/// What stands in the cells of supply and gap of an occupation to which no program is linked.
const NOT_RATED: &str = "not rated";

/// Flags of figures that are no published counts; where all rows carry one, it is told once.
const ESTIMATED: &str = "estimated_national_rate";
const MIXED: &str = "cip4_mix";
const SPLIT: &str = "estimated_area_split";
/// What the range below the openings is; told with the table.
const SAMPLED: &str = "sampling_error";

const NUMBERS: [&str; 8] = [
    "<th scope=\"col\" class=\"n\" data-column=\"1\">All</th>",
    "<th scope=\"col\" class=\"n\" data-column=\"2\">Without job changers</th>",
    "<th scope=\"col\" class=\"n\" data-column=\"3\">Least</th>",
    "<th scope=\"col\" class=\"n\" data-column=\"4\">Divided</th>",
    "<th scope=\"col\" class=\"n\" data-column=\"5\">Most</th>",
    "<th scope=\"col\" class=\"n\" data-column=\"6\">At divided supply</th>",
    "<th scope=\"col\" class=\"n\" data-column=\"7\">At most supply</th>",
    "<th scope=\"col\" class=\"n\" data-column=\"8\">Coverage</th>",
];

/// The table with its caption, in a frame that scrolls where the screen is narrow.
pub(super) fn gaps(rows: &[&GapRow], spec: &Spec<'_>) -> String {
    let common = Common::of(rows);
    let filter = if spec.filter { " data-filter" } else { "" };
    let mut out = format!(
        "<div class=\"{class}\" role=\"region\" aria-labelledby=\"{id}\" tabindex=\"0\">\n<table data-sort{filter}>\n\
         <caption><span><span class=\"name\" id=\"{id}\">{name}</span> {notes}</span></caption>\n<thead>\n<tr>\
         <th scope=\"col\" rowspan=\"2\" data-column=\"0\">Occupation</th>\
         <th scope=\"colgroup\" colspan=\"2\">Openings a year</th>\
         <th scope=\"colgroup\" colspan=\"3\">Supply, awards a year</th>\
         <th scope=\"colgroup\" colspan=\"3\">Gap, openings minus supply</th>\
         <th scope=\"col\" rowspan=\"2\" data-column=\"9\">Status</th></tr>\n<tr>{numbers}</tr>\n</thead>\n<tbody>\n",
        class = if spec.filter { "scroll tall" } else { "scroll" },
        id = spec.id,
        name = html(spec.caption),
        notes = html(&common.sentence()),
        numbers = NUMBERS.concat(),
    );
    for row in rows {
        out.push_str(&line(row, &common));
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
    out
}

/// One row.
fn line(row: &GapRow, common: &Common) -> String {
    let mut out = format!("<tr><th scope=\"row\">{} <span class=\"code\">{}</span></th>", html(&row.occupation), html(&row.soc));
    let (least, most) = cells::bounds(is_partial(row));
    out += &cells::openings(row);
    out += &cell(row.demand_new, count, least, "n");
    out += &supplied(row, Some(row.supply_low), count, "", "n");
    out += &supplied(row, row.supply_allocated, count, "", "n");
    out += &supplied(row, Some(row.supply_whole), count, "", "n");
    out += &supplied(row, row.gap_allocated, difference, least, "n key");
    out += &supplied(row, row.gap_whole, difference, least, "n");
    out += &supplied(row, row.coverage, percent, most, "n");
    let notes = notes(row, common);
    let notes = if notes.is_empty() { String::new() } else { format!(" <span class=\"flags\">{}</span>", html(&notes)) };
    out + &format!("<td class=\"s\">{}{notes}</td></tr>\n", html(words::status(&row.status)))
}

/// A number with the words before it, or "not published".
fn cell(value: Option<f64>, print: fn(f64) -> String, before: &str, class: &str) -> String {
    match value {
        Some(value) => format!("<td class=\"{class}\">{}{}</td>", before, html(&print(value))),
        None => format!("<td class=\"u\">{NOT_PUBLISHED}</td>"),
    }
}

/// A figure that rests on supply. Where no program is linked there is nothing to compare, and a zero would read as a
/// finding; where openings are published and supply still cannot be divided among them, the cell says so.
fn supplied(row: &GapRow, value: Option<f64>, print: fn(f64) -> String, before: &str, class: &str) -> String {
    match (row.status.as_str(), value, row.demand) {
        (words::NO_LINK, ..) => format!("<td class=\"u\">{NOT_RATED}</td>"),
        (_, None, Some(_)) => format!("<td class=\"u\">{NOT_DIVIDED}</td>"),
        _ => cell(value, print, before, class),
    }
}

/// Flags and remarks of one row that are not told in the caption.
fn notes(row: &GapRow, common: &Common) -> String {
    let first = ways_in::of_shortage(row);
    let told = |flag: &str| common.flags.contains(flag) || flag == SAMPLED || first.is_some_and(|way| way.flag == flag);
    let flags = row.flags.iter().filter(|f| !told(f)).map(|f| words::flag(f));
    let mut notes: Vec<String> = first.map(|way| way.clause.to_owned()).into_iter().chain(flags).collect();
    let is_estimate = row.flags.iter().any(|f| f == ESTIMATED);
    if let Some(estimate) = row.demand_estimated.filter(|_| !is_estimate) {
        notes.push(format!("estimate from national rates, in no gap: {} openings", count(estimate)));
    }
    if common.demand_period.is_none() {
        notes.extend(row.demand_period.as_ref().map(|p| format!("openings {p}")));
    }
    if common.supply_period.is_none() {
        notes.extend(row.supply_period.as_ref().map(|p| format!("awards {p}")));
    }
    notes.join("; ")
}

impl Common {
    /// Reads what all rows share.
    fn of(rows: &[&GapRow]) -> Self {
        let compared: Vec<&&GapRow> = rows.iter().filter(|r| words::is_compared(&r.status)).collect();
        let shared = |flag: &String| words::is_stream(flag) && compared.iter().all(|r| r.flags.contains(flag));
        let mut flags: BTreeSet<String> = compared.first().map(|r| r.flags.iter().filter(|f| shared(f)).cloned().collect()).unwrap_or_default();
        let everywhere = [ESTIMATED, SPLIT].into_iter().filter(|flag| every_demand(rows.iter().copied(), flag));
        flags.extend(everywhere.map(str::to_owned));
        let mut supplied = rows.iter().filter(|r| r.supply_whole > 0.0).peekable();
        flags.extend((supplied.peek().is_some() && supplied.all(|r| has(r, MIXED))).then(|| MIXED.to_owned()));
        Self {
            flags,
            ranges: rows.iter().any(|r| range(r).is_some()),
            demand_period: only(rows.iter().filter_map(|r| r.demand_period.as_deref())),
            supply_period: only(rows.iter().filter_map(|r| r.supply_period.as_deref())),
        }
    }

    /// The same in words.
    fn sentence(&self) -> String {
        let mut told = Vec::new();
        let periods = [("openings", &self.demand_period), ("awards", &self.supply_period)];
        let periods: Vec<String> = periods.iter().filter_map(|(what, p)| p.as_ref().map(|p| format!("{what} {p}"))).collect();
        if !periods.is_empty() {
            told.push(format!("Periods: {}.", periods.join("; ")));
        }
        let streams: Vec<&str> = words::STREAMS.iter().filter(|(token, _)| self.flags.contains(*token)).map(|(_, stream)| *stream).collect();
        if !streams.is_empty() {
            told.push(format!("Not counted in any supply here: {}.", words::list(&streams)));
        }
        if self.ranges {
            told.push("Below openings: their range for the survey\u{2019}s sampling error (90%).".to_owned());
        }
        if self.flags.contains(ESTIMATED) {
            told.push("Every figure of openings is estimated from national rates.".to_owned());
        }
        if self.flags.contains(SPLIT) {
            told.push("All openings are divided between regions by estimate.".to_owned());
        }
        if self.flags.contains(MIXED) {
            told.push("All awards are reported for groups of programs and divided by the statewide mix.".to_owned());
        }
        told.join(" ")
    }
}

/// The one value, where all are equal.
fn only<'a>(values: impl Iterator<Item = &'a str>) -> Option<String> {
    let distinct: BTreeSet<&str> = values.collect();
    let mut distinct = distinct.into_iter();
    match (distinct.next(), distinct.next()) {
        (Some(one), None) => Some(one.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn table() -> String {
        let region = sample::region("r", "R");
        let rows: Vec<&GapRow> = region.rows.iter().collect();
        gaps(&rows, &Spec { id: "t", caption: "A <caption>", filter: true })
    }

    #[test]
    fn every_row_has_every_cell() {
        let table = table();
        let body = table.split_once("<tbody>").unwrap().1;
        for line in body.lines().filter(|l| l.starts_with("<tr>")) {
            assert_eq!(line.matches("<th scope=\"row\">").count() + line.matches("<td").count(), 10, "{line}");
        }
        assert_eq!(body.matches("<tr>").count(), 5);
        assert_eq!(table.matches("data-column").count(), 10);
    }

    #[test]
    fn unknown_is_said_and_zero_is_zero() {
        let table = table();
        let row = |code: &str| table.lines().find(|l| l.contains(code)).unwrap().to_owned();
        let unknown = row("43-9999");
        assert_eq!(unknown.matches("not published").count(), 6, "{unknown}");
        assert!(unknown.contains("Clerks &lt;All&gt; &amp; Others"));
        assert!(row("31-1131").contains("<td class=\"n key\">4,356</td>"));
        assert!(row("51-9999").contains("<td class=\"n key\">\u{2212}20</td>"));
        assert!(row("43-9999").contains("<td class=\"n\">0</td>"), "no award is a known zero");
        assert_eq!(row("53-9999").matches("not rated").count(), 6, "no program is no zero");
    }

    #[test]
    fn estimates_are_told_once_where_every_row_is_one_and_else_on_the_row() {
        let mut region = sample::region("r", "R");
        for row in region.rows.iter_mut().filter(|r| r.demand.is_some()) {
            row.flags.push("estimated_national_rate".into());
        }
        let made = |region: &crate::model::RegionReport| gaps(&region.rows.iter().collect::<Vec<_>>(), &Spec { id: "t", caption: "c", filter: false });
        let table = made(&region);
        assert_eq!((table.matches("estimated from national rates.").count(), table.matches("openings estimated from national rates").count()), (1, 0));
        region.rows[0].flags.clear();
        let table = made(&region);
        assert_eq!((table.matches("Every figure of openings").count(), table.matches("openings estimated from national rates").count()), (0, 3));
    }

    #[test]
    fn a_range_stands_below_the_openings() {
        let mut region = sample::region("r", "R");
        (region.rows[0].demand_low, region.rows[0].demand_high) = (Some(4019.0), Some(4913.0));
        let table = gaps(&[&region.rows[0]], &Spec { id: "t", caption: "c", filter: false });
        assert!(table.contains("<td class=\"n\">4,466 <span class=\"flags\">4,019\u{2013}4,913</span></td>"), "{table}");
        assert!(table.contains("sampling error (90%)"));
    }

    #[test]
    fn a_lower_bound_makes_bounds_of_all_that_rests_on_it() {
        let table = table();
        let row = table.lines().find(|l| l.contains("49-3023")).unwrap();
        for cell in ["at least </span>1,450<", "at least </span>725<", "at least </span>968<", "at least </span>584<", "at most </span>33%<", ">482<"] {
            assert!(row.contains(cell), "{cell}: {row}");
        }
        assert_eq!(table.matches("at least").count(), 4);
    }

    #[test]
    fn a_shortage_says_first_that_a_training_known_to_teach_it_is_missing() {
        let table = table();
        assert!(table.contains("Shortage under any allocation <span class=\"flags\">about 85% of nurse assistant"), "{table}");
    }

    #[test]
    fn flags_are_told_once_where_all_compared_rows_share_them() {
        let mut region = sample::region("r", "R");
        region.rows[3].flags = vec!["no_rocp_supply".into()];
        let rows: Vec<&GapRow> = region.rows.iter().collect();
        let table = gaps(&rows, &Spec { id: "t", caption: "c", filter: false });
        assert!(table.contains("Not counted in any supply here: ROCP and adult school."));
        assert!(!table.contains("ROCP and adult school not counted") && table.contains("apprenticeship not counted"));
        assert!(super::tests::table().contains("ROCPs and adult schools teach it too"));
    }
}
