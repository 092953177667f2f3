//! Every analyst's table enters the figures once a profile names it.

use std::collections::BTreeMap;

use rocp_tests::{Place, shared};

use super::{MINE, TABLES, bring, figures, mart, mine, run};

const HOME: &str = "Inland Empire/Desert";

fn told(pairs: &[(&str, f64)]) -> BTreeMap<String, f64> {
    pairs.iter().map(|(soc, n)| ((*soc).to_owned(), *n)).collect()
}

fn changed(role: &str, from: &str, to: &str) -> String {
    let (_, text) = TABLES.iter().find(|(r, _)| *r == role).unwrap();
    assert!(text.contains(from));
    text.replace(from, to)
}

fn wage(place: &Place) -> (Option<f64>, String) {
    let wages = mart(place, "living_wage_region");
    let at = (0..wages.len()).find(|i| wages.text("region", *i) == HOME).unwrap();
    (wages.number("hourly_living_wage", at), wages.text("living_wage_standard", at))
}

#[test]
fn demand_supply_links_and_wages_change_with_their_table() {
    let place = mine(MINE);
    run(&place);
    // 60 completers over 1,200 openings of weight 1 and 600 of weight 0.5: 48 and 12.
    assert_eq!(figures(&place, HOME, "demand_openings"), told(&[("31-1120", 600.0), ("31-1131", 1200.0)]));
    assert_eq!(figures(&place, HOME, "supply_allocated"), told(&[("31-1120", 12.0), ("31-1131", 48.0)]));
    assert_eq!(figures(&place, HOME, "demand_new"), told(&[("31-1131", 600.0)]), "without its parts the new need is unknown");
    assert_eq!(wage(&place), (Some(25.0), "Example Wage, 2026, household one adult, median of the counties".to_owned()));
    let page = std::fs::read_to_string(place.path().join("reports/latest/region/inland-empire-desert.html")).unwrap();
    assert!(page.contains("Nursing Assistants"));

    bring(&place, "demand", &changed("demand", "1200,500", "1500,800"));
    run(&place);
    assert_eq!(figures(&place, HOME, "demand_openings"), told(&[("31-1120", 600.0), ("31-1131", 1500.0)]));
    assert_eq!(figures(&place, HOME, "supply_allocated"), told(&[("31-1120", 10.0), ("31-1131", 50.0)]));

    bring(&place, "supply", &changed("supply", ",60,", ",90,"));
    run(&place);
    assert_eq!(figures(&place, HOME, "supply_allocated"), told(&[("31-1120", 15.0), ("31-1131", 75.0)]));

    bring(&place, "crosswalk", &changed("crosswalk", "31-1120,0.5", "31-1120,1"));
    run(&place);
    assert_eq!(figures(&place, HOME, "supply_allocated"), told(&[("31-1120", 25.71), ("31-1131", 64.29)]));
    bring(&place, "crosswalk", &changed("crosswalk", "31-1120,0.5", "31-1120,0"));
    run(&place);
    assert_eq!(figures(&place, HOME, "supply_whole"), told(&[("31-1120", 0.0), ("31-1131", 90.0)]), "a weight of 0 is no link");

    bring(&place, "living_wage", &changed("living_wage", "25.00", "30"));
    run(&place);
    assert_eq!(wage(&place).0, Some(30.0));
}

#[test]
fn a_region_by_name_and_the_state_are_areas_too() {
    let place = mine(MINE);
    let row = |scheme: &str, region: &str, n: u32| format!("X,{scheme},{region},31-1131,{n},2025,Study,public,2026-01-31\n");
    let text = "area,scheme,region,soc,annual_openings,period,source,licence,retrieved\n".to_owned()
        + &row("macroregion", "Bay Area", 70)
        + &row("state", "California", 500);
    bring(&place, "demand", &text);
    run(&place);
    assert_eq!(figures(&place, "Bay Area", "demand_openings"), told(&[("31-1131", 70.0)]));
    assert_eq!(figures(&place, "California", "demand_openings"), told(&[("31-1131", 500.0)]));
    assert_eq!(figures(&place, HOME, "demand_openings"), told(&[]));
}

#[test]
fn levels_of_detail_are_never_both_counted() {
    let Some(shared) = shared() else { return };
    let place = Place::new().unwrap();
    let case = shared.join("cases/analyst-demand");
    bring(&place, "demand", &std::fs::read_to_string(case.join("demand.csv")).unwrap());
    place.file("mine.toml", &std::fs::read(case.join("profile.toml")).unwrap()).unwrap();
    let said = place.rocp(&["run", "--offline", "--profile", "mine.toml"]).unwrap();
    assert!([0, 3].contains(&said.code), "{}", said.err);
    // The detailed row alone: not the total, the major group, the broad group, nor the codes of 2010.
    assert_eq!(figures(&place, HOME, "demand_openings"), told(&[("31-1131", 1200.0)]));
    assert!(said.out.contains("core_table_demand.rows_not_counted") && said.out.contains("(5 rows)"), "{}", said.out);
    // Elsewhere the survey's estimate goes on.
    assert!(figures(&place, "Bay Area", "demand_openings").len() > 100);
    let gap = mart(&place, "supply_demand_gap");
    let at = (0..gap.len()).find(|i| gap.text("region", *i) == HOME && gap.text("soc", *i) == "31-1131").unwrap();
    assert_eq!((gap.text("demand_period", at).as_str(), gap.number("demand_new", at)), ("2023-2033", Some(600.0)));
}

#[test]
fn the_guide_shows_the_lines_that_name_each_table() {
    let guide = std::fs::read_to_string(rocp_tests::root().join("docs/analyst-tables.md")).unwrap();
    for line in [
        "    demand = [\"table\", \"bls_oews\"]",
        "    rocp = [\"college_scorecard\", \"table\"]",
        "    crosswalk = \"table\"",
        "    household = \"one adult\"",
    ] {
        assert!(guide.lines().any(|l| l == line), "{line}");
    }
    // The lines work as they stand, in the profile that the guide names.
    let shipped = std::fs::read_to_string(rocp_tests::root().join("pipelines/rocp/profiles/bundled.toml")).unwrap();
    let text = shipped
        .replace("demand = [\"edd_projections\", \"bls_oews\"]", "demand = [\"table\", \"bls_oews\"]")
        .replace("rocp = [\"college_scorecard\", \"rocp_catalog\"]", "rocp = [\"college_scorecard\", \"table\"]")
        .replace("crosswalk = \"ref_program_link\"", "crosswalk = \"table\"")
        .replace("hourly = 20.34", "hourly = 20.34\nhousehold = \"one adult\"");
    let profile = rocp_queries::Profile::parse(&text).unwrap();
    assert_eq!((profile.crosswalk.as_str(), profile.program_kind(), profile.demand.len()), ("table", "CIP", 2));
}
