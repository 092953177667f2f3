//! The main job on the data that the program carries: no network, no flags. And how good those estimates are, where the published files are.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::sync::OnceLock;

use arrow::array::RecordBatch;
use rocp_lake::rows::Rows;
use rocp_lake::{Contract, paths};
use rocp_queries::run::{Staged, compute};
use rocp_queries::{Profile, catalog as engine, graph, reference, session};
use rocp_tests::{Place, program, shared};

use crate::marts::Mart;
use crate::real;

/// A place in which `rocp run` was called with no flags; made once.
pub fn fresh() -> &'static Place {
    static PLACE: OnceLock<Place> = OnceLock::new();
    PLACE.get_or_init(|| {
        let place = Place::new().unwrap();
        let said = place.rocp(&["run"]).unwrap();
        assert_eq!(said.code, 0, "{}\n{}", said.out, said.err);
        place
    })
}

fn gap(place: &Place) -> Mart {
    Mart::read(&place.path().join("reports/latest/data"), "supply_demand_gap")
}

#[test]
fn a_fresh_machine_writes_the_report_of_eight_regions_and_the_state() {
    let report = fresh().path().join("reports/latest");
    let pages: BTreeSet<_> = std::fs::read_dir(report.join("region")).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(pages.len(), 9, "{pages:?}");
    let gap = gap(fresh());
    let state: Vec<_> = (0..gap.len()).filter(|i| gap.text("scheme", *i) == "state").collect();
    let known = state.iter().filter(|i| gap.number("demand_openings", **i).is_some()).count();
    assert!(known > 250, "{known}");
    for i in state.iter().filter(|i| gap.number("demand_openings", **i).is_some()) {
        assert!(gap.list("flags", *i).contains(&"estimated_national_rate".to_owned()), "{}", gap.text("soc", *i));
    }
    let index = std::fs::read_to_string(report.join("index.html")).unwrap();
    assert!(index.contains("Estimated, not projected locally"), "the basis of demand is on the landing page");
    for page in pages {
        assert!(std::fs::read_to_string(report.join("region").join(&page)).unwrap().contains("Estimated, not projected locally"), "{page}");
    }
}

#[test]
fn a_second_run_from_another_folder_says_that_nothing_changed() {
    let place = fresh();
    let lake = place.path().join("lake");
    let reports = place.path().join("reports");
    let elsewhere = tempfile::tempdir().unwrap();
    let done = Command::new(program().unwrap())
        .args(["run", "--lake", lake.to_str().unwrap(), "--reports", reports.to_str().unwrap()])
        .current_dir(elsewhere.path())
        .output()
        .unwrap();
    let out = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success() && out.contains("nothing changed"), "{out}");
}

#[test]
fn what_the_crosswalk_links_is_allocated_and_nothing_is_lost() {
    let supply = Mart::read(&fresh().path().join("reports/latest/data"), "program_supply");
    let mut sums: BTreeMap<(String, String), (f64, f64)> = BTreeMap::new();
    for i in 0..supply.len() {
        let sum = sums.entry((supply.text("scheme", i), supply.text("region_id", i))).or_default();
        sum.0 += supply.number("completers", i).unwrap();
        sum.1 += supply.number("allocated", i).unwrap_or(0.0) + supply.number("unallocatable", i).unwrap();
    }
    for (region, (all, parts)) in &sums {
        assert!((all - parts).abs() < 1e-3, "{region:?}: {all} {parts}");
    }
    let state = sums[&("state".to_owned(), "california".to_owned())].0;
    assert!((state - 390_612.0).abs() < 1.0, "IPEDS Completions 2021-22 of the same institutions: 390,612; here {state}");
}

fn quantile(sorted: &[f64], at: f64) -> f64 {
    sorted[(at * (sorted.len() - 1) as f64).round() as usize]
}

/// Median and the middle 80 % of estimate over published openings, in the areas that both divide alike.
#[test]
fn the_band_that_pages_print_is_the_one_measured_against_edd() {
    let Some(place) = real::published() else { return };
    let folder = place.path().join("lake/runs").join(std::fs::read_to_string(place.path().join("lake/CURRENT")).unwrap().trim());
    let areas = Mart::read(&folder.join("core"), "core_region_area");
    let mut parts: BTreeMap<String, Vec<bool>> = BTreeMap::new();
    for i in (0..areas.len()).filter(|i| areas.text("scheme", *i) == "edd-area" && areas.text("purpose", *i) == "estimate") {
        parts.entry(areas.text("region_id", i)).or_default().push(areas.flag("is_split", i).unwrap());
    }
    let alike: BTreeSet<_> = parts.into_iter().filter(|(_, p)| p == &[false]).map(|(r, _)| r).collect();
    let gap = gap(place);
    let rows = (0..gap.len()).filter(|i| gap.text("scheme", *i) == "edd-area" && alike.contains(&gap.text("region_id", *i)));
    let pair = |i| Some((gap.number("demand_estimated", i)?, gap.number("demand_openings", i).filter(|d| *d > 0.0)?));
    let mut ratios: Vec<f64> = rows.filter_map(pair).map(|(e, d)| e / d).collect();
    ratios.sort_by(f64::total_cmp);
    let (low, median, high) = (quantile(&ratios, 0.1), quantile(&ratios, 0.5), quantile(&ratios, 0.9));
    println!("{} areas, {} occupations: median {median:.3}, 10th to 90th percentile {low:.3} to {high:.3}", alike.len(), ratios.len());
    let (_, band) = reference::read(*reference::TABLES.iter().find(|t| t.0.contains("name = \"ref_estimate_band\"")).unwrap()).unwrap();
    let said = |column: &str| {
        let column = arrow::array::AsArray::as_primitive::<arrow::datatypes::Float64Type>(band.column_by_name(column).unwrap());
        format!("{:.2}", column.value(0))
    };
    assert_eq!([low, median, high].map(|v| format!("{v:.2}")), ["low_ratio", "median_ratio", "high_ratio"].map(said));
    let index = std::fs::read_to_string(fresh().path().join("reports/latest/index.html")).unwrap();
    let told = format!("openings is {median:.2} of theirs; eight in ten lie between {low:.2} and {high:.2} of them");
    assert!(index.contains(&told), "the landing page should say {told:?}");
}

const RATED: [&str; 6] = ["shortage", "depends_shortage", "balanced", "depends_balanced", "surplus", "depends_surplus"];

/// Statuses from the mix of four-digit codes against those from the published six-digit counts of the same institutions.
#[test]
fn statuses_agree_with_those_of_six_digit_counts() {
    let Some(shared) = shared() else { return };
    let counts = six_digit(&shared);
    let profile = std::fs::read_to_string(rocp_tests::root().join("pipelines/rocp/profiles/bundled.toml")).unwrap();
    let profile = Profile::parse(&profile).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let other = runtime.block_on(statuses(fresh(), &profile, counts));
    let gap = gap(fresh());
    let (mut rated, mut same) = (0, 0);
    for i in (0..gap.len()).filter(|i| ["macroregion", "state"].contains(&gap.text("scheme", *i).as_str())) {
        let (mixed, exact) = (gap.text("status", i), &other[&(gap.text("scheme", i), gap.text("region_id", i), gap.text("soc", i))]);
        if RATED.contains(&mixed.as_str()) && RATED.contains(&exact.as_str()) {
            rated += 1;
            same += usize::from(mixed == *exact);
        }
    }
    let share = same as f64 / rated as f64;
    println!("{same} of {rated} statuses agree: {share:.3}");
    assert!(share >= 0.88, "{same} of {rated}: {share:.3}");
}

/// The rows of `core_supply_scorecard` as IPEDS counts them at six digits.
fn six_digit(shared: &std::path::Path) -> (Contract, RecordBatch) {
    let model = graph::ordered().unwrap().into_iter().find(|m| m.name == "core_supply_scorecard").unwrap();
    let contract = model.contract().unwrap();
    let crosswalks = rocp_tests::root().join("queries/crosswalks/ref_institution.csv");
    let institutions: BTreeMap<String, csv::StringRecord> =
        csv::Reader::from_path(crosswalks).unwrap().into_records().map(Result::unwrap).map(|r| (r[0].to_owned(), r)).collect();
    let levels = BTreeMap::from([(2, "Certificate"), (4, "Certificate"), (20, "Certificate"), (21, "Certificate"), (3, "Associate degree")]);
    let file = std::fs::File::open(shared.join("data/nces/ipeds-completions/c2022_a.parquet")).unwrap();
    let reader = parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap();
    let mut sums: BTreeMap<(String, String, &str), f64> = BTreeMap::new();
    for batch in reader.map(Result::unwrap) {
        let text = |name: &str| {
            let column = arrow::compute::cast(batch.column_by_name(name).unwrap(), &arrow::datatypes::DataType::Utf8).unwrap();
            arrow::array::AsArray::as_string::<i32>(&column).iter().map(|v| v.unwrap_or_default().to_owned()).collect::<Vec<_>>()
        };
        let (unit, cip, level, total) = (text("UNITID"), text("CIPCODE"), text("AWLEVEL"), text("CTOTALT"));
        for i in 0..unit.len() {
            let Some(level) = level[i].parse::<f64>().ok().and_then(|l| levels.get(&(l as i64))) else { continue };
            if institutions.contains_key(&unit[i]) && cip[i].len() == 7 && !cip[i].starts_with("99") {
                *sums.entry((unit[i].clone(), cip[i].clone(), level)).or_default() += total[i].parse::<f64>().unwrap_or(0.0);
            }
        }
    }
    let all: f64 = sums.values().sum();
    assert!((all - 390_612.0).abs() < 0.5, "{all}");
    let mut rows = Rows::new(&contract);
    for ((unit, cip, level), awards) in sums.iter().filter(|(_, n)| **n > 0.0) {
        let at = &institutions[unit];
        let id = format!("u{unit}|{cip}|{level}");
        let awards = awards.to_string();
        rows.push(&[&id, &at[1], cip, cip, level, &at[3], &at[2], "0", "2021-22", &awards, "1", "false"].map(Some)).unwrap();
    }
    let batch = rows.finish().unwrap();
    (contract, batch)
}

/// Statuses by region and occupation of a run in which those rows stand for the Scorecard's.
async fn statuses(place: &Place, profile: &Profile, counts: (Contract, RecordBatch)) -> BTreeMap<(String, String, String), String> {
    let folder = place.path().join("lake/runs").join(std::fs::read_to_string(place.path().join("lake/CURRENT")).unwrap().trim());
    let scratch = tempfile::tempdir().unwrap();
    let session = session::new(scratch.path()).unwrap();
    let mut small: Vec<_> = profile.tables().unwrap();
    small.extend(reference::TABLES.iter().map(|t| reference::read(*t).unwrap()));
    for (contract, batch) in small {
        put(&session, scratch.path(), &contract, &[batch]);
    }
    for staged in staged(place) {
        engine::register(&session, &staged.contract, &staged.files).unwrap();
    }
    assert!(folder.is_dir());
    for model in graph::ordered().unwrap() {
        let contract = model.contract().unwrap();
        let batches = if contract.name == counts.0.name { vec![counts.1.clone()] } else { compute(&session, model, &contract).await.unwrap() };
        put(&session, scratch.path(), &contract, &batches);
    }
    let gap = Mart::read(scratch.path(), "supply_demand_gap");
    (0..gap.len()).map(|i| ((gap.text("scheme", i), gap.text("region_id", i), gap.text("soc", i)), gap.text("status", i))).collect()
}

fn put(session: &datafusion::prelude::SessionContext, folder: &std::path::Path, contract: &Contract, batches: &[RecordBatch]) {
    let path = paths::table(folder, &contract.name);
    rocp_lake::table::write_all(&path, contract, &Vec::new(), batches).unwrap();
    engine::register(session, contract, &[path]).unwrap();
}

/// The staged tables of a place, with the files that its published run read.
fn staged(place: &Place) -> Vec<Staged> {
    let lake = place.lake();
    let manifest = rocp_lake::release::manifest(&lake, &rocp_lake::release::current(&lake).unwrap().unwrap()).unwrap();
    let mut out = Vec::new();
    for source in rocp_sources::catalog::SOURCES {
        for contract in source.contracts().unwrap() {
            let held = manifest.staged.iter().filter(|s| s.source == source.id && s.tables.iter().any(|(t, _)| *t == contract.name));
            let files = held.map(|s| paths::table(&lake.staged(&s.source, &s.role, &s.key), &contract.name)).collect();
            out.push(Staged { contract, files });
        }
    }
    let contract = rocp_sources::stage::quarantine_contract().unwrap();
    out.push(Staged { contract, files: Vec::new() });
    out
}
