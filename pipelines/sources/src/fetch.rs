//! From a publisher to the archive: bytes first, then a look at them, then a trial of staging; only what passes becomes current.

pub mod bundled;
pub mod due;
pub mod each;
pub mod file;
pub mod http;
pub mod many;

use std::path::PathBuf;

use chrono::{SecondsFormat, Utc};
use rocp_lake::archive::{self, Receipt};
use rocp_lake::{Lake, LakeError, durable};

use crate::card::FileSpec;
use crate::decode::workbook::Decoder;
use crate::error::{Result, SourceError};
use crate::inspect;
use crate::source::Source;
use crate::stage::{self, Summary};

/// What came of fetching one file.
#[derive(Debug)]
pub enum Outcome {
    /// New bytes, staged.
    New(Receipt, Summary),
    /// The same bytes as held.
    Same(Receipt),
}

/// Bytes on their way into the archive, with what the transport knows of them.
pub struct Arrival {
    /// A scratch or given file that holds the bytes.
    pub path: PathBuf,
    /// File name as published.
    pub name: String,
    /// `http`, `file` or `bundled`.
    pub transport: &'static str,
    /// Address without secrets.
    pub url: String,
    /// The server's ETag.
    pub etag: Option<String>,
    /// The server's Last-Modified.
    pub last_modified: Option<String>,
    /// When it was taken from the publisher, where that was not just now.
    pub retrieved_at: Option<String>,
}

/// Archives what arrived, looks at it, stages it; only then it becomes the source's current file.
///
/// # Errors
/// [`SourceError`]: the bytes stay in the archive with a receipt that says why they were refused; what was current stays current.
pub fn accept(lake: &Lake, source: &Source, file: &FileSpec, arrival: Arrival, decoder: &Decoder) -> Result<Outcome> {
    let held = held(lake, source, &file.role)?;
    let too_big = |n: u64| SourceError::Refused {
        source_id: source.id.to_owned(),
        file: arrival.name.clone(),
        problem: format!("it holds over {n} bytes, more than its card allows"),
    };
    let stored = file::archive(lake, &arrival.path, file.max_bytes)?.ok_or_else(|| too_big(file.max_bytes))?;
    let mut receipt = Receipt {
        role: file.role.clone(),
        name: arrival.name,
        sha256: stored.sha256,
        bytes: stored.bytes,
        transport: arrival.transport.to_owned(),
        url: arrival.url,
        retrieved_at: arrival.retrieved_at.unwrap_or_else(now),
        etag: arrival.etag,
        last_modified: arrival.last_modified,
        refused: None,
        note: None,
    };
    if let Some(held) = &held
        && held.sha256 == receipt.sha256
    {
        stage::stage(lake, source, held, decoder)?;
        confirmed(lake, source, held)?;
        return Ok(Outcome::Same(held.clone()));
    }
    match look(lake, source, file, &receipt, held.as_ref()).and_then(|()| stage::stage(lake, source, &receipt, decoder)) {
        Ok((_, summary)) => {
            archive::add_receipt(lake, source.id, &receipt)?;
            Ok(Outcome::New(receipt, summary))
        }
        Err(error) => {
            receipt.refused = Some(error.to_string());
            archive::add_receipt(lake, source.id, &receipt)?;
            Err(error)
        }
    }
}

/// Records that a publisher's file could not be had: what is held stays in use and is stale until a fetch succeeds.
///
/// # Errors
/// [`SourceError::Lake`] when the receipt cannot be written.
pub fn failed(lake: &Lake, source: &Source, file: &FileSpec, why: &SourceError) -> Result<()> {
    let receipt = Receipt {
        role: file.role.clone(),
        name: file.title.clone(),
        sha256: String::new(),
        bytes: 0,
        transport: "http".to_owned(),
        url: file.url.clone().unwrap_or_default(),
        retrieved_at: now(),
        etag: None,
        last_modified: None,
        refused: Some(why.to_string()),
        note: None,
    };
    Ok(archive::add_receipt(lake, source.id, &receipt)?)
}

/// Records that the publisher still has what is held, where an attempt before this one failed or was refused: it is fresh again.
///
/// # Errors
/// [`SourceError::Lake`] when the receipts cannot be read or written.
pub fn confirmed(lake: &Lake, source: &Source, held: &Receipt) -> Result<()> {
    let newest = archive::receipts(lake, source.id)?.into_iter().rfind(|r| r.role == held.role);
    if newest.is_some_and(|r| r.refused.is_some()) {
        archive::add_receipt(lake, source.id, &Receipt { retrieved_at: now(), ..held.clone() })?;
    }
    Ok(())
}

fn now() -> String {
    Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The file of a role that is in use.
///
/// # Errors
/// [`SourceError::Lake`].
pub fn held(lake: &Lake, source: &Source, role: &str) -> Result<Option<Receipt>> {
    Ok(archive::current(lake, source.id, None)?.into_iter().find(|r| r.role == role))
}

/// Says what is wrong with archived bytes before they are staged.
fn look(lake: &Lake, source: &Source, file: &FileSpec, receipt: &Receipt, held: Option<&Receipt>) -> Result<()> {
    let refuse = |problem: String| SourceError::Refused { source_id: source.id.to_owned(), file: receipt.name.clone(), problem };
    let bytes = archive::open(lake, &receipt.sha256)?;
    if let Some(problem) = inspect::problem(file.format, bytes).map_err(LakeError::io("read the archived file", &lake.blob(&receipt.sha256)))? {
        return Err(refuse(problem));
    }
    if let Some(held) = held {
        #[allow(clippy::cast_precision_loss, reason = "a guard, not a figure")]
        let share = receipt.bytes as f64 / held.bytes.max(1) as f64;
        if share < file.shrink_guard {
            return Err(refuse(format!("it shrank to {} bytes from the {} held: part of it may be missing", receipt.bytes, held.bytes)));
        }
    }
    Ok(())
}

/// A scratch folder inside the lake.
///
/// # Errors
/// [`SourceError::Lake`].
pub fn scratch(lake: &Lake) -> Result<PathBuf> {
    let folder = lake.scratch();
    durable::make_folder(&folder)?;
    Ok(folder)
}
