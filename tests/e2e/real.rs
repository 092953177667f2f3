//! The real published files: every cell of the gap table against the second reading, and the method's invariants.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rocp_tests::{EDD, Place, shared};

use crate::marts::Mart;
use crate::second_reading;

/// The six files of the profile `coe`.
pub const FILES: [(&str, &str); 6] = [
    ("edd_projections", "edd/projections/Long-Term_Occupational_Employment_Projections_2020-2030.csv"),
    ("coe_supply", "coe/supply_by_top.csv"),
    ("coe_top_cip_soc", "coe/TOP-CIP-SOC Crosswalk_2025-02.xlsx"),
    ("soc", "soc/soc_structure_2018.xlsx"),
    ("soc", "soc/soc_2010_to_2018_crosswalk.xlsx"),
    ("soc", "soc/oes_hybrid_crosswalk.csv"),
];

/// A place with a published run of the real files; made once.
pub fn published() -> Option<&'static Place> {
    static PLACE: OnceLock<Option<Place>> = OnceLock::new();
    let make = || {
        let shared = shared()?;
        let place = Place::new().unwrap();
        for (source, file) in FILES {
            let path = shared.join("data").join(file);
            let said = place.rocp(&["fetch", source, "--file", path.to_str().unwrap()]).unwrap();
            assert_eq!(said.code, 0, "{file}: {}", said.err);
        }
        let said = place.rocp(&["run", "--offline", "--profile", "coe"]).unwrap();
        assert_eq!(said.code, 0, "{}", said.err);
        assert!(said.out.contains("report: reports/"), "{}", said.out);
        Some(place)
    };
    PLACE.get_or_init(make).as_ref()
}

pub fn coe_name(short: &str) -> &str {
    match short {
        "Bay" => "Bay Area",
        "CVML" => "Central Valley/Mother Lode",
        "FN" => "Far North",
        "GS" => "Greater Sacramento",
        "IE/D" => "Inland Empire/Desert",
        "LA" => "Los Angeles",
        "OC" => "Orange County",
        "SCC" => "South Central Coast",
        "SD/I" => "San Diego/Imperial",
        other => other,
    }
}

pub fn second() -> Option<second_reading::Reading> {
    let weights = BTreeMap::new();
    Some(second_reading::reading(&shared()?, &weights, &employment()).unwrap())
}

/// Our quoted county employment, by county name.
fn employment() -> BTreeMap<String, f64> {
    let folder = rocp_tests::root().join("queries/crosswalks");
    let rows = |name: &str| csv::Reader::from_path(folder.join(name)).unwrap().into_records().map(Result::unwrap).collect::<Vec<_>>();
    let names: BTreeMap<_, _> = rows("ref_county.csv").into_iter().map(|r| (r[0].to_owned(), r[1].to_owned())).collect();
    rows("ref_county_employment.csv").into_iter().map(|r| (names[&r[0]].clone(), r[1].parse().unwrap())).collect()
}

#[test]
fn every_cell_matches_the_second_reading() {
    let (Some(place), Some(second)) = (published(), second()) else { return };
    let gap = Mart::read(&place.path().join("reports/latest/data"), "supply_demand_gap").without("scheme", "service-area");
    let mut figures: BTreeMap<_, _> = second.figures.into_iter().map(|((s, r, o), f)| ((s, coe_name(&r).to_owned(), o), f)).collect();
    assert_eq!(gap.len(), figures.len());
    for i in 0..gap.len() {
        let key = (gap.text("scheme", i), gap.text("region", i), gap.text("soc", i));
        let f = figures.remove(&key).unwrap_or_else(|| panic!("{key:?} is not in the second reading"));
        let pairs = [
            ("demand_openings", f.demand),
            ("demand_low", f.demand_low),
            ("demand_high", f.demand_high),
            ("demand_new", f.demand_new),
            ("supply_low", Some(f.supply_low)),
            ("supply_allocated", f.supply_allocated),
            ("supply_whole", Some(f.supply_whole)),
            ("gap_whole", f.gap_whole),
            ("gap_allocated", f.gap_allocated),
            ("coverage", f.coverage),
        ];
        for (column, wanted) in pairs {
            let ours = gap.number(column, i);
            let same = match (ours, wanted) {
                (Some(a), Some(b)) => (a - b).abs() <= 0.01,
                (a, b) => a.is_none() && b.is_none(),
            };
            assert!(same, "{key:?} {column}: {ours:?} where the second reading has {wanted:?}");
        }
        assert_eq!(gap.text("status", i), f.status, "{key:?}");
        let flags = gap.list("flags", i);
        assert_eq!(flags.contains(&"partial_area".to_owned()), f.partial, "{key:?} partial");
        assert!(f.split || !flags.contains(&"estimated_area_split".to_owned()), "{key:?} split");
        assert!(flags.is_sorted(), "{key:?} {flags:?}");
        assert!(
            gap.number("demand_estimated", i).is_none_or(|e| e >= 0.0 && !flags.contains(&"estimated_national_rate".to_owned())),
            "{key:?}: it stands beside"
        );
    }
    assert!(figures.is_empty(), "rows that the program lacks: {:?}", figures.keys().take(3).collect::<Vec<_>>());
}

#[test]
fn invariants_hold_on_every_row_and_sum() {
    let Some(place) = published() else { return };
    let data = place.path().join("reports/latest/data");
    let gap = Mart::read(&data, "supply_demand_gap").without("scheme", "service-area");
    // By scheme and region: demand, demand without allocated supply, allocated supply.
    let mut sums: BTreeMap<(String, String), [f64; 3]> = BTreeMap::new();
    let mut regions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for i in 0..gap.len() {
        let key = (gap.text("scheme", i), gap.text("region_id", i));
        regions.entry(gap.text("scheme", i)).or_default().insert(gap.text("region", i));
        let (l, u) = (gap.number("supply_low", i).unwrap(), gap.number("supply_whole", i).unwrap());
        let sum = sums.entry(key.clone()).or_default();
        if let Some(d) = gap.number("demand_openings", i) {
            let p = gap.number("supply_allocated", i);
            if d > 0.0 {
                let p = p.unwrap();
                assert!(l <= p + 1e-6 && p <= u + 1e-6, "{key:?} {}: {l} {p} {u}", gap.text("soc", i));
            }
            sum[0] += d;
            sum[1] += if p.unwrap_or(0.0) == 0.0 { d } else { 0.0 };
            sum[2] += p.unwrap_or(0.0);
            assert!(gap.number("demand_new", i).unwrap() <= d + 1e-6);
        }
    }
    let macroregions = [
        "Bay Area",
        "Central Valley/Mother Lode",
        "Inland Empire/Desert",
        "Los Angeles",
        "North/Far North",
        "Orange County",
        "San Diego/Imperial",
        "South Central Coast",
    ];
    assert_eq!(regions["macroregion"].iter().map(String::as_str).collect::<Vec<_>>(), macroregions);
    assert_eq!(regions["state"].iter().map(String::as_str).collect::<Vec<_>>(), ["California"]);
    assert_eq!(
        regions.iter().map(|(s, r)| (s.as_str(), r.len())).collect::<Vec<_>>(),
        [("coe", 9), ("county", 23), ("edd-area", 32), ("jobs-first", 13), ("macroregion", 8), ("state", 1)]
    );
    let supply = Mart::read(&data, "program_supply").without("scheme", "service-area");
    let mut programs: BTreeMap<(String, String), [f64; 2]> = BTreeMap::new();
    for i in 0..supply.len() {
        let sum = programs.entry((supply.text("scheme", i), supply.text("region_id", i))).or_default();
        sum[0] += supply.number("completers", i).unwrap();
        sum[1] += supply.number("unallocatable", i).unwrap();
        if let Some(allocated) = supply.number("allocated", i) {
            assert!((allocated - supply.number("completers", i).unwrap()).abs() < 1e-6, "{}", supply.text("program_id", i));
        }
    }
    let outlook = Mart::read(&data, "program_outlook").without("scheme", "service-area");
    let mut fair: BTreeMap<(String, String), f64> = BTreeMap::new();
    for i in 0..outlook.len() {
        *fair.entry((outlook.text("scheme", i), outlook.text("region_id", i))).or_default() += outlook.number("fair_share", i).unwrap_or(0.0);
    }
    for (key, [demand, unserved, allocated]) in &sums {
        let [all, unallocatable] = programs.get(key).copied().unwrap_or_default();
        assert!((allocated + unallocatable - all).abs() < 1e-6, "{key:?}: sum P {allocated} + {unallocatable} is not {all}");
        let shares = fair.get(key).copied().unwrap_or_default();
        assert!((shares + unserved - demand).abs() < 1e-6 * demand.max(1.0), "{key:?}: sum F {shares} + {unserved} is not {demand}");
    }
    assert!((programs[&("state".to_owned(), "california".to_owned())][0] - 361_441.77).abs() < 1e-6);
}

#[test]
fn totals_match_the_second_reading() {
    let (Some(place), Some(second)) = (published(), second()) else { return };
    let report = Mart::read(&place.path().join("reports/latest/data"), "coverage_report").without("scheme", "service-area");
    let mut compared = 0;
    for i in 0..report.len() {
        let key = (report.text("scheme", i), report.text("region", i));
        let Some((_, t)) = second.totals.iter().find(|((s, r), _)| (s, coe_name(r)) == (&key.0, key.1.as_str())) else { panic!("{key:?}") };
        let wanted = match report.text("measure", i).as_str() {
            "supply_total" => Some(t.supply),
            "supply_unallocatable" => Some(t.unallocatable),
            "demand_known" => Some(t.demand),
            "mismatch" => t.mismatch,
            "programs" => Some(t.programs as f64),
            _ => continue,
        };
        let ours = report.number("measure_value", i);
        assert!((ours.unwrap() - wanted.unwrap()).abs() < 0.01, "{key:?} {}: {ours:?} {wanted:?}", report.text("measure", i));
        compared += 1;
    }
    assert!(compared > 86 * 4, "{compared}");
}

#[test]
fn fair_shares_match_the_second_reading() {
    let (Some(place), Some(second)) = (published(), second()) else { return };
    let outlook = Mart::read(&place.path().join("reports/latest/data"), "program_outlook").without("scheme", "service-area");
    let mut shares: BTreeMap<_, _> = second.fair_shares.into_iter().map(|((s, r, c, t, a), f)| ((s, coe_name(&r).to_owned(), c, t, a), f)).collect();
    for i in 0..outlook.len() {
        let text = |c| outlook.text(c, i);
        let wanted = shares.remove(&(text("scheme"), text("region"), text("provider"), text("program_code"), text("award_level")));
        match (outlook.number("fair_share", i), wanted) {
            (Some(a), Some(b)) => assert!((a - b).abs() < 0.01, "{} {}: {a} {b}", text("region"), text("program_id")),
            (a, b) => assert!(a.is_none() && b.is_none(), "{} {}: {a:?} {b:?}", text("region"), text("program_id")),
        }
    }
    assert!(shares.is_empty());
}

#[test]
fn worked_figures_of_los_angeles() {
    let Some(place) = published() else { return };
    let gap = Mart::read(&place.path().join("reports/latest/data"), "supply_demand_gap").without("scheme", "service-area");
    let row = |soc: &str| {
        (0..gap.len()).find(|i| gap.text("scheme", *i) == "macroregion" && gap.text("region", *i) == "Los Angeles" && gap.text("soc", *i) == soc).unwrap()
    };
    for (soc, d, l, u) in
        [("49-3023", 1450.0, 53.83, 866.34), ("31-1131", 4466.0, 70.67, 311.34), ("31-1120", 44690.0, 0.0, 178.0), ("25-2011", 1893.0, 0.0, 4342.5)]
    {
        let i = row(soc);
        let ours = ["demand_openings", "supply_low", "supply_whole"].map(|c| gap.number(c, i).unwrap());
        for (a, b) in ours.iter().zip([d, l, u]) {
            assert!((a - b).abs() < 0.005, "{soc}: {ours:?}");
        }
    }
}

/// METHOD.md 10: with transfer degrees at their default weight 0, preschool teachers have 3,134.64.
#[test]
fn transfer_degrees_can_be_left_out_by_a_profile() {
    let Some(place) = published() else { return };
    let text = std::fs::read_to_string(place.path().join(EDD)).unwrap();
    let own = Place::new().unwrap();
    let profile =
        own.file("no-transfer.toml", text.replace("transfer = 1.0", "transfer = 0.0").replace("name = \"coe\"", "name = \"no-transfer\"").as_bytes()).unwrap();
    let lake = own.path().join("lake");
    copy(&place.path().join("lake"), &lake);
    let said = own.rocp(&["run", "--offline", "--profile", profile.to_str().unwrap()]).unwrap();
    assert_eq!(said.code, 0, "{}", said.err);
    let gap = Mart::read(&own.path().join("reports/latest/data"), "supply_demand_gap").without("scheme", "service-area");
    let i = (0..gap.len())
        .find(|i| gap.text("scheme", *i) == "macroregion" && gap.text("region", *i) == "Los Angeles" && gap.text("soc", *i) == "25-2011")
        .unwrap();
    assert!((gap.number("supply_whole", i).unwrap() - 3134.64).abs() < 0.005);
}

/// Copies a folder, links left out.
pub fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, place) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type().unwrap().is_dir() {
            copy(&path, &place);
        } else if entry.file_type().unwrap().is_file() {
            std::fs::copy(path, place).unwrap();
        }
    }
}
