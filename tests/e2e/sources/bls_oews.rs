//! The wage survey's workbooks, by samples in the published layouts: no real workbook is at hand.

use rocp_tests::{Place, root};

use super::{Told, stage};

const TABLE: &str = "stg_bls_oews_workbook";

fn sample(name: &str) -> std::path::PathBuf {
    root().join("pipelines/sources/src/catalog/bls_oews/samples").join(name)
}

#[test]
fn workbooks_tell_their_year_and_what_they_cover() {
    for (name, role, rows) in [
        ("state_M2025_dl_SAMPLE.xlsx", "workbook:states:2025", 14),
        ("MSA_M2025_dl_SAMPLE.xlsx", "workbook:metropolitan:2025", 14),
        ("BOS_M2025_dl_SAMPLE.xlsx", "workbook:nonmetropolitan:2025", 7),
        ("all_data_M_2024_SAMPLE.xlsx", "workbook:all:2024", 19),
    ] {
        let staged = stage("bls_oews", sample(name), None);
        let table = staged.table(TABLE);
        assert_eq!((table.len(), staged.put_aside()), (rows, 0), "{name}");
        assert!((0..table.len()).all(|i| table.text("file_role", i) == role), "{name}");
    }
}

#[test]
fn marks_are_unknown_with_their_reason_and_codes_are_those_of_the_flat_files() {
    let staged = stage("bls_oews", sample("state_M2025_dl_SAMPLE.xlsx"), None);
    assert_eq!(staged.told(TABLE, "surveyed_employment"), Told { rows: 14, known: 12, sum: 2.0 * (181_230.0 + 310.0 + 310.0 + 2_900.0 + 120.0 + 1_500.0) });
    let table = staged.table(TABLE);
    let row = |occupation: &str| (0..table.len()).find(|i| table.text("occupation_code", *i) == occupation && table.text("primary_state", *i) == "CA").unwrap();
    let surgeons = row("291240");
    assert_eq!(
        (table.text("area_code", surgeons), table.text("areatype_code", surgeons), table.text("industry_code", surgeons)),
        ("0600000".into(), "S".into(), "000000".into())
    );
    assert_eq!(table.number("hourly_wage_p10", surgeons), Some(80.5));
    assert_eq!(table.number("hourly_wage_p50", surgeons), None);
    assert!(table.list("unknown", surgeons).contains(&"hourly_wage_p50:#".to_owned()));
    let actors = table.list("unknown", row("272011"));
    assert!(actors.contains(&"surveyed_employment:**".to_owned()) && actors.contains(&"annual_mean_wage:*".to_owned()), "{actors:?}");
}

/// Before 2019 the sheet names no year: it is asked for. Names and capitals of columns are others, and types of areas are not given.
#[test]
fn an_older_workbook_is_asked_for_its_year() {
    let place = Place::new().unwrap();
    let file = place.file("download.xlsx", &std::fs::read(sample("MSA_M2018_dl_SAMPLE.xlsx")).unwrap()).unwrap();
    let said = place.rocp(&["fetch", "--file", file.to_str().unwrap()]).unwrap();
    assert!(said.code == 2 && said.err.contains("does not say which year") && said.err.contains("--edition"), "{}", said.err);
    let said = place.rocp(&["fetch", "--file", file.to_str().unwrap(), "--edition", "2018"]).unwrap();
    assert!([0, 3].contains(&said.code) && said.out.contains("workbook:metropolitan:2018"), "{}{}", said.out, said.err);
}
