//! Apprenticeship: O*NET codes are their SOC, totals are never added, places are known or named.

use rocp_tests::{Place, shared};

use super::{MINE, bring, mart, mine};
use crate::sources::stage;

const HEADER: &str = "Fiscal Year,State,County,Sponsor Name,Occupation,RAPIDS Code,O*NET Code,Active Apprentices,New Apprentices,Completers\n";

fn state(place: &Place) -> Vec<(String, Option<f64>)> {
    let supply = mart(place, "program_supply");
    let of_state = (0..supply.len()).filter(|i| supply.text("scheme", *i) == "state");
    of_state.map(|i| (supply.text("program_code", i), supply.number("completers", i))).collect()
}

#[test]
fn totals_are_not_added_to_their_counties() {
    let Some(shared) = shared() else { return };
    for file in ["apprentices_onet.csv", "apprentices_soc.csv"] {
        let place = mine(&MINE.replace("rocp = \"table\"", "apprenticeship = \"apprenticeship\"").replace("rocp = 1.0", "apprenticeship = 1.0"));
        let row = "LA,06037,47-2111,900,2023-2033,Study,public,2026-01-31\n";
        bring(&place, "demand", &format!("area,counties,soc,annual_openings,period,source,licence,retrieved\n{row}"));
        let said = place.rocp(&["fetch", "apprenticeship", "--file", shared.join("cases/apprenticeship").join(file).to_str().unwrap()]).unwrap();
        assert_eq!(said.code, 0, "{file}: {}", said.err);
        super::run(&place);
        // Alameda's carpenters are withheld, so unknown; the roofers have no code and are told by a note.
        assert_eq!(state(&place), [("soc:47-2111".to_owned(), Some(220.0))], "{file}");
        assert_eq!(super::figures(&place, "Los Angeles", "supply_allocated").get("47-2111"), Some(&220.0), "{file}");
    }
}

#[test]
fn a_place_that_is_none_of_ours_is_put_aside_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("apprentices.csv");
    let good = |i: u32| format!("FY 2024,California,Butte,S{i},Electrician,0159,47-2111.00,10,3,2\n");
    let rows = "FY 2024,California,\"Clark County, Nevada\",S,Electrician,0159,47-2111.00,10,3,2\n\
        FY 2024,California,Not Specified,S,Electrician,0159,47-2111.03,10,3,2\nFY 2024,California,Grand Total,,All Occupations,,,10,3,2\n";
    std::fs::write(&file, HEADER.to_owned() + rows + &(0..200).map(good).collect::<String>()).unwrap();
    let staged = stage("apprenticeship", file, None);
    let bad = staged.table("stg_quarantine");
    assert_eq!((bad.len(), bad.text("column_name", 0).as_str(), bad.text("published_value", 0).as_str()), (1, "area_name", "Clark County, Nevada"));
    let rows = staged.table("stg_apprenticeship_completions");
    assert_eq!((rows.text("soc_code", 0).as_str(), rows.flag("is_total", 0), rows.text("county", 0).as_str()), ("47-2111", Some(false), ""));
    assert_eq!((rows.flag("is_total", 1), rows.text("county", 2).as_str()), (Some(true), "Butte"));
}
