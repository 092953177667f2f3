//! Transport `bundled`: files that the program carries within itself, read like a publisher's, so that a fresh machine needs no network.

use rocp_lake::archive::{self, Receipt};
use rocp_lake::{Lake, LakeError, durable};

use super::{Arrival, Meant, Outcome, accept, scratch};
use crate::decode::workbook::Decoder;
use crate::error::{Result, SourceError};
use crate::identify::{Known, Said};
use crate::source::{Bundled, Source};

/// Name of the transport on receipts.
pub const BUNDLED: &str = "bundled";

/// The carried files that the lake lacks: none of the role is held, or another version of the program carried a different one. What was fetched stays.
///
/// # Errors
/// [`SourceError`] when the receipts or the card cannot be read.
pub fn wanted(lake: &Lake, source: &Source) -> Result<Vec<&'static Bundled>> {
    let mut out = Vec::new();
    if source.bundled.is_empty() {
        return Ok(out);
    }
    let card = source.card_in(lake)?;
    let held = archive::current(lake, source.id, None)?;
    for file in source.bundled {
        let same = |r: &&Receipt| card.file(&r.role).is_some_and(|f| f.role == file.role);
        let mut of_role = held.iter().filter(same).peekable();
        let known = of_role.peek().is_some();
        let ours = of_role.clone().all(|r| r.transport == BUNDLED);
        if !known || (ours && !of_role.any(|r| r.etag.as_deref() == Some(mark(file).as_str()))) {
            out.push(file);
        }
    }
    Ok(out)
}

/// Brings a carried file into the lake, through the same looks and the same staging as a fetched one.
///
/// # Errors
/// As [`accept`].
pub fn bring(lake: &Lake, known: &[Known], source: &Source, file: &Bundled, decoder: &Decoder) -> Result<Outcome> {
    let card = source.card_in(lake)?;
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
    let said = Said { role: Some(file.role), edition: file.edition, part: None };
    let outcome = accept(lake, &Meant { known, source: Some(source.id), said }, arrival, decoder);
    let _ = std::fs::remove_file(path);
    Ok(outcome?.1)
}

/// What tells one carried version of a file from another.
fn mark(file: &Bundled) -> String {
    durable::sha256(file.bytes)
}
