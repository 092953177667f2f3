//! A made provider with two courses: one with every figure, one with withheld counts and no occupation.

use crate::model::{Capacity, Course, Outlook, Provider};
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
    }]
}
