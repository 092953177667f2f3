//! The review every two years: six kinds of instruction end to end, and the whole output of `rocp review`.

use std::path::Path;

use rocp_tests::root;

use crate::bundled::fresh;
use crate::marts::Mart;

const VALLEY: &str = "example-valley-rop-invented";
const COAST: &str = "sample-coast-rop-invented";

fn mart(name: &str) -> Mart {
    Mart::read(&fresh().path().join("reports/latest/data"), name)
}

/// Rows of a mart whose column has the value.
fn rows(mart: &Mart, column: &str, value: &str) -> Vec<usize> {
    (0..mart.len()).filter(|i| mart.text(column, *i) == value).collect()
}

/// A page of the report without its markup, so that words stand together.
fn page(path: &str) -> String {
    std::fs::read_to_string(fresh().path().join("reports/latest").join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// CNA and HHA, AYES automotive, direct support professional, CalWORKs, SkillsUSA, apprenticeship instruction: each has its review, its tests, its
/// occupations' tests and its recommendation in both example service areas, and a page that shows them.
#[test]
fn six_kinds_of_instruction_have_review_tests_and_recommendation_in_both_example_service_areas() {
    type Kind = (&'static str, fn(&Mart, usize) -> bool);
    let kinds: [Kind; 6] = [
        ("CNA and HHA", |c, i| c.text("credential", i).contains("Nurse Assistant") && c.text("credential", i).contains("Home Health Aide")),
        ("AYES automotive", |c, i| c.text("course_title", i).contains("AYES")),
        ("direct support professional", |c, i| c.text("course_title", i).contains("Direct Support Professional")),
        ("CalWORKs", |c, i| c.flag("calworks", i) == Some(true)),
        ("SkillsUSA", |c, i| c.text("student_organization", i) == "SkillsUSA"),
        ("apprenticeship instruction", |c, i| !c.text("apprenticeship_sponsor", i).is_empty()),
    ];
    let (course, review, test, advice) = (mart("course"), mart("course_review"), mart("course_test"), mart("course_recommendation"));
    let (outlook, occupations) = (mart("course_outlook"), mart("occupation_test"));
    for (kind, is_kind) in kinds {
        for provider in [VALLEY, COAST] {
            let found: Vec<usize> = rows(&course, "provider_id", provider).into_iter().filter(|i| is_kind(&course, *i)).collect();
            assert!(!found.is_empty(), "{provider} has no course of the kind {kind}");
            for i in found {
                let id = course.text("course_id", i);
                assert_eq!(rows(&review, "course_id", &id).len(), 1, "{kind}: {id}");
                let criteria: Vec<String> = rows(&test, "course_id", &id).into_iter().map(|r| test.text("criterion", r)).collect();
                assert_eq!(criteria, ["completion", "demand", "duplication", "placement", "verdict"], "{kind}: {id}");
                let recommended = rows(&advice, "course_id", &id);
                assert_eq!(recommended.len(), 1, "{kind}: {id}");
                assert!(["expand", "maintain", "watch", "redesign", "phase_out"].contains(&advice.text("recommendation", recommended[0]).as_str()));
                let linked = rows(&outlook, "course_id", &id);
                assert!(!linked.is_empty(), "{kind}: {id} leads to no occupation");
                for o in linked {
                    let soc = outlook.text("soc", o);
                    let tested = rows(&occupations, "soc", &soc).into_iter().filter(|r| occupations.text("region_id", *r) == provider).count();
                    assert_eq!(tested, 14, "{kind}: {id}, {soc}: 4 rows of the Centers of Excellence, 6 of Perkins V, 4 of Golden State Pathways");
                }
                let page = page(&format!("course/{}.html", id.replace('|', "-").to_lowercase()));
                for part in ["id=\"review\"", "id=\"recommendation\"", "id=\"nearby\"", "id=\"not-known\""] {
                    assert!(page.contains(part), "{kind}: the page of {id} lacks {part}");
                }
            }
        }
    }
}

/// Known answers of the invented catalog: a figure that is not known is unknown, a license's hours that are too few are told, the sponsor decides on apprentices.
#[test]
fn verdicts_tell_unknown_from_failed() {
    let (review, advice) = (mart("course_review"), mart("course_recommendation"));
    let of = |id: &str| rows(&review, "course_id", id)[0];
    let withheld = of(&format!("{COAST}|DS110"));
    assert_eq!((review.text("completion_result", withheld), review.text("verdict", withheld)), ("unknown".into(), "unknown".into()));
    assert!(
        review.number("completion", withheld).is_none()
            && review.list("not_known", withheld).iter().any(|n| n == "completion: counts of 1 to 10 students are withheld")
    );
    let poor = of(&format!("{VALLEY}|AU201"));
    assert_eq!((review.text("placement_result", poor), review.text("verdict", poor)), ("failed".into(), "failed".into()));
    let aides = of(&format!("{VALLEY}|HC101"));
    assert_eq!(
        (review.text("licensing_result", aides), review.text("verdict", aides)),
        ("failed".into(), "passed".into()),
        "180 hours are enough for the one credential, not for both"
    );
    let apprentices = rows(&advice, "course_id", &format!("{COAST}|AP520"))[0];
    assert_eq!((advice.text("recommendation", apprentices), advice.text("rule", apprentices)), ("maintain".into(), "sponsored".into()));
    assert!((0..advice.len()).any(|i| advice.text("recommendation", i) == "start_new"));
    for i in 0..review.len() {
        let gap = review.number("left_open", i);
        assert!(gap.is_none_or(|g| g <= review.number("demand_openings", i).unwrap() + 1e-6), "others cannot leave more open than there is");
    }
}

/// The whole output, against what was read by a person. To accept a change: ROCP_ACCEPT=1, then read the difference.
#[test]
fn the_output_of_review_is_as_it_was_read() {
    let said = |args: &[&str]| {
        let said = fresh().rocp(args).unwrap();
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{args:?}");
        said.out
    };
    let course = format!("{VALLEY}|HC101");
    for (file, name) in [("course.txt", course.as_str()), ("provider.txt", "Sample Coast ROP (invented)")] {
        let out = said(&["review", name, "--today", "2026-11-22"]);
        let path = root().join("tests/e2e/review").join(file);
        if std::env::var_os("ROCP_ACCEPT").is_some() {
            std::fs::write(&path, &out).unwrap();
        }
        assert_eq!(out, std::fs::read_to_string(&path).unwrap_or_default(), "{}", Path::new(file).display());
    }
    assert_eq!(
        said(&["review", "--today", "2024-06-14"]).lines().next().unwrap(),
        "example-valley-rop-invented: 8 courses, 0 past due on 2024-06-14, 2 without a recorded review, 2 failed by the figures"
    );
    let packet: serde_json::Value = serde_json::from_str(&said(&["review", &course, "--format", "json"])).unwrap();
    assert_eq!((packet["review"]["course_code"].as_str(), packet["criteria"].as_array().unwrap().len()), (Some("HC101"), 5));
    assert!(packet["review"]["region_completion"].is_null(), "unknown is null, not zero");
    let docket: serde_json::Value = serde_json::from_str(&said(&["review", COAST, "--format", "json"])).unwrap();
    let due: Vec<_> = docket["packets"].as_array().unwrap().iter().map(|p| p["review"]["review_due"].as_str()).collect();
    assert!(due.is_sorted() && due.len() == 9, "by due date, unrecorded first: {due:?}");
}

#[test]
fn a_name_that_nothing_has_or_that_two_have_is_told() {
    let said = |name: &str| fresh().rocp(&["review", name]).unwrap();
    let unknown = said("Example Vallee ROP");
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("error: no course or provider of the published run is called Example Vallee ROP"), "{}", unknown.err);
    assert!(unknown.err.contains("hint: near it: \"Example Valley ROP (invented)\""), "{}", unknown.err);
    let both = said("hc101");
    assert!(both.code == 2 && both.err.contains("hc101 is a course of 2 providers") && both.err.contains(&format!("\"{COAST}|HC101\"")), "{}", both.err);
    assert!(said("MA150").out.starts_with("Medical Assisting"), "a code that one provider has is enough");
    let day = fresh().rocp(&["review", "--today", "2026-02-30"]).unwrap();
    assert!(day.code == 2 && day.err.contains("2026-02-30 is not a day"), "{}", day.err);
}

/// A sheet for each application of each region with a page, linked from it.
#[test]
fn every_region_has_an_evidence_sheet_for_each_application() {
    let sheets = std::fs::read_dir(fresh().path().join("reports/latest/evidence")).unwrap().count();
    assert_eq!(sheets, 27, "eight regions and the state, three applications");
    for application in ["perkins-v", "cteig", "k12-swp"] {
        let sheet = page(&format!("evidence/bay-area-{application}.html"));
        for part in ["id=\"asks\"", "id=\"demand\"", "id=\"tests\"", "id=\"gaps\"", "id=\"programs\"", "id=\"served\"", "id=\"unknown\"", "id=\"sources\""] {
            assert!(sheet.contains(part), "{application} lacks {part}");
        }
        assert!(page("region/bay-area.html").contains(&format!("../evidence/bay-area-{application}.html")));
    }
}
