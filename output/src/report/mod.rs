//! Self-contained HTML pages: a landing page, one page a region, provider and course, and one on the method.

mod basis;
mod capacity;
mod cells;
mod changes;
mod check;
mod context;
mod course;
mod csp;
mod demand;
mod deserts;
mod docket;
mod enrolled;
mod evidence;
mod findings;
mod firm;
mod index;
mod lists;
mod method;
mod overrides;
mod provider;
mod region;
mod review;
#[cfg(test)]
pub(crate) mod sample;
mod sections;
mod served;
mod shell;
mod supply;
mod table;
mod tested;
mod trend;

use std::fs;
use std::path::{Path, PathBuf};

use crate::canvas::Fonts;
use crate::error::OutputError;
use crate::model::{RegionReport, ReportSet};
use shell::Shell;

/// Id of the state among the regions.
pub const STATE: &str = "california";

/// Writes `index.html`, `method.html` and `region/<id>.html`, `evidence/<id>-<application>.html`, `provider/<id>.html`, `course/<id>.html` into `dir`, which is made
/// where it does not exist.
///
/// The pages link to `data/<table>.csv` and `.parquet` beside `index.html`; they are the caller's to write.
/// Returns the files written, the landing page first, then the regions in the order of the landing page.
///
/// # Errors
/// Before anything is written: [`OutputError::NoRegions`], [`OutputError::RegionId`], [`OutputError::DuplicateRegion`],
/// [`OutputError::NotFinite`] and the errors of the charts. Then [`OutputError::Write`].
pub fn write_pages(set: &ReportSet, dir: &Path) -> Result<Vec<PathBuf>, OutputError> {
    let pages = pages(set)?;
    let mut written = Vec::with_capacity(pages.len());
    for (name, html) in pages {
        let path = dir.join(name);
        if let Some(folder) = path.parent().filter(|f| !f.is_dir()) {
            fs::create_dir_all(folder).map_err(|source| OutputError::Write { path: folder.to_owned(), source })?;
        }
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
    let shell = Shell::new(!set.providers.is_empty());
    let regions = ordered(set);
    let mut pages = vec![("index.html".to_owned(), index::page(set, &regions, &fonts, &shell)?)];
    for region in &regions {
        pages.push((format!("region/{}.html", region.region_id), region::page(set, region, &regions, &fonts, &shell)?));
        pages.extend(evidence::pages(set, region, &shell)?);
    }
    for provider in &set.providers {
        pages.push((format!("provider/{}.html", provider.id), provider::page(set, provider, &fonts, &shell)?));
        let courses = provider.courses.iter().map(|c| (format!("course/{}.html", c.id), course::page(set, provider, c, &shell)));
        pages.extend(courses);
    }
    pages.push(("method.html".to_owned(), method::page(set, &shell)));
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
