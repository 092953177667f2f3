//! The workbook of one year.

use super::{TABLE, whole};
use crate::clean::cells::{Cells, Misfit};
use crate::clean::years::Years;
use crate::decode::header::{self, fold};
use crate::decode::stacked::{is_again, stacked};
use crate::decode::workbook::Sheet;
use crate::decode::{Header, Line, Want};
use crate::edition;
use crate::error::Result;
use crate::head::{Fit, Head, Near};
use crate::stage::Stage;

/// Its columns.
pub(super) const COLUMNS: &[Want] = &[
    Want::optional("laus_code", &["laus code", "laus area code"]),
    Want::new("state", &["state fips code", "state code"]),
    Want::new("county", &["county fips code", "county code"]),
    Want::new("area_name", &["county name/state abbreviation", "county name / state abbreviation"]),
    Want::new("calendar_year", &["year"]),
    Want::new("labor_force", &["labor force"]),
    Want::new("employed_residents", &["employed"]),
    Want::new("unemployed_residents", &["unemployed", "unemployment level"]),
    Want::new(
        "unemployment_percent",
        &["unemployment rate (%)", "unemploy- ment rate (%)", "unemploy-ment rate (%)", "unemployment rate", "unemploy- ment rate", "unemployment (%)", "(%)"],
    ),
];

/// How the publisher marks what it does not give.
const MARKS: &[&str] = &["N.A.", "(n)"];

/// The rows of a sheet: titles, header rows, and where the counties begin.
struct Parts<'s> {
    title: Option<&'s Line>,
    heads: &'s [Line],
    start: usize,
}

fn parts(lines: &[Line]) -> Option<Parts<'_>> {
    let start = lines.iter().position(is_county)?;
    let titles = usize::from(start > 1);
    Some(Parts { title: lines.first().filter(|_| titles > 0), heads: lines.get(titles..start).unwrap_or_default(), start })
}

/// How well the first sheet with counties fits, its header rows put together.
pub(super) fn fit(head: &Head) -> Fit {
    let Some(parts) = counties(head.sheets()).and_then(|s| parts(&s.lines)) else { return Fit::No };
    let found = header::matched(&stacked(parts.heads, false).cells, COLUMNS, &[]);
    match found.found() {
        _ if found.is_whole() => Fit::Yes(found.found()),
        0 => Fit::No,
        n => Fit::Near(Near { found: n, missing: found.missing, unknown: found.unknown }),
    }
}

/// The year of the first county; the reader sees to it that all rows and the title say the same.
pub(super) fn year(head: &Head) -> Option<String> {
    let sheet = counties(head.sheets())?;
    let parts = parts(&sheet.lines)?;
    let place = header::matched(&stacked(parts.heads, false).cells, COLUMNS, &[]).place("calendar_year")?;
    let cell = sheet.lines.get(parts.start)?.cells.get(place)?;
    edition::year(whole(cell)).map(|y| y.to_string())
}

fn counties(sheets: &[Sheet]) -> Option<&Sheet> {
    sheets.iter().find(|s| s.lines.iter().any(is_county))
}

/// Stages the workbook.
pub(super) fn stage(stage: &mut Stage) -> Result<()> {
    let heads = stage.heads()?;
    let name = counties(&heads).map(|s| s.name.clone());
    let name = name.ok_or_else(|| stage.refuse("it holds no row with a state's and a county's code"))?;
    let lines = stage.sheets(&[&name])?.pop().map(|s| s.lines).unwrap_or_default();
    let Some(Parts { title, heads, start }) = parts(&lines) else { return Err(stage.refuse("it holds no row with a state's and a county's code")) };
    let header = Header::find(stage, &stacked(heads, false), COLUMNS)?;
    if let Some(year) = title.and_then(|l| l.cells.iter().find_map(|c| year_in(c))) {
        stage.saw(&year);
    }
    let body = lines.get(start..).unwrap_or_default();
    let vintage = body.iter().rev().take_while(|l| !is_county(l)).flat_map(|l| &l.cells).find_map(|c| day(c));
    let mut rows = stage.rows(TABLE)?;
    let mut years = Years::default();
    for line in body {
        if is_again(heads, line) {
            stage.skipped.headers += 1;
            continue;
        }
        // Below the counties stand the source and the day of release.
        if line.cells.iter().skip(1).all(|c| c.trim().is_empty()) {
            continue;
        }
        let key = header.get(line, "area_name").unwrap_or_default().to_owned();
        match typed(&header, line) {
            Ok((year, mut values)) => {
                stage.saw(&year.to_string());
                years.see(year);
                values.extend([vintage.clone(), Some(stage.role.clone()), Some(line.number.to_string())]);
                let values: Vec<Option<&str>> = values.iter().map(Option::as_deref).collect();
                stage.push(&mut rows, line.number, &key, &values)?;
            }
            Err(misfit) => stage.misfit(line.number, &key, misfit),
        }
    }
    stage.period = format!("{}, annual average", years.words());
    stage.put(rows)
}

/// Whether the second and third cells are codes: titles, headers and notes have none.
fn is_county(line: &Line) -> bool {
    let coded = |at: usize, digits: usize| line.cells.get(at).is_some_and(|c| code(c, digits).is_some());
    coded(1, 2) && coded(2, 3)
}

/// A code as text with its zeros, whether it comes as `6`, `06` or `6.0`.
fn code(text: &str, digits: usize) -> Option<String> {
    let text = whole(text);
    let fits = (1..=digits).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| format!("{text:0>digits$}"))
}

/// The year in a title such as `Labor Force Data by County, 2024 Annual Averages`.
fn year_in(title: &str) -> Option<String> {
    let title = fold(title);
    title.split(|c: char| !c.is_ascii_digit()).find(|w| title.contains("annual averages") && edition::year(w).is_some()).map(str::to_owned)
}

/// `April 8, 2026` as `2026-04-08`.
fn day(text: &str) -> Option<String> {
    chrono::NaiveDate::parse_from_str(text.trim(), "%B %d, %Y").ok().map(|d| d.format("%Y-%m-%d").to_string())
}

/// The year, and the values from year to unknown.
fn typed(header: &Header, line: &Line) -> std::result::Result<(i32, Vec<Option<String>>), Misfit> {
    let text = |name| header.get(line, name);
    let year = text("calendar_year").and_then(|y| edition::year(whole(y))).ok_or_else(|| Misfit::new("calendar_year", text("calendar_year"), "not a year"))?;
    let part = |name, digits| text(name).and_then(|t| code(t, digits)).ok_or_else(|| Misfit::new(name, text(name), "not a code"));
    let mut values = vec![
        Some(year.to_string()),
        Some(part("state", 2)? + &part("county", 3)?),
        text("laus_code").map(str::to_owned),
        Some(text("area_name").ok_or_else(|| Misfit::new("area_name", None, "blank"))?.to_owned()),
    ];
    let mut cells = Cells::default();
    for name in ["labor_force", "employed_residents", "unemployed_residents", "unemployment_percent"] {
        values.push(cells.amount(name, text(name), MARKS)?);
    }
    values.push(Some(cells.reasons()));
    Ok((year, values))
}

#[cfg(test)]
mod tests {
    use super::{code, day, year_in};

    #[test]
    fn codes_keep_their_zeros() {
        assert_eq!(code("6", 2).as_deref(), Some("06"));
        assert_eq!(code("007", 3).as_deref(), Some("007"));
        assert_eq!(code("7.0", 3).as_deref(), Some("007"));
        for text in ["", "Code", "1234", "-1"] {
            assert_eq!(code(text, 3), None, "{text}");
        }
    }

    #[test]
    fn titles_and_days() {
        assert_eq!(year_in("Labor Force Data by County, 2031 Annual Averages").as_deref(), Some("2031"));
        assert_eq!(year_in("Civilian labor force, 2031"), None);
        assert_eq!(day("April 8, 2026").as_deref(), Some("2026-04-08"));
        assert_eq!(day("SOURCE:  BLS, LAUS"), None);
    }
}
