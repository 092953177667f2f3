//! The statewide workbook: period and area stand in title rows, the header on a later row, a sentinel ends the sheet.

use super::{TABLE, common, row};
use crate::decode::header::{fold, matched};
use crate::decode::{Header, Line, Want};
use crate::error::Result;
use crate::head::{Fit, Head, Near};
use crate::stage::Stage;

/// Its columns, without the years that each edition prints into their names.
pub(super) const WORKBOOK: &[Want] = common![];
const SHEET: &str = "Occupational";
const END: &str = "end of worksheet.";
/// What a title row says of the only workbook whose rows are the state's; areas have workbooks of the same layout.
const PLACE: &str = "California";

/// Whether it is the state's workbook.
pub(super) fn fit(head: &Head) -> Fit {
    let Some(sheet) = head.sheet(&[SHEET]) else { return Fit::No };
    let best = sheet.lines.iter().map(|l| matched(&plain(l).cells, WORKBOOK, &[])).max_by_key(|m| (m.is_whole(), m.found()));
    match best {
        Some(found) if found.is_whole() && is_of_the_state(&sheet.lines) => Fit::Yes(found.found()),
        Some(found) if found.is_whole() => Fit::Near(Near { found: found.found(), missing: vec![format!("{PLACE} in a title row")], unknown: found.unknown }),
        Some(found) if found.found() > 0 => Fit::Near(Near { found: found.found(), missing: found.missing, unknown: found.unknown }),
        _ => Fit::No,
    }
}

/// The period that a title row names.
pub(super) fn edition(head: &Head) -> Option<String> {
    head.sheet(&[SHEET]).and_then(|s| period(&s.lines))
}

fn titles(lines: &[Line]) -> impl Iterator<Item = &str> {
    lines.iter().take(5).map(|l| l.cells.first().map_or("", String::as_str))
}

fn period(lines: &[Line]) -> Option<String> {
    let of = |title: &str| title.split_whitespace().find(|w| row::period(w).is_some()).map(str::to_owned);
    titles(lines).find_map(of)
}

fn is_of_the_state(lines: &[Line]) -> bool {
    titles(lines).any(|t| t.trim() == PLACE)
}

pub(super) fn read(stage: &mut Stage) -> Result<()> {
    let mut sheets = stage.sheets(&[SHEET])?;
    let lines = sheets.pop().map(|s| s.lines).unwrap_or_default();
    let period = period(&lines).ok_or_else(|| stage.refuse("no title row names the projection period"))?;
    if !is_of_the_state(&lines) {
        return Err(stage.refuse("no title row says that it is about California"));
    }
    stage.saw(&period);
    let found =
        lines.iter().map(|l| matched(&plain(l).cells, WORKBOOK, &stage.card.spellings).found()).enumerate().max_by_key(|(i, n)| (*n, std::cmp::Reverse(*i)));
    let at = found.map(|(i, _)| i).ok_or_else(|| stage.refuse("it holds no rows"))?;
    let end = lines.iter().position(is_end).ok_or_else(|| stage.refuse("the last row, End of worksheet., is missing: the sheet is truncated"))?;
    let names = plain(&lines[at]);
    let header = Header::find(stage, &names, WORKBOOK)?;
    let mut rows = stage.rows(TABLE)?;
    let place = row::Place { area_type: "State", area_name: "California", period: &period };
    for line in lines.iter().take(end).skip(at + 1) {
        if header.fits(stage, line, false)? {
            row::push(stage, &mut rows, &header, line, &place)?;
        }
    }
    stage.period.clone_from(&period);
    stage.put(rows)
}

/// Whether a row says that the sheet ends.
fn is_end(line: &Line) -> bool {
    line.cells.iter().map(|c| fold(c)).find(|c| !c.is_empty()).is_some_and(|c| c == END)
}

/// A header row without years.
fn plain(line: &Line) -> Line {
    Line { number: line.number, cells: line.cells.iter().map(|c| without_years(c)).collect() }
}

/// A header cell without the years that each edition prints into it: `Numeric Change 2023-2033[6]`.
fn without_years(cell: &str) -> String {
    let plain = fold(cell);
    let words: Vec<_> = plain.split(' ').filter(|w| !w.bytes().all(|b| b.is_ascii_digit() || b == b'-') || w.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn years_are_not_part_of_a_column_name() {
        assert_eq!(super::without_years("Numeric Change 2023-2033[6]"), "numeric change");
        assert_eq!(super::without_years("Base Year Employment Estimate 2023[4][5]"), "base year employment estimate");
        assert_eq!(super::without_years("Percent-age Change 2023-2033"), "percent-age change");
    }
}
