//! EDD long-term occupational projections: the CSV of every edition and the statewide workbook. See the README beside this file.

pub(crate) mod area;
mod row;
#[cfg(test)]
mod tests;
mod workbook;

use std::collections::BTreeSet;

use crate::decode::Want;
use crate::error::Result;
use crate::layout::{At, Layout, Says};
use crate::seen::Seen;
use crate::source::Source;
use crate::stage::{Sheeted, Stage};
use row::Place;

/// The source.
pub static SOURCE: Source = Source {
    id: "edd_projections",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/projections.toml"), include_str!("tables/rpu.toml")],
    layouts: &[
        Layout::new(AREAS, "CSV of areas and the state", At::Text(b','), CSV).only(has_areas).edition(Says::Rows(edition)),
        Layout::new(STATE, "CSV of the state alone", At::Text(b','), CSV).only(is_state_alone).edition(Says::Rows(edition)),
        Layout::new(UNITS, "CSV of Regional Planning Units", At::Text(b','), CSV).only(has_units).edition(Says::Rows(edition)),
        Layout::new(STATE, "workbook of the state", At::Own(workbook::fit), workbook::WORKBOOK).edition(Says::Own(workbook::edition)),
    ],
    bundled: &[],
    reader_version: 3,
    stage,
};

const AREAS: &str = "areas_csv";
const UNITS: &str = "rpu_csv";
const STATE: &str = "state";
const TABLE: &str = "stg_edd_projections";
/// The same counties again, in other unions: kept apart.
const BY_UNIT: &str = "stg_edd_projections_rpu";

/// Columns that both layouts have.
macro_rules! common {
    ($($more:expr),*) => {
        &[
            Want::optional("soc_level", &["soc level"]),
            Want::new("soc_code", &["standard occupational classification (soc)", "soc code", "soc"]),
            Want::new("occupation", &["occupational title", "occupation title"]),
            Want::new("numeric_change", &["numeric change"]),
            Want::optional("percent", &["percentage change", "percent change", "percent-age change"]),
            Want::new("exits", &["exits"]),
            Want::new("transfers", &["transfers"]),
            Want::new("openings_total", &["total job openings"]),
            Want::new("median_hourly_wage", &["median hourly wage", "median hourly wages"]),
            Want::new("median_annual_wage", &["median annual wage", "median annual wages"]),
            Want::new("entry_education", &["entry level education"]),
            Want::new("work_experience", &["work experience"]),
            Want::new("job_training", &["job training", "on-the-job training"]),
            Want::new("base_employment", &["base year employment estimate"]),
            Want::new("projected_employment", &["projected year employment estimate"]),
            $($more),*
        ]
    };
}
use common;

const CSV: &[Want] = common![
    Want::optional("id", &["_id"]),
    Want::new("area_type", &["area type"]),
    Want::new("area_name", &["area name (county names)", "area name"]),
    Want::new("period", &["period"])
];

/// Whether a row is about a Regional Planning Unit.
fn is_unit(area_type: &str) -> bool {
    area_type.to_lowercase().contains("planning unit")
}

/// Whether any row's kind of area is one of these.
fn any(seen: &Seen, is: impl Fn(&str) -> bool) -> bool {
    let mut found = false;
    seen.each(["area_type"], |[kind]| found |= !kind.is_empty() && is(kind));
    found
}

fn has_units(seen: &Seen) -> bool {
    any(seen, is_unit)
}

fn has_areas(seen: &Seen) -> bool {
    !has_units(seen) && any(seen, |kind| !area::is_state(kind))
}

fn is_state_alone(seen: &Seen) -> bool {
    !any(seen, |kind| !area::is_state(kind))
}

/// The period that most rows of areas are of. Rows of the state, which EDD projects anew between two editions of the areas, tell it where there is nothing else.
fn edition(seen: &Seen) -> Option<String> {
    let of = |state: bool| {
        seen.most(["area_type", "period"], |[kind, period]| {
            let (base, last) = row::period(period).filter(|_| area::is_state(kind) == state)?;
            Some(format!("{base}-{last}"))
        })
    };
    of(false).or_else(|| of(true))
}

fn stage(stage: &mut Stage) -> Result<()> {
    let is_workbook = stage.open()?.fill_buf().is_ok_and(|start| start.starts_with(b"PK\x03\x04"));
    if is_workbook { workbook::read(stage) } else { csv(stage) }
}

fn csv(stage: &mut Stage) -> Result<()> {
    let Sheeted { header, rows: body, .. } = stage.table()?;
    let mut rows = stage.rows(if stage.file.role == UNITS { BY_UNIT } else { TABLE })?;
    let (mut periods, mut nowhere) = (BTreeSet::new(), BTreeSet::new());
    for (i, line) in body.iter().enumerate() {
        if header.fits(stage, line, i + 1 == body.len())? {
            let text = |name| header.get(line, name).unwrap_or_default();
            let place = Place { area_type: text("area_type"), area_name: text("area_name"), period: text("period") };
            if stage.file.role == AREAS && is_nowhere(&place) {
                nowhere.insert(place.area_name.to_owned());
            }
            periods.insert(place.period.to_owned());
            row::push(stage, &mut rows, &header, line, &place)?;
        }
    }
    if let Some(refusal) = area::refusal(&nowhere) {
        return Err(stage.refuse(refusal));
    }
    stage.period = periods.into_iter().collect::<Vec<_>>().join(", ");
    stage.put(rows)
}

/// Whether nothing tells in which counties an area lies: its rows would belong to no region, and the region's openings would fall without a word.
fn is_nowhere(place: &Place) -> bool {
    let base = row::period(place.period).map(|(base, _)| base);
    !area::is_state(place.area_type)
        && !place.area_name.is_empty()
        && base.is_some_and(|b| area::counties(&area::parse(place.area_name), place.area_type, b).is_none())
}
