//! A small set of rows for tests, with the figures of METHOD.md 10 where it gives them.

mod catalog;
mod more;

use rocp_lake::manifest::{Cause, Changes, Move, RegionChanges};

use crate::model::{GapRow, List, Measure, Override, RegionReport, ReportSet, SectorRow, SourceKind, SourceLine, StreamRow, TableFile, UnlinkedProgram};
pub use catalog::{providers, reviews, seats};

/// A row with `D`, `L`, `P`, `U`.
pub fn row(soc: &str, occupation: &str, demand: Option<f64>, supply: (f64, Option<f64>, f64), status: &str) -> GapRow {
    let (low, allocated, whole) = supply;
    let pair = demand.zip(allocated);
    GapRow {
        soc: soc.into(),
        occupation: occupation.into(),
        demand,
        demand_low: demand,
        demand_high: demand,
        demand_new: demand.map(|d| d / 2.0),
        demand_estimated: None,
        supply_low: low,
        supply_allocated: allocated,
        supply_whole: whole,
        gap_whole: demand.map(|d| d - whole),
        gap_allocated: pair.map(|(d, p)| d - p),
        coverage: pair.map(|(d, p)| p / d),
        status: status.into(),
        flags: vec![],
        demand_period: demand.map(|_| "2020-2030".into()),
        supply_period: Some("2020-21 to 2022-23".into()),
        rank: None,
        list: None,
        entry_wage: None,
        entry_wage_is_least: false,
        job_training: None,
    }
}

/// Five occupations: two short, one in surplus, one of unknown demand, one without a program.
pub fn region(id: &str, name: &str) -> RegionReport {
    let mut rows = vec![
        row("31-1131", "Nursing Assistants", Some(4466.0), (70.67, Some(109.5), 311.34), "shortage"),
        row("49-3023", "Automotive Service Technicians and Mechanics", Some(1450.0), (53.83, Some(482.31), 866.34), "shortage"),
        row("43-9999", "Clerks <All> & Others", None, (0.0, None, 12.0), "unknown"),
        row("51-9999", "Makers", Some(10.0), (25.0, Some(30.0), 40.0), "surplus"),
        row("53-9999", "Drivers", Some(77.0), (0.0, None, 0.0), "not_rated_no_link"),
    ];
    for (row, rank) in rows.iter_mut().zip([1, 2, 3]) {
        row.rank = Some(rank);
        row.list = Some(List::Lead);
    }
    rows[0].flags = vec!["no_rocp_supply".into(), "no_apprenticeship_supply".into()];
    rows[1].flags = vec!["no_rocp_supply".into(), "partial_area".into()];
    RegionReport {
        scheme: "macroregion".into(),
        region_id: id.into(),
        region: name.into(),
        rows,
        measures: vec![
            Measure { measure: "share".into(), label: "Share covered".into(), value: Some(0.934), unit: "ratio".into(), note: "A note.".into() },
            Measure { measure: "gone".into(), label: "Missing measure".into(), value: None, unit: "awards a year".into(), note: String::new() },
        ],
        unlinked: vec![UnlinkedProgram { program_code: "490100".into(), program: "Liberal Arts".into(), awards: 90.0, reason: "No link".into() }],
        unlinked_total: 100.0,
        sectors: vec![sector("health", "Health", false), sector("makers", "Manufacturing & <more>", true)],
        streams: vec![
            stream("credit", "Community college credit awards", 1.0, 721.81),
            stream("rocp", "Regional occupational centers & programs", 1.0, 0.0),
            stream("transfer", "Associate degrees for transfer", 0.0, 0.0),
        ],
        overrides: vec![],
        more: more::more(),
        living_wage: "$20.00 an hour, one adult, 2025 (a named source).".into(),
    }
}

/// A sector with two of its three rated occupations short.
fn sector(id: &str, name: &str, partial: bool) -> SectorRow {
    SectorRow {
        sector_id: id.into(),
        sector: name.into(),
        demand: Some(5916.0),
        supply: Some(591.81),
        coverage: Some(0.1),
        most_filled: Some(720.5),
        must_enter: 233.0,
        occupations: 4,
        known: 3,
        short: 2,
        depends_short: 0,
        balanced: 0,
        depends_over: 0,
        over: 1,
        partial,
    }
}

/// Averages and years of a stream with these awards.
fn few(awards: f64) -> StreamRow {
    let some = (awards > 0.0).then_some(awards);
    let years = some.map(|_| "2020-21 to 2022-23".to_owned());
    StreamRow {
        stream: String::new(),
        title: String::new(),
        weight: 0.0,
        awards,
        programs: 0,
        by_coe: some,
        by_plain: some.map(|a| a - 1.5),
        years,
        years_apart: some.map(|_| 4),
    }
}

fn stream(id: &str, title: &str, weight: f64, awards: f64) -> StreamRow {
    StreamRow { stream: id.into(), title: title.into(), weight, awards, programs: if awards > 0.0 { 12 } else { 0 }, ..few(awards) }
}

/// The state and one region.
pub fn set() -> ReportSet {
    let source = |id: &str, title: &str, stale: bool| SourceLine {
        id: id.into(),
        title: title.into(),
        file: String::new(),
        kind: SourceKind::File,
        agency: format!("Agency {id}"),
        period: "2020-2030".into(),
        retrieved: Some("2026-07-20".into()),
        licence: "Public".into(),
        sha256: "0123456789abcdef".repeat(4),
        url: "https://example.org/data".into(),
        stale,
    };
    let mut regions = vec![region("los-angeles", "Los Angeles"), region("california", "California")];
    regions[0].overrides = vec![1];
    ReportSet {
        reviews: reviews(),
        run: "2f6c1a9e4b7d".into(),
        profile: "default".into(),
        as_of: Some("2026-07-20".into()),
        data_retrieved: None,
        regions,
        sources: vec![source("edd", "Projections", false), source("coe", "Supply", true)],
        caveats: vec!["A limit.".into()],
        shortlist_rule: "The chart draws a few.".into(),
        living_wage: "$20.00 an hour, one adult, 2025 (a named source).".into(),
        demand_basis: "Openings are published projections.".into(),
        band: 0.1,
        providers: providers(),
        changes: Some(changes()),
        is_first: false,
        overrides: overrides(),
        tables: [
            ("supply_demand_gap", "Supply against demand"),
            ("occupation_test", "Tests of occupations"),
            ("program_desert", "Openings without a program"),
            ("status_scenario", "Statuses under other assumptions"),
        ]
        .map(|(name, title)| TableFile { name: name.into(), title: title.into() })
        .to_vec(),
    }
}

/// Twelve occupations of Los Angeles moved; two are kept.
fn changes() -> Changes {
    let row = |soc: &str, demand, supply, status: (Option<&str>, Option<&str>)| Move {
        soc: soc.into(),
        occupation: format!("Occupation {soc}"),
        demand,
        supply,
        status: (status.0.map(Into::into), status.1.map(Into::into)),
    };
    Changes {
        against: "1a2b".into(),
        retrieved: Some("2026-06-30".into()),
        problem: None,
        causes: vec![Cause { kind: "override".into(), words: "version 1 & 2".into(), tables: vec!["stg_override".into()] }],
        regions: vec![RegionChanges {
            scheme: "macroregion".into(),
            region_id: "los-angeles".into(),
            moved: 12,
            statuses: 1,
            largest: vec![
                row("43-9999", (None, None), (None, None), (None, Some("unknown"))),
                row("31-1131", (Some(4466.0), Some(4470.0)), (Some(109.5), None), (Some("shortage"), Some("shortage"))),
            ],
        }],
    }
}

fn overrides() -> Vec<Override> {
    let one = |version, code: &str, soc: Option<&str>, value, effect: &str, reason: &str| Override {
        version,
        date: "2026-11-20".into(),
        author: "analyst".into(),
        program_code: code.into(),
        program: (effect != "no_program").then(|| "Nursing".into()),
        soc_code: soc.map(Into::into),
        occupation: soc.map(|_| "Nursing Assistants".into()),
        value,
        effect: effect.into(),
        reason: reason.into(),
    };
    vec![
        one(1, "51.3902", Some("31-1131"), 0.0, "removes", "Not taught <any> more"),
        one(2, "51.3801", None, 0.25, "outside", "A survey"),
        one(3, "51.9999", None, 0.5, "no_program", "A survey"),
    ]
}
