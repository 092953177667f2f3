//! LAUS by county: the real workbook of 2024 against a plain reading, and the older shapes and flat files by samples.

use rocp_tests::{Place, root};

use super::{Told, column, number, real, sheet, stage, tell};

const TABLE: &str = "stg_bls_laus_county";

fn sample(name: &str) -> std::path::PathBuf {
    root().join("pipelines/sources/src/catalog/bls_laus/samples").join(name)
}

#[test]
fn counties_of_the_newest_workbook() {
    let Some(real) = real("bls_laus", "bls/laus/laucnty24.xlsx", None) else { return };
    let rows = sheet(&real.file, "laucnty24");
    let (header, body) = (&rows[1], &rows[2..]);
    let counties: Vec<_> = body.iter().filter(|r| r[0].starts_with("CN")).collect();
    assert_eq!((counties.len(), real.put_aside()), (3221, 0));
    let columns = [
        ("labor_force", "labor force"),
        ("employed_residents", "employed"),
        ("unemployed_residents", "unemployed"),
        ("unemployment_percent", "unemployment rate"),
    ];
    for (ours, theirs) in columns {
        let at = column(header, theirs);
        assert_eq!(real.told(TABLE, ours), tell(counties.iter().map(|r| number(&r[at]))), "{ours}");
    }
    let table = real.table(TABLE);
    let having = |start: &str| (0..table.len()).filter(|i| table.text("county_fips", *i).starts_with(start)).count();
    // Connecticut has nine planning regions.
    assert_eq!((having("06"), having("09")), (58, 9));
    let alameda = (0..table.len()).find(|i| table.text("county_fips", *i) == "06001").unwrap();
    assert_eq!(table.text("area_name", alameda), "Alameda County, CA");
    assert!(
        (0..table.len()).all(|i| table.small("calendar_year", i) == Some(2024)
            && table.text("vintage", i) == "2026-04-08"
            && table.text("file_role", i) == "counties:2024")
    );
}

#[test]
fn an_older_workbook_with_three_header_rows() {
    let staged = stage("bls_laus", sample("laucnty20_SAMPLE.xlsx"), None);
    let table = staged.table(TABLE);
    assert!((0..table.len()).all(|i| table.small("calendar_year", i) == Some(2020)));
    assert!((0..table.len()).any(|i| table.list("unknown", i).contains(&"labor_force:N.A.".to_owned())));
}

/// A county's four series become one row a year; its months, the state's series and the hyphens are no figures.
#[test]
fn flat_files_give_annual_averages_of_counties() {
    let staged = stage("bls_laus", sample("la.data.64.County"), None);
    assert_eq!((staged.put_aside(), staged.told(TABLE, "labor_force")), (0, Told { rows: 6, known: 5, sum: 2.0 * 850_000.0 + 600.0 + 2.0 * 1_000_000.0 }));
    let table = staged.table(TABLE);
    let row = |fips: &str, year| (0..table.len()).find(|i| table.text("county_fips", *i) == fips && table.small("calendar_year", *i) == Some(year)).unwrap();
    let alameda = row("06001", 2024);
    let figures = ["labor_force", "employed_residents", "unemployed_residents", "unemployment_percent"].map(|c| table.number(c, alameda));
    assert_eq!(figures, [Some(850_000.0), Some(818_500.0), Some(31_500.0), Some(3.7)]);
    assert_eq!(
        (table.text("laus_code", alameda), table.text("vintage", alameda), table.text("file_role", alameda)),
        ("CN0600100000000".into(), "2025-09".into(), "series:2025-09".into())
    );
    let alpine = row("06003", 2024);
    assert_eq!((table.number("labor_force", alpine), table.list("unknown", alpine).len()), (None, 4));
}

#[test]
fn a_workbook_of_two_years_and_another_surveys_file_are_refused() {
    let place = Place::new().unwrap();
    let text = std::fs::read_to_string(sample("la.data.64.County")).unwrap();
    let other = place.file("la.data.64.County", text.replace("LAU", "SMU").as_bytes()).unwrap();
    let said = place.rocp(&["fetch", "bls_laus", "--file", other.to_str().unwrap()]).unwrap();
    assert_eq!(said.code, 4, "{}", said.err);
    let states: String = text.lines().filter(|l| !l.starts_with("LAUCN")).map(|l| format!("{l}\r\n")).collect();
    let states = place.file("la.data.3.AllStatesS", states.as_bytes()).unwrap();
    let said = place.rocp(&["fetch", "bls_laus", "--file", states.to_str().unwrap()]).unwrap();
    assert!(said.code == 4 && said.err.contains("no annual average (M13) of a county"), "{}", said.err);
}
