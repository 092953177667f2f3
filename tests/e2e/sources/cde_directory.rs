//! Public schools and districts: the workbook of June 2018, the registry of ROC/Ps cut from it, and rows of the text of July 2026.

use std::collections::{BTreeMap, BTreeSet};

use super::{Real, column, made, number, real, sheet, tell, text};
use crate::drift::grid::Grid;
use crate::samples::samples;

/// Rows of a registry: code, and coordinates where there are any.
type Places = BTreeMap<String, Option<(String, String)>>;

fn staged_rocps(real: &Real) -> (Places, usize, usize) {
    let table = real.table("stg_cde_directory");
    let of = |i: &usize| table.text("district_type_code", *i) == "98" || table.text("school_type_code", *i) == "98";
    let rows: Vec<usize> = (0..table.len()).filter(of).collect();
    let place = |i: usize| table.number("latitude", i).zip(table.number("longitude", i)).map(|(a, b)| (a.to_string(), b.to_string()));
    let agencies: Vec<_> = rows.iter().filter(|i| table.text("record_kind", **i) == "agency").collect();
    let active = agencies.iter().filter(|i| table.text("school_status", ***i) == "Active").count();
    (rows.iter().map(|i| (table.text("cds_code", *i), place(*i))).collect(), agencies.len(), active)
}

#[test]
fn the_workbook_is_told_twice() {
    let Some(real) = real("cde_directory", "cde/pubschls_2018-06.xlsx", None) else { return };
    let rows = sheet(&real.file, "School Downloadable Data");
    let (header, body) = rows.split_first().unwrap();
    let at = |name: &str| header.iter().position(|c| c == name).unwrap();
    for (theirs, ours) in [("Latitude", "latitude"), ("Longitude", "longitude")] {
        assert_eq!(real.told("stg_cde_directory", ours), tell(body.iter().map(|r| number(&r[at(theirs)]))), "{theirs}");
    }
    let table = real.table("stg_cde_directory");
    assert_eq!((table.len(), real.put_aside()), (17_892, 0));
    for (theirs, ours) in [
        ("School", "school"),
        ("StatusType", "school_status"),
        ("SOC", "school_type_code"),
        ("Charter", "charter"),
        ("GSoffered", "grades_offered"),
        ("Virtual", "virtual_instruction"),
    ] {
        let mut published: Vec<_> = body.iter().map(|r| (r[at("CDSCode")].clone(), r[at(theirs)].trim().to_owned())).collect();
        published.sort();
        let staged: Vec<_> = (0..table.len()).map(|i| (table.text("cds_code", i), table.text(ours, i))).collect();
        assert_eq!(staged, published, "{theirs}");
    }
    for (theirs, ours) in [("OpenDate", "open_date"), ("ClosedDate", "closed_date")] {
        let published = body.iter().filter(|r| !r[at(theirs)].trim().is_empty()).count();
        assert_eq!((0..table.len()).filter(|i| table.text(ours, *i).len() == 10).count(), published, "{theirs}");
    }
    let row = (0..table.len()).find(|i| table.text("cds_code", *i) == "01100170109835").unwrap();
    assert_eq!((table.text("open_date", row), table.text("closed_date", row)), ("2005-08-29".to_owned(), "2015-07-31".to_owned()));
    assert_eq!((0..table.len()).map(|i| table.text("open_date", i)).filter(|d| d.as_str() > "" && d.as_str() < "1900").count(), 57);
}

#[test]
fn the_registry_of_rocps_is_the_one_cut_from_the_workbook() {
    let Some(real) = real("cde_directory", "cde/pubschls_2018-06.xlsx", None) else { return };
    let registry = text(&real.file.with_file_name("rocp_registry_2018-06.DERIVED.csv"), b',');
    let (header, body) = registry.split_first().unwrap();
    let (code, latitude, longitude) = (column(header, "CDSCode"), column(header, "Latitude"), column(header, "Longitude"));
    let place = |r: &Vec<String>| number(&r[latitude]).zip(number(&r[longitude])).map(|(a, b)| (a.to_string(), b.to_string()));
    let wanted: Places = body.iter().map(|r| (r[code].clone(), place(r))).collect();
    let (found, agencies, active) = staged_rocps(&real);
    assert_eq!(found, wanted);
    assert_eq!((found.len(), found.values().flatten().count(), agencies, active), (163, 149, 77, 66));
    let table = real.table("stg_cde_directory");
    let of = |kind: &str| -> Vec<String> {
        let rows = (0..table.len()).filter(|i| table.text("record_kind", *i) == kind && found.contains_key(&table.text("cds_code", *i)));
        rows.map(|i| table.text("cds_code", i)[..7].to_owned()).collect()
    };
    let (agencies, schools): (BTreeSet<_>, Vec<_>) = (of("agency").into_iter().collect(), of("school"));
    assert_eq!(schools.iter().filter(|s| agencies.contains(*s)).count(), 79);
    assert_eq!(schools.len(), 86);
}

#[test]
fn the_text_has_the_same_columns() {
    let Some(real) = real("cde_directory", "cde/pubschls_2026-07.EXCERPT.txt", None) else { return };
    let rows = text(&real.file, b'\t');
    let table = real.table("stg_cde_directory");
    assert_eq!((table.len(), real.put_aside()), (rows.len() - 1, 0));
    let filled = |name: &str| rows[1..].iter().filter(|r| r[column(&rows[0], name)] != "No Data").count();
    let known = |name: &str| (0..table.len()).filter(|i| !table.text(name, *i).is_empty()).count();
    for (theirs, ours) in
        [("School", "school"), ("OpenDate", "open_date"), ("ClosedDate", "closed_date"), ("GSoffered", "grades_offered"), ("Charter", "charter")]
    {
        let theirs = if theirs == "School" { rows[1..].iter().filter(|r| r[6] != "No Data").count() } else { filled(theirs) };
        assert_eq!(known(ours), theirs, "{ours}");
    }
    assert!(!real.said.contains("not used"), "{}", real.said);
}

#[test]
fn the_workbook_since_2021_has_titles_above_and_a_note_below() {
    let sample = samples("cde_directory").into_iter().find(|p| p.to_string_lossy().contains("2021")).unwrap();
    let mut grid = Grid::read(&sample).unwrap();
    let header = grid.header_row().clone();
    grid.rows().insert(8, header);
    grid.rows().push(vec!["Last updated: February 16, 2022".to_owned()]);
    let real = made("cde_directory", "data.xlsx", "schools", |path| std::fs::write(path, grid.bytes()).unwrap());
    let table = real.table("stg_cde_directory");
    assert_eq!((table.len(), real.put_aside()), (4, 0));
    assert!(real.said.contains("1 rows below or beside the table are notes") && real.said.contains("the header stands 1 more times"), "{}", real.said);
    let row = |code: &str| (0..table.len()).find(|i| table.text("cds_code", *i) == code).unwrap();
    let (agency, school, closed) = (row("19990010000000"), row("04990040430001"), row("04990040000000"));
    // `No Data` is unknown in the workbook, too.
    assert_eq!(["school", "open_date", "charter"].map(|c| table.text(c, agency)), ["", "", ""]);
    assert_eq!(table.number("latitude", closed), None);
    // Codes that a spreadsheet took for numbers, and flags in words.
    assert_eq!(["charter", "magnet", "charter_number", "open_date"].map(|c| table.text(c, school)), ["Y", "N", "0099", "1896-07-01"]);
    assert_eq!(["district_type_code", "updated_date"].map(|c| table.text(c, closed)), ["54", "1999-06-24"]);
}
