//! A wage survey of a year that nobody had seen when the program was built: every page says that year, and its ceiling of wages.

use rocp_tests::{Place, root};

use crate::marts::Mart;

/// The bundled survey as if it were that of May 2031, with another ceiling of wages.
fn next_may() -> Place {
    let place = Place::new().unwrap();
    let folder = root().join("pipelines/sources/src/catalog/bls_oews/bundled");
    for role in ["area", "datatype", "footnote", "industry", "occupation", "release", "data.0.Current"] {
        let read = |name: String| std::fs::read(folder.join(name)).unwrap();
        let text = match role {
            "data.0.Current" => zstd::decode_all(&read(format!("oe.{role}.zst"))[..]).unwrap(),
            _ => read(format!("oe.{role}")),
        };
        let text = String::from_utf8(text).unwrap();
        let text = text.replace("\t2025\tA01", "\t2031\tA01").replace("2025A01\tMay 2025", "2031A01\tMay 2031");
        let text = text.replace("$115.00 per hour or $239,200 per year", "$1,150.50 per hour or $2,393,040 per year");
        let path = place.file(&format!("oe.{role}"), text.as_bytes()).unwrap();
        let said = place.rocp(&["fetch", "bls_oews", "--file", path.to_str().unwrap()]).unwrap();
        assert_eq!(said.code, 0, "{role}: {}", said.err);
    }
    let said = place.rocp(&["run"]).unwrap();
    assert_eq!(said.code, 0, "{}", said.err);
    place
}

/// The pages of a report, with their names.
fn pages(folder: &std::path::Path, out: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            pages(&path, out);
        } else if path.extension().is_some_and(|e| e == "html") {
            out.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn every_page_says_the_year_that_was_staged() {
    let place = next_may();
    let report = place.path().join("reports/latest");
    let mut all = Vec::new();
    pages(&report, &mut all);
    let (mut survey, mut estimates) = (0, 0);
    for (name, text) in &all {
        // What an estimate was compared with is told with the release that was compared, what we quote with its own; nothing else is of that year.
        let compared = "from the May 2025 survey, the nearest compared, openings";
        let cited = "as published in the Occupational Employment and Wage Statistics of May 2025";
        let told = text.replace(compared, "").replace(cited, "");
        assert!(!told.contains("May 2025") && !told.contains("2025 employment") && !told.contains("2025 wage survey"), "{name}");
        survey += usize::from(told.contains("May 2031"));
        estimates += usize::from(told.contains("estimate, 2031 employment"));
    }
    assert!(survey > 20 && estimates > 20, "{survey} and {estimates} of {} pages", all.len());
    let index = &all.iter().find(|(name, _)| name.ends_with("latest/index.html")).unwrap().1;
    assert!(index.contains("employment of the May 2031 wage survey"), "the basis of demand is on the landing page");
    let gap = Mart::read(&report.join("data"), "supply_demand_gap");
    let periods: std::collections::BTreeSet<_> = (0..gap.len()).map(|i| gap.text("demand_period", i)).filter(|p| !p.is_empty()).collect();
    assert_eq!(periods.into_iter().collect::<Vec<_>>(), ["estimate, 2031 employment"]);
}

#[test]
fn a_wage_at_the_ceiling_is_at_least_what_the_footnote_says() {
    let place = next_may();
    let demand = Mart::read(&place.path().join("reports/latest/data"), "occupation_demand");
    let least: Vec<_> = (0..demand.len()).filter(|i| demand.flag("is_entry_wage_least", *i) == Some(true)).collect();
    assert!(least.len() > 10, "{}", least.len());
    // By the hour, or the year's over 2,080 hours: both ends of one footnote.
    assert!(least.iter().all(|i| demand.number("entry_wage_low", *i) == Some(1150.5)), "{:?}", demand.number("entry_wage_low", least[0]));
    let printed = (0..demand.len()).filter(|i| demand.flag("is_entry_wage_least", *i) == Some(false));
    assert!(
        printed.filter_map(|i| demand.number("entry_wage_low", i)).all(|wage| wage != 1150.5),
        "what is printed is no ceiling: the survey prints some wages above the one that it names"
    );
    let tests = Mart::read(&place.path().join("reports/latest/data"), "occupation_test");
    let wage = |i: &usize| tests.text("criterion", *i) == "high_wage" && tests.flag("is_value_least", *i) == Some(true);
    assert!((0..tests.len()).filter(wage).all(|i| tests.text("result", i) == "passed"));
}
