//! National projections: both editions against a reading of the sheets by their places.

use super::{Told, number, real, sheet, tell};

/// The rows of a sheet with an occupation code.
fn coded(file: &std::path::Path, name: &str) -> Vec<Vec<String>> {
    sheet(file, name).into_iter().filter(|r| r.get(1).is_some_and(|c| c.len() == 7 && c.as_bytes()[2] == b'-')).collect()
}

/// What a column of the sheet holds, by its place.
fn place(rows: &[Vec<String>], at: usize) -> Told {
    tell(rows.iter().map(|r| number(&r[at])))
}

#[test]
fn the_newest_edition() {
    let Some(real) = real("bls_projections", "bls/projections/occupation_2024-2034.xlsx", None) else { return };
    let rows = coded(&real.file, "Table 1.2");
    let table = "stg_bls_projections";
    assert_eq!((rows.len(), real.put_aside()), (1113, 0));
    for (column, at) in [
        ("base_employment_thousands", 3),
        ("projected_employment_thousands", 4),
        ("numeric_change_thousands", 7),
        ("change_percent", 8),
        ("self_employed_percent", 9),
        ("openings_year_thousands", 10),
        ("median_annual_wage", 11),
    ] {
        assert_eq!(real.told(table, column), place(&rows, at), "{column}");
    }
    let bounds = real.told(table, "wage_at_least");
    assert_eq!((bounds.known, bounds.sum), (19, 19.0 * 239_200.0));
    let staged = real.table(table);
    let having = |column: &str, value: &str| (0..staged.len()).filter(|i| staged.text(column, *i) == value).count();
    assert_eq!((having("occupation_type", "Line item"), having("occupation_type", "Summary")), (832, 281));
    for (column, at) in [("entry_education", 12), ("work_experience", 13), ("job_training", 14)] {
        assert_eq!(having(column, ""), rows.iter().filter(|r| r[at] == "\u{2014}").count(), "{column}");
        assert_eq!(having(column, "None"), rows.iter().filter(|r| r[at] == "None").count(), "{column}");
    }
    let nurses = (0..staged.len()).find(|i| staged.text("soc_code", *i) == "29-1171").unwrap();
    assert_eq!(staged.number("base_employment_thousands", nurses), Some(320.4));
    assert_eq!((staged.text("period", nurses), staged.small("indent", nurses), staged.small("wage_year", nurses)), ("2024-2034".into(), Some(6), Some(2024)));
    let rows = coded(&real.file, "Table 1.10");
    for (i, column) in
        ["exit_rate_percent", "transfer_rate_percent", "separation_rate_percent", "exits_year_thousands", "transfers_year_thousands"].iter().enumerate()
    {
        assert_eq!(real.told("stg_bls_separations", column), place(&rows, 7 + i), "{column}");
    }
    assert_eq!(real.told("stg_bls_separations", "openings_year_thousands"), place(&rows, 13));
}

#[test]
fn an_edition_with_stacked_headers() {
    let Some(real) = real("bls_projections", "bls/projections/occupation_2016-2026.xlsx", None) else { return };
    let rows = coded(&real.file, "Table 1.7");
    let table = "stg_bls_projections";
    assert_eq!((rows.len(), real.put_aside()), (1091, 0));
    let columns = ["base_employment_thousands", "projected_employment_thousands", "numeric_change_thousands", "change_percent", "self_employed_percent"];
    for (i, column) in columns.iter().enumerate() {
        assert_eq!(real.told(table, column), place(&rows, 3 + i), "{column}");
    }
    assert_eq!(real.told(table, "openings_year_thousands"), place(&rows, 8));
    assert_eq!(real.told(table, "median_annual_wage"), place(&rows, 9));
    assert_eq!(real.told(table, "wage_at_least").known, 8);
    let staged = real.table(table);
    let leaders = (0..staged.len()).find(|i| staged.text("soc_code", *i) == "11-1011").unwrap();
    assert_eq!(
        (staged.number("self_employed_percent", leaders), staged.small("indent", leaders), staged.small("wage_year", leaders)),
        (Some(22.8), None, Some(2017))
    );
    let rows = coded(&real.file, "Table 1.10");
    assert_eq!(real.told("stg_bls_separations", "exits_year_thousands"), place(&rows, 10));
    assert_eq!(real.told("stg_bls_separations", "exit_rate_percent"), place(&rows, 7));
}
