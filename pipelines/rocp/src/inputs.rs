//! What the lake holds of the sources that a profile needs.

use std::collections::BTreeMap;

use rocp_lake::archive::{self, Receipt};
use rocp_lake::lock::WriteLock;
use rocp_lake::manifest::StagedEntry;
use rocp_lake::{Lake, paths};
use rocp_queries::Profile;
use rocp_queries::run::Staged;
use rocp_sources::decode::workbook::Decoder;
use rocp_sources::fetch::{self, bundled};
use rocp_sources::stage::{self, QUARANTINE};
use rocp_sources::{Source, catalog, chosen, identify};

use crate::error::{AppError, Result};
use crate::say;

/// One held file of one source.
pub struct Held {
    /// The source.
    pub source: &'static Source,
    /// Key of the folder that its rows are staged in.
    pub key: String,
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

/// Gives files that an earlier version of this program took in the editions that they are of; says which could not be placed.
pub fn place(lake: &Lake) -> Result<()> {
    let known = identify::known(lake)?;
    for lost in chosen::place(lake, &known, &decoder()?)? {
        say::warn(&format!("{lost}: it is not used until it is fetched again"));
    }
    Ok(())
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
    let known = identify::known(lake)?;
    let progress = say::Progress::new("unpacking", wanted.len() as u64);
    for (source, file) in wanted {
        progress.step(&format!("{} {}", source.id, file.role));
        bundled::bring(lake, &known, source, file, &decoder)?;
    }
    progress.end();
    Ok(())
}

/// The files that a profile uses of those that its sources hold: of each file the newest edition, or the one that the profile names.
pub fn held(lake: &Lake, profile: &Profile, as_of: Option<&str>) -> Result<Vec<Held>> {
    let mut out = Vec::new();
    let mut missing = Vec::new();
    let sources = profile.sources();
    if let Some(name) = profile.editions.keys().find(|k| !sources.contains(&k.split('.').next().unwrap_or_default())) {
        return Err(AppError::Usage {
            problem: format!("profile {} chooses an edition of {name}, which it does not use", profile.name),
            hint: format!("the sources of the profile are {}", sources.join(", ")),
        });
    }
    for id in sources {
        let source = catalog::find(id)?;
        let card = source.card_in(lake)?;
        if let Some(role) = profile.editions.keys().filter_map(|k| k.strip_prefix(id)?.strip_prefix('.')).find(|r| card.file(r).is_none()) {
            return Err(AppError::Usage {
                problem: format!("profile {} chooses an edition of {id}.{role}, and {id} has no file {role}", profile.name),
                hint: format!("its files are {}", card.files.iter().map(|f| f.role.as_str()).collect::<Vec<_>>().join(", ")),
            });
        }
        let receipts = chosen::used(source, &card, &chosen::held(lake, source, &card, as_of)?, &profile.editions)?;
        let needed = !profile.is_optional(id);
        for file in card.files.iter().filter(|f| f.required && (needed || !receipts.is_empty())) {
            if !receipts.iter().any(|r| card.file(&r.role).is_some_and(|f| f.role == file.role)) {
                missing.push(format!("rocp fetch {id}{} ({})", if file.is_on_web() { "" } else { " --file PATH" }, file.title));
            }
        }
        for receipt in receipts {
            let stale = refused_since(lake, id, &receipt, as_of)?;
            out.push(Held { source, key: stage::key(source, &card, &receipt.sha256), receipt, stale });
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
    let refused = later.iter().skip(at + 1).filter(until).rfind(|r| fetch::concerns(r, &used.role) && r.refused.is_some());
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
            key: h.key.clone(),
            tables: summary.tables,
            quarantined: summary.quarantined,
            acknowledged: summary.acknowledged,
            period: match &h.receipt.edition {
                Some(edition) if h.receipt.edition_given => {
                    format!("{}{}edition {edition} as given, not in the file", summary.period, if summary.period.is_empty() { "" } else { "; " })
                }
                _ => summary.period,
            },
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
