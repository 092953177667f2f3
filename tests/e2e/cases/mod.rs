//! Kinds of fault that public bug reports show, on small invented files: the right answer of each, in every source where its like can stand.

mod analyst;
mod apprentices;
mod codes;
mod report;
mod slots;

use std::collections::BTreeMap;

use rocp_tests::{Place, Said};

use crate::marts::Mart;

/// A profile that reads an analyst's tables alone, so that a test knows every figure.
pub const MINE: &str = r#"
name = "mine"
title = "An analyst's own tables"
demand = ["table"]
crosswalk = "table"
reference = ["table"]
averaging = "coe"
schemes = ["macroregion", "state"]
[living_wage]
name = "the profile's own"
hourly = 20.34
household = "one adult"
[supply]
rocp = "table"
[weights]
rocp = 1.0
"#;

/// The four tables, each with its role.
pub const TABLES: [(&str, &str); 4] = [
    (
        "demand",
        "area,counties,soc,occupation,annual_openings,annual_exits,annual_transfers,annual_change,period,source,licence,retrieved\n\
         Inland Empire,06065;06071,31-1131,Nursing Assistants,1200,500,600,100,2023-2033,Test study,public,2026-01-31\n\
         Inland Empire,06065;06071,31-1120,Aides,600,,,,2023-2033,Test study,public,2026-01-31\n",
    ),
    (
        "supply",
        "provider,county,stream,program_kind,program_code,program,award_level,school_year,counted,number,source,licence,retrieved\n\
         Valley School,06065,rocp,CIP,51.3902,Nursing Assistant,Certificate,2023-24,completers,60,Report,public,2026-01-31\n",
    ),
    (
        "crosswalk",
        "program_kind,program_code,soc,weight,reason,period,source,licence,retrieved\n\
         CIP,51.3902,31-1131,1,exam,2026,Review,public,2026-01-31\nCIP,51.3902,31-1120,0.5,half of the course,2026,Review,public,2026-01-31\n",
    ),
    ("living_wage", "standard,county,household,hourly,year,source,licence,retrieved\nExample Wage,,one adult,25.00,2026,Board,public,2026-01-31\n"),
];

/// Brings a table of the analyst's in.
pub fn bring(place: &Place, role: &str, text: &str) {
    let file = place.file(&format!("{role}.csv"), text.as_bytes()).unwrap();
    let said = place.rocp(&["fetch", "table", role, "--file", file.to_str().unwrap()]).unwrap();
    assert_eq!(said.code, 0, "{role}: {}", said.err);
}

/// A place with a profile of its own and the four tables.
pub fn mine(profile: &str) -> Place {
    let place = Place::new().unwrap();
    place.file("mine.toml", profile.as_bytes()).unwrap();
    for (role, text) in TABLES {
        bring(&place, role, text);
    }
    place
}

/// Runs the profile: most counties have no demand, so it is published with a warning.
pub fn run(place: &Place) -> Said {
    let said = place.rocp(&["run", "--offline", "--profile", "mine.toml"]).unwrap();
    assert_eq!(said.code, 3, "{}\n{}", said.out, said.err);
    said
}

/// A mart of the newest report.
pub fn mart(place: &Place, name: &str) -> Mart {
    Mart::read(&place.path().join("reports/latest/data"), name)
}

/// A figure of every occupation of a region, where it is known.
pub fn figures(place: &Place, region: &str, column: &str) -> BTreeMap<String, f64> {
    let gap = mart(place, "supply_demand_gap");
    let of_region = (0..gap.len()).filter(|i| gap.text("region", *i) == region);
    of_region.filter_map(|i| Some((gap.text("soc", i), (gap.number(column, i)? * 100.0).round() / 100.0))).collect()
}
