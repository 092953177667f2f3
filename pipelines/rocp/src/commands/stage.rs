//! `rocp stage`: what becomes of a file, without a lake.

use std::path::Path;

use rocp_lake::Lake;
use rocp_sources::fetch::file;
use rocp_sources::head::Head;
use rocp_sources::identify::{self, Said};
use rocp_sources::{catalog, stage};

use crate::cli::AsGiven;
use crate::error::Result;
use crate::{inputs, say};

/// Runs the command.
pub fn run(lake: &Lake, id: &str, path: &Path, out: &Path, role: Option<&str>, as_given: &AsGiven) -> Result<u8> {
    let source = catalog::find(id)?;
    let known = identify::known(lake)?;
    let decoder = inputs::decoder()?;
    let name = identify::name_of(path);
    let raw = || file::open(path);
    let head = Head::new(&name, &raw, &decoder)?;
    let said = Said { role, edition: as_given.edition.as_deref(), part: as_given.part.as_deref() };
    let ((_, card), identity) = identify::of_source(&known, source.id, &head, said)?;
    let file = stage::File { source, card, name: &name, sha256: "", raw: &raw };
    let summary = stage::stage_into(out, &file, &identity.role, &decoder)?;
    for (table, rows) in &summary.tables {
        println!("{table}: {} rows in {}", say::count(*rows), rocp_lake::paths::table(out, table).display());
    }
    println!("put aside: {} rows, {} of them known to the card", say::count(summary.quarantined), say::count(summary.acknowledged));
    for warning in &summary.warnings {
        say::warn(warning);
    }
    Ok(0)
}
