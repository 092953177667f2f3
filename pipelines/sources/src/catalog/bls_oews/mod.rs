//! BLS OEWS flat files: the large data file through a streaming reader of its own, the code lists beside it. See the README beside this file.

mod reader;
mod workbook;

use std::sync::Arc;

use arrow::array::{ArrayRef, AsArray, RecordBatch, StringArray};
use arrow::compute::{max, min};
use arrow::datatypes::Int32Type;
use rocp_lake::table::Encoding;

use crate::decode::Want;
use crate::edition::Kind;
use crate::error::{Result, SourceError};
use crate::layout::{At, Layout, Says};
use crate::source::{Bundled, Source};
use crate::stage::{BadRow, Stage};
use reader::{LINE, OewsReader, ReadError};

/// The source.
pub static SOURCE: Source = Source {
    id: "bls_oews",
    card: include_str!("source.toml"),
    tables: &[
        include_str!("tables/data.toml"),
        include_str!("tables/workbook.toml"),
        include_str!("tables/area.toml"),
        include_str!("tables/datatype.toml"),
        include_str!("tables/footnote.toml"),
        include_str!("tables/industry.toml"),
        include_str!("tables/occupation.toml"),
        include_str!("tables/release.toml"),
    ],
    layouts: &[
        Layout::new("data", "flat file of estimates", At::Text(b'\t'), ESTIMATES)
            .only(|seen| seen.any("series_id", is_oews))
            .edition(Says::Column("year", |cell| Kind::Year.normal(cell))),
        Layout::new("workbook", "workbook of the nation, states, areas, or all data", At::Sheet(workbook::SHEETS), workbook::COLUMNS)
            .edition(Says::Title(workbook::year))
            .part(Says::Own(workbook::part)),
        Layout::new("area", "flat list", At::Text(b'\t'), AREA),
        // Other surveys' flat files have lists with the same columns.
        Layout::new("datatype", "flat list", At::Text(b'\t'), DATATYPE).only(|seen| seen.any("datatype_name", |name| name == "Hourly mean wage")),
        Layout::new("footnote", "flat list", At::Text(b'\t'), FOOTNOTE).only(|seen| seen.any("footnote_text", |text| text.to_lowercase().contains("wage"))),
        Layout::new("industry", "flat list", At::Text(b'\t'), INDUSTRY)
            .only(|seen| seen.any("industry_name", |name| name.to_lowercase().starts_with("cross-industry"))),
        Layout::new("occupation", "flat list", At::Text(b'\t'), OCCUPATION).only(|seen| seen.any("occupation_code", |code| code.len() == 6)),
        Layout::new("release", "flat list", At::Text(b'\t'), RELEASE).only(|seen| seen.any("description", |text| text.starts_with("May "))),
    ],
    bundled: &[
        file("data", "oe.data.0.Current", include_bytes!("bundled/oe.data.0.Current.zst")),
        file("area", "oe.area", include_bytes!("bundled/oe.area")),
        file("datatype", "oe.datatype", include_bytes!("bundled/oe.datatype")),
        file("footnote", "oe.footnote", include_bytes!("bundled/oe.footnote")),
        file("industry", "oe.industry", include_bytes!("bundled/oe.industry")),
        file("occupation", "oe.occupation", include_bytes!("bundled/oe.occupation")),
        file("release", "oe.release", include_bytes!("bundled/oe.release")),
    ],
    reader_version: 2,
    stage,
};

const DATA: &str = "stg_bls_oews_data";
/// Bad rows after which reading stops: the file is then refused anyway.
const TOO_MANY: usize = 100_000;

const fn file(role: &'static str, name: &'static str, bytes: &'static [u8]) -> Bundled {
    Bundled { role, name, bytes, edition: None, retrieved: "2026-11-22" }
}

fn stage(stage: &mut Stage) -> Result<()> {
    match stage.file.role.as_str() {
        "data" => data(stage),
        "workbook" => workbook::stage(stage),
        "area" => list(stage, "stg_bls_oews_area", AREA),
        "datatype" => list(stage, "stg_bls_oews_datatype", DATATYPE),
        "footnote" => list(stage, "stg_bls_oews_footnote", FOOTNOTE),
        "industry" => list(stage, "stg_bls_oews_industry", INDUSTRY),
        "occupation" => list(stage, "stg_bls_oews_occupation", OCCUPATION),
        _ => list(stage, "stg_bls_oews_release", RELEASE),
    }
}

fn data(stage: &mut Stage) -> Result<()> {
    let refuse = |error: ReadError| SourceError::Refused { source_id: stage.card.id.clone(), file: stage.name.to_owned(), problem: words(&error) };
    let mut reader = OewsReader::new(stage.open()?).map_err(refuse)?;
    let mut writer = stage.writer(DATA, &[(LINE, Encoding::Delta)])?;
    let schema = stage.rows(DATA)?.contract().schema();
    let mut bad = Vec::new();
    let mut years = (i32::MAX, i32::MIN);
    while let Some(batch) = reader.next_batch(&mut bad).map_err(refuse)? {
        if let Some(year) = batch.column_by_name("year").and_then(|c| c.as_primitive_opt::<Int32Type>()) {
            years = (min(year).unwrap_or(years.0).min(years.0), max(year).unwrap_or(years.1).max(years.1));
        }
        writer.write(&with_role(&batch, &stage.role, &schema)?)?;
        if bad.len() > TOO_MANY {
            return Err(stage.refuse(format!("over {TOO_MANY} rows are bad; the first is line {}", bad.first().map_or(0, |b| b.line))));
        }
    }
    for year in [years.0, years.1].into_iter().filter(|y| *y > 0 && *y < i32::MAX) {
        stage.saw(&year.to_string());
    }
    for row in bad {
        stage.put_aside(BadRow { line: row.line, column: row.column.to_owned(), key: row.key, value: row.value, reason: row.reason });
    }
    stage.period = if years.0 == years.1 { format!("May {}", years.0) } else { format!("May {} to May {}", years.0, years.1) };
    stage.close(DATA, writer)
}

/// A batch with the file's role before its line.
fn with_role(batch: &RecordBatch, role: &str, schema: &arrow::datatypes::SchemaRef) -> Result<RecordBatch> {
    let mut columns = batch.columns().to_vec();
    let roles: ArrayRef = Arc::new(StringArray::from_iter_values(std::iter::repeat_n(role, batch.num_rows())));
    columns.insert(columns.len().saturating_sub(1), roles);
    RecordBatch::try_new(schema.clone(), columns).map_err(|e| SourceError::Card { source_id: "bls_oews".to_owned(), problem: e.to_string() })
}

/// Whether a series is one of this survey.
fn is_oews(series: &str) -> bool {
    series.starts_with("OE") && series.len() == 25
}

/// An error with its causes in one sentence.
fn words(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(c) = cause {
        text = format!("{text}: {c}");
        cause = c.source();
    }
    text
}

/// Columns of the flat file of estimates, by which it is known; it is read by position.
const ESTIMATES: &[Want] = &[
    Want::new("series_id", &["series_id"]),
    Want::new("year", &["year"]),
    Want::new("period", &["period"]),
    Want::new("value", &["value"]),
    Want::new("footnote_codes", &["footnote_codes"]),
];
const AREA: &[Want] = &[
    Want::new("areatype_code", &["areatype_code"]),
    Want::new("area_code", &["area_code"]),
    Want::new("state_code", &["state_code"]),
    Want::new("area_name", &["area_name"]),
];
const DATATYPE: &[Want] = &[Want::new("datatype_code", &["datatype_code"]), Want::new("datatype_name", &["datatype_name"])];
const FOOTNOTE: &[Want] = &[Want::new("footnote_code", &["footnote_code"]), Want::new("footnote_text", &["footnote_text"])];
const INDUSTRY: &[Want] =
    &[Want::new("industry_code", &["industry_code"]), Want::new("industry_name", &["industry_name"]), Want::new("display_level", &["display_level"])];
const OCCUPATION: &[Want] =
    &[Want::new("occupation_code", &["occupation_code"]), Want::new("occupation_name", &["occupation_name"]), Want::new("display_level", &["display_level"])];
const RELEASE: &[Want] = &[Want::new("release_date", &["release_date"]), Want::new("description", &["description"])];

/// A small code list: the wanted columns in the contract's order, then the line.
fn list(stage: &mut Stage, table: &str, wants: &'static [Want]) -> Result<()> {
    let sheet = stage.table()?;
    let header = &sheet.header;
    let mut rows = stage.rows(table)?;
    for (i, line) in sheet.rows.iter().enumerate() {
        if header.fits(stage, line, i + 1 == sheet.rows.len())? {
            let number = line.number.to_string();
            let mut values: Vec<_> = wants.iter().map(|w| header.get(line, w.name)).collect();
            values.push(Some(&number));
            let key = values.first().copied().flatten().unwrap_or_default().to_owned();
            stage.push(&mut rows, line.number, &key, &values)?;
        }
    }
    stage.period = "current list".to_owned();
    stage.put(rows)
}
