//! Transport `bundled`: files that the program carries within itself, read like a publisher's, so that a fresh machine needs no network.

use rocp_lake::archive::Receipt;
use rocp_lake::{Lake, LakeError, durable};

use super::{Arrival, Outcome, accept, held, scratch};
use crate::decode::workbook::Decoder;
use crate::error::{Result, SourceError};
use crate::source::{Bundled, Source};

/// Name of the transport on receipts.
pub const BUNDLED: &str = "bundled";

/// The carried files that the lake lacks: none of the role is held, or another version of the program carried a different one. What was fetched stays.
///
/// # Errors
/// [`SourceError::Lake`] when the receipts cannot be read.
pub fn wanted(lake: &Lake, source: &Source) -> Result<Vec<&'static Bundled>> {
    let mut out = Vec::new();
    for file in source.bundled {
        let known = held(lake, source, file.role)?;
        if known.is_none_or(|r: Receipt| r.transport == BUNDLED && r.etag.as_deref() != Some(mark(file).as_str())) {
            out.push(file);
        }
    }
    Ok(out)
}

/// Brings a carried file into the lake, through the same looks and the same staging as a fetched one.
///
/// # Errors
/// As [`accept`].
pub fn bring(lake: &Lake, source: &Source, file: &Bundled, decoder: &Decoder) -> Result<Outcome> {
    let card = source.card()?;
    let missing = || SourceError::Card { source_id: source.id.to_owned(), problem: format!("it has no file {}", file.role) };
    let spec = card.file(file.role).ok_or_else(missing)?;
    let path = scratch(lake)?.join(format!("bundled-{}-{}", source.id, file.role));
    std::fs::write(&path, file.bytes).map_err(LakeError::io("write", &path))?;
    let arrival = Arrival {
        path: path.clone(),
        name: file.name.to_owned(),
        transport: BUNDLED,
        url: spec.url.clone().unwrap_or_else(|| card.homepage.clone()),
        etag: Some(mark(file)),
        last_modified: None,
        retrieved_at: Some(format!("{}T00:00:00Z", file.retrieved)),
    };
    let outcome = accept(lake, source, spec, arrival, decoder);
    let _ = std::fs::remove_file(path);
    outcome
}

/// What tells one carried version of a file from another.
fn mark(file: &Bundled) -> String {
    durable::sha256(file.bytes)
}
