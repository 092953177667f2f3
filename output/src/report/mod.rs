//! Self-contained HTML pages: a landing page and one page a region.

mod check;
mod csp;
mod findings;
mod index;
mod region;
#[cfg(test)]
pub(crate) mod sample;
mod sections;
mod shell;
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use crate::canvas::Fonts;
use crate::error::OutputError;
use crate::facts::Facts;
use crate::model::{RegionReport, ReportSet};
use shell::Shell;

/// Id of the state among the regions.
pub const STATE: &str = "california";

/// Writes `index.html` and `region/<region_id>.html` into `dir`, which is made where it does not exist.
///
/// The pages link to `data/supply_demand_gap.csv` and `.parquet` beside `index.html`; they are the caller's to write.
/// Returns the files written, the landing page first, then the regions in the order of the landing page.
///
/// # Errors
/// Before anything is written: [`OutputError::NoRegions`], [`OutputError::RegionId`], [`OutputError::DuplicateRegion`],
/// [`OutputError::NotFinite`] and the errors of the charts. Then [`OutputError::Write`].
pub fn write_pages(set: &ReportSet, dir: &Path) -> Result<Vec<PathBuf>, OutputError> {
    let pages = pages(set)?;
    let folder = dir.join("region");
    fs::create_dir_all(&folder).map_err(|source| OutputError::Write { path: folder, source })?;
    let mut written = Vec::with_capacity(pages.len());
    for (name, html) in pages {
        let path = dir.join(name);
        fs::write(&path, html).map_err(|source| OutputError::Write { path: path.clone(), source })?;
        written.push(path);
    }
    Ok(written)
}

/// Every page as its path under the report's folder (with `/`) and its HTML.
///
/// # Errors
/// As [`write_pages`], without those of writing.
pub fn pages(set: &ReportSet) -> Result<Vec<(String, String)>, OutputError> {
    check::set(set)?;
    let fonts = Fonts::load()?;
    let shell = Shell::new();
    let regions = ordered(set);
    let state = regions.iter().find(|r| r.region_id == STATE).map(|r| Facts::of(r));
    let mut pages = vec![("index.html".to_owned(), index::page(set, &regions, &shell))];
    for region in regions {
        let html = region::page(set, region, state.as_ref(), &fonts, &shell)?;
        pages.push((format!("region/{}.html", region.region_id), html));
    }
    Ok(pages)
}

/// The state first, then the regions as they were given.
fn ordered(set: &ReportSet) -> Vec<&RegionReport> {
    let (mut first, rest): (Vec<_>, Vec<_>) = set.regions.iter().partition(|r| r.region_id == STATE);
    first.extend(rest);
    first
}

#[cfg(test)]
mod tests;
