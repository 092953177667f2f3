//! A sheet taken apart: the period of its title, one header row without years, the rows, and what follows them.

use crate::clean::codes;
use crate::decode::Line;
use crate::decode::header::fold;
use crate::decode::stacked::stacked;
use crate::decode::workbook::Sheet;
use crate::error::Result;
use crate::stage::Stage;

/// The name given to the column of codes where title and code share one header cell.
pub(super) const CODE: &str = "code";

/// A table of the workbook.
pub(super) struct Table {
    /// Name of the sheet.
    pub name: String,
    /// The projection period, such as 2024-2034.
    pub period: String,
    /// Its first and last year.
    pub years: (u32, u32),
    /// One header row; years are replaced by `base` and `projected`, or left out.
    pub header: Line,
    /// The header rows as they stand in the file.
    pub raw: Vec<Line>,
    /// Year that the header of the wage names.
    pub wage_year: Option<u32>,
    /// The rows, footnotes left out.
    pub body: Vec<Line>,
    /// Whether titles are indented by their level.
    pub is_indented: bool,
}

/// The title of a sheet: its first cell, in lower case.
pub(super) fn title(sheet: &Sheet) -> String {
    sheet.lines.first().and_then(|l| l.cells.first()).map(|c| fold(c)).unwrap_or_default()
}

/// The header, the period of the title, the year of the wages, and where the rows begin.
pub(super) type Found = (Line, (u32, u32), Option<u32>, usize);

/// One header row of a sheet, years replaced, with the period's years, the wage's year and where the rows begin; none where the title names no period, or no row has a code.
pub(super) fn header(sheet: &Sheet) -> Option<Found> {
    let years = period(&title(sheet))?;
    let start = sheet.lines.iter().position(coded)?;
    let raw = stacked(sheet.lines.get(1..start).unwrap_or_default(), true);
    let wage = raw.cells.iter().find(|c| fold(c).starts_with("median annual wage"));
    let wage_year = wage.and_then(|c| words(c).iter().find_map(|w| year(w)));
    let mut header = Line { number: raw.number, cells: raw.cells.iter().map(|c| without_years(c, years)).collect() };
    if let Some(blank) = header.cells.get_mut(1).filter(|c| c.is_empty()) {
        CODE.clone_into(blank);
    }
    Some((header, years, wage_year, start))
}

/// Whether the second cell is an occupation's code.
fn coded(line: &Line) -> bool {
    line.cells.get(1).is_some_and(|c| codes::soc(c).is_some())
}

/// Takes a sheet apart.
pub(super) fn parse(stage: &mut Stage, sheet: Option<Sheet>) -> Result<Table> {
    let Some(sheet) = sheet else { return Err(stage.refuse("a table is missing")) };
    let name = sheet.name.clone();
    let Some((header, years, wage_year, start)) = header(&sheet) else {
        return Err(stage.refuse(format!("the title of {name} names no period such as 2024-34, or it holds no row with an occupation code")));
    };
    let rest = sheet.lines.get(start..).unwrap_or_default();
    let end = rest.iter().position(|l| !coded(l) && is_note(l)).unwrap_or_else(|| {
        stage.warnings.push(format!("{name} does not end with its source: it may be cut off"));
        rest.len()
    });
    let raw = sheet.lines.get(1..start).unwrap_or_default().to_vec();
    let body = rest.get(..end).unwrap_or_default().to_vec();
    let is_indented = body.iter().any(|l| indent(l) > 0);
    Ok(Table { name, period: format!("{}-{}", years.0, years.1), years, header, raw, wage_year, body, is_indented })
}

/// Blanks before the title of a row.
pub(super) fn indent(line: &Line) -> usize {
    line.cells.first().map_or(0, |c| c.len() - c.trim_start_matches(' ').len())
}

fn is_note(line: &Line) -> bool {
    let first = line.cells.first().map(|c| fold(c)).unwrap_or_default();
    ["footnote", "note", "source"].iter().any(|n| first.starts_with(n))
}

/// The years of `projected 2024–34` or `2024–2034`.
pub(super) fn period(title: &str) -> Option<(u32, u32)> {
    words(title).iter().find_map(|word| {
        let (first, last) = word.split_once('-')?;
        let base = year(first)?;
        let last = match last.len() {
            2 => last.parse::<u32>().ok().map(|l| base - base % 100 + l + if l < base % 100 { 100 } else { 0 }),
            _ => year(last),
        };
        last.filter(|l| *l > base && l - base <= 20).map(|l| (base, l))
    })
}

/// The words of a cell, without commas, brackets and footnote marks; a long dash as a hyphen.
fn words(cell: &str) -> Vec<String> {
    let cell = fold(cell).replace(['\u{2013}', '\u{2014}'], "-");
    let plain = cell.split(' ').map(|w| w.split(['(', ')']).next().unwrap_or_default().trim_matches(',').to_owned());
    plain.filter(|w| !w.is_empty()).collect()
}

fn year(text: &str) -> Option<u32> {
    text.parse().ok().filter(|y| text.len() == 4 && (1990..2100).contains(y))
}

/// A header cell in which the two years of the period are called `base` and `projected`; other years and the period are left out.
fn without_years(cell: &str, years: (u32, u32)) -> String {
    let named = words(cell).into_iter().filter_map(|word| match year(&word) {
        Some(y) if y == years.0 => Some("base".to_owned()),
        Some(y) if y == years.1 => Some("projected".to_owned()),
        Some(_) => None,
        None => period(&word).is_none().then_some(word),
    });
    named.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{period, without_years};

    #[test]
    fn periods_of_titles() {
        assert_eq!(period("table 1.2 occupational projections, 2024\u{2013}2034, and worker characteristics, 2024"), Some((2024, 2034)));
        assert_eq!(period("occupational separations and openings, projected 2016-26 (numbers in thousands)"), Some((2016, 2026)));
        assert_eq!(period("projected 1996-06"), Some((1996, 2006)));
        for text in ["table 1.2", "2024", "2034-24x", "2034-2024", "on-the-job"] {
            assert_eq!(period(text), None, "{text}");
        }
    }

    #[test]
    fn headers_of_every_edition_are_one() {
        let plain = |cell| without_years(cell, (2024, 2034));
        assert_eq!(plain("Employment, 2024"), "employment base");
        assert_eq!(plain("Employment 2034"), "employment projected");
        assert_eq!(plain("Occupational openings, 2024\u{2013}34 annual average"), "occupational openings annual average");
        assert_eq!(plain("Median annual wage, dollars, 2023[1]"), "median annual wage dollars");
        assert_eq!(plain("Median annual wage, 2017(1)"), "median annual wage");
        assert_eq!(plain("Employment\nChange, 2024-34 Number"), "employment change number");
    }
}
