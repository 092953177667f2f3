//! Runs: immutable folders that become visible by one atomic pointer.
//!
//! A run is written into a hidden folder, its manifest last, then renamed into place; [`publish`] moves the pointer `CURRENT`. A reader
//! follows the pointer only, so it sees the old run or the new one, never a mixture.

use std::fs;
use std::path::PathBuf;

use crate::durable;
use crate::error::{LakeError, Result};
use crate::lock::WriteLock;
use crate::manifest::Manifest;
use crate::paths::{self, Lake};

/// How many runs clean-up keeps, besides the pinned ones and the published one.
pub const KEEP: usize = 14;

/// Starts a run folder, throwing away what a crash may have left of the same run.
///
/// # Errors
/// [`LakeError::Io`].
pub fn begin(lake: &Lake, _lock: &WriteLock, run: &str) -> Result<PathBuf> {
    let folder = lake.building(run);
    remove(&folder)?;
    durable::make_folder(&folder)?;
    Ok(folder)
}

/// Completes a run folder: manifest last, flush, rename into place. The run is not yet published.
///
/// # Errors
/// [`LakeError::Io`] or [`LakeError::Json`].
pub fn commit(lake: &Lake, _lock: &WriteLock, manifest: &Manifest) -> Result<PathBuf> {
    let building = lake.building(&manifest.run);
    let path = paths::manifest(&building);
    let text = serde_json::to_string_pretty(manifest).map_err(|source| LakeError::Json { path: path.clone(), source })?;
    durable::write(&path, text.as_bytes())?;
    let place = lake.run(&manifest.run);
    remove(&place)?;
    fs::rename(&building, &place).map_err(LakeError::io("put in place", &place))?;
    durable::sync_folder(&lake.runs())?;
    Ok(place)
}

/// Points `CURRENT` at a complete run.
///
/// # Errors
/// [`LakeError::UnknownRun`] when the run is not complete, [`LakeError::Io`].
pub fn publish(lake: &Lake, _lock: &WriteLock, run: &str) -> Result<()> {
    manifest(lake, run)?;
    durable::write(&lake.current(), format!("{run}\n").as_bytes())
}

/// The published run's id, where there is one.
///
/// # Errors
/// [`LakeError::Io`] when the pointer cannot be read.
pub fn current(lake: &Lake) -> Result<Option<String>> {
    match fs::read_to_string(lake.current()) {
        Ok(text) => Ok(Some(text.trim().to_owned()).filter(|t| !t.is_empty())),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(LakeError::io("read", &lake.current())(e)),
    }
}

/// The published run's id.
///
/// # Errors
/// [`LakeError::NoRun`] when nothing has been published.
pub fn published(lake: &Lake) -> Result<String> {
    current(lake)?.ok_or_else(|| LakeError::NoRun { path: lake.root().to_owned() })
}

/// A run's manifest.
///
/// # Errors
/// [`LakeError::UnknownRun`], [`LakeError::Io`], [`LakeError::Json`].
pub fn manifest(lake: &Lake, run: &str) -> Result<Manifest> {
    let unknown = || LakeError::UnknownRun { run: run.to_owned(), path: lake.root().to_owned() };
    if run.is_empty() || !run.chars().all(|c| c.is_ascii_alphanumeric()) {
        return Err(unknown());
    }
    let path = paths::manifest(&lake.run(run));
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Err(unknown()),
        Err(e) => return Err(LakeError::io("read", &path)(e)),
    };
    serde_json::from_str(&text).map_err(|source| LakeError::Json { path, source })
}

/// Every complete run, newest first.
///
/// # Errors
/// [`LakeError::Io`], [`LakeError::Json`].
pub fn runs(lake: &Lake) -> Result<Vec<Manifest>> {
    let mut out = Vec::new();
    for name in folders(lake)? {
        if !name.starts_with('.') {
            match manifest(lake, &name) {
                Ok(m) => out.push(m),
                Err(LakeError::UnknownRun { .. }) => {}
                Err(e) => return Err(e),
            }
        }
    }
    out.sort_by(|a, b| (&b.made_at, &b.run).cmp(&(&a.made_at, &a.run)));
    Ok(out)
}

/// Keeps a run from clean-up, or lets it go again.
///
/// # Errors
/// As [`manifest`], [`LakeError::Io`].
pub fn pin(lake: &Lake, _lock: &WriteLock, run: &str, keep: bool) -> Result<()> {
    manifest(lake, run)?;
    let mark = paths::pinned(&lake.run(run));
    if keep { durable::write(&mark, b"") } else { remove(&mark) }
}

/// Removes unfinished folders, runs beyond [`KEEP`] that are neither published nor pinned, and staged tables that neither a kept run nor
/// `in_use` (staged folders of the newest files) needs. Returns what was removed.
///
/// # Errors
/// [`LakeError::Io`], [`LakeError::Json`].
pub fn clean_up(lake: &Lake, _lock: &WriteLock, in_use: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut removed = Vec::new();
    let published = current(lake)?;
    for name in folders(lake)?.into_iter().filter(|n| n.starts_with(".building-")) {
        removed.push(lake.runs().join(name));
    }
    let mut kept = in_use.to_vec();
    for (i, m) in runs(lake)?.into_iter().enumerate() {
        let folder = lake.run(&m.run);
        if i < KEEP || published.as_deref() == Some(&m.run) || paths::pinned(&folder).exists() {
            kept.extend(m.staged.iter().map(|s| lake.staged(&s.source, &s.role, &s.key)));
        } else {
            removed.push(folder);
        }
    }
    for staged in staged_folders(lake)? {
        if !kept.contains(&staged) {
            removed.push(staged);
        }
    }
    // What a kill left while bytes were on their way: nobody else writes while the lock is held.
    let arriving = |p: &PathBuf| p.file_name().is_some_and(|n| [".arriving-", "fetch-", "bundled-"].iter().any(|k| n.to_string_lossy().starts_with(k)));
    removed.extend(children(&lake.archive())?.into_iter().chain(children(&lake.scratch())?).filter(arriving));
    for path in &removed {
        remove(path)?;
    }
    Ok(removed)
}

fn folders(lake: &Lake) -> Result<Vec<String>> {
    Ok(children(&lake.runs())?.into_iter().filter_map(|p| p.file_name().map(|n| n.to_string_lossy().into_owned())).collect())
}

fn staged_folders(lake: &Lake) -> Result<Vec<PathBuf>> {
    let mut out = vec![lake.all_staged()];
    for _ in ["source", "role", "key"] {
        let mut below = Vec::new();
        for folder in out {
            below.extend(children(&folder)?);
        }
        out = below;
    }
    Ok(out)
}

/// The entries of a folder in name order; none when it does not exist.
fn children(folder: &std::path::Path) -> Result<Vec<PathBuf>> {
    let read = match fs::read_dir(folder) {
        Ok(read) => read,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(LakeError::io("list", folder)(e)),
    };
    let mut out = Vec::new();
    for entry in read {
        out.push(entry.map_err(LakeError::io("list", folder))?.path());
    }
    out.sort();
    Ok(out)
}

/// Removes a file or folder, which need not exist.
fn remove(path: &std::path::Path) -> Result<()> {
    let result = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match result {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(LakeError::io("remove", path)(e)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
