//! Industry projections: both files against a plain reading of the text.

use super::{column, number, real, tell, text};

const TABLE: &str = "stg_edd_projections_industry";

fn same(file: &str, rows: usize, estimates: [&str; 2]) -> Option<crate::marts::Mart> {
    let real = real("edd_projections_industry", file, None)?;
    let read = text(&real.file, b',');
    let (header, body) = read.split_first().unwrap();
    assert_eq!((body.len(), real.put_aside()), (rows, 0));
    let [base, last] = estimates;
    for (staged, published) in [("industry_base_employment", base), ("industry_projected_employment", last), ("numeric_change", "numeric change")] {
        let at = column(header, published);
        assert_eq!(real.told(TABLE, staged), tell(body.iter().map(|r| number(&r[at]))), "{staged}");
    }
    let staged = real.table(TABLE);
    let at = column(header, "series code");
    let mut codes: Vec<_> = (0..staged.len()).map(|i| staged.text("series_code", i)).collect();
    let mut published: Vec<_> = body.iter().map(|r| r[at].clone()).collect();
    codes.sort();
    published.sort();
    assert_eq!(codes, published);
    Some(staged)
}

#[test]
fn ten_years_by_area() {
    let file = "edd/projections/Long-Term_Industry_Employment_Projections_2018-2028.csv";
    let Some(staged) = same(file, 1768, ["base year", "projected year"]) else { return };
    let areas: std::collections::BTreeSet<_> = (0..staged.len()).map(|i| staged.text("area_name", i)).collect();
    assert_eq!(areas.len(), 33);
    let farm = |i: &usize| staged.text("county_list", *i) == "Butte" && staged.text("industry", *i) == "Total Nonfarm";
    let butte = (0..staged.len()).find(farm).unwrap();
    assert_eq!((staged.text("series_code", butte), staged.small("base_year", butte)), ("0".to_owned(), Some(2018)));
    assert!(staged.number("industry_base_employment", butte).is_some_and(|n| n > 0.0));
}

#[test]
fn two_years_for_the_state() {
    let file = "edd/projections/Short-Term_Industry_Employment_Projections_2020-2022.csv";
    let Some(staged) = same(file, 270, ["base quarter", "projected quarter"]) else { return };
    let total = (0..staged.len()).find(|i| staged.text("industry", *i) == "Total Employment").unwrap();
    assert_eq!(staged.number("industry_base_employment", total), Some(16_710_800.0));
    assert_eq!(staged.number("numeric_change", total), Some(1_879_000.0));
    assert_eq!(staged.text("file_role", total), "short_term:2020-2022");
}
