//! High school graduates of the California Department of Education. See the README beside this file.

use rocp_lake::rows::Rows;

use crate::clean::schools;
use crate::decode::{Header, Line, Want};
use crate::error::Result;
use crate::layout::{At, Layout, Says};
use crate::source::Source;
use crate::stage::{BadRow, Stage};

/// The source.
pub static SOURCE: Source = Source {
    id: "cde_graduates",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/graduates.toml")],
    layouts: &[
        Layout::new(WORKBOOK_ROLE, "workbook since 2017-18", At::Sheet(&["one-year graduate*", "*"]), WORKBOOK)
            .edition(Says::Column("academic_year", schools::year)),
        Layout::new(TEXT_ROLE, "text with a column for each ethnicity", At::Text(b'\t'), WIDE).edition(Says::Column("academic_year", schools::year)),
        Layout::new(TEXT_ROLE, "text with a row for each ethnicity and gender, to 2016-17", At::Text(b'\t'), LONG)
            .edition(Says::Column("academic_year", schools::year)),
    ],
    bundled: &[],
    reader_version: 2,
    stage,
};

const WORKBOOK_ROLE: &str = "graduates";
const TEXT_ROLE: &str = "graduates_by_ethnicity";

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

const WIDE: &[Want] = &[
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

/// The Department's own text: no names, a row for each ethnicity and gender of a school.
const LONG: &[Want] = &[
    Want::new("cds_code", &["cds_code"]),
    Want::new("ethnicity", &["ethnic"]),
    Want::new("gender", &["gender"]),
    Want::new("graduates", &["grads"]),
    Want::new("academic_year", &["year"]),
    // Those among them who may enter the University of California.
    Want::optional("-", &["uc_grads"]),
];

fn stage(stage: &mut Stage) -> Result<()> {
    let table = stage.table()?;
    let read: Reader = match &table.header {
        header if header.has("aggregate_level") => workbook_row,
        header if header.has("ethnicity") => long_row,
        _ => wide_row,
    };
    let mut rows = stage.rows("stg_cde_graduates")?;
    for (i, line) in table.rows.iter().enumerate() {
        if table.header.fits(stage, line, i + 1 == table.rows.len())? {
            match read(&table.header, line) {
                Ok(row) => {
                    stage.saw(&row.year);
                    push(stage, &mut rows, line, &row)?;
                }
                Err((column, reason)) => {
                    let value = table.header.get(line, column).unwrap_or_default().to_owned();
                    let key = line.cells.iter().take(9).map(|c| c.trim()).collect::<Vec<_>>().join(" | ");
                    stage.put_aside(BadRow { line: line.number, column: column.to_owned(), value, key, reason: reason.to_owned() });
                }
            }
        }
    }
    stage.period = stage.edition().to_owned();
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

fn wide_row(header: &Header, line: &Line) -> std::result::Result<Row, (&'static str, &'static str)> {
    let mut groups = Vec::with_capacity(GROUPS.len());
    for group in GROUPS {
        groups.push((group.to_owned(), schools::count(header.get(line, group)).map_err(|why| (group, why))?));
    }
    school_row(header, line, groups)
}

fn long_row(header: &Header, line: &Line) -> std::result::Result<Row, (&'static str, &'static str)> {
    let code = |name: &'static str| header.get(line, name).filter(|t| t.len() == 1).ok_or((name, "not a code of one character"));
    let group = format!("{}{}", code("ethnicity")?, code("gender")?.to_ascii_uppercase());
    let count = schools::count(header.get(line, "graduates")).map_err(|why| ("graduates", why))?;
    school_row(header, line, vec![(group, count)])
}

/// A row of the texts, which have one of schools only, and none above.
fn school_row(header: &Header, line: &Line, groups: Vec<(String, schools::Count)>) -> std::result::Result<Row, (&'static str, &'static str)> {
    let cds = header.get(line, "cds_code").and_then(schools::cds).ok_or(("cds_code", "not a code of 14 digits"))?;
    let part = |range: std::ops::Range<usize>| cds.get(range).map(str::to_owned);
    Ok(Row {
        year: year(header, line)?,
        level: "S".to_owned(),
        codes: [part(0..2), part(2..7), part(7..14)],
        names: ["county", "district", "school"].map(|name| header.get(line, name).map(str::to_owned)),
        groups,
    })
}

fn year(header: &Header, line: &Line) -> std::result::Result<String, (&'static str, &'static str)> {
    header.get(line, "academic_year").and_then(schools::year).ok_or(("academic_year", "not a school year"))
}
