//! High school graduates: the workbook of 2022-23 and the text of 2016-17.

use super::{Told, number, real, sheet, tell, text};

const TABLE: &str = "stg_cde_graduates";

#[test]
fn the_workbook_is_told_twice() {
    let Some(real) = real("cde_graduates", "cde/CDE Graduation 2022-2023.xlsx", None) else { return };
    let rows = sheet(&real.file, "One-Year Graduate (N)");
    assert_eq!((rows[1][0].as_str(), rows[1][9].as_str()), ("Academic Year", "One-Year \nGraduate Count"));
    let body = &rows[2..];
    assert_eq!(real.told(TABLE, "graduates"), tell(body.iter().map(|r| number(&r[9]))));
    let table = real.table(TABLE);
    assert_eq!((table.len(), real.put_aside()), (41_011, 0));
    for (theirs, ours) in [(0, "academic_year"), (1, "aggregate_level"), (2, "county_code"), (4, "school_code"), (7, "school"), (8, "reporting_category")] {
        let published: Vec<_> = body.iter().map(|r| if r[theirs] == "N/A" { String::new() } else { r[theirs].trim().to_owned() }).collect();
        let staged: Vec<_> = (0..table.len()).map(|i| table.text(ours, i)).collect();
        assert_eq!(staged, published, "{ours}");
    }
    // The levels are totals of each other.
    for level in ["T", "C", "D", "S"] {
        let of = |i: &usize| table.text("aggregate_level", *i) == level && table.text("reporting_category", *i) == "TA";
        assert_eq!((0..table.len()).filter(of).filter_map(|i| table.number("graduates", i)).sum::<f64>(), 440_117.0, "{level}");
    }
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
