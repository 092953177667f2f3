//! What changed between two runs, and why: a revised source, a new vintage, a rule and an override are told apart, and none is singled out among several.

use rocp_lake::release;
use rocp_tests::{EDD, Place};

use crate::overrides::{published, run, set};
use crate::samples::samples;

/// Brings in a changed copy of a source's sample.
fn changed(place: &Place, source: &str, name: &str, change: &[(&str, &str)]) {
    let sample = samples(source).into_iter().find(|f| f.file_name().unwrap().to_string_lossy().contains(name)).unwrap();
    let mut text = std::fs::read_to_string(&sample).unwrap();
    for (from, to) in change {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    let file = place.file(&sample.file_name().unwrap().to_string_lossy(), text.as_bytes()).unwrap();
    let said = place.rocp(&["fetch", source, "--file", file.to_str().unwrap()]).unwrap();
    assert_eq!(said.code, 0, "{}", said.err);
}

/// The causes of what moved in a table, as `rocp diff` of the two newest runs prints them.
fn causes(place: &Place, table: &str) -> String {
    let said = place.rocp(&["diff", "--format", "csv"]).unwrap();
    assert_eq!(said.code, 0, "{}", said.err);
    let mut reader = csv::Reader::from_reader(said.out.as_bytes());
    reader.records().map(Result::unwrap).find(|r| &r[0] == table).unwrap()[8].to_owned()
}

#[test]
fn a_revised_source_a_new_vintage_and_a_rule_are_told_apart() {
    let place = published();
    // The same years, one college's count corrected.
    changed(&place, "coe_supply", "", &[("Associate Degree,6,10,3,6.33", "Associate Degree,6,10,5,7")]);
    run(&place);
    assert_eq!(
        causes(&place, "supply_demand_gap"),
        "revised: Awards by TOP code, college and award level over three years (coe_supply supply_by_top:2022-23): revised, still 2020-21 to 2022-23"
    );
    assert_eq!(causes(&place, "occupation_demand"), "", "openings did not move");
    let page = std::fs::read_to_string(place.path().join("reports/latest/region/los-angeles.html")).unwrap();
    assert!(page.contains("<strong>Revised source:</strong>") && page.contains("One thing that these figures are made from differs"));
    // A year later.
    changed(&place, "coe_supply", "", &[("2022-2023", "2023-2024"), ("2021-2022", "2022-2023"), ("2020-2021", "2021-2022")]);
    run(&place);
    assert_eq!(
        causes(&place, "supply_demand_gap"),
        "new_vintage: Awards by TOP code, college and award level over three years (coe_supply supply_by_top:2022-23): 2020-21 to 2022-23 became 2021-22 to 2023-24"
    );
    // Another band, and an override with it: both are candidates, neither is singled out.
    let text = std::fs::read_to_string(place.path().join(EDD)).unwrap();
    place.file(EDD, text.replace("averaging = \"coe\"", "averaging = \"plain\"\nband = 0.2").as_bytes()).unwrap();
    assert_eq!(set(&place, &["094800", "--outside", "0.25"]).code, 0);
    run(&place);
    assert_eq!(
        causes(&place, "supply_demand_gap"),
        "override: overrides: none became version 1 of 2026-11-20 | rule: the profile\u{2019}s settings: averaging coe became plain; band 0.1 became 0.2"
    );
    let page = std::fs::read_to_string(place.path().join("reports/latest/index.html")).unwrap();
    assert!(page.contains("a change may come from one or several of them"));
    assert!(page.contains("<strong>Rule of the profile:</strong> the profile\u{2019}s settings: averaging coe became plain; band 0.1 became 0.2"));
}

#[test]
fn the_first_run_says_so_and_runs_are_named_by_their_beginning() {
    let place = published();
    let first = release::published(&place.lake()).unwrap();
    let index = std::fs::read_to_string(place.path().join("reports/latest/index.html")).unwrap();
    assert!(index.contains("This is the first run of this lake"));
    let said = place.rocp(&["diff"]).unwrap();
    assert_eq!(said.code, 2);
    assert!(said.err.contains("has no run before it"), "{}", said.err);
    assert_eq!(place.rocp(&["diff", "zzz", "CURRENT"]).unwrap().code, 2);
    assert_eq!(place.rocp(&["diff", &first[..6], "CURRENT", "--mart", "nothing"]).unwrap().code, 2);
    let same = place.rocp(&["diff", &first[..6], "current"]).unwrap();
    assert!(same.out.contains("nothing differs between what they were made from\nthe same: "), "{}", same.out);
    // Another profile is no report to compare with.
    let text = std::fs::read_to_string(place.path().join(EDD)).unwrap();
    place.file("other.toml", text.replace("name = \"coe\"", "name = \"other\"").as_bytes()).unwrap();
    assert_eq!(place.rocp(&["run", "--offline", "--profile", "other.toml"]).unwrap().code, 3);
    let index = std::fs::read_to_string(place.path().join("reports/latest/index.html")).unwrap();
    assert!(index.contains("No earlier run of this profile was compared"));
    // Back to the first profile with an override: it is compared with the first run, past the other profile's.
    assert_eq!(set(&place, &["123030", "31-1120", "--weight", "0"]).code, 0);
    run(&place);
    let index = std::fs::read_to_string(place.path().join("reports/latest/index.html")).unwrap();
    assert!(index.contains(&format!("run {first} (the one before it under this profile")));
}

#[test]
fn every_value_that_moved_is_listed_the_largest_first() {
    let place = published();
    assert_eq!(set(&place, &["123030", "31-1120", "--weight", "0"]).code, 0);
    run(&place);
    let said = place.rocp(&["diff", "--mart", "supply_demand_gap", "--format", "csv"]).unwrap();
    let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(said.out.as_bytes()).records().map(Result::unwrap).collect();
    let of = |soc: &str, column: &str| {
        rows.iter()
            .find(|r| &r[0] == "macroregion" && &r[1] == "los-angeles" && &r[2] == soc && &r[4] == column)
            .unwrap_or_else(|| panic!("{soc} {column}\n{}", said.out))
    };
    let supply = of("31-1131", "supply_allocated");
    assert_eq!((&supply[3], &supply[6]), ("changed", "21.0"));
    assert!((supply[5].parse::<f64>().unwrap() - 4.280_254_8).abs() < 1e-6 && (supply[7].parse::<f64>().unwrap() - 16.719_745_2).abs() < 1e-6);
    assert_eq!((&of("31-1120", "status")[5], &of("31-1120", "status")[6]), ("shortage", "not_rated_no_link"));
    let sizes: Vec<f64> = rows.iter().filter_map(|r| r[7].parse::<f64>().ok()).map(f64::abs).collect();
    assert!(sizes.len() > 10 && sizes.windows(2).all(|w| w[0] >= w[1]), "{sizes:?}");
    let told = place.rocp(&["diff"]).unwrap();
    assert!(told.out.contains("why: override\n") && !told.out.contains("one or several"), "{}", told.out);
}
