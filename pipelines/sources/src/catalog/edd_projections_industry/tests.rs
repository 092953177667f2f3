//! Long and short periods, the state alone, names without counties, on the samples and on shapes of them.

use super::years;
use crate::identify::Said;
use crate::tried::{NAMES, column, identified, staged};

const TABLE: &str = "stg_edd_projections_industry";
const OLD: &str = include_str!("samples/Long-Term_Industry_Employment_Projections_SAMPLE.csv");
const TODAY: &str = include_str!("samples/lt-ind-emp-2024-2034_SAMPLE.csv");
const OF_STATE: &str = include_str!("samples/ca-lt-ind-emp-2022-2032_SAMPLE.csv");
const SHORT: &str = include_str!("samples/Short-Term_Industry_Employment_Projections_SAMPLE.csv");
const SHORT_TODAY: &str = include_str!("samples/ca-st-ind-emp-2023-2025_SAMPLE.csv");

fn role(text: &str) -> String {
    identified("data.csv", text.as_bytes(), Said::default()).unwrap().1.role
}

#[test]
fn each_file_is_known_under_any_name() {
    let wanted = [
        (OLD, "long_term:2018-2028"),
        (TODAY, "long_term:2023-2033"),
        (OF_STATE, "long_term_state:2022-2032"),
        (SHORT, "short_term:2023-2025"),
        (SHORT_TODAY, "short_term:2023-2025"),
    ];
    for (text, wanted) in wanted {
        for name in NAMES {
            let (source, identity) = identified(name, text.as_bytes(), Said::default()).unwrap();
            assert_eq!((source, identity.role.as_str(), identity.is_proved), ("edd_projections_industry", wanted, true), "{name}");
        }
    }
}

#[test]
fn a_later_year_is_an_edition_of_its_own() {
    assert_eq!(role(&TODAY.replace("2023-2033", "2035-2045").replace("2024-2034", "2036-2046")), "long_term:2035-2045");
    assert_eq!(role(&SHORT_TODAY.replace("2023", "2031").replace("2025", "2033")), "short_term:2031-2033");
    // Neither the word Quarter nor the word Year in the header decides: the length of the period does.
    assert_eq!(role(&SHORT.replace("Quarter", "Year")), "short_term:2023-2025");
    assert_eq!(role(&TODAY.replace("Year", "Quarter")), "long_term:2023-2033");
}

#[test]
fn what_is_said_and_is_not_so_is_refused() {
    let said = |role, edition| identified("x.csv", TODAY.as_bytes(), Said { role, edition, part: None }).unwrap_err().to_string();
    assert!(said(None, Some("2024-34")).contains("of 2023-2033, not 2024-2034"));
}

#[test]
fn an_area_without_its_counties_is_looked_up_or_the_file_is_refused() {
    let (folder, ..) = staged("x.csv", TODAY.as_bytes(), Said::default()).unwrap();
    let counties = column(&folder, TABLE, "county_list");
    assert_eq!(counties.iter().map(|c| c.as_deref().unwrap_or("-")).collect::<Vec<_>>(), ["Kern", "Kern", "-", "-", "-", "Butte", "Fresno; Madera"]);
    assert!(column(&folder, TABLE, "file_role").iter().all(|r| r.as_deref() == Some("long_term:2023-2033")));
    let unknown = TODAY.replace("Bakersfield-Delano MSA", "Bakersfield-Taft MSA");
    let refused = staged("x.csv", unknown.as_bytes(), Said::default()).err().unwrap().to_string();
    assert!(refused.contains("counties of \"Bakersfield-Taft MSA\""), "{refused}");
}

#[test]
fn periods() {
    assert_eq!(years("2018-2028"), Some((2018, 2028)));
    assert_eq!(years("3rd Qtr 2023 - 3rd Qtr 2025"), Some((2023, 2025)));
    for text in ["2020", "2022-2020", "2020-2022-2024", "2000-2050", ""] {
        assert_eq!(years(text), None, "{text}");
    }
}
