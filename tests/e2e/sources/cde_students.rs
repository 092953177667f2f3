//! Files of the Department of Education that are not beside the project: what they say of themselves, on samples in the published layouts.

use rocp_tests::{Place, Said};

use crate::samples::samples;

/// The text of a sample.
fn sample(source: &str, part: &str) -> String {
    let path = samples(source).into_iter().find(|p| p.file_name().unwrap().to_string_lossy().contains(part)).unwrap();
    std::fs::read(path).unwrap().iter().map(|b| char::from(*b)).collect()
}

fn fetch(place: &Place, name: &str, text: &str, more: &[&str]) -> Said {
    let file = place.file(name, text.as_bytes()).unwrap();
    let mut args = vec!["fetch"];
    args.extend(more.iter().take_while(|a| !a.starts_with("--")));
    args.extend(["--file", file.to_str().unwrap()]);
    args.extend(more.iter().skip_while(|a| !a.starts_with("--")));
    place.rocp(&args).unwrap()
}

#[test]
fn enrollment_under_another_years_name_is_told_by_its_rows() {
    let place = Place::new().unwrap();
    let text = sample("cde_enrollment", "2324");
    let said = fetch(&place, "cdenroll2425.txt", &text, &["cde_enrollment", "--edition", "2024-25"]);
    assert!(said.code == 4 && said.err.contains("2023-24") && said.err.contains("2024-25"), "{}", said.err);
    assert!(said.err.contains("hint: rocp fetch cde_enrollment census_day --file"), "{}", said.err);
    let said = fetch(&place, "cdenroll2425.txt", &text, &[]);
    assert!(said.code == 0 && said.out.contains("census_day:2023-24"), "{}{}", said.out, said.err);
    let mixed = text.replacen("\n2023-24", "\n2024-25", 1);
    assert!(fetch(&place, "cdenroll2324.txt", &mixed, &[]).err.contains("2023-24, 2024-25"));
}

#[test]
fn class_sections_are_read_alone_and_zipped() {
    let place = Place::new().unwrap();
    let said = fetch(&place, "data.txt", &sample("cde_cte", "CourseEnroll13"), &[]);
    assert!(said.code == 0 && said.out.contains("class_sections:2013-14") && said.out.contains("stg_cde_class_section: 3 rows"), "{}{}", said.out, said.err);
    let zip = samples("cde_cte").into_iter().find(|p| p.extension().is_some_and(|e| e == "zip")).unwrap();
    let said = place.rocp(&["fetch", "--file", zip.to_str().unwrap()]).unwrap();
    assert!(said.code == 0 && said.out.contains("class_sections:2014-15"), "{}{}", said.out, said.err);
}

#[test]
fn a_report_that_does_not_say_its_year_is_asked_for_it() {
    let place = Place::new().unwrap();
    let text = sample("cde_cte", "completers");
    let silent: String = text.split_inclusive('\n').filter(|l| !l.starts_with("Academic Year")).collect();
    let said = fetch(&place, "data.csv", &silent, &[]);
    assert!(said.code == 2 && said.err.contains("--edition"), "{} {}", said.code, said.err);
    let said = fetch(&place, "data.csv", &silent, &["--edition", "2022-2023"]);
    assert!(said.code == 0 && said.out.contains("completers:2022-23") && said.out.contains("as given, not in the file"), "{}{}", said.out, said.err);
    // Nothing in it says completers or participants: the name may say it, else someone must.
    let neither = text.replace("Completers - ", "").replace("3.19 ", "");
    let said = fetch(&place, "other.csv", &neither, &[]);
    assert!(said.code != 0 && said.err.contains("completers") && said.err.contains("participants"), "{} {}", said.code, said.err);
    let said = fetch(&place, "other.csv", &neither, &["cde_cte", "participants"]);
    assert!(said.code == 0 && said.out.contains("participants:2022-23"), "{}{}", said.out, said.err);
    // What says one is not taken as the other.
    let said = fetch(&place, "other.csv", &text, &["cde_cte", "participants"]);
    assert!(said.code == 4 && said.err.contains("cde_cte completers"), "{}", said.err);
}

#[test]
fn a_report_without_credit_status_is_no_credit_course_summary() {
    let place = Place::new().unwrap();
    let noncredit = sample("cccco_datamart", "summary").replace("Credit - ", "Noncredit - ");
    let said = fetch(&place, "data.csv", &noncredit, &[]);
    assert!(said.code == 4 && said.err.contains("a credit status such as Credit - Degree Applicable"), "{}", said.err);
    let again = sample("cccco_datamart", "summary").replace("Butte Total", ",,,Fall 2024,Winter 2025,Spring 2025\nButte Total");
    let said = fetch(&place, "data.csv", &again, &[]);
    assert!(said.code == 0 && said.err.contains("the header stands 1 more times"), "{}{}", said.out, said.err);
}
