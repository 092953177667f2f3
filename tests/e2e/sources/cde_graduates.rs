//! High school graduates: the workbooks of 2017-18, 2018-19 and 2022-23 and the text of 2016-17.

use rocp_tests::Place;

use super::{Told, number, real, sheet, stage, tell, text};
use crate::samples::samples;

const TABLE: &str = "stg_cde_graduates";

#[test]
fn the_workbooks_are_told_twice() {
    for (file, name, edition, figures, graduates) in [
        ("2017-2018", "One-Year Graduate Count (N)", "2017-18", 39_077, 438_739.0),
        ("2018-2019", "One-Year Graduate (N)", "2018-19", 42_501, 438_650.0),
        ("2022-2023", "One-Year Graduate (N)", "2022-23", 41_011, 440_117.0),
    ] {
        let Some(real) = real("cde_graduates", &format!("cde/CDE Graduation {file}.xlsx"), None) else { return };
        let rows = sheet(&real.file, name);
        assert_eq!((rows[1][0].as_str(), rows[1][9].as_str()), ("Academic Year", "One-Year \nGraduate Count"));
        let body = &rows[2..];
        assert_eq!(real.told(TABLE, "graduates"), tell(body.iter().map(|r| number(&r[9]))));
        let table = real.table(TABLE);
        assert_eq!((table.len(), real.put_aside()), (figures, 0));
        for (theirs, ours) in [(1, "aggregate_level"), (2, "county_code"), (4, "school_code"), (7, "school"), (8, "reporting_category")] {
            let published: Vec<_> = body.iter().map(|r| if r[theirs] == "N/A" { String::new() } else { r[theirs].trim().to_owned() }).collect();
            let staged: Vec<_> = (0..table.len()).map(|i| table.text(ours, i)).collect();
            assert_eq!(staged, published, "{file} {ours}");
        }
        assert!((0..table.len()).all(|i| table.text("academic_year", i) == edition), "{file}");
        // The levels are totals of each other.
        for level in ["T", "C", "D", "S"] {
            let of = |i: &usize| table.text("aggregate_level", *i) == level && table.text("reporting_category", *i) == "TA";
            assert_eq!((0..table.len()).filter(of).filter_map(|i| table.number("graduates", i)).sum::<f64>(), graduates, "{file} {level}");
        }
    }
}

#[test]
fn the_departments_own_text_keeps_ethnicity_and_gender() {
    let sample = samples("cde_graduates").into_iter().find(|p| p.to_string_lossy().contains("grads16")).unwrap();
    let real = stage("cde_graduates", sample, None);
    let table = real.table(TABLE);
    assert_eq!((table.len(), real.put_aside(), real.told(TABLE, "graduates").sum), (6, 0, 193.0));
    let columns = ["academic_year", "county_code", "district_code", "school_code", "reporting_category"];
    assert_eq!(columns.map(|c| table.text(c, 3)), ["2015-16", "04", "99004", "0430001", "7F"]);
}

#[test]
fn a_file_of_two_years_is_refused() {
    let sample = samples("cde_graduates").into_iter().find(|p| p.to_string_lossy().contains("2016-2017")).unwrap();
    let bytes = std::fs::read(sample).unwrap();
    let text: String = bytes.iter().map(|b| char::from(*b)).collect();
    let place = Place::new().unwrap();
    let fetch = |text: &str| place.rocp(&["fetch", "--file", place.file("grads.txt", text.as_bytes()).unwrap().to_str().unwrap()]).unwrap();
    let said = fetch(&text.replacen("\t1617", "\t1516", 1));
    assert!(said.code == 4 && said.err.contains("2015-16, 2016-17"), "{}", said.err);
    // Below the rows that are looked at first, too.
    let row = text.lines().nth(1).unwrap();
    let long = format!("{}\n{}{}\n", text.lines().next().unwrap(), format!("{row}\n").repeat(9_000), row.replace("1617", "1516"));
    let said = fetch(&long);
    assert!(said.code == 4 && said.err.contains("rows of 2015-16 beside 2016-17"), "{}", said.err);
}

#[test]
fn the_text_is_told_twice() {
    let Some(real) = real("cde_graduates", "cde/CDE Graduation 2016-2017.txt", None) else { return };
    let rows = text(&real.file, b'\t');
    let (header, body) = rows.split_first().unwrap();
    assert_eq!((header[4].as_str(), header[13].as_str()), ("HISPANIC", "TOTAL"));
    let told = real.told(TABLE, "graduates");
    assert_eq!(told, tell(body.iter().flat_map(|r| r[4..14].iter().map(|c| number(c)))));
    assert_eq!(told, Told { rows: 25_350, known: 25_350, sum: 2.0 * 429_560.0 });
    assert_eq!(real.put_aside(), 0);
    let table = real.table(TABLE);
    let of = |group: &str| (0..table.len()).filter(|i| table.text("reporting_category", *i) == group).filter_map(|i| table.number("graduates", i)).sum::<f64>();
    for (i, group) in header[4..14].iter().enumerate() {
        assert_eq!(of(group), body.iter().filter_map(|r| number(&r[4 + i])).sum::<f64>(), "{group}");
    }
    let row = (0..table.len()).find(|i| table.text("school_code", *i) == "0112607" && table.text("reporting_category", *i) == "HISPANIC").unwrap();
    assert_eq!((table.text("county_code", row), table.text("district_code", row), table.number("graduates", row)), ("01".into(), "10017".into(), Some(37.0)));
    assert_eq!((table.text("academic_year", row), table.text("aggregate_level", row)), ("2016-17".to_owned(), "S".to_owned()));
}
