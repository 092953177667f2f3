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
    let decoder = decoder();
    let head = Head::new(name, &raw, &decoder)?;
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

#[test]
fn an_analysts_tables_catalogs_and_the_rest_are_told_by_their_columns() {
    let read = |path: &str| std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/catalog").join(path)).unwrap();
    let all = [
        ("table/samples/demand_SAMPLE.csv", "table", "demand"),
        ("table/samples/supply_SAMPLE.csv", "table", "supply"),
        ("table/samples/crosswalk_SAMPLE.csv", "table", "crosswalk"),
        ("table/samples/living_wage_SAMPLE.csv", "table", "living_wage"),
        ("overrides/samples/overrides_SAMPLE.csv", "overrides", "lines"),
        ("apprenticeship/samples/apprentices_SAMPLE.csv", "apprenticeship", "apprentices"),
        ("rocp_catalog/samples/rocp-catalog_SAMPLE.csv", "rocp_catalog", "provider"),
        ("rocp_catalog/samples/example-catalog_SAMPLE.csv", "rocp_catalog", "example"),
        ("rocp_catalog/bundled/example-catalog.csv", "rocp_catalog", "example"),
    ];
    for (path, source, role) in all {
        for name in NAMES {
            let (found, identity) = identified(name, &read(path), Said::default()).unwrap();
            assert_eq!((found, identity.role.as_str()), (source, role), "{path} as {name}");
        }
    }
    // A catalog comes in by a command of its own.
    let catalog = read("rocp_catalog/samples/rocp-catalog_SAMPLE.csv");
    let said = Said { role: Some("lines"), ..Said::default() };
    let raw = || Ok(Box::new(Cursor::new(catalog.clone())) as Box<dyn std::io::BufRead + Send>);
    let decoder = decoder();
    let head = Head::new("overrides.csv", &raw, &decoder).unwrap();
    let refused = identify::of_source(&known(), "overrides", &head, said).err().unwrap();
    assert!(refused.hint().unwrap().contains("rocp catalog import"), "{refused}");
}

#[test]
fn the_scorecards_years_are_asked_for() {
    let text =
        "UNITID,OPEID6,INSTNM,CONTROL,CIPCODE,CIPDESC,CREDLEV,CREDDESC,IPEDSCOUNT1\n113856,001209,Example College,Public,5139,Nursing.,1,Certificate,4\n";
    for name in NAMES.into_iter().chain(["FieldOfStudyData1415_1516_PP.csv"]) {
        let asked = identified(name, text.as_bytes(), Said::default()).unwrap_err();
        assert!(matches!(asked, crate::SourceError::Edition { .. }), "{name}: {asked}");
        let given = identified(name, text.as_bytes(), Said { edition: Some("2014-15"), ..Said::default() }).unwrap();
        assert_eq!((given.0, given.1.role.as_str(), given.1.is_proved), ("college_scorecard", "field_of_study:2014-15", false), "{name}");
    }
}
