//! BLS LAUS: county annual averages, as yearly workbooks and out of the flat files. See the README beside this file.

mod series;
mod workbook;

use crate::edition::Kind;
use crate::error::Result;
use crate::layout::{At, Layout, Says};
use crate::source::Source;
use crate::stage::Stage;

/// The source.
pub static SOURCE: Source = Source {
    id: "bls_laus",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/counties.toml")],
    layouts: &[
        Layout::new("counties", "workbook of a year with one header row", At::Sheet(&["laucnty*", "*"]), workbook::COLUMNS)
            .edition(Says::Column("calendar_year", |cell| Kind::Year.normal(whole(cell)))),
        Layout::new("counties", "workbook of a year with three header rows", At::Own(workbook::fit), workbook::COLUMNS).edition(Says::Own(workbook::year)),
        Layout::new("series", "flat file of series", At::Text(b'\t'), series::COLUMNS)
            .only(|seen| seen.any("series_id", series::is_laus))
            .edition(Says::Rows(|seen| seen.newest(["calendar_year", "period"], |[year, period]| series::month(year, period)))),
    ],
    bundled: &[],
    reader_version: 2,
    stage,
};

const TABLE: &str = "stg_bls_laus_county";

fn stage(stage: &mut Stage) -> Result<()> {
    if stage.file.role == "series" { series::stage(stage) } else { workbook::stage(stage) }
}

/// A number of a spreadsheet without the decimals that it may have got: `2020.0`.
fn whole(cell: &str) -> &str {
    cell.trim().strip_suffix(".0").unwrap_or(cell.trim())
}
