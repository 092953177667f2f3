//! What the lake holds of the sources that a profile needs.

use std::collections::BTreeMap;

use rocp_lake::archive::{self, Receipt};
use rocp_lake::lock::WriteLock;
use rocp_lake::manifest::StagedEntry;
use rocp_lake::{Lake, paths};
use rocp_queries::Profile;
use rocp_queries::run::Staged;
use rocp_sources::decode::workbook::Decoder;
use rocp_sources::fetch::bundled;
use rocp_sources::stage::{self, QUARANTINE};
use rocp_sources::{Source, catalog};

use crate::error::{AppError, Result};
use crate::say;

/// One held file of one source.
pub struct Held {
    /// The source.
    pub source: &'static Source,
    /// The file.
    pub receipt: Receipt,
    /// Why a newer file was refused.
    pub stale: Option<String>,
}

/// The decoder of workbooks: this program again.
pub fn decoder() -> Result<Decoder> {
    let program = std::env::current_exe().map_err(|source| AppError::Machine { problem: "the program cannot find itself".into(), source })?;
    Ok(Decoder::new(program))
}

/// Brings the files that the program carries into the lake, where a source of the profile holds none; what was fetched stays.
pub fn unpack(lake: &Lake, profile: &Profile) -> Result<()> {
    let mut wanted = Vec::new();
    for id in profile.sources() {
        let source = catalog::find(id)?;
        wanted.extend(bundled::wanted(lake, source)?.into_iter().map(|file| (source, file)));
    }
    if wanted.is_empty() {
        return Ok(());
    }
    let _lock = WriteLock::take(lake)?;
    let decoder = decoder()?;
    let progress = say::Progress::new("unpacking", wanted.len() as u64);
    for (source, file) in wanted {
        progress.step(&format!("{} {}", source.id, file.role));
        bundled::bring(lake, source, file, &decoder)?;
    }
    progress.end();
    Ok(())
}

/// The files that a profile's sources hold.
pub fn held(lake: &Lake, profile: &Profile, as_of: Option<&str>) -> Result<Vec<Held>> {
    let mut out = Vec::new();
    let mut missing = Vec::new();
    for id in profile.sources() {
        let source = catalog::find(id)?;
        let receipts = archive::current(lake, id, as_of)?;
        let needed = !profile.is_optional(id);
        let card = source.card()?;
        for file in card.files.iter().filter(|f| f.required && (needed || !receipts.is_empty())) {
            let any_edition = |r: &Receipt| card.file(&r.role).is_some_and(|f| f.family() == file.family());
            let first = card.files.iter().find(|f| f.family() == file.family()).is_some_and(|f| f.role == file.role);
            if first && !receipts.iter().any(any_edition) {
                missing.push(format!("rocp fetch {id}{} ({})", if file.is_on_web() { "" } else { " --file PATH" }, file.title));
            }
        }
        for receipt in receipts {
            let stale = refused_since(lake, id, &receipt, as_of)?;
            out.push(Held { source, receipt, stale });
        }
    }
    if !missing.is_empty() {
        let until = as_of.map(|d| format!(" up to {d}")).unwrap_or_default();
        return Err(AppError::Usage {
            problem: format!("profile {} needs files that the lake does not hold{until}", profile.name),
            hint: format!("fetch them first:\n  {}", missing.join("\n  ")),
        });
    }
    Ok(out)
}

/// Why the newest file of a role was refused, where one came after the file in use.
pub fn refused_since(lake: &Lake, source: &str, used: &Receipt, as_of: Option<&str>) -> Result<Option<String>> {
    let later = archive::receipts(lake, source)?;
    let at = later.iter().rposition(|r| r.refused.is_none() && r.role == used.role && r.sha256 == used.sha256).unwrap_or(0);
    let until = |r: &&Receipt| as_of.is_none_or(|d| r.retrieved_at.get(..10).is_some_and(|day| day <= d));
    let refused = later.iter().skip(at + 1).filter(until).rfind(|r| r.role == used.role && r.refused.is_some());
    Ok(refused.map(|r| {
        let (day, why) = (r.retrieved_at.get(..10).unwrap_or_default(), r.refused.clone().unwrap_or_default());
        if r.sha256.is_empty() { format!("a newer file could not be fetched on {day}: {why}") } else { format!("a newer file of {day} was refused: {why}") }
    }))
}

/// Stages what is held (from the cache where that was done before) and groups the files by table; every known table is there, empty where
/// nothing is held.
pub fn stage_all(lake: &Lake, held: &[Held], progress: impl Fn(&str)) -> Result<(Vec<Staged>, Vec<StagedEntry>)> {
    let decoder = decoder()?;
    let mut files: BTreeMap<String, Vec<std::path::PathBuf>> = BTreeMap::new();
    let mut entries = Vec::new();
    for h in held {
        progress(&format!("{} {}", h.source.id, h.receipt.role));
        let (folder, summary) = stage::stage(lake, h.source, &h.receipt, &decoder)?;
        for (table, _) in &summary.tables {
            files.entry(table.clone()).or_default().push(paths::table(&folder, table));
        }
        files.entry(QUARANTINE.to_owned()).or_default().push(paths::table(&folder, QUARANTINE));
        entries.push(StagedEntry {
            source: h.source.id.to_owned(),
            role: h.receipt.role.clone(),
            key: stage::key(h.source, &h.receipt.sha256)?,
            tables: summary.tables,
            quarantined: summary.quarantined,
            acknowledged: summary.acknowledged,
            period: summary.period,
            warnings: summary.warnings,
            receipt: h.receipt.clone(),
            stale: h.stale.clone(),
        });
    }
    Ok((tables(|name| files.remove(name).unwrap_or_default())?, entries))
}

/// Every staged table there is, with the files that `files` gives for its name.
pub fn tables(mut files: impl FnMut(&str) -> Vec<std::path::PathBuf>) -> Result<Vec<Staged>> {
    let mut out = Vec::new();
    for source in catalog::SOURCES {
        for contract in source.contracts()? {
            let files = files(&contract.name);
            out.push(Staged { contract, files });
        }
    }
    let contract = stage::quarantine_contract()?;
    let files = files(QUARANTINE);
    out.push(Staged { contract, files });
    Ok(out)
}
