//! The report's tables elsewhere: headers of empty ones, types beside them, and the link to the newest.

use rocp_lake::contract::Type;
use rocp_queries::model;
use serde_json::Value;

use super::{MINE, mine, run};

#[test]
fn every_table_has_its_header_and_its_types() {
    let place = mine(MINE);
    run(&place);
    let data = place.path().join("reports/latest/data");
    let package: Value = serde_json::from_slice(&std::fs::read(data.join("datapackage.json")).unwrap()).unwrap();
    let resources = package["resources"].as_array().unwrap();
    let mut empty = 0;
    for m in model::MODELS.iter().filter(|m| m.layer == "mart") {
        let contract = m.contract().unwrap();
        let text = std::fs::read(data.join(format!("{}.csv", m.name))).unwrap();
        let header = contract.columns.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join(",");
        assert_eq!(String::from_utf8_lossy(&text).lines().next(), Some(header.as_str()), "{}", m.name);
        empty += usize::from(text.iter().filter(|b| **b == b'\n').count() == 1);
        let resource = resources.iter().find(|r| r["name"] == m.name).unwrap();
        assert_eq!((resource["path"].as_str(), resource["bytes"].as_u64()), (Some(format!("{}.csv", m.name).as_str()), Some(text.len() as u64)));
        let kinds: Vec<_> =
            resource["schema"]["fields"].as_array().unwrap().iter().map(|f| (f["name"].as_str().unwrap(), f["type"].as_str().unwrap())).collect();
        let of = |kind: Type| match kind {
            Type::Text | Type::TextList => "string",
            Type::Int32 | Type::Int64 => "integer",
            Type::Float64 => "number",
            Type::Bool => "boolean",
        };
        assert_eq!(kinds, contract.columns.iter().map(|c| (c.name.as_str(), of(c.kind))).collect::<Vec<_>>(), "{}", m.name);
    }
    assert!(empty > 3, "{empty} empty tables prove the header");
    assert_eq!(resources.len(), model::MODELS.iter().filter(|m| m.layer == "mart").count());
    let readme = std::fs::read_to_string(rocp_tests::root().join("README.md")).unwrap();
    assert!(readme.contains("Read codes as text, or take the Parquet"));
}

#[test]
fn a_folder_in_the_place_of_the_link_is_named() {
    let place = mine(MINE);
    let latest = place.path().join("reports/latest");
    std::fs::create_dir_all(&latest).unwrap();
    std::fs::write(latest.join("index.html"), "copied").unwrap();
    let said = place.rocp(&["run", "--offline", "--profile", "mine.toml"]).unwrap();
    assert_eq!(said.code, 2, "{}", said.err);
    assert!(said.err.contains("latest is a folder") && said.err.contains("hint: move it away"), "{}", said.err);
    std::fs::rename(&latest, place.path().join("reports/latest-copy")).unwrap();
    run(&place);
    assert!(latest.is_symlink());
    assert_eq!(place.rocp(&["render"]).unwrap().code, 0);
    std::fs::remove_file(&latest).unwrap();
    std::fs::create_dir_all(&latest).unwrap();
    assert_eq!(place.rocp(&["render"]).unwrap().code, 2);
}
