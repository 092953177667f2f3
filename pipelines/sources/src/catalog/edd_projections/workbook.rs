//! The statewide workbook: period and area stand in title rows, the header on a later row, a sentinel ends the sheet.

use super::{TABLE, common, first_cell, row};
use crate::decode::{Header, Want};
use crate::error::Result;
use crate::stage::Stage;

const WORKBOOK: &[Want] = common![];
const END: &str = "end of worksheet.";

pub(super) fn read(stage: &mut Stage) -> Result<()> {
    let mut sheets = stage.sheets(&["Occupational"])?;
    let lines = sheets.pop().map(|s| s.lines).unwrap_or_default();
    let title = lines.iter().take(5).map(|l| l.cells.first().map_or("", String::as_str));
    let period = title.clone().find_map(|t| t.split_whitespace().next().filter(|w| w.len() == 9 && w.as_bytes()[4] == b'-').map(str::to_owned));
    let period = period.ok_or_else(|| stage.refuse("no title row names the projection period"))?;
    if !title.clone().any(|t| t.trim() == "California") {
        return Err(stage.refuse("no title row says that it is about California"));
    }
    let at = lines.iter().position(|l| first_cell(l) == "soc level").ok_or_else(|| stage.refuse("there is no header row that begins with SOC Level"))?;
    let end =
        lines.iter().position(|l| first_cell(l) == END).ok_or_else(|| stage.refuse("the last row, End of worksheet., is missing: the sheet is truncated"))?;
    let mut names = lines[at].clone();
    for cell in &mut names.cells {
        *cell = without_years(cell);
    }
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

/// A header cell without the years that each edition prints into it: `Numeric Change 2023-2033[6]`.
fn without_years(cell: &str) -> String {
    let plain = crate::decode::header::fold(cell);
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
