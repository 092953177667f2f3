//! BLS QCEW by county: annual averages and quarters, as by-area files and as open-data slices. See the README beside this file.

mod row;

use std::collections::BTreeSet;

use rocp_lake::table::Encoding;

use crate::decode::{Header, Line, Want, header, stream};
use crate::error::Result;
use crate::source::Source;
use crate::stage::Stage;

/// The source.
pub static SOURCE: Source = Source {
    id: "bls_qcew",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/quarters.toml"), include_str!("tables/annual.toml")],
    layouts: &[],
    bundled: &[],
    reader_version: 1,
    stage,
};

/// Rows held in memory before they are written.
const BATCH: usize = 1 << 15;

/// Columns that both layouts have.
macro_rules! common {
    ($($more:expr),*) => {
        &[
            Want::new("area_fips", &["area_fips"]),
            Want::new("own_code", &["own_code"]),
            Want::new("naics_code", &["industry_code"]),
            Want::new("aggregation_level", &["agglvl_code"]),
            Want::new("size_code", &["size_code"]),
            Want::new("calendar_year", &["year"]),
            Want::new("quarter", &["qtr"]),
            Want::new("disclosure_code", &["disclosure_code"]),
            $($more),*
        ]
    };
}

const QUARTERS: &[Want] = common![
    Want::new("establishment_count", &["qtrly_estabs_count", "qtrly_estabs"]),
    Want::new("month1_employment", &["month1_emplvl"]),
    Want::new("month2_employment", &["month2_emplvl"]),
    Want::new("month3_employment", &["month3_emplvl"]),
    Want::new("total_wages", &["total_qtrly_wages"]),
    Want::new("average_weekly_wage", &["avg_wkly_wage"])
];

const ANNUAL: &[Want] = common![
    Want::new("establishment_count", &["annual_avg_estabs_count", "annual_avg_estabs"]),
    Want::new("average_employment", &["annual_avg_emplvl"]),
    Want::new("total_wages", &["total_annual_wages"]),
    Want::new("average_weekly_wage", &["annual_avg_wkly_wage"]),
    Want::new("average_annual_pay", &["avg_annual_pay"])
];

/// A layout: its table, its columns, and those of its figures that a mark withholds.
struct Layout {
    table: &'static str,
    wants: &'static [Want],
    figures: &'static [&'static str],
}

static BY_QUARTER: Layout = Layout {
    table: "stg_bls_qcew",
    wants: QUARTERS,
    figures: &["month1_employment", "month2_employment", "month3_employment", "total_wages", "average_weekly_wage"],
};

static BY_YEAR: Layout =
    Layout { table: "stg_bls_qcew_annual", wants: ANNUAL, figures: &["average_employment", "total_wages", "average_weekly_wage", "average_annual_pay"] };

fn stage(stage: &mut Stage) -> Result<()> {
    let layout = if stage.file.role.as_str() == "annual" { &BY_YEAR } else { &BY_QUARTER };
    let mut text = stream::rows(stage, b',')?;
    let Some(first) = text.next()? else { return Err(stage.refuse("it holds no rows")) };
    let header = Header::find(stage, &known(first), layout.wants)?;
    let mut writer = stage.writer(layout.table, &[("line", Encoding::Delta)])?;
    let mut rows = stage.rows(layout.table)?;
    let mut periods = BTreeSet::new();
    let mut next = text.next()?;
    while let Some(line) = next {
        next = text.next()?;
        if !header.fits(stage, &line, next.is_none())? {
            continue;
        }
        let area = header.get(&line, "area_fips").unwrap_or_default();
        if area != stage.part() {
            return Err(stage.refuse(format!("line {} is about area {area:?}, not {}", line.number, stage.part())));
        }
        periods.extend(row::push(stage, &mut rows, &header, &line, layout)?);
        if rows.len() >= BATCH {
            let full = std::mem::replace(&mut rows, stage.rows(layout.table)?);
            writer.write(&full.finish()?)?;
        }
    }
    writer.write(&rows.finish()?)?;
    let ends: BTreeSet<_> = periods.first().into_iter().chain(periods.last()).cloned().collect();
    stage.period = ends.into_iter().collect::<Vec<_>>().join(" to ");
    stage.close(layout.table, writer)
}

/// The header without what no table has: titles, taxes, location quotients and changes over the year.
fn known(mut line: Line) -> Line {
    for cell in &mut line.cells {
        let name = header::fold(cell);
        let prefix = ["lq_", "oty_", "taxable_"].iter().any(|p| name.starts_with(p));
        if prefix || ["_title", "_contributions"].iter().any(|s| name.ends_with(s)) {
            cell.clear();
        }
    }
    line
}
