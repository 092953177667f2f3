//! A made provider with two courses: one with every figure, one with withheld counts and no occupation.

use crate::model::{Capacity, Course, Outlook, Provider};
use crate::review::{Beside, Criterion, License, Packet, Recommendation, Review, Reviews, Tested};
use crate::words::{LAST_REVIEW, REVIEW_DUE};

/// 60 seats, 45 enrolled, 30 completers, a known zero on the waiting list.
pub fn seats(dimension: &str, group: &str, year: &str) -> Capacity {
    Capacity {
        year: year.into(),
        dimension: dimension.into(),
        group: group.into(),
        courses: 1,
        seats: Some(60.0),
        enrolled: Some(45.0),
        waitlisted: Some(0.0),
        completed: Some(30.0),
        placed: Some(24.0),
        fill: Some(0.75),
        completion: Some(2.0 / 3.0),
        placement: Some(0.8),
        capacity_completers: Some(40.0),
        withheld: 0,
        lower_bounds: vec![],
    }
}

/// The same with completers and what is made of them withheld.
fn withheld(dimension: &str, group: &str, year: &str) -> Capacity {
    let known = seats(dimension, group, year);
    Capacity { completed: None, placed: None, completion: None, placement: None, capacity_completers: None, withheld: 2, ..known }
}

/// One example provider.
pub fn providers() -> Vec<Provider> {
    let outlook = Outlook {
        soc: "31-1131".into(),
        occupation: "Nursing Assistants".into(),
        reason: "CIP 51.3902".into(),
        demand: Some(4466.0),
        other_supply: Some(109.5),
        other_supply_whole: Some(311.34),
        gap: Some(4356.5),
        entry_wage: Some(18.25),
        entry_wage_is_least: false,
        status: "shortage".into(),
        flags: vec!["no_rocp_supply".into()],
        demand_period: Some("2020-2030".into()),
        supply_period: Some("2020-21 to 2022-23".into()),
    };
    let unknown = Outlook {
        soc: "43-9999".into(),
        occupation: "Clerks".into(),
        demand: None,
        other_supply: None,
        gap: None,
        entry_wage: None,
        entry_wage_is_least: false,
        status: "unknown".into(),
        ..outlook.clone()
    };
    let course = |id: &str, code: &str, title: &str, capacity, outlook| Course {
        id: id.into(),
        code: code.into(),
        title: title.into(),
        facts: vec![("Hours".into(), "180".into()), (LAST_REVIEW.into(), "2023-05-01".into()), (REVIEW_DUE.into(), "2025-05-01".into())],
        capacity,
        outlook,
        together: None,
    };
    vec![Provider {
        id: "example-rop".into(),
        name: "Example ROP".into(),
        structure: "County office of education".into(),
        service_area: "Sonoma County (1)".into(),
        is_example: true,
        imported: Some("2026-07-01".into()),
        capacity: vec![seats("all", "", "2024-25"), seats("all", "", "2023-24"), withheld("venue", "Hospital", "2024-25")],
        courses: vec![
            course("example-rop-na-1", "NA-1", "Nurse Assistant", vec![seats("course", "example-rop-na-1", "2024-25")], vec![outlook, unknown]),
            course("example-rop-we-1", "WE-1", "Welding", vec![withheld("course", "example-rop-we-1", "2024-25")], vec![]),
        ],
        living_wage: "$20.00 an hour, one adult, 2025 (a named source).".into(),
    }]
}

/// The review of the first course: every result, an unknown number of awards, a license. The second has none.
pub fn reviews() -> Reviews {
    let criterion = |criterion: &str, place, value, result: &str| Criterion {
        criterion: criterion.into(),
        criterion_place: place,
        value,
        result: result.into(),
        reason: Some("why".into()),
        ..Default::default()
    };
    let recommendation = Recommendation {
        subject_id: "a".into(),
        provider_id: "example-rop".into(),
        course_id: Some("a".into()),
        subject: "Nurse Assistant".into(),
        recommendation: "phase_out".into(),
        reason: "Others train enough".into(),
        flips_under: Some(vec!["whole: watch".into()]),
        rests_on: "others".into(),
        ..Default::default()
    };
    let packet = Packet {
        review: Review {
            provider_id: "example-rop".into(),
            course_code: "NA-1".into(),
            course_title: "Nurse Assistant".into(),
            review_due: Some("2025-05-01".into()),
            verdict: "failed".into(),
            demand_result: "passed".into(),
            duplication_result: "failed".into(),
            completion_result: "unknown".into(),
            placement_result: "passed".into(),
            academic_year: "2024-25".into(),
            not_known: Some(vec!["when it was last reviewed".into()]),
            ..Default::default()
        },
        criteria: vec![
            criterion("demand", 1, Some(120.0), "passed"),
            criterion("duplication", 2, Some(0.0), "failed"),
            criterion("completion", 3, None, "unknown"),
            criterion("verdict", 5, Some(1.0), "failed"),
        ],
        occupations: vec![],
        beside: vec![Beside {
            other_provider: "Merced <College>".into(),
            county: "Merced".into(),
            nearness: "commuting".into(),
            center_miles: Some(30.0),
            site_miles: None,
            programs: 1,
            ..Default::default()
        }],
        licenses: vec![License { requirement_words: "Clinical".into(), required_hours: 100.0, result: "unknown".into(), ..Default::default() }],
        recommendation: Some(recommendation.clone()),
    };
    let start = Recommendation { course_id: None, subject: "Practical nursing".into(), recommendation: "start_new".into(), ..recommendation };
    let tested = |region: &str, test: &str, result: &str| Tested {
        scheme: "macroregion".into(),
        region_id: region.into(),
        soc: "31-1131".into(),
        test: test.into(),
        criterion: "verdict".into(),
        result: result.into(),
        reason: Some("2 of 3 met".into()),
        ..Default::default()
    };
    let tests = [("coe", "unknown"), ("perkins_v", "passed"), ("golden_state_pathways", "failed")].map(|(test, result)| tested("los-angeles", test, result));
    Reviews { packets: vec![packet], starts: vec![start], tests: tests.to_vec() }
}
