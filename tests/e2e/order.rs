//! Editions of one publication, fetched in any order, give the same marts to the byte.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rocp_tests::{EDD, Place, Said, shared};

use crate::marts::Mart;

/// SHA-256 of every mart of the published run.
fn marts(place: &Place) -> BTreeMap<String, String> {
    let lake = place.lake();
    let run = rocp_lake::release::published(&lake).unwrap();
    let manifest = rocp_lake::release::manifest(&lake, &run).unwrap();
    manifest.tables.iter().map(|t| (t.name.clone(), t.sha256.clone())).collect()
}

fn fetch(place: &Place, source: &str, path: &Path) -> Said {
    let said = place.rocp(&["fetch", source, "--file", path.to_str().unwrap()]).unwrap();
    assert!([0, 3].contains(&said.code), "{}: {}", path.display(), said.err);
    said
}

/// Runs a profile after fetching files in each of the given orders; the marts and what the last fetch said.
fn each_order(profile: &str, first: &[(&str, PathBuf)], files: &[(&str, PathBuf)], orders: &[&[usize]]) -> Vec<(Place, String)> {
    let mut out: Vec<(Place, String)> = Vec::new();
    for order in orders {
        let place = Place::new().unwrap();
        for (source, path) in first {
            fetch(&place, source, path);
        }
        let mut said = String::new();
        for at in *order {
            let (source, path) = &files[*at];
            said = fetch(&place, source, path).out;
        }
        let run = place.rocp(&["run", "--offline", "--profile", profile]).unwrap();
        assert!([0, 3].contains(&run.code), "{order:?}: {}", run.err);
        if let Some((before, _)) = out.first() {
            let (a, b) = (marts(before), marts(&place));
            let differs: Vec<_> = a.iter().filter(|(name, sha)| b.get(*name) != Some(sha)).map(|(name, _)| name).collect();
            assert!(differs.is_empty() && a.len() == b.len(), "{order:?}: {differs:?}");
        }
        out.push((place, said));
    }
    out
}

/// The real edition as an older one in SOC 2010: its local rows are of 2018-2028, a tenth lower, and the two codes that became 31-1131 and 31-1120 are the old ones.
fn older(text: &str) -> String {
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers().unwrap().clone();
    let at = |name: &str| header.iter().position(|h| h.trim() == name).unwrap();
    let (period, code, openings) = (at("Period"), at("Standard Occupational Classification (SOC)"), at("Total  Job Openings"));
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(&header).unwrap();
    for record in reader.records().map(Result::unwrap) {
        let mut cells: Vec<String> = record.iter().map(str::to_owned).collect();
        cells[period] = "2018-2028".into();
        cells[code] = cells[code].replace("31-1131", "31-1014").replace("31-1120", "31-1011");
        cells[openings] = cells[openings].parse::<f64>().map_or_else(|_| cells[openings].clone(), |n| format!("{}", (n * 0.9 / 10.0).round() * 10.0));
        out.write_record(&cells).unwrap();
    }
    String::from_utf8(out.into_inner().unwrap()).unwrap()
}

/// The real edition as a newer one in which Orange County lies in one area with Los Angeles.
fn newer(text: &str) -> String {
    text.replace("2020-2030", "2022-2032").lines().filter(|l| !l.contains("(Orange County)")).fold(String::new(), |mut out, line| {
        out.push_str(&line.replace("(Los Angeles County)", "(Los Angeles and Orange Counties)"));
        out.push('\n');
        out
    })
}

#[test]
fn projections_of_the_state_in_any_order() {
    let Some(shared) = shared() else { return };
    let data = shared.join("data");
    let real = data.join("edd/projections/Long-Term_Occupational_Employment_Projections_2020-2030.csv");
    let text = std::fs::read_to_string(&real).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let made = |name: &str, text: String| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let files = [("edd_projections", made("a.csv", older(&text))), ("edd_projections", real), ("edd_projections", made("b.csv", newer(&text)))];
    let first: Vec<(&str, PathBuf)> =
        crate::real::FILES.iter().filter(|(source, _)| *source != "edd_projections").map(|(source, file)| (*source, data.join(file))).collect();
    let runs = each_order(EDD, &first, &files, &[&[0, 1, 2], &[2, 1, 0], &[1, 2, 0]]);
    let gap = Mart::read(&runs[0].0.path().join("reports/latest/data"), "supply_demand_gap");
    let la = (0..gap.len()).filter(|i| gap.text("scheme", *i) == "macroregion" && gap.text("region", *i) == "Los Angeles");
    let periods: std::collections::BTreeSet<_> = la.map(|i| gap.text("demand_period", i)).filter(|p| !p.is_empty()).collect();
    assert_eq!(periods.into_iter().collect::<Vec<_>>(), ["2022-2032"], "the newest edition is used, whatever came last");
    let said = &runs[1].1;
    assert!(said.contains("loaded: 2022-2032; this file: 2018-2028, kept as an older edition, not used by profile"), "{said}");
    // A profile may name an edition: the real one again, and its own figures.
    let place = &runs[0].0;
    let named = std::fs::read_to_string(place.path().join(EDD)).unwrap() + "\n[editions]\n\"edd_projections.areas_csv\" = \"2020-2030\"\n";
    let named = place.file("named.toml", named.as_bytes()).unwrap();
    let said = place.rocp(&["run", "--offline", "--profile", named.to_str().unwrap()]).unwrap();
    assert!([0, 3].contains(&said.code), "{}", said.err);
    let gap = Mart::read(&place.path().join("reports/latest/data"), "supply_demand_gap");
    let i = (0..gap.len())
        .find(|i| gap.text("scheme", *i) == "macroregion" && gap.text("region", *i) == "Los Angeles" && gap.text("soc", *i) == "49-3023")
        .unwrap();
    assert_eq!((gap.number("demand_openings", i), gap.text("demand_period", i)), (Some(1450.0), "2020-2030".to_owned()));
    let missing = std::fs::read_to_string(&named).unwrap().replace("\"2020-2030\"", "\"2014-2024\"");
    let missing = place.file("missing.toml", missing.as_bytes()).unwrap();
    let said = place.rocp(&["run", "--offline", "--profile", missing.to_str().unwrap()]).unwrap();
    assert!(said.code == 2 && said.err.contains("2014-2024") && said.err.contains("held are: 2018-2028, 2020-2030, 2022-2032"), "{}", said.err);
}

/// An older edition of the national table took the newest one's place, and California's estimated openings fell by a tenth.
#[test]
fn projections_of_the_nation_in_any_order() {
    let Some(shared) = shared() else { return };
    let data = shared.join("data");
    let projections =
        std::fs::read_dir(data.join("bls/projections")).unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "xlsx"));
    let mut editions: Vec<_> = projections.collect();
    editions.sort();
    let files: Vec<_> = editions.into_iter().map(|p| ("bls_projections", p)).collect();
    assert_eq!(files.len(), 2);
    let folder = tempfile::tempdir().unwrap();
    let profile = std::fs::read_to_string(rocp_tests::root().join("pipelines/rocp/profiles/bundled.toml")).unwrap();
    let reference = profile.lines().find(|l| l.starts_with("reference = ["));
    let profile = match reference {
        Some(line) => profile.replace(line, &line.replacen('[', "[\"bls_projections\", ", 1)),
        None => profile.replacen("\ncrosswalk", "\nreference = [\"bls_projections\"]\ncrosswalk", 1),
    };
    let path = folder.path().join("national.toml");
    std::fs::write(&path, profile).unwrap();
    let runs = each_order(path.to_str().unwrap(), &[], &files, &[&[0, 1], &[1, 0]]);
    assert!(runs[1].1.contains("loaded: 2024-2034; this file: 2016-2026, kept as an older edition"), "{}", runs[1].1);
    let page = std::fs::read_to_string(runs[0].0.path().join("reports/latest/sources.html"))
        .or_else(|_| std::fs::read_to_string(runs[0].0.path().join("reports/latest/index.html")))
        .unwrap();
    assert!(page.contains("2024-2034") && !page.contains("2016-2026"), "source lines come from the edition used");
}
