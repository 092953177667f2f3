//! BLS OEWS flat files: the large data file through a streaming reader of its own, the code lists beside it. See the README beside this file.

mod reader;

use arrow::array::AsArray;
use arrow::compute::{max, min};
use arrow::datatypes::Int32Type;
use rocp_lake::table::Encoding;

use crate::decode::{Header, Want, delimited};
use crate::error::{Result, SourceError};
use crate::source::{Bundled, Source};
use crate::stage::{BadRow, Stage};
use reader::{LINE, OewsReader, ReadError};

/// The source.
pub static SOURCE: Source = Source {
    id: "bls_oews",
    card: include_str!("source.toml"),
    tables: &[
        include_str!("tables/data.toml"),
        include_str!("tables/area.toml"),
        include_str!("tables/datatype.toml"),
        include_str!("tables/footnote.toml"),
        include_str!("tables/industry.toml"),
        include_str!("tables/occupation.toml"),
        include_str!("tables/release.toml"),
    ],
    layouts: &[],
    bundled: &[
        file("data", "oe.data.0.Current", include_bytes!("bundled/oe.data.0.Current.zst")),
        file("area", "oe.area", include_bytes!("bundled/oe.area")),
        file("datatype", "oe.datatype", include_bytes!("bundled/oe.datatype")),
        file("footnote", "oe.footnote", include_bytes!("bundled/oe.footnote")),
        file("industry", "oe.industry", include_bytes!("bundled/oe.industry")),
        file("occupation", "oe.occupation", include_bytes!("bundled/oe.occupation")),
        file("release", "oe.release", include_bytes!("bundled/oe.release")),
    ],
    reader_version: 1,
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
    let mut bad = Vec::new();
    let mut years = (i32::MAX, i32::MIN);
    while let Some(batch) = reader.next_batch(&mut bad).map_err(refuse)? {
        if let Some(year) = batch.column_by_name("year").and_then(|c| c.as_primitive_opt::<Int32Type>()) {
            years = (min(year).unwrap_or(years.0).min(years.0), max(year).unwrap_or(years.1).max(years.1));
        }
        writer.write(&batch)?;
        if bad.len() > TOO_MANY {
            return Err(stage.refuse(format!("over {TOO_MANY} rows are bad; the first is line {}", bad.first().map_or(0, |b| b.line))));
        }
    }
    for row in bad {
        stage.put_aside(BadRow { line: row.line, column: row.column.to_owned(), key: row.key, value: row.value, reason: row.reason });
    }
    stage.period = if years.0 == years.1 { format!("May {}", years.0) } else { format!("May {} to May {}", years.0, years.1) };
    stage.close(DATA, writer)
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
    let lines = delimited::lines(stage, b'\t')?;
    let Some((first, body)) = lines.split_first() else { return Err(stage.refuse("it holds no rows")) };
    let header = Header::find(stage, first, wants)?;
    let mut rows = stage.rows(table)?;
    for (i, line) in body.iter().enumerate() {
        if header.fits(stage, line, i + 1 == body.len())? {
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
