//! One file that holds a version of each of several providers: archived once, with a receipt for each.

use chrono::{SecondsFormat, Utc};
use rocp_lake::Lake;
use rocp_lake::archive::{self, Receipt};

use super::{Arrival, file, look};
use crate::card::FileSpec;
use crate::decode::workbook::Decoder;
use crate::error::{Result, SourceError};
use crate::source::Source;
use crate::stage;

/// Archives a file and stages it for each id; then all of them become current, or none. Returns the receipts in the order of the ids.
///
/// # Errors
/// [`SourceError`]: the bytes stay in the archive with one receipt that says why they were refused; what was current stays current.
pub fn accept(lake: &Lake, source: &Source, spec: &FileSpec, arrival: Arrival, ids: &[String], note: Option<&str>, decoder: &Decoder) -> Result<Vec<Receipt>> {
    let mut receipt = archived(lake, source, spec, arrival, note)?;
    let receipts: Vec<Receipt> = ids.iter().map(|id| Receipt { role: format!("{}:{id}", spec.role), ..receipt.clone() }).collect();
    let staged = look(lake, source, spec, &receipt, None).and_then(|()| receipts.iter().try_for_each(|r| stage::stage(lake, source, r, decoder).map(|_| ())));
    if let Err(error) = staged {
        receipt.refused = Some(error.to_string());
        archive::add_receipt(lake, source.id, &receipt)?;
        return Err(error);
    }
    for r in &receipts {
        archive::add_receipt(lake, source.id, r)?;
    }
    Ok(receipts)
}

/// Archives a file that was looked at and found wanting, with a receipt that says why.
///
/// # Errors
/// [`SourceError::Lake`]; [`SourceError::Refused`] for a file that is too large to keep.
pub fn refuse(lake: &Lake, source: &Source, spec: &FileSpec, arrival: Arrival, note: Option<&str>, why: &SourceError) -> Result<()> {
    let receipt = Receipt { refused: Some(why.to_string()), ..archived(lake, source, spec, arrival, note)? };
    Ok(archive::add_receipt(lake, source.id, &receipt)?)
}

fn archived(lake: &Lake, source: &Source, spec: &FileSpec, arrival: Arrival, note: Option<&str>) -> Result<Receipt> {
    let stored = file::archive(lake, &arrival.path, spec.max_bytes)?.ok_or_else(|| SourceError::Refused {
        source_id: source.id.to_owned(),
        file: arrival.name.clone(),
        problem: format!("it holds over {} bytes, more than its card allows", spec.max_bytes),
    })?;
    Ok(Receipt {
        role: spec.role.clone(),
        name: arrival.name,
        sha256: stored.sha256,
        bytes: stored.bytes,
        transport: arrival.transport.to_owned(),
        url: arrival.url,
        retrieved_at: Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true),
        etag: arrival.etag,
        last_modified: arrival.last_modified,
        refused: None,
        note: note.map(str::to_owned),
        edition: None,
        edition_given: false,
    })
}
