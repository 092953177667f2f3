//! The flat files `la.data.*`: of every county the annual averages, one row a year.

use std::collections::BTreeMap;

use super::TABLE;
use crate::clean::cells::{Cells, Misfit};
use crate::clean::years::Years;
use crate::decode::{Header, Line, Want};
use crate::edition;
use crate::error::Result;
use crate::stage::{Stage, each_row};

/// Their columns, those of every survey's flat files.
pub(super) const COLUMNS: &[Want] = &[
    Want::new("series_id", &["series_id"]),
    Want::new("calendar_year", &["year"]),
    Want::new("period", &["period"]),
    Want::new("value", &["value"]),
    Want::optional("footnote_codes", &["footnote_codes"]),
];

/// The measures of a county by their code, in the contract's order.
const MEASURES: [(&str, &str); 4] = [("06", "labor_force"), ("05", "employed_residents"), ("04", "unemployed_residents"), ("03", "unemployment_percent")];

/// Whether a series is one of this survey.
pub(super) fn is_laus(series: &str) -> bool {
    series.starts_with("LA") && series.len() == 20
}

/// Year and month as a release: `2026-09`; the year alone for its annual average.
pub(super) fn month(year: &str, period: &str) -> Option<String> {
    let year = edition::year(year)?;
    match period.strip_prefix('M')?.parse() {
        Ok(month @ 1..=12) => Some(format!("{year}-{month:02}")),
        Ok(13) => Some(year.to_string()),
        _ => None,
    }
}

/// A county's year on its way: the line it began on and the values of its measures.
#[derive(Default)]
struct Year {
    line: u64,
    values: [Option<String>; 4],
    seen: [bool; 4],
}

/// Stages the file.
pub(super) fn stage(stage: &mut Stage) -> Result<()> {
    let mut years: BTreeMap<(i32, String), Year> = BTreeMap::new();
    let mut newest = String::new();
    each_row(stage, b'\t', COLUMNS, |stage, header, line| {
        let key = format!("{} | {}", header.get(line, "series_id").unwrap_or_default(), header.get(line, "calendar_year").unwrap_or_default());
        match typed(header, line) {
            Ok((month, value)) => {
                if edition::rank(&month) > edition::rank(&newest) {
                    newest = month;
                }
                if let Some((year, county, at, value)) = value {
                    let held = years.entry((year, county)).or_insert_with(|| Year { line: line.number, ..Year::default() });
                    if held.seen[at] {
                        stage.misfit(line.number, &key, Misfit::new("series_id", header.get(line, "series_id"), "a value that stands twice"));
                    } else {
                        (held.seen[at], held.values[at]) = (true, value);
                    }
                }
            }
            Err(misfit) => stage.misfit(line.number, &key, misfit),
        }
        Ok(())
    })?;
    if years.is_empty() {
        return Err(stage.refuse("it holds no annual average (M13) of a county: take la.data.64.County or the file of the state"));
    }
    if !stage.edition().is_empty() && stage.edition() != newest {
        return Err(stage.refuse(format!("its newest period is {newest}, not {}", stage.edition())));
    }
    let mut rows = stage.rows(TABLE)?;
    let mut told = Years::default();
    for ((year, county), held) in years {
        told.see(year);
        let mut cells = Cells::default();
        let mut values = vec![Some(year.to_string()), Some(county.clone()), Some(format!("CN{county}00000000")), None];
        for (at, (_, name)) in MEASURES.iter().enumerate() {
            let value = held.values[at].clone();
            values.push(value.or_else(|| cells.unknown(name, if held.seen[at] { "-" } else { "absent" })));
        }
        values.extend([Some(cells.reasons()), Some(newest.clone()), Some(stage.role.clone()), Some(held.line.to_string())]);
        let values: Vec<Option<&str>> = values.iter().map(Option::as_deref).collect();
        stage.push(&mut rows, held.line, &format!("{county} | {year}"), &values)?;
    }
    stage.period = format!("{}, annual averages", told.words());
    stage.put(rows)
}

/// A county's value: year, county, place of the measure, and the value where it is known.
type Value = (i32, String, usize, Option<String>);

/// Year and month of a row, and its value where it is the annual average of a county.
fn typed(header: &Header, line: &Line) -> std::result::Result<(String, Option<Value>), Misfit> {
    let text = |name| header.get(line, name);
    let (year, period) = (text("calendar_year").unwrap_or_default(), text("period").unwrap_or_default());
    let number = edition::year(year).ok_or_else(|| Misfit::new("calendar_year", Some(year), "not a year"))?;
    let month = month(year, period).ok_or_else(|| Misfit::new("period", Some(period), "not a month, nor M13 for the year"))?;
    let series = text("series_id").filter(|s| is_laus(s)).ok_or_else(|| Misfit::new("series_id", text("series_id"), "not a series of this survey"))?;
    let value = Cells::default().amount("value", text("value"), &[])?;
    let (county, measure) = (series.get(5..10).unwrap_or_default(), series.get(18..20).unwrap_or_default());
    let is_annual = period == "M13" && series.starts_with("LAUCN") && county.bytes().all(|b| b.is_ascii_digit());
    let at = MEASURES.iter().position(|(code, _)| *code == measure);
    Ok((month, at.filter(|_| is_annual).map(|at| (number, county.to_owned(), at, value))))
}

#[cfg(test)]
mod tests {
    use super::{is_laus, month};

    #[test]
    fn series_and_months() {
        assert!(is_laus("LAUCN060010000000003") && !is_laus("OEUM003108000000027201103") && !is_laus("LAUCN06001"));
        assert_eq!(month("2026", "M09").as_deref(), Some("2026-09"));
        assert_eq!(month("2025", "M13").as_deref(), Some("2025"));
        for (year, period) in [("2025", "M14"), ("25", "M01"), ("2025", "A01"), ("2025", "M00")] {
            assert_eq!(month(year, period), None, "{year} {period}");
        }
    }
}
