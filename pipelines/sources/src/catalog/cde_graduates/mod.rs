//! High school graduates of the California Department of Education. See the README beside this file.

use rocp_lake::rows::Rows;

use crate::clean::schools;
use crate::decode::{Header, Line, Want, delimited, header};
use crate::error::Result;
use crate::source::Source;
use crate::stage::{BadRow, Stage};

/// The source.
pub static SOURCE: Source = Source {
    id: "cde_graduates",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/graduates.toml")],
    layouts: &[],
    bundled: &[],
    reader_version: 1,
    stage,
};

const WORKBOOK: &[Want] = &[
    Want::new("academic_year", &["academic year"]),
    Want::new("aggregate_level", &["aggregate level"]),
    Want::new("county_code", &["county code"]),
    Want::new("district_code", &["district code"]),
    Want::new("school_code", &["school code"]),
    Want::new("county", &["county name"]),
    Want::new("district", &["district name"]),
    Want::new("school", &["school name"]),
    Want::new("category", &["reporting category"]),
    Want::new("graduates", &["one-year graduate count"]),
];

const TEXT: &[Want] = &[
    Want::new("cds_code", &["cds_code"]),
    Want::new("county", &["county"]),
    Want::new("district", &["district"]),
    Want::new("school", &["school"]),
    Want::new("academic_year", &["year"]),
    Want::new("HISPANIC", &["hispanic"]),
    Want::new("AM_IND", &["am_ind"]),
    Want::new("ASIAN", &["asian"]),
    Want::new("PAC_ISLD", &["pac_isld"]),
    Want::new("FILIPINO", &["filipino"]),
    Want::new("AFRICAN_AM", &["african_am"]),
    Want::new("WHITE", &["white"]),
    Want::new("TWO_MORE_RACES", &["two_more_races"]),
    Want::new("NOT_REPORTED", &["not_reported"]),
    Want::new("TOTAL", &["total"]),
];

const GROUPS: [&str; 10] = ["HISPANIC", "AM_IND", "ASIAN", "PAC_ISLD", "FILIPINO", "AFRICAN_AM", "WHITE", "TWO_MORE_RACES", "NOT_REPORTED", "TOTAL"];

/// The workbook's sheet with figures; a title page and definitions stand before it.
const SHEET: &str = "One-Year Graduate (N)";

fn stage(stage: &mut Stage) -> Result<()> {
    let (lines, wants, read): (_, _, Reader) = if stage.file.role.as_str() == "graduates" {
        let lines = stage.sheets(&[SHEET])?.pop().map(|s| s.lines).unwrap_or_default();
        let at = lines.iter().position(|l| l.cells.first().is_some_and(|c| header::fold(c) == "academic year"));
        let at = at.ok_or_else(|| stage.refuse("there is no header row that begins with \"Academic Year\""))?;
        (lines.into_iter().skip(at).collect::<Vec<_>>(), WORKBOOK, workbook_row)
    } else {
        (delimited::lines(stage, b'\t')?, TEXT, text_row)
    };
    let Some((first, body)) = lines.split_first() else { return Err(stage.refuse("it holds no rows")) };
    let header = Header::find(stage, first, wants)?;
    let mut rows = stage.rows("stg_cde_graduates")?;
    let mut years: Vec<String> = Vec::new();
    for (i, line) in body.iter().enumerate() {
        if header.fits(stage, line, i + 1 == body.len())? {
            match read(&header, line) {
                Ok(row) => {
                    push(stage, &mut rows, line, &row)?;
                    years.extend(Some(row.year).filter(|y| !years.contains(y)));
                }
                Err((column, reason)) => {
                    let value = header.get(line, column).unwrap_or_default().to_owned();
                    let key = line.cells.iter().take(9).map(|c| c.trim()).collect::<Vec<_>>().join(" | ");
                    stage.put_aside(BadRow { line: line.number, column: column.to_owned(), value, key, reason: reason.to_owned() });
                }
            }
        }
    }
    years.sort();
    stage.period = years.join(", ");
    stage.put(rows)
}

type Reader = fn(&Header, &Line) -> std::result::Result<Row, (&'static str, &'static str)>;

struct Row {
    year: String,
    level: String,
    /// County, district, school.
    codes: [Option<String>; 3],
    names: [Option<String>; 3],
    groups: Vec<(String, schools::Count)>,
}

fn push(stage: &mut Stage, rows: &mut Rows, line: &Line, row: &Row) -> Result<()> {
    let number = line.number.to_string();
    for (group, count) in &row.groups {
        let key = format!("{} | {} | {} | {group}", row.year, row.level, row.codes.each_ref().map(|c| c.as_deref().unwrap_or("-")).join(" "));
        let mut cells = vec![Some(number.as_str()), Some(&row.year), Some(&row.level)];
        cells.extend(row.codes.iter().chain(&row.names).map(Option::as_deref));
        cells.extend([Some(group.as_str()), count.value.as_deref(), count.mark]);
        stage.push(rows, line.number, &key, &cells)?;
    }
    Ok(())
}

fn workbook_row(header: &Header, line: &Line) -> std::result::Result<Row, (&'static str, &'static str)> {
    let text = |name: &str| header.get(line, name).filter(|t| !t.eq_ignore_ascii_case("n/a")).map(str::to_owned);
    let code = |name: &'static str, width| schools::part(header.get(line, name), width).map_err(|why| (name, why));
    let count = schools::count(header.get(line, "graduates")).map_err(|why| ("graduates", why))?;
    Ok(Row {
        year: year(header, line)?,
        level: text("aggregate_level").filter(|l| schools::LEVELS.contains(&l.as_str())).ok_or(("aggregate_level", "not T, C, D or S"))?,
        codes: [code("county_code", 2)?, code("district_code", 5)?, code("school_code", 7)?],
        names: ["county", "district", "school"].map(text),
        groups: vec![(text("category").ok_or(("category", "blank"))?, count)],
    })
}

fn text_row(header: &Header, line: &Line) -> std::result::Result<Row, (&'static str, &'static str)> {
    let cds = header.get(line, "cds_code").and_then(schools::cds).ok_or(("cds_code", "not a code of 14 digits"))?;
    let part = |range: std::ops::Range<usize>| cds.get(range).map(str::to_owned);
    let mut groups = Vec::with_capacity(GROUPS.len());
    for group in GROUPS {
        groups.push((group.to_owned(), schools::count(header.get(line, group)).map_err(|why| (group, why))?));
    }
    Ok(Row {
        year: year(header, line)?,
        // The text has one row a school, and none above.
        level: "S".to_owned(),
        codes: [part(0..2), part(2..7), part(7..14)],
        names: ["county", "district", "school"].map(|name| header.get(line, name).map(str::to_owned)),
        groups,
    })
}

fn year(header: &Header, line: &Line) -> std::result::Result<String, (&'static str, &'static str)> {
    header.get(line, "academic_year").and_then(schools::year).ok_or(("academic_year", "not a school year"))
}
