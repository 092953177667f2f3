//! `rocp explain`: random figures of the real published files, against the second reading and against the lines of the files themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rocp_tests::{Place, Said, shared};
use serde_json::Value;

use crate::marts::Mart;
use crate::real::{FILES, coe_name, published, second};

/// How many figures are drawn.
const DRAWN: usize = 500;

/// A sequence that is the same on every machine.
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % n as u64).unwrap()
    }
}

/// Explains figures, two at a time.
fn explain(place: &Place, lines: &[String]) -> Vec<Value> {
    let part = |(n, lines): (usize, &[String])| {
        let file = place.file(&format!("figures-{n}.tsv"), lines.join("\n").as_bytes()).unwrap();
        let Said { code, out, err } = place.rocp(&["explain", "--batch", file.to_str().unwrap()]).unwrap();
        assert_eq!(code, 0, "{err}");
        out.lines().map(|l| serde_json::from_str(l).unwrap()).collect::<Vec<Value>>()
    };
    std::thread::scope(|scope| {
        let parts: Vec<_> = lines.chunks(lines.len().div_ceil(2)).enumerate().map(|p| scope.spawn(move || part(p))).collect();
        parts.into_iter().flat_map(|p| p.join().unwrap()).collect()
    })
}

fn steps(answer: &Value) -> &Vec<Value> {
    answer["steps"].as_array().unwrap()
}

/// The publishers' files by SHA-256, as lines of text and as records.
struct Files(BTreeMap<String, PathBuf>);

impl Files {
    fn new(shared: &Path) -> Self {
        let hash = |path: &Path| rocp_lake::durable::sha256(&std::fs::read(path).unwrap());
        Self(FILES.iter().map(|(_, file)| shared.join("data").join(file)).map(|path| (hash(&path), path)).collect())
    }

    /// The cells of every line (the first is the header) of a comma-separated file; none for a workbook and for what the program carries.
    fn records(&self, sha256: &str, source: &str) -> Option<Vec<Vec<String>>> {
        let path = self.0.get(sha256);
        assert!(path.is_some() || ["bls_oews", "rocp_catalog"].contains(&source), "{sha256} of {source} is not among the files");
        let path = path?;
        (path.extension()? == "csv").then(|| {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(path).unwrap();
            reader.records().map(|r| r.unwrap().iter().map(|c| c.trim().to_owned()).collect()).collect()
        })
    }
}

/// Each row of a publisher's file that an explanation names says in that line of the file what the explanation says.
fn lines_are_true(files: &Files, answers: &[Value]) -> usize {
    let mut read: BTreeMap<String, Option<Vec<Vec<String>>>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for step in answers.iter().flat_map(steps).filter(|s| !s["files"].as_array().unwrap().is_empty()) {
        let table = step["table"].as_str().unwrap();
        for row in step["rows"].as_array().unwrap() {
            let file = &step["files"][row["file"].as_u64().unwrap() as usize];
            assert!(file["url"].as_str().unwrap().starts_with("https://") && file["retrieved_at"].as_str().unwrap().len() >= 20, "{file}");
            let sha256 = file["sha256"].as_str().unwrap();
            let Some(records) = read.entry(sha256.to_owned()).or_insert_with(|| files.records(sha256, file["source"].as_str().unwrap())) else { continue };
            let line: usize = row["line"].as_str().unwrap().parse().unwrap();
            let cells = &records[line - 1];
            let has = |text: &str| cells.iter().any(|c| c == text);
            let number = |column: &str| {
                let said: Option<f64> = row[column].as_str().map(|t| t.parse().unwrap());
                said.is_none_or(|said| cells.iter().any(|c| c.replace(',', "").parse() == Ok(said)))
            };
            let holds = match table {
                "stg_edd_projections" => has(row["soc_code"].as_str().unwrap()) && number("openings_total") && number("exits") && number("transfers"),
                "stg_coe_supply" => ["college", "award_level"].iter().all(|c| row[*c].as_str().is_none_or(has)),
                "stg_coe_supply_year" => number("awards"),
                "stg_soc_oews_hybrid" => ["soc_2018", "oews_2019"].iter().all(|c| row[*c].as_str().is_none_or(has)),
                other => panic!("{other} is a table of a comma-separated file that this test does not know"),
            };
            assert!(holds, "{table} {row} is not line {line}: {cells:?}");
            seen.insert((table.to_owned(), sha256.to_owned(), line));
        }
    }
    seen.len()
}

#[test]
fn five_hundred_figures_are_explained_and_read_again_from_the_files() {
    let (Some(place), Some(second), Some(shared)) = (published(), second(), shared()) else { return };
    let data = place.path().join("reports/latest/data");
    let mut draw = Draw(52_302);
    let mut asked = Vec::new();
    let mut wanted: Vec<Option<f64>> = Vec::new();
    let gap = Mart::read(&data, "supply_demand_gap").without("scheme", "service-area");
    let figures: BTreeMap<_, _> = second.figures.iter().map(|((s, r, o), f)| ((s.clone(), coe_name(r).to_owned(), o.clone()), f)).collect();
    while asked.len() < DRAWN * 88 / 100 {
        let i = draw.below(gap.len());
        let f = figures[&(gap.text("scheme", i), gap.text("region", i), gap.text("soc", i))];
        let columns = [
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
        let (column, value) = columns[draw.below(columns.len())];
        // Three in four have a value, so that what is unknown does not fill the test.
        if value.is_none() && draw.below(4) > 0 {
            continue;
        }
        asked.push(format!("supply_demand_gap.{column}\tscheme={}\tregion_id={}\tsoc={}", gap.text("scheme", i), gap.text("region_id", i), gap.text("soc", i)));
        wanted.push(value);
    }
    let outlook = Mart::read(&data, "program_outlook").without("scheme", "service-area");
    let shares: BTreeMap<_, _> =
        second.fair_shares.iter().map(|((s, r, c, t, a), f)| ((s.clone(), coe_name(r).to_owned(), c.clone(), t.clone(), a.clone()), *f)).collect();
    while asked.len() < DRAWN * 98 / 100 {
        let i = draw.below(outlook.len());
        // The state's shares rest on every row there is.
        if outlook.text("scheme", i) == "state" {
            continue;
        }
        let key = ["scheme", "region", "provider", "program_code", "award_level"].map(|c| outlook.text(c, i));
        let [s, r, c, t, a] = key;
        wanted.push(shares.get(&(s, r, c, t, a)).copied());
        asked.push(format!(
            "program_outlook.fair_share\tscheme={}\tregion_id={}\tprogram_id={}",
            outlook.text("scheme", i),
            outlook.text("region_id", i),
            outlook.text("program_id", i)
        ));
    }
    let report = Mart::read(&data, "coverage_report").without("scheme", "service-area");
    while asked.len() < DRAWN {
        let i = draw.below(report.len());
        let Some((_, t)) = second.totals.iter().find(|((s, r), _)| *s == report.text("scheme", i) && coe_name(r) == report.text("region", i)) else { continue };
        wanted.push(match report.text("measure", i).as_str() {
            "supply_total" => Some(t.supply),
            "supply_unallocatable" => Some(t.unallocatable),
            "demand_known" => Some(t.demand),
            "programs" => Some(t.programs as f64),
            _ => continue,
        });
        asked.push(format!(
            "coverage_report.measure_value\tscheme={}\tregion_id={}\tmeasure={}",
            report.text("scheme", i),
            report.text("region_id", i),
            report.text("measure", i)
        ));
    }

    let answers = explain(place, &asked);
    assert_eq!(answers.len(), DRAWN);
    for ((answer, wanted), asked) in answers.iter().zip(&wanted).zip(&asked) {
        let ours: Option<f64> = answer["value"].as_str().map(|t| t.parse().unwrap());
        let same = match (ours, wanted) {
            (Some(a), Some(b)) => (a - b).abs() <= 0.01,
            (a, b) => a.is_none() && b.is_none(),
        };
        assert!(same, "{asked}: {ours:?} where the second reading has {wanted:?}");
        // Computed tables were computed again; a known figure ends in rows of files.
        assert!(steps(answer).iter().all(|s| s["layer"] == "" || s["has_values"] == false || s["recomputed"] == true), "{asked}");
        if ours.is_some_and(|v| v != 0.0) {
            assert!(steps(answer).iter().any(|s| !s["files"].as_array().unwrap().is_empty()), "{asked} ends in no file");
        }
    }
    let lines = lines_are_true(&Files::new(&shared), &answers);
    assert!(lines > 3_000, "only {lines} lines of files were looked up");
}

/// One row of every mart of the bundled run, each in three columns: text and lists as well as numbers.
#[test]
fn every_mart_can_be_explained_and_no_student_is_counted() {
    let place = crate::bundled::fresh();
    let mut draw = Draw(11_346);
    let mut asked = Vec::new();
    for model in rocp_queries::model::MODELS.iter().filter(|m| m.layer == "mart") {
        let contract = model.contract().unwrap();
        let mart = Mart::read(&place.path().join("reports/latest/data"), model.name);
        let free: Vec<_> = contract.columns.iter().filter(|c| !contract.key.contains(&c.name)).collect();
        for _ in 0..3 {
            if mart.len() == 0 || free.is_empty() {
                continue;
            }
            let row = draw.below(mart.len());
            let key: Vec<_> = contract.key.iter().map(|k| format!("{k}={}", mart.shown(k, row))).collect();
            asked.push(format!("{}.{}\t{}", model.name, free[draw.below(free.len())].name, key.join("\t")));
        }
    }
    let answers = explain(place, &asked);
    assert_eq!(answers.len(), asked.len());
    let mut masked = 0;
    for step in answers.iter().flat_map(steps).filter(|s| s["table"] == "stg_rocp_catalog_course") {
        for row in step["rows"].as_array().unwrap() {
            for column in ["enrolled", "waitlisted", "completed", "placed"] {
                assert!(row.get(column).is_none_or(|v| v == "restricted"), "{row}");
                masked += usize::from(row.get(column).is_some());
            }
        }
    }
    assert!(masked > 0, "no count of students was asked for");
}

#[test]
fn a_figure_that_is_not_there_is_told_with_what_is() {
    let place = crate::bundled::fresh();
    let cases = [
        (vec!["supply_demand_gap", "soc=31-1131"], "error: supply_demand_gap is not MART.COLUMN"),
        (vec!["core_link.link_weight", "soc=31-1131"], "error: there is no mart core_link"),
        (vec!["supply_demand_gap.gap", "scheme=state", "soc=31-1131"], "error: supply_demand_gap has no column gap"),
        (vec!["supply_demand_gap.gap_whole", "region=x"], "error: supply_demand_gap has no row with region=x"),
        (vec!["supply_demand_gap.gap_whole", "county=x"], "error: supply_demand_gap has no column county"),
        (vec!["supply_demand_gap.gap_whole", "scheme=state"], "hint: name one of them by region_id, soc"),
        (vec!["supply_demand_gap.gap_whole", "state"], "error: state is not key=value"),
        (vec!["supply_demand_gap.gap_whole", "--run", "0123"], "error: "),
    ];
    for (args, told) in cases {
        let mut all = vec!["explain"];
        all.extend(&args);
        let said = place.rocp(&all).unwrap();
        assert!(said.code == 2 && said.err.contains(told) && said.err.contains("hint: ") && said.out.is_empty(), "{args:?}: {} {}", said.code, said.err);
    }
}

/// The tree of a figure, whole: what is read of it is documented word for word in the methodology.
#[test]
fn the_tree_names_file_hash_day_and_line() {
    let place = crate::bundled::fresh();
    let said =
        place.rocp(&["explain", "occupation_demand.base_employment", "scheme=county", "region_id=06029", "soc=31-1131", "--rows", "3", "--sql"]).unwrap();
    assert_eq!(said.code, 0, "{}", said.err);
    for part in [
        "occupation_demand.base_employment = ",
        "- occupation_demand: 1 row. ",
        "- core_region_demand: 1 row. ",
        "| WITH ",
        "bls_oews data:2025: oe.data.0.Current (May 2025), retrieved ",
        "https://download.bls.gov/pub/time.series/oe/oe.data.0.Current SHA-256 ",
        "occupation_code=311131 datatype_code=01",
        "line ",
        "Rows that only had to be there",
    ] {
        assert!(said.out.contains(part), "{part} is not in\n{}", said.out);
    }
}
