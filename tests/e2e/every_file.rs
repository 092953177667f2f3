//! Every file beside the project in one lake: what a publisher's address would have brought is fetched by hand, and each macroregion has its packets.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rocp_tests::{Place, shared};

use crate::marts::Mart;
use crate::sources::bls_qcew;
use crate::sources::ipeds_completions::text_of;

/// Which source takes which files: how the path begins, and the edition where the file does not tell it.
const TAKEN: [(&str, &str, Option<&str>); 27] = [
    ("bls/api/bls_v2_missing", "bls_api", None),
    ("bls/api/bls_v2_partial", "bls_api", None),
    ("bls/api/bls_v2_success", "bls_api", None),
    ("bls/laus/", "bls_laus", None),
    ("bls/oews-2025/", "bls_oews", None),
    ("bls/projections/", "bls_projections", None),
    ("cccco/CourseRetSuccessSumm", "cccco_datamart", None),
    ("cccco/ProgramAwards", "cccco_awards", None),
    ("cccco/credit_course_summary", "cccco_datamart", None),
    ("cccco/master-course-file/", "cccco_master_courses", None),
    ("cde/CDE Graduation", "cde_graduates", None),
    ("cde/pubschls_2018", "cde_directory", None),
    ("coe/TOP-CIP-SOC", "coe_top_cip_soc", None),
    ("coe/supply_by_top", "coe_supply", None),
    ("edd/laus/", "edd_laus", None),
    ("edd/projections/Long-Term_Industry", "edd_projections_industry", None),
    ("edd/projections/Short-Term_Industry", "edd_projections_industry", None),
    ("edd/projections/Long-Term_Occupational", "edd_projections", None),
    ("edd/projections/cal_OccProj", "edd_projections", None),
    ("nces/cip-soc/", "nces_cip_soc", None),
    ("nces/ipeds-hd/", "ipeds_directory", None),
    ("onet-27.0/Job Zone Reference", "onet", Some("27.0")),
    ("onet-27.0/Job Zones", "onet", Some("27.0")),
    ("onet-27.0/Occupation Data", "onet", Some("27.0")),
    ("soc/oes_hybrid", "soc", None),
    ("soc/soc_2010_to_2018", "soc", None),
    ("soc/soc_structure", "soc", None),
];
/// What no source takes as it is, and why.
const APART: [(&str, &str); 15] = [
    ("README.md", "about the files"),
    ("badinput/", "malformed on purpose: `hostile`"),
    ("bls/api/bls_v1_error", "the publisher's refusal: `sources::bls_api`"),
    ("bls/api/bls_v2_error", "the publisher's refusal: `sources::bls_api`"),
    ("bls/qcew_2016", "an archive of the publisher's files: unpacked below"),
    ("cccco/TOPCIP2020", "the Centers' newer crosswalk holds its links"),
    ("cde/cde_cte_15_sectors", "compiled by hand, not published"),
    ("cde/cupc", "pupil counts by need: no figure rests on them"),
    ("cde/pubschls_2026", "an excerpt: the card wants the file whole"),
    ("cde/rocp_registry", "derived from the directory"),
    ("census/", "delineations: the project's own table of counties holds them"),
    ("edd/ckan/", "answers of the catalog: the tests of fetching read them"),
    ("geo/", "boundaries and regions: the project's own tables hold them"),
    ("nces/", "derived counts (written in the published layout below) and classifications that the project's own tables hold"),
    ("scorecard/", "the published field of study, which the program carries"),
];

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, out) } else { out.push(path) }
    }
}

/// A lake that holds them all.
fn lake(data: &Path) -> Place {
    let place = Place::new().unwrap();
    let fetch = |source: &str, path: &Path, edition: Option<&str>| {
        let mut args = vec!["fetch", source, "--file", path.to_str().unwrap()];
        args.extend(edition.iter().flat_map(|e| ["--edition", e]));
        let said = place.rocp(&args).unwrap();
        assert_eq!(said.code, 0, "{}: {}", path.display(), said.err);
    };
    let mut all = Vec::new();
    files(data, &mut all);
    all.sort();
    let mut met = BTreeSet::new();
    for path in &all {
        let name = path.strip_prefix(data).unwrap().to_str().unwrap();
        match TAKEN.iter().find(|(start, ..)| name.starts_with(start)) {
            Some((start, source, edition)) => {
                met.insert(start);
                // The directories say in their names which year they are; in their rows they do not.
                let of_name = name.strip_prefix("nces/ipeds-hd/hd").and_then(|rest| rest.get(..4));
                fetch(source, path, edition.or(of_name));
            }
            None => assert!(APART.iter().any(|(start, _)| name.starts_with(start)), "{name} is taken by no source, and nobody says why"),
        }
    }
    assert_eq!(met.len(), TAKEN.len(), "only {met:?} are there");
    let folder = tempfile::tempdir().unwrap();
    let archive = all.iter().find(|p| p.to_string_lossy().contains("qcew_2016")).unwrap();
    for (name, bytes) in bls_qcew::members(&zstd::decode_all(std::fs::File::open(archive).unwrap()).unwrap()).values() {
        let file = folder.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        fetch("bls_qcew", &file, None);
    }
    for edition in ["2020", "2021", "2022", "2023", "2024"] {
        let file = folder.path().join(format!("c{edition}_a.csv"));
        std::fs::write(&file, text_of(edition, None).unwrap()).unwrap();
        fetch("ipeds_completions", &file, Some(edition));
    }
    // The directory of 2023 is not beside the project: that of 2022 without its closings stands for it.
    let directory = folder.path().join("hd2023.csv");
    std::fs::write(&directory, crate::live::stand_in_for_2023(&std::fs::read(data.join("nces/ipeds-hd/hd2022.csv")).unwrap())).unwrap();
    fetch("ipeds_directory", &directory, Some("2023"));
    place
}

/// What a region's packet must hold: its leading occupations by name on the page and on every evidence sheet, and its figures in the tables.
fn packets(place: &Place, profile: &str) {
    let said = place.rocp(&["run", "--offline", "--profile", profile]).unwrap();
    assert!([0, 3].contains(&said.code) && said.out.contains("report: reports/"), "{profile}: {}\n{}", said.out, said.err);
    let latest = place.path().join("reports/latest");
    let table = |name: &str| Mart::read(&latest.join("data"), name);
    let page = |name: String| std::fs::read_to_string(latest.join(&name)).unwrap_or_else(|e| panic!("{profile} {name}: {e}"));
    let (gap, lists) = (table("supply_demand_gap"), table("gap_shortlist"));
    let of = |mart: &Mart, region: &str| {
        (0..mart.len()).filter(|i| mart.text("scheme", *i) == "macroregion" && mart.text("region_id", *i) == region).collect::<Vec<_>>()
    };
    let regions: BTreeSet<String> = (0..gap.len()).filter(|i| gap.text("scheme", *i) == "macroregion").map(|i| gap.text("region_id", i)).collect();
    assert_eq!(regions.len(), 8);
    for region in &regions {
        let known = of(&gap, region).into_iter().filter(|i| gap.number("demand_openings", *i).is_some()).count();
        assert!(known > 300, "{profile}: openings of {known} occupations in {region}");
        for name in
            ["group_region", "occupation_test", "sector_region", "stream_region", "status_stability", "people_range", "supply_trend", "industry_outlook"]
        {
            assert!(!of(&table(name), region).is_empty(), "{profile}: {region} has nothing in {name}");
        }
        let leading: Vec<String> =
            of(&lists, region).into_iter().filter(|i| lists.text("list", *i) == "lead").map(|i| lists.text("occupation", i)).take(5).collect();
        assert!(!leading.is_empty(), "{profile}: {region} leads with nothing");
        let html = page(format!("region/{region}.html"));
        for occupation in &leading {
            assert!(html.contains(&escaped(occupation)), "{profile}: the page of {region} does not name {occupation}");
        }
        for section in ["shortlist", "firm", "tests", "supply", "years", "sectors", "sources", "industry-table"] {
            assert!(html.contains(&format!("id=\"{section}\"")), "{profile}: the page of {region} has no section {section}");
        }
        for application in ["perkins-v", "cteig", "k12-swp"] {
            let sheet = page(format!("evidence/{region}-{application}.html"));
            assert!(leading.iter().any(|o| sheet.contains(&escaped(o))), "{profile}: the sheet {application} of {region} names none of {leading:?}");
            assert!(html.contains(&format!("../evidence/{region}-{application}.html")), "{profile}: {region} does not lead to {application}");
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('\'', "&#39;")
}

#[test]
fn each_macroregion_has_its_packets() {
    let Some(shared) = shared() else { return };
    let place = lake(&shared.join("data"));
    for profile in ["coe", "live", "bundled"] {
        packets(&place, profile);
    }
}
