//! From the marts of a run to a report folder.

mod basis;
mod catalog;
mod columns;
mod context;
mod courses;
mod coverage;
mod enrolled;
mod gaps;
mod groups;
mod load;
mod more;
mod overrides;
mod package;
mod reviews;
mod wages;

use std::fs;
use std::path::{Path, PathBuf};

use rocp_lake::manifest::Manifest;
use rocp_lake::{Contract, LakeError, durable, paths, table};

use crate::data;
use crate::error::OutputError;
use crate::model::SourceLine;

pub use reviews::reviews;

/// Name of the link that follows the newest report.
pub const LATEST: &str = "latest";

/// What a report is drawn from.
pub struct Bundle<'a> {
    /// The run's folder.
    pub run_folder: &'a Path,
    /// Its manifest.
    pub manifest: &'a Manifest,
    /// Contracts of its marts.
    pub marts: &'a [Contract],
    /// The sources behind the figures plotted, computed from the contracts.
    pub sources: Vec<SourceLine>,
    /// What a reader must know.
    pub caveats: Vec<String>,
    /// The scheme whose regions have pages, besides the state.
    pub scheme: &'a str,
    /// What the profile compares, in words.
    pub profile_title: &'a str,
}

/// Writes the report of a run: pages, and every mart as CSV and Parquet with a Data Package that types the CSV. The folder appears whole or not at all.
///
/// # Errors
/// [`OutputError`]; nothing of an earlier report is touched.
pub fn write(bundle: &Bundle, reports: &Path) -> Result<PathBuf, OutputError> {
    let set = load::set(bundle)?;
    durable::make_folder(reports)?;
    let building = reports.join(format!(".building-{}", bundle.manifest.run));
    remove(&building)?;
    crate::report::write_pages(&set, &building)?;
    let folder = building.join("data");
    durable::make_folder(&folder)?;
    let mut resources = Vec::new();
    for contract in bundle.marts {
        let path = paths::table(&bundle.run_folder.join("mart"), &contract.name);
        let text = data::table_csv(contract, &table::read(&path, contract)?)?;
        durable::write(&folder.join(format!("{}.csv", contract.name)), &text)?;
        resources.push(package::resource(contract, &text));
        let copy = paths::table(&folder, &contract.name);
        fs::copy(&path, &copy).map_err(LakeError::io("write", &copy))?;
    }
    durable::write(&folder.join(package::NAME), &package::text(bundle.profile_title, &bundle.manifest.run, &bundle.sources, resources))?;
    let place = reports.join(&bundle.manifest.run);
    remove(&place)?;
    fs::rename(&building, &place).map_err(LakeError::io("put in place", &place))?;
    durable::sync_folder(reports)?;
    Ok(place)
}

/// Whether `latest` can follow: nothing stands in its place but a link of ours.
#[must_use]
pub fn can_follow(reports: &Path) -> bool {
    !fs::symlink_metadata(reports.join(LATEST)).is_ok_and(|m| m.is_dir())
}

/// Points `latest` at a run's report, in one step.
///
/// # Errors
/// [`OutputError::Lake`].
#[cfg(unix)]
pub fn follow(reports: &Path, run: &str) -> Result<(), OutputError> {
    let link = reports.join(".latest-new");
    remove(&link)?;
    std::os::unix::fs::symlink(run, &link).map_err(LakeError::io("make the link", &link))?;
    let place = reports.join(LATEST);
    fs::rename(&link, &place).map_err(LakeError::io("put in place", &place))?;
    Ok(durable::sync_folder(reports)?)
}

fn remove(path: &Path) -> Result<(), OutputError> {
    let gone = match fs::symlink_metadata(path) {
        Ok(m) if m.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(_) => Ok(()),
    };
    Ok(gone.map_err(LakeError::io("remove", path))?)
}
