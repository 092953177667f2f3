//! Career technical education in high schools. See the README beside this file.

mod class_section;
mod pathway;

use crate::clean::schools;
use crate::error::Result;
use crate::layout::{At, Layout, Says};
use crate::source::Source;
use crate::stage::Stage;

/// The source.
pub static SOURCE: Source = Source {
    id: "cde_cte",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/pathway.toml"), include_str!("tables/class_section.toml")],
    layouts: &[
        Layout::new("completers", "report as text", At::Text(b','), pathway::COLUMNS).only(|seen| pathway::of_completers(seen.above())).edition(pathway::YEAR),
        Layout::new("completers", "report as workbook", At::Sheet(&["*"]), pathway::COLUMNS)
            .only(|seen| pathway::of_completers(seen.above()))
            .edition(pathway::YEAR),
        Layout::new("participants", "report as text", At::Text(b','), pathway::COLUMNS)
            .only(|seen| pathway::of_participants(seen.above()))
            .edition(pathway::YEAR),
        Layout::new("participants", "report as workbook", At::Sheet(&["*"]), pathway::COLUMNS)
            .only(|seen| pathway::of_participants(seen.above()))
            .edition(pathway::YEAR),
        Layout::new("class_sections", "text, alone or zipped", At::Text(b'\t'), class_section::COLUMNS).edition(Says::Column("academic_year", schools::year)),
    ],
    bundled: &[],
    reader_version: 2,
    stage,
};

fn stage(stage: &mut Stage) -> Result<()> {
    if stage.file.role.as_str() == "class_sections" { class_section::stage(stage) } else { pathway::stage(stage) }
}
