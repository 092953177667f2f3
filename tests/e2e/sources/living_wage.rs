//! The Self-Sufficiency Standard's layout, by the sample: no real file of California is at hand.

use rocp_tests::root;

use super::{column, number, sheet, stage, tell};

#[test]
fn living_wages_by_county_and_household() {
    let file = root().join("pipelines/sources/src/catalog/living_wage/samples/CA2024_all_families_SAMPLE.xlsx");
    let staged = stage("living_wage", file.clone(), None);
    let rows = sheet(&file, "By Family");
    let header = rows.iter().find(|r| r[0] == "Family Type").unwrap();
    let (county, hourly) = (column(header, "county"), column(header, "hourly"));
    let theirs = tell(rows.iter().filter(|r| r[county].ends_with(" County")).map(|r| number(&r[hourly])));
    assert_eq!((theirs.rows, theirs.known, theirs.sum), (15, 14, 398.0));
    assert_eq!(staged.told("stg_living_wage", "hourly_living_wage"), theirs);
    let table = staged.table("stg_living_wage");
    let row =
        |county: &str, household: &str| (0..table.len()).find(|i| table.text("county", *i) == county && table.text("household", *i) == household).unwrap();
    let butte = row("Butte", "a2i0p0s0t1");
    assert_eq!((table.small("adults", butte), table.small("infants", butte), table.small("teenagers", butte)), (Some(2), Some(0), Some(1)));
    assert_eq!(table.number("hourly_living_wage", butte), Some(12.5));
    let many = row("Los Angeles", "a1c4****");
    assert_eq!((table.small("adults", many), table.small("infants", many)), (Some(1), None));
    assert_eq!((table.small("calendar_year", many), staged.put_aside()), (Some(2024), 0));
}

/// California's workbook of 2021: the third sheet, no column and no title with the year; the cover names it.
#[test]
fn an_older_workbook_says_its_year_on_another_sheet() {
    let file = root().join("pipelines/sources/src/catalog/living_wage/samples/CA2021_AllFamilies_SAMPLE.xlsx");
    let staged = stage("living_wage", file, None);
    let table = staged.table("stg_living_wage");
    assert_eq!((table.len(), staged.put_aside()), (9, 0));
    assert!((0..table.len()).all(|i| table.small("calendar_year", i) == Some(2021)));
    let butte = (0..table.len()).find(|i| table.text("county", *i) == "Butte" && table.text("household", *i) == "a1i0p0s0t0").unwrap();
    assert_eq!(table.number("hourly_living_wage", butte), Some(21.25));
    let averaged = (0..table.len()).find(|i| table.text("household", *i) == "a1c4").unwrap();
    assert_eq!(table.small("infants", averaged), None);
}
