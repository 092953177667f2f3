//! Enrollment, sites, names of colleges, wages and job zones: a run from samples whose figures are known by hand, and the names that agencies really use.

use std::collections::{BTreeMap, BTreeSet};

use rocp_queries::reference;
use rocp_tests::{EDD, Place, shared};

use crate::marts::Mart;
use crate::samples::{self, miniature, samples};
use crate::sources::text;

fn fetch(place: &Place, source: &str) -> String {
    let mut out = String::new();
    // The figures are of these samples; later ones show other layouts.
    let later = ["2017-2018", "grads16", "CourseEnroll13", "pubschls_2021"];
    for file in samples(source).into_iter().filter(|f| !later.iter().any(|l| f.to_string_lossy().contains(l))) {
        out += &samples::fetch(place, source, &file).out;
    }
    out
}

/// The miniature with every source of enrollment, places, wages and job zones beside it.
fn widened() -> Place {
    let place = miniature();
    for source in
        ["cccco_datamart", "cccco_master_courses", "cde_cte", "cde_directory", "cde_enrollment", "cde_graduates", "edd_oews", "ipeds_directory", "onet"]
    {
        fetch(&place, source);
    }
    place
}

#[test]
fn enrollment_wages_and_zones_of_the_samples() {
    let place = widened();
    let said = place.rocp(&["run", "--offline", "--profile", EDD]).unwrap();
    assert_eq!(said.code, 3, "{}", said.err);
    let data = place.path().join("reports/latest/data");
    let mart = Mart::read(&data, "enrollment_region");
    let mut told: BTreeMap<String, (Option<f64>, Option<f64>)> = BTreeMap::new();
    for i in (0..mart.len()).filter(|i| mart.text("scheme", *i) == "macroregion") {
        let key = ["region", "enrollment_measure", "school_kind", "sector", "enrollment_year"].map(|c| mart.text(c, i)).join(" | ");
        assert!(told.insert(key, (mart.number("enrolled_low", i), mart.number("enrolled_high", i))).is_none());
    }
    let figure = |key: &str| *told.get(key).unwrap_or_else(|| panic!("{key} is not in {told:#?}"));
    let exactly = |n: f64| (Some(n), Some(n));
    // Career classes alone: 12 + 8 + 2 of Los Angeles without the 20 of course 2403; the ROC/P's school is none of them.
    assert_eq!(figure("Los Angeles | class_enrollments | public_school | all | 2014-15"), exactly(22.0));
    // The directory tells that Sample Ridge High is a high school: 15 + 5.
    assert_eq!(figure("North/Far North | class_enrollments | high_school | all | 2014-15"), exactly(20.0));
    assert_eq!(figure("Inland Empire/Desert | class_enrollments | public_school | all | 2014-15"), exactly(10.0));
    // Pathways, without the totals of schools, districts and genders.
    assert_eq!(figure("Los Angeles | pathway_completers | public_school | all | 2022-23"), exactly(150.0));
    assert_eq!(figure("Los Angeles | pathway_completers | public_school | Health Science and Medical Technology | 2022-23"), exactly(80.0));
    // 90 and a `*`, which is 1 to 10.
    assert_eq!(figure("North/Far North | pathway_participants | public_school | all | 2023-24"), (Some(91.0), Some(100.0)));
    assert_eq!(figure("Los Angeles | students_grades_9_12 | public_school | all | 2023-24"), exactly(800.0));
    assert_eq!(figure("Los Angeles | high_school_graduates | public_school | all | 2022-23"), exactly(300.0));
    // Automotive technology at Riverside: 400 in fall and 460 in spring; the other codes are in no crosswalk here.
    assert_eq!(figure("Inland Empire/Desert | course_enrollments | community_college | all | 2024-25"), exactly(860.0));
    assert_eq!(figure("Bay Area | vocational_enrollments | community_college | all | 2024-25"), exactly(1300.0));
    // Butte's spring is blank: at least 1,000.
    assert_eq!(figure("North/Far North | vocational_enrollments | community_college | all | 2024-25"), (Some(1000.0), None));
    let page = std::fs::read_to_string(place.path().join("reports/latest/region/los-angeles.html")).unwrap();
    assert!(page.contains("Enrolled, Los Angeles") && page.contains("never added to awards"));

    let demand = Mart::read(&data, "occupation_demand");
    let at = |scheme: &str, region: &str, soc: &str| {
        (0..demand.len()).find(|i| demand.text("scheme", *i) == scheme && demand.text("region", *i) == region && demand.text("soc", *i) == soc).unwrap()
    };
    // The survey has Los Angeles County; of the state it has all occupations alone here.
    let county = at("county", "Los Angeles", "31-1131");
    assert_eq!((demand.number("median_hourly_low", county), demand.number("entry_wage_low", county)), (Some(21.5), Some(20.0)));
    let words = |i: usize| ["median_wage_source", "median_wage_period", "entry_wage_source", "entry_wage_period"].map(|c| demand.text(c, i));
    assert_eq!(words(county), ["edd_oews", "2025 1st Qtr", "edd_oews", "2025 1st Qtr"]);
    assert_eq!(words(at("state", "California", "31-1131"))[0], "edd_projections");
    assert_eq!((demand.small("job_zone", county), demand.text("job_zone_name", county)), (Some(2), "Job Zone Two: Invented Words".to_owned()));

    let courses = Mart::read(&data, "college_course");
    let merritt = (0..courses.len()).find(|i| courses.text("college", *i) == "Merritt" && courses.text("top_code", *i) == "123010").unwrap();
    assert_eq!((courses.text("county", merritt), courses.text("unitid", merritt)), ("Alameda".to_owned(), "118772".to_owned()));
    assert_eq!(courses.flag("has_counted_awards", merritt), Some(false), "a program that publishes no award there is listed");
}

#[test]
fn the_data_mart_can_stand_for_the_credit_stream_and_is_never_counted_beside_the_same_awards() {
    let place = miniature();
    fetch(&place, "cccco_awards");
    let edd = std::fs::read_to_string(place.path().join(EDD)).unwrap();
    let mixed = edd.replace("credit = \"coe_supply\"\nnoncredit = \"coe_supply\"", "credit = \"cccco_awards\"\nnoncredit = \"cccco_awards\"");
    assert_ne!(mixed, edd);
    place.file("mixed.toml", mixed.as_bytes()).unwrap();
    // Riverside's degrees for transfer are among the Data Mart's awards of all levels.
    let refused = place.rocp(&["run", "--offline", "--profile", "mixed.toml"]).unwrap();
    assert!(![0, 3].contains(&refused.code) && refused.err.contains("college_awards_twice") && refused.err.contains("Riverside"), "{}", refused.err);
    let apart = |line: &&str| !line.starts_with("transfer = ") && !line.starts_with("bachelors = ");
    let alone = mixed.lines().filter(apart).collect::<Vec<_>>().join("\n");
    place.file("alone.toml", alone.as_bytes()).unwrap();
    let said = place.rocp(&["run", "--offline", "--profile", "alone.toml"]).unwrap();
    assert!([0, 3].contains(&said.code), "{}", said.err);
    let supply = Mart::read(&place.path().join("reports/latest/data"), "program_supply");
    let of = |provider: &str, code: &str| {
        let is = |i: &usize| supply.text("scheme", *i) == "state" && supply.text("provider", *i) == provider && supply.text("program_code", *i) == code;
        let i = (0..supply.len()).find(is).unwrap_or_else(|| panic!("{provider} {code}"));
        (supply.text("source", i), supply.text("stream", i), supply.number("completers", i))
    };
    // 10, 12, 8 and 14; 5, 0, 10 and 20.
    assert_eq!(of("Alameda", "094800"), ("cccco_awards".into(), "credit".into(), Some(11.0)));
    assert_eq!(of("Riverside", "130500"), ("cccco_awards".into(), "credit".into(), Some(8.75)));
    assert_eq!(of("San Diego Adult", "493087").1, "noncredit");
    // 0, 0, 10 and 10: leading zeros drop. The name is the supply tables' one.
    assert_eq!(of("West Hills Coalinga", "010100").2, Some(10.0));
}

#[test]
fn what_enters_no_figure_says_so_at_fetch_and_in_the_list() {
    let place = Place::new().unwrap();
    let said = fetch(&place, "bls_api");
    assert!(said.contains("enters no figure: the same unemployment rates come from bls_laus and edd_laus"), "{said}");
    assert!(!fetch(&place, "cde_enrollment").contains("enters no figure"));
    let listed = place.rocp(&["sources"]).unwrap().out;
    assert!(listed.contains("    enters no figure: the same unemployment rates"), "{listed}");
}

/// How names are compared, here and in the models.
fn folded(name: &str) -> String {
    name.to_lowercase().chars().filter(|c| !" .,-/'()&".contains(*c)).collect()
}

/// The rows of a reference table's CSV by the name of the column.
fn table(name: &str) -> Vec<BTreeMap<String, String>> {
    let (_, rows) = reference::TABLES.iter().find(|(toml, _)| toml.starts_with(&format!("name = \"{name}\""))).unwrap();
    let mut reader = csv::Reader::from_reader(rows.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn the_table_of_college_names_is_one_college_a_name() {
    let names = table("ref_college_unitid");
    let colleges: BTreeSet<String> = table("ref_college").iter().map(|r| r["college"].clone()).collect();
    let mut units: BTreeMap<&str, &str> = BTreeMap::new();
    for row in &names {
        assert_eq!(folded(&row["name_published"]), row["college_key"]);
        assert!(colleges.contains(&row["college"]), "{}", row["college"]);
        if !row["unitid"].is_empty() {
            assert_eq!(*units.entry(&row["unitid"]).or_insert(&row["college"]), row["college"]);
        }
        assert_eq!(row["unitid"].is_empty(), row["college_kind"] != "college", "{}", row["college"]);
    }
    assert_eq!((units.len(), units.values().collect::<BTreeSet<_>>().len()), (115, 115));
    let told = |name: &str| names.iter().find(|r| r["college_key"] == folded(name)).map(|r| r["college"].as_str());
    for (name, college) in [
        ("Coalinga College", "West Hills Coalinga"),
        ("De Anza College", "Deanza"),
        ("LA Trade", "LA Trade"),
        ("Los Angeles Trade Technical College", "LA Trade"),
    ] {
        assert_eq!(told(name), Some(college));
    }
}

#[test]
fn pathways_are_those_of_the_catalogs_lists() {
    let pairs: BTreeSet<(String, String)> = table("ref_cde_pathway").iter().map(|r| (r["cde_sector"].clone(), r["cde_pathway"].clone())).collect();
    let listed: BTreeSet<(String, String)> = rocp_sources::catalog::rocp_catalog::lists::pathways().iter().cloned().collect();
    assert_eq!((pairs.len(), &pairs), (58, &listed));
    assert_eq!(pairs.iter().map(|(sector, _)| sector).collect::<BTreeSet<_>>().len(), 15);
    for row in table("ref_cde_pathway") {
        assert_eq!(folded(&row["cde_pathway"].replace('&', "and")), row["pathway_key"]);
    }
}

#[test]
fn every_college_name_of_the_real_files_resolves_and_every_unitid_is_in_its_county() {
    let Some(shared) = shared() else { return };
    let data = shared.join("data");
    let names = table("ref_college_unitid");
    let known: BTreeMap<&str, &BTreeMap<String, String>> = names.iter().map(|r| (r["college_key"].as_str(), r)).collect();
    let mut files = vec![(data.join("coe/supply_by_top.csv"), "College Name"), (data.join("cccco/ProgramAwards_majors.csv"), "College")];
    for file in std::fs::read_dir(data.join("cccco/master-course-file")).unwrap() {
        files.push((file.unwrap().path(), "College"));
    }
    let mut resolved = BTreeSet::new();
    for (file, column) in files {
        let bytes = std::fs::read(&file).unwrap();
        let lossy = String::from_utf8_lossy(&bytes).into_owned();
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(lossy.trim_start_matches('\u{feff}').as_bytes());
        let at = reader.headers().unwrap().iter().position(|h| h == column).unwrap();
        for row in reader.records() {
            let name = row.unwrap()[at].trim().to_owned();
            let found = known.get(folded(&name).as_str()).unwrap_or_else(|| panic!("{name} of {} is no known college", file.display()));
            resolved.insert(found["college"].clone());
        }
    }
    assert_eq!(resolved.len(), 119, "115 colleges, the online college and three noncredit centers");
    let county: BTreeMap<String, String> = table("ref_college").into_iter().map(|r| (r["college"].clone(), r["county_fips"].clone())).collect();
    let directory = text(&data.join("nces/ipeds-hd/hd2024.csv"), b',');
    let place = |name: &str| directory[0].iter().position(|c| c.trim_start_matches('\u{feff}') == name).unwrap();
    let (unitid, fips, sector) = (place("UNITID"), place("COUNTYCD"), place("SECTOR"));
    let mut four_year = BTreeSet::new();
    for row in names.iter().filter(|r| !r["unitid"].is_empty()) {
        let found = directory.iter().find(|d| d[unitid] == row["unitid"]).unwrap_or_else(|| panic!("{} is not in the directory", row["unitid"]));
        assert_eq!(format!("{:0>5}", found[fips]), county[&row["college"]], "{}", row["college"]);
        if found[sector] == "1" {
            four_year.insert(row["unitid"].clone());
        }
    }
    assert_eq!(four_year.len(), 21, "the directory files 21 of them as four-year institutions");
}
