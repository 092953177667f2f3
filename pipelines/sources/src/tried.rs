//! What a file is taken for and what it stages to, for the tests of readers.

use std::io::Cursor;

use arrow::array::AsArray;

use crate::catalog::SOURCES;
use crate::decode::workbook::Decoder;
use crate::error::Result;
use crate::head::Head;
use crate::identify::{self, Identity, Known, Said};
use crate::stage::{File, Summary, stage_into};

/// Names that say nothing, or something wrong.
pub const NAMES: [&str; 10] = [
    "download (3).csv",
    "data.xlsx",
    "laucnty17.xlsx",
    "lt-occ-emp-2050-2060.csv",
    "hd2019.csv",
    "C2031_A.zip",
    "Most-Recent-Cohorts-Institution.csv",
    "occupation.xlsx",
    "rocp-catalog.csv",
    "x",
];

fn decoder() -> Decoder {
    Decoder::new("no program: text alone".into())
}

fn known() -> Vec<Known> {
    SOURCES.iter().map(|s| (*s, s.card().unwrap())).collect()
}

/// The source and what else a file is, told by its content.
pub fn identified(name: &str, bytes: &[u8], said: Said) -> Result<(&'static str, Identity)> {
    let raw = || Ok(Box::new(Cursor::new(bytes.to_vec())) as Box<dyn std::io::BufRead + Send>);
    let head = Head::new(name, &raw, &decoder())?;
    let known = known();
    let (found, identity) = identify::of_all(&known, &head, said)?;
    Ok((found.0.id, identity))
}

/// A file staged as what it is: the folder with its tables, and the summary.
pub fn staged(name: &str, bytes: &[u8], said: Said) -> Result<(tempfile::TempDir, Summary, Identity)> {
    let (id, identity) = identified(name, bytes, said)?;
    let source = crate::catalog::find(id)?;
    let raw = || Ok(Box::new(Cursor::new(bytes.to_vec())) as Box<dyn std::io::BufRead + Send>);
    let folder = tempfile::tempdir().unwrap();
    let card = source.card()?;
    let summary = stage_into(folder.path(), &File { source, card: &card, name, sha256: "00", raw: &raw }, &identity.role, &decoder())?;
    Ok((folder, summary, identity))
}

/// A text column of a staged table.
pub fn column(folder: &tempfile::TempDir, table: &str, name: &str) -> Vec<Option<String>> {
    let contract = SOURCES.iter().flat_map(|s| s.contracts().unwrap()).find(|c| c.name == table).unwrap();
    let batches = rocp_lake::table::read(&rocp_lake::paths::table(folder.path(), table), &contract).unwrap();
    batches.iter().flat_map(|b| b.column_by_name(name).unwrap().as_string::<i32>().iter().map(|t| t.map(str::to_owned)).collect::<Vec<_>>()).collect()
}
