//! What a profile names and nothing would read is refused by name, or told where it is optional.

use std::collections::BTreeSet;

use rocp_queries::{model, profile, slots};
use rocp_sources::catalog;

use super::{MINE, mine};

#[test]
fn a_source_that_no_model_reads_in_its_slot_is_refused() {
    let place = mine(MINE);
    let refused = |from: &str, to: &str, told: &str| {
        place.file("mine.toml", MINE.replace(from, to).as_bytes()).unwrap();
        let said = place.rocp(&["run", "--offline", "--profile", "mine.toml"]).unwrap();
        assert_eq!(said.code, 2, "{to}: {}", said.out);
        assert!(said.err.contains(told) && said.err.contains("hint: "), "{}", said.err);
    };
    refused("demand = [\"table\"]", "demand = [\"table\", \"cccco_datamart\"]", "demand names cccco_datamart, which no model reads there");
    refused("crosswalk = \"table\"", "crosswalk = \"rocp_catalog\"", "crosswalk names rocp_catalog, which no model reads there");
    refused("rocp = \"table\"", "rocp = [\"table\", \"cde_cte\"]", "[supply] rocp names cde_cte, which no model reads there");
    place
        .file("mine.toml", MINE.replace("demand = [\"table\"]", "demand = [\"table\", \"cccco_datamart\"]\noptional = [\"cccco_datamart\"]").as_bytes())
        .unwrap();
    assert!(super::run(&place).out.contains("note: demand of the profile names cccco_datamart, which no model reads there"));
}

#[test]
fn a_stream_without_a_row_is_refused_by_name_and_told_where_optional() {
    let private = MINE.replace("rocp = \"table\"", "rocp = \"table\"\nprivate = \"table\"").replace("rocp = 1.0", "rocp = 1.0\nprivate = 1.0");
    let place = mine(&private);
    let said = place.rocp(&["run", "--offline", "--profile", "mine.toml"]).unwrap();
    assert_eq!(said.code, 4, "{}", said.out);
    assert!(said.err.contains("core_program.stream_without_row") && said.err.contains("private") && said.err.contains("hint: "), "{}", said.err);
    place.file("mine.toml", private.replace("averaging", "optional = [\"table\"]\naveraging").as_bytes()).unwrap();
    let said = super::run(&place);
    assert!(said.out.contains("note: core_program.optional_stream_without_row"), "{}", said.out);
}

#[test]
fn what_the_slots_allow_is_what_models_read() {
    let read: BTreeSet<String> = model::MODELS.iter().flat_map(|m| m.contract().unwrap().inputs).collect();
    let named = slots::DEMAND.iter().chain(slots::CROSSWALK).chain(slots::SUPPLY).filter(|s| **s != profile::OWN_CROSSWALK);
    for source in named {
        let tables = catalog::find(source).unwrap().contracts().unwrap();
        assert!(tables.iter().any(|t| read.contains(&t.name)), "{source}");
    }
    // Each source of supply is a line of core_supply_year, each of links a branch of core_crosswalk, each of demand an area's.
    let says = |name: &str| model::find(name).unwrap().sql;
    let quoted = |sql: &str, of: &[&str]| of.iter().all(|s| sql.contains(&format!("'{s}'")));
    assert!(quoted(says("core_supply_year"), slots::SUPPLY) && quoted(says("core_crosswalk"), slots::CROSSWALK) && quoted(says("core_area"), slots::DEMAND));
    // Every table of an analyst's is read.
    assert!(catalog::find(slots::TABLE).unwrap().contracts().unwrap().iter().all(|t| read.contains(&t.name)));
}
