//! Firmness, people, deserts and years for tests.

use crate::more::{Desert, Edition, Enrolled, Firmness, Industry, More, People, Served, Unemployment, YearAwards};

fn served(dimension: &str, group: &str, students: [Option<f64>; 3]) -> Served {
    Served {
        dimension: dimension.into(),
        group: group.into(),
        year: "2024-25".into(),
        providers: 2,
        courses: 4,
        seats: Some(120.0),
        students,
        seats_are_least: false,
        students_are_least: true,
    }
}

/// One of each, some of it unknown.
pub fn more() -> More {
    let firm = |scenario: &str, tested: u32, held: u32| Firmness { scenario: scenario.into(), statuses: 40, tested, held };
    let year = |year: &str, awards: f64| YearAwards {
        stream: "credit".into(),
        year: year.into(),
        awards: Some(awards),
        providers: 9,
        partial: false,
        breaks: if year == "2020-21" { vec!["Pandemic & more".into()] } else { Vec::new() },
    };
    let desert = |soc: &str, occupation: &str, demand: f64, near: Option<&str>| Desert {
        soc: soc.into(),
        occupation: occupation.into(),
        demand,
        partial: near.is_none(),
        wage: near.map(|_| 24.5),
        wage_is_least: false,
        nearest: near.map(str::to_owned),
        miles: near.map(|_| 61.0),
        awards: near.map(|_| 59.0),
    };
    let enrolled = |measure: &str, school: &str, low: f64, high: Option<f64>, is_career: bool| Enrolled {
        measure: measure.into(),
        school: school.into(),
        year: "2023-24".into(),
        low,
        high,
        unit: "students".into(),
        is_career,
    };
    More {
        enrolled: vec![
            enrolled("Students of career <pathways>", "public_school", 41.0, Some(50.0), true),
            enrolled("All students of grades 9 to 12", "public_school", 960.0, None, false),
            enrolled("Credit courses", "community_college", 1000.0, Some(1000.0), true),
        ],
        firmness: vec![firm("all", 40, 20), firm("sampling", 0, 0), firm("whole", 40, 30), firm("without_transfers", 32, 24)],
        people: Some(People { low: 721.81, high: 900.0, ways: vec!["credit and rocp: articulated courses".into()] }),
        deserts: vec![desert("53-3032", "Truck <Drivers>", 4594.0, Some("Imperial County (San Diego)")), desert("39-7010", "Guides", 77.0, None)],
        years: vec![year("2020-21", 700.0), year("2021-22", 730.0)],
        unemployment: vec![Unemployment { year: 2023, share: Some(0.0469) }, Unemployment { year: 2024, share: None }],
        served: vec![served("venue", "Hospital & clinic", [Some(40.0), None, None]), served("all", "all", [Some(90.0), Some(60.0), Some(30.0)])],
        editions: vec![Edition {
            source: "edd_projections".into(),
            area: "California".into(),
            period: "2020-2030".into(),
            base: Some(17_785_900.0),
            projected: None,
            openings: Some(2_356_382.0),
            breaks: vec!["Pandemic & base".into()],
        }],
        industries: vec![
            Industry { title: "Trade & more".into(), period: "2018-2028".into(), base: Some(1500.0), projected: Some(1275.0), growth: Some(-0.015) },
            Industry { title: "Construction".into(), period: "2018-2028".into(), base: None, projected: None, growth: None },
        ],
    }
}
