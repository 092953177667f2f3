//! Data Mart course reports: two pivot tables. See the README beside this file.

mod pivot;
mod success;
mod summary;

use crate::error::Result;
use crate::layout::{At, Layout, Says};
use crate::source::Source;
use crate::stage::Stage;

/// The source.
pub static SOURCE: Source = Source {
    id: "cccco_datamart",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/course_success.toml"), include_str!("tables/course_summary.toml")],
    layouts: &[
        Layout::new("course_success", "pivot of terms, kinds of course and five measures", At::Own(success::fit), &[]).edition(Says::Own(pivot::newest)),
        Layout::new("course_summary", "pivot of terms by credit status and program", At::Own(summary::fit), &[]).edition(Says::Own(pivot::newest)),
    ],
    bundled: &[],
    reader_version: 2,
    stage,
};

fn stage(stage: &mut Stage) -> Result<()> {
    match stage.file.role.as_str() {
        "course_success" => success::read(stage),
        _ => summary::read(stage),
    }
}
