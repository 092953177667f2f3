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
use crate::head::{Head, Raw};
use crate::identify::{self, Known, Said};
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

/// What arrives is meant to be.
pub struct Meant<'a> {
    /// Every source with its card.
    pub known: &'a [Known],
    /// The source, where it was said or asked.
    pub source: Option<&'static str>,
    /// The role, edition and part that were said or asked.
    pub said: Said<'a>,
}

/// Archives what arrived, tells what it is, looks at it, stages it; only then it is held, beside the other editions of its file.
///
/// # Errors
/// [`SourceError`]: the bytes stay in the archive with a receipt that says why they were refused; what was held stays held.
pub fn accept(lake: &Lake, meant: &Meant, arrival: Arrival, decoder: &Decoder) -> Result<(&'static Source, Outcome)> {
    let most = meant.most();
    let stored = file::archive(lake, &arrival.path, most)?.ok_or_else(|| SourceError::Refused {
        source_id: meant.source.unwrap_or("rocp").to_owned(),
        file: arrival.name.clone(),
        problem: format!("it holds over {most} bytes, more than its card allows"),
    })?;
    let raw = || archive::open(lake, &stored.sha256);
    let mut receipt = Receipt {
        role: String::new(),
        name: arrival.name,
        sha256: stored.sha256.clone(),
        bytes: stored.bytes,
        transport: arrival.transport.to_owned(),
        url: arrival.url,
        retrieved_at: arrival.retrieved_at.unwrap_or_else(now),
        etag: arrival.etag,
        last_modified: arrival.last_modified,
        refused: None,
        note: None,
        edition: None,
        edition_given: false,
    };
    let refused = |mut receipt: Receipt, source: Option<&'static str>, error: SourceError| -> Result<(&'static Source, Outcome)> {
        // What was said of the file is where its refusal is remembered; a file that is something else, or waits for a word of the user, is no newer one of this.
        let is_another = matches!(
            error,
            SourceError::Otherwise { .. } | SourceError::Edition { .. } | SourceError::Several { .. } | SourceError::Spelled { .. } | SourceError::Role { .. }
        );
        let by_hand = receipt.transport == "file";
        if let (Some(source), Some(role)) = (source, &meant.asked_role())
            && !(is_another && by_hand)
        {
            receipt.role.clone_from(role);
            receipt.refused = Some(error.to_string());
            archive::add_receipt(lake, source, &receipt)?;
        }
        Err(error)
    };
    let identified = meant.first_look(&receipt, &raw).and_then(|()| {
        let head = Head::new(&receipt.name, &raw, decoder)?;
        match meant.source {
            Some(source) => identify::of_source(meant.known, source, &head, meant.said),
            None => identify::of_all(meant.known, &head, meant.said),
        }
    });
    let ((source, card), identity) = match identified {
        Ok(found) => found,
        Err(error) => return refused(receipt, meant.source, error),
    };
    let Some(spec) = card.file(&identity.family) else {
        return Err(SourceError::Card { source_id: source.id.to_owned(), problem: format!("it has no file {}", identity.family) });
    };
    receipt.role.clone_from(&identity.role);
    receipt.edition = identity.edition;
    receipt.edition_given = receipt.edition.is_some() && !identity.is_proved;
    let all = archive::current(lake, source.id, None)?;
    let held = all.iter().find(|r| r.role == receipt.role);
    if let Some(held) = held.filter(|h| h.sha256 == receipt.sha256) {
        stage::stage(lake, source, held, decoder)?;
        confirmed(lake, source, held)?;
        return Ok((source, Outcome::Same(held.clone())));
    }
    let twice = all.iter().find(|r| r.sha256 == receipt.sha256 && r.role != receipt.role && card.file(&r.role).is_some_and(|f| f.role == spec.role));
    let looked = match twice {
        Some(twice) => Err(SourceError::Twice {
            file: receipt.name.clone(),
            held: format!("{} {}", source.id, twice.role),
            said: format!("{} {}", source.id, receipt.role),
        }),
        None => look(lake, source, spec, &receipt, held),
    };
    match looked.and_then(|()| stage::stage(lake, source, &receipt, decoder)) {
        Ok((_, summary)) => {
            archive::add_receipt(lake, source.id, &receipt)?;
            Ok((source, Outcome::New(receipt, summary)))
        }
        Err(error) => {
            receipt.refused = Some(error.to_string());
            archive::add_receipt(lake, source.id, &receipt)?;
            Err(error)
        }
    }
}

impl Meant<'_> {
    /// The most bytes that any file that is meant may have.
    fn most(&self) -> u64 {
        let sources = self.known.iter().filter(|(s, _)| self.source.is_none_or(|id| id == s.id));
        let files = sources.flat_map(|(_, card)| card.files.iter().filter(|f| self.said.role.is_none_or(|r| card.file(r).is_some_and(|w| w.role == f.role))));
        files.map(|f| f.max_bytes).max().unwrap_or(1 << 20)
    }

    /// The role under which a refusal is remembered.
    fn asked_role(&self) -> Option<String> {
        let (_, card) = self.known.iter().find(|(s, _)| Some(s.id) == self.source)?;
        let file = match self.said.role {
            Some(role) => card.file(role)?,
            None => card.files.first()?,
        };
        let (part, edition) = self.said.role.map_or((None, None), |r| file.parts_of(r));
        Some(file.held_as(part.as_deref().or(self.said.part), edition.as_deref().or(self.said.edition)))
    }

    /// What is wrong with the bytes at first sight, where the role is known.
    fn first_look(&self, receipt: &Receipt, raw: Raw) -> Result<()> {
        let card = self.known.iter().find(|(s, _)| Some(s.id) == self.source).map(|(_, c)| c);
        let file = card.zip(self.said.role).and_then(|(c, r)| c.file(r)).or(card.and_then(|c| if let [one] = c.files.as_slice() { Some(one) } else { None }));
        let refuse = |problem| SourceError::Refused { source_id: self.source.unwrap_or("rocp").to_owned(), file: receipt.name.clone(), problem };
        let problem = inspect::problem(file.map(|f| f.format), raw()?).map_err(LakeError::io("read the archived file", std::path::Path::new(&receipt.name)))?;
        problem.map_or(Ok(()), |problem| Err(refuse(problem)))
    }
}

/// Records that a publisher's file could not be had: what is held stays in use and is stale until a fetch succeeds.
///
/// # Errors
/// [`SourceError::Lake`] when the receipt cannot be written.
pub fn failed(lake: &Lake, source: &Source, file: &FileSpec, why: &SourceError) -> Result<()> {
    let receipt = Receipt {
        role: file.asked_role(),
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
        edition: file.asked.clone(),
        edition_given: false,
    };
    Ok(archive::add_receipt(lake, source.id, &receipt)?)
}

/// Records that the publisher still has what is held, where an attempt before this one failed or was refused: it is fresh again.
///
/// # Errors
/// [`SourceError::Lake`] when the receipts cannot be read or written.
pub fn confirmed(lake: &Lake, source: &Source, held: &Receipt) -> Result<()> {
    let newest = archive::receipts(lake, source.id)?.into_iter().rfind(|r| concerns(r, &held.role));
    if newest.is_some_and(|r| r.refused.is_some()) {
        archive::add_receipt(lake, source.id, &Receipt { retrieved_at: now(), ..held.clone() })?;
    }
    Ok(())
}

/// Whether a receipt is about the file of a role: it is of the role itself, or of a file that was asked for without knowing which edition would come.
#[must_use]
pub fn concerns(receipt: &Receipt, role: &str) -> bool {
    role == receipt.role || role.strip_prefix(receipt.role.as_str()).is_some_and(|rest| rest.starts_with(':'))
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
    if let Some(problem) = inspect::problem(Some(file.format), bytes).map_err(LakeError::io("read the archived file", &lake.blob(&receipt.sha256)))? {
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
