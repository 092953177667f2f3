//! Career technical education in high schools. See the README beside this file.

mod class_section;
mod pathway;

use crate::error::Result;
use crate::source::Source;
use crate::stage::Stage;

/// The source.
pub static SOURCE: Source = Source {
    id: "cde_cte",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/pathway.toml"), include_str!("tables/class_section.toml")],
    layouts: &[],
    bundled: &[],
    reader_version: 1,
    stage,
};

fn stage(stage: &mut Stage) -> Result<()> {
    if stage.file.role.as_str() == "class_sections" { class_section::stage(stage) } else { pathway::stage(stage) }
}
