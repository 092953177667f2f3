//! BLS QCEW by county: annual averages and quarters, as by-area files and as open-data slices. See the README beside this file.

mod row;

use std::collections::BTreeSet;

use crate::decode::Want;
use crate::edition::{self, Kind as Edition};
use crate::error::Result;
use crate::layout::{At, Layout, Says};
use crate::source::Source;
use crate::stage::{Long, Stage, each_row};

/// The source.
pub static SOURCE: Source = Source {
    id: "bls_qcew",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/quarters.toml"), include_str!("tables/annual.toml")],
    layouts: &[
        Layout::new("annual", "annual averages of an area", At::Text(b','), ANNUAL)
            .ignoring(IGNORED)
            .edition(Says::Column("calendar_year", |cell| Edition::Year.normal(cell)))
            .part(Says::Column("area_fips", area)),
        Layout::new("quarters", "quarters of an area", At::Text(b','), QUARTERS)
            .ignoring(IGNORED)
            .edition(Says::Rows(|seen| seen.newest(["calendar_year", "quarter"], |[year, of]| quarter(year, of))))
            .part(Says::Column("area_fips", area)),
    ],
    bundled: &[],
    reader_version: 2,
    stage,
};

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

/// What no table has: titles, taxes, location quotients and changes over the year.
const IGNORED: &[&str] = &["lq_*", "oty_*", "taxable_*", "*_title", "*_contributions"];

/// What is staged of a kind of file: its table, its columns, and those of its figures that a mark withholds.
struct Kind {
    table: &'static str,
    wants: &'static [Want],
    figures: &'static [&'static str],
}

static BY_QUARTER: Kind = Kind {
    table: "stg_bls_qcew",
    wants: QUARTERS,
    figures: &["month1_employment", "month2_employment", "month3_employment", "total_wages", "average_weekly_wage"],
};

static BY_YEAR: Kind =
    Kind { table: "stg_bls_qcew_annual", wants: ANNUAL, figures: &["average_employment", "total_wages", "average_weekly_wage", "average_annual_pay"] };

/// An area's code: five characters.
fn area(cell: &str) -> Option<String> {
    let fits = cell.len() == 5 && cell.bytes().all(|b| b.is_ascii_alphanumeric());
    fits.then(|| cell.to_owned())
}

/// A year and a quarter as a release: `2016-Q4`.
fn quarter(year: &str, quarter: &str) -> Option<String> {
    edition::year(year).filter(|_| matches!(quarter, "1" | "2" | "3" | "4")).map(|y| format!("{y}-Q{quarter}"))
}

fn stage(stage: &mut Stage) -> Result<()> {
    let kind = if stage.file.role == "annual" { &BY_YEAR } else { &BY_QUARTER };
    let mut rows = Long::open(stage, kind.table)?;
    let mut periods = BTreeSet::new();
    each_row(stage, b',', kind.wants, |stage, header, line| {
        let area = header.get(line, "area_fips").unwrap_or_default();
        if area != stage.part() {
            return Err(stage.refuse(format!("line {} is about area {area:?}, not {}: one file is one area", line.number, stage.part())));
        }
        if let Some(period) = row::push(stage, &mut rows, header, line, kind)? {
            if kind.table == BY_YEAR.table {
                stage.saw(&period);
            }
            periods.insert(period);
        }
        Ok(())
    })?;
    let ends: BTreeSet<_> = periods.first().into_iter().chain(periods.last()).cloned().collect();
    stage.period = ends.into_iter().collect::<Vec<_>>().join(" to ");
    rows.close(stage)
}
