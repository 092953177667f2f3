//! EDD long-term occupational projections: the CSV of every edition and the statewide workbook. See the README beside this file.

pub(crate) mod area;
mod row;
mod workbook;

use std::collections::BTreeSet;

use crate::card::Format;
use crate::decode::{Header, Line, Want, delimited};
use crate::error::Result;
use crate::source::Source;
use crate::stage::Stage;
use row::Place;

/// The source.
pub static SOURCE: Source = Source {
    id: "edd_projections",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/projections.toml"), include_str!("tables/rpu.toml")],
    layouts: &[],
    bundled: &[],
    reader_version: 2,
    stage,
};

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

const CSV: &[Want] =
    common![Want::new("area_type", &["area type"]), Want::new("area_name", &["area name (county names)", "area name"]), Want::new("period", &["period"])];

fn stage(stage: &mut Stage) -> Result<()> {
    match stage.file.format {
        Format::Workbook => workbook::read(stage),
        _ => csv(stage),
    }
}

fn csv(stage: &mut Stage) -> Result<()> {
    let lines = delimited::lines(stage, b',')?;
    let Some((first, body)) = lines.split_first() else { return Err(stage.refuse("it holds no rows")) };
    let header = Header::find(stage, first, CSV)?;
    let mut rows = stage.rows(if stage.file.role == "rpu_csv" { BY_UNIT } else { TABLE })?;
    let mut periods = BTreeSet::new();
    for (i, line) in body.iter().enumerate() {
        if header.fits(stage, line, i + 1 == body.len())? {
            let text = |name| header.get(line, name).unwrap_or_default();
            let place = Place { area_type: text("area_type"), area_name: text("area_name"), period: text("period") };
            periods.insert(place.period.to_owned());
            row::push(stage, &mut rows, &header, line, &place)?;
        }
    }
    stage.period = periods.into_iter().collect::<Vec<_>>().join(", ");
    stage.put(rows)
}

/// A cell of the first column, for finding a sheet's header.
fn first_cell(line: &Line) -> String {
    line.cells.first().map(|c| crate::decode::header::fold(c)).unwrap_or_default()
}
