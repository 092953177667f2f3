//! Program awards of ten years, against the file's own columns.

use std::collections::BTreeMap;

use super::{number, real, tell, text};

#[test]
fn every_cell_of_the_wide_table_is_a_row() {
    let Some(real) = real("cccco_awards", "cccco/ProgramAwards_majors.csv", None) else { return };
    let rows = text(&real.file, b',');
    let body = &rows[1..];
    let all = tell(body.iter().flat_map(|r| r[2..].iter().map(|c| number(c))));
    assert_eq!((body.len(), all.rows, all.known), (10_202, 102_020, 102_020));
    assert_eq!(real.told("stg_cccco_awards", "awards"), all);
    assert_eq!(real.put_aside(), 0);
    let table = real.table("stg_cccco_awards");
    let mut years: BTreeMap<String, f64> = BTreeMap::new();
    let mut cells = BTreeMap::new();
    for i in 0..table.len() {
        *years.entry(table.text("academic_year", i)).or_default() += table.number("awards", i).unwrap_or_default();
        let key = (table.text("college", i), table.text("top_code", i), table.text("academic_year", i));
        assert!(cells.insert(key, table.number("awards", i)).is_none());
    }
    let sums = [202_368, 225_539, 246_702, 290_120, 330_603, 344_897, 349_238, 355_151, 346_866, 382_284];
    assert_eq!(years.values().copied().collect::<Vec<_>>(), sums.map(f64::from));
    for row in body {
        let code = row[1].rsplit('-').next().unwrap();
        for (cell, year) in row[2..].iter().zip(years.keys()) {
            assert_eq!(cells[&(row[0].trim().to_owned(), code.to_owned(), year.clone())], number(cell), "{row:?}");
        }
    }
    assert_eq!(cells[&("Yuba".to_owned(), "095650".to_owned(), "2022-23".to_owned())], Some(17.0));
}
