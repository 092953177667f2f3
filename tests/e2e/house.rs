//! Rules of the house: who may depend on whom, one engine, one TLS, small files, every table in the dictionary.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

fn metadata() -> Value {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    // Only what this machine's kind builds: packages of other systems need not be here.
    let platform = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let done = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", &platform])
        .current_dir(rocp_tests::root())
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).unwrap()
}

fn name(package: &Value) -> &str {
    package["name"].as_str().unwrap()
}

#[test]
fn arrows_between_the_rooms() {
    let metadata = metadata();
    let members: BTreeSet<&str> = metadata["workspace_members"].as_array().unwrap().iter().map(|m| m.as_str().unwrap()).collect();
    let mut edges: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let ours: Vec<_> = metadata["packages"].as_array().unwrap().iter().filter(|p| members.contains(p["id"].as_str().unwrap())).collect();
    for package in &ours {
        edges.insert(name(package), package["dependencies"].as_array().unwrap().iter().map(|d| d["name"].as_str().unwrap()).collect());
    }
    let own = |package: &str| edges[package].iter().copied().filter(|d| d.starts_with("rocp")).collect::<Vec<_>>();
    assert_eq!(own("rocp-lake"), [""; 0]);
    for room in ["rocp-sources", "rocp-queries", "rocp-output"] {
        assert_eq!(own(room), ["rocp-lake"], "{room}");
    }
    assert_eq!(own("rocp"), ["rocp-lake", "rocp-output", "rocp-queries", "rocp-sources"]);
    let only = [
        ("datafusion", vec!["rocp-queries", "rocp-tests"]),
        ("reqwest", vec!["rocp-sources"]),
        ("plotters", vec!["rocp-output"]),
        ("rust_xlsxwriter", vec!["rocp", "rocp-tests"]),
        ("calamine", vec!["rocp-sources", "rocp-tests"]),
    ];
    for (dependency, allowed) in only {
        let users: Vec<_> = edges.iter().filter(|(_, d)| d.contains(dependency)).map(|(p, _)| *p).collect();
        assert_eq!(users, allowed, "{dependency}");
    }
}

#[test]
fn one_arrow_one_tls() {
    let metadata = metadata();
    let versions = |wanted: &str| {
        let packages = metadata["packages"].as_array().unwrap().iter().filter(|p| name(p) == wanted);
        packages.map(|p| p["version"].as_str().unwrap().split('.').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(versions("arrow"), ["59"]);
    assert_eq!(versions("parquet"), ["59"]);
    assert_eq!(versions("datafusion"), ["55"]);
    assert_eq!(versions("rustls").len(), 1);
    let used: BTreeSet<&str> = metadata["resolve"]["nodes"].as_array().unwrap().iter().filter_map(|n| n["id"].as_str()).collect();
    for other in ["native-tls", "openssl", "aws-lc-rs"] {
        assert!(!used.iter().any(|id| id.contains(&format!("{other}@"))), "{other} is linked beside rustls with ring");
    }
}

#[test]
fn files_are_small_and_say_nothing_of_a_machine() {
    let listed = Command::new("git").args(["ls-files", "-co", "--exclude-standard"]).current_dir(rocp_tests::root()).output().unwrap();
    let files: Vec<_> = String::from_utf8(listed.stdout).unwrap().lines().map(str::to_owned).collect();
    let mut lengths = Vec::new();
    for file in &files {
        let Ok(bytes) = std::fs::read(rocp_tests::root().join(file)) else { continue };
        assert!(bytes.len() < 2 << 20, "{file} is over 2 MiB");
        let Ok(text) = String::from_utf8(bytes) else { continue };
        for path in ["/home", "/root", "/work", "/farm"].map(|p| format!("{p}/")) {
            let stray = text.lines().find(|l| l.contains(&path) && !l.contains("..") && !l.contains("https://"));
            assert!(stray.is_none() || file.ends_with("Cargo.lock"), "{file}: {stray:?}");
        }
        if file.ends_with(".rs") {
            lengths.push((text.lines().count(), file.clone()));
        }
    }
    lengths.sort();
    let at = |share: usize| lengths[lengths.len() * share / 100].clone();
    assert!(at(50).0 <= 150, "median {:?}", at(50));
    assert!(at(90).0 < 500, "nine in ten {:?}", at(90));
}

#[test]
fn every_caveat_and_dictionary_entry_is_used() {
    let contracts: Vec<_> = rocp_sources::catalog::SOURCES
        .iter()
        .flat_map(|s| s.contracts().unwrap())
        .chain(rocp_queries::model::MODELS.iter().map(|m| m.contract().unwrap()))
        .chain(rocp_queries::reference::TABLES.iter().map(|t| rocp_queries::reference::read(*t).unwrap().0))
        .chain(rocp_queries::profile::contracts().unwrap())
        .chain([rocp_sources::stage::quarantine_contract().unwrap()])
        .collect();
    let columns: BTreeSet<_> = contracts.iter().flat_map(|c| c.columns.iter().map(|x| x.name.clone())).collect();
    let unused: Vec<_> = rocp_lake::dictionary::entries().unwrap().keys().filter(|k| !columns.contains(*k)).collect();
    assert!(unused.is_empty(), "{unused:?}");
    let caveats: BTreeSet<_> = contracts.iter().flat_map(|c| c.caveats.clone()).collect();
    let unused: Vec<_> = rocp_lake::caveat::all().unwrap().keys().filter(|k| !caveats.contains(*k)).collect();
    assert!(unused.is_empty(), "{unused:?}");
    // One meaning a name: a column that two tables have is the same in both.
    let mut meanings: BTreeMap<String, (String, String)> = BTreeMap::new();
    for c in &contracts {
        for x in &c.columns {
            let meaning = meanings.entry(x.name.clone()).or_insert_with(|| (x.description.clone(), c.name.clone()));
            assert_eq!(meaning.0, x.description, "column {} means one thing in {} and another in {}", x.name, meaning.1, c.name);
        }
    }
}

#[test]
fn each_scheme_covers_the_58_counties_once() {
    let rows = |name: &str| {
        csv::Reader::from_path(rocp_tests::root().join("queries/crosswalks").join(name)).unwrap().into_records().map(Result::unwrap).collect::<Vec<_>>()
    };
    let counties: BTreeSet<_> = rows("ref_county.csv").iter().map(|r| r[0].to_owned()).collect();
    assert_eq!(counties.len(), 58);
    let mut schemes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for r in rows("ref_region_county.csv") {
        schemes.entry(r[0].to_owned()).or_default().push(r[3].to_owned());
    }
    assert_eq!(schemes.keys().map(String::as_str).collect::<Vec<_>>(), ["coe", "jobs-first", "macroregion"]);
    for (scheme, mut covered) in schemes {
        covered.sort();
        assert_eq!(covered, counties.iter().cloned().collect::<Vec<_>>(), "{scheme}");
    }
    assert_eq!(rows("ref_county_employment.csv").len(), 58);
}
