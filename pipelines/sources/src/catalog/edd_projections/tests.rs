//! Editions, kinds of areas and names that change, on the sample and on shapes of it.

use super::{AREAS, STATE, TABLE, UNITS};
use crate::identify::Said;
use crate::tried::{NAMES, column, identified, staged};

const SAMPLE: &str = include_str!("samples/Long-Term_Occupational_Employment_Projections_SAMPLE.csv");
const BY_UNIT: &str = include_str!("samples/Regional_Planning_Unit_Overviews_SAMPLE.csv");
const OF_STATE: &str = include_str!("samples/ca-lt-occ-emp-2024-2034_SAMPLE.csv");
const TODAY: &str = include_str!("samples/lt-occ-emp-2024-2034_SAMPLE.csv");

/// The sample without the row of negative openings, which the card acknowledges under its own name and period alone.
fn sample() -> String {
    SAMPLE.replace("-33.3,0,0,-10", "-33.3,10,0,0")
}

fn role(text: &str) -> String {
    identified("data.csv", text.as_bytes(), Said::default()).unwrap().1.role
}

#[test]
fn each_file_is_known_under_any_name() {
    for (text, wanted) in [(SAMPLE, "areas_csv:2020-2030"), (BY_UNIT, "rpu_csv:2023-2033"), (OF_STATE, "state:2024-2034"), (TODAY, "areas_csv:2023-2033")] {
        for name in NAMES {
            let (source, identity) = identified(name, text.as_bytes(), Said::default()).unwrap();
            assert_eq!((source, identity.role.as_str(), identity.is_proved), ("edd_projections", wanted, true), "{name}");
        }
    }
}

#[test]
fn the_edition_is_that_of_the_areas() {
    // The state is projected anew between two editions of the areas.
    let local = |period: &str| sample().replace(",2020-2030,", &format!(",{period},")).replace(&format!("California,{period},"), "California,2022-2032,");
    assert_eq!(role(&local("2018-2028")), "areas_csv:2018-2028");
    assert_eq!(role(&local("2034-2044")), "areas_csv:2034-2044", "an edition that was not there when this was written");
    let (folder, summary, _) = staged("x.csv", local("2018-2028").as_bytes(), Said::default()).unwrap();
    assert_eq!(summary.period, "2018-2028, 2022-2032");
    assert!(column(&folder, TABLE, "file_role").iter().all(|r| r.as_deref() == Some("areas_csv:2018-2028")));
    // One area of the older edition alone does not make the file old.
    assert_eq!(role(&SAMPLE.replace("(Imperial County),2020-2030", "(Imperial County),2018-2028")), "areas_csv:2020-2030");
}

#[test]
fn what_is_said_and_is_not_so_is_refused() {
    let said = |role, edition| identified("x.csv", SAMPLE.as_bytes(), Said { role, edition, part: None });
    assert_eq!(said(None, Some("2020-30")).unwrap().1.edition.as_deref(), Some("2020-2030"));
    let refused = said(None, Some("2018-2028")).unwrap_err();
    assert!(refused.to_string().contains("of 2020-2030, not 2018-2028"), "{refused}");
    assert_eq!([AREAS, STATE, UNITS], ["areas_csv", "state", "rpu_csv"]);
}

#[test]
fn an_area_without_its_counties_is_looked_up_or_the_file_is_refused() {
    let bare = |label: &str, text: &str| {
        let start = text.find(label).unwrap() + label.len();
        let printed = &text[start..start + text[start..].find(')').unwrap() + 1];
        text.replace(&format!("{label}{printed}"), label)
    };
    let text = bare("Los Angeles-Long Beach-Glendale MD", &bare("El Centro MSA", &sample()));
    let counties = |text: &str| {
        let (folder, ..) = staged("x.csv", text.as_bytes(), Said::default()).unwrap();
        column(&folder, TABLE, "county_list")
    };
    assert_eq!(counties(&text), counties(&sample()));
    let unknown = text.replace("El Centro MSA", "El Centro-Calexico MSA");
    let refused = staged("x.csv", unknown.as_bytes(), Said::default()).err().unwrap().to_string();
    assert!(refused.contains("counties of \"El Centro-Calexico MSA\""), "{refused}");
    // A renamed area that prints its counties needs no list.
    assert_eq!(counties(&sample().replace("El Centro MSA", "El Centro-Calexico MSA")), counties(&sample()));
}

#[test]
fn headers_of_every_edition_are_known() {
    for text in [
        SAMPLE.replace("Area Name (County Names)", "Area Name "),
        SAMPLE.replace("Total  Job Openings", "Total Job Openings"),
        SAMPLE.replace("Median Hourly Wage", "Median Hourly Wage "),
        format!("\u{feff}{SAMPLE}"),
        format!("Long-term projections\n\n{SAMPLE}\nNote: rounded\n"),
    ] {
        let (_, summary, identity) = staged("x", text.as_bytes(), Said::default()).unwrap();
        assert_eq!((identity.role.as_str(), summary.tables[0].1), ("areas_csv:2020-2030", 27));
    }
    let renamed = SAMPLE.replace("Total  Job Openings", "All Openings");
    let refused = identified("x", renamed.as_bytes(), Said::default()).unwrap_err().to_string();
    assert!(refused.contains("\"total job openings\"") && refused.contains("\"All Openings\""), "{refused}");
}
