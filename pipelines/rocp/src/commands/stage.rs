//! `rocp stage`: what becomes of a file, without a lake.

use std::path::Path;

use rocp_sources::fetch::file;
use rocp_sources::{catalog, stage};

use super::fetch;
use crate::error::Result;
use crate::{inputs, say};

/// Runs the command.
pub fn run(id: &str, path: &Path, out: &Path, role: Option<&str>) -> Result<u8> {
    let source = catalog::find(id)?;
    let card = source.card()?;
    let spec = fetch::role(&card, path, role)?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let summary = stage::stage_into(out, source, &spec.role, &name, "", &|| file::open(path), &inputs::decoder()?)?;
    for (table, rows) in &summary.tables {
        println!("{table}: {} rows in {}", say::count(*rows), rocp_lake::paths::table(out, table).display());
    }
    println!("put aside: {} rows, {} of them known to the card", say::count(summary.quarantined), say::count(summary.acknowledged));
    for warning in &summary.warnings {
        say::warn(warning);
    }
    Ok(0)
}
