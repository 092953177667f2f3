//! `rocp catalog check`: every problem, and codes for courses that have none.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;

use rocp_sources::catalog::rocp_catalog::check::Catalog;

use super::suggest::{Codes, Suggester};
use super::{counted, name, read};
use crate::error::Result;

/// Runs the command: exit code 1 when the catalog cannot be imported as it is.
pub fn run(path: &Path, cip_list: Option<&Path>) -> Result<u8> {
    let codes = cip_list.map(Codes::read).transpose()?;
    let catalog = read(path, codes.as_ref())?;
    let mut lines: Vec<String> = catalog.problems.iter().map(ToString::to_string).collect();
    suggest(&catalog, &Suggester::new(codes.as_ref())?, &mut lines);
    lines.push(summary(&name(path), &catalog));
    // A reader that has seen enough (`| head`) is no failure.
    let mut out = std::io::stdout().lock();
    let _ = lines.iter().try_for_each(|l| writeln!(out, "{l}"));
    Ok(u8::from(catalog.errors() > 0))
}

/// One sentence on a catalog.
pub fn summary(name: &str, catalog: &Catalog) -> String {
    let providers: BTreeSet<_> = catalog.courses.iter().filter_map(|c| c.provider_id()).collect();
    let (errors, all) = (catalog.errors(), catalog.problems.len());
    let found = match (errors, all - errors) {
        (0, 0) => "no problems".to_owned(),
        (0, w) => format!("no problems, {} to look at", counted(w, "line", "lines")),
        (e, 0) => counted(e, "problem", "problems"),
        (e, w) => format!("{}, {} to look at", counted(e, "problem", "problems"), counted(w, "line", "lines")),
    };
    format!("{name}: {} of {}: {found}", counted(catalog.courses.len(), "row", "rows"), counted(providers.len(), "provider", "providers"))
}

/// Adds the suggestions for titles without a CIP code.
fn suggest(catalog: &Catalog, suggester: &Suggester, lines: &mut Vec<String>) {
    let mut titles: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for course in &catalog.courses {
        if course.get("cip_code").is_none()
            && let Some(title) = course.get("course_title")
        {
            titles.entry(title).or_default().push(course.line);
        }
    }
    if !titles.is_empty() {
        lines.push("CIP codes that may fit courses without one (choose by what is taught; all titles are at nces.ed.gov/ipeds/cipcode):".to_owned());
    }
    for (title, rows) in titles {
        let found = suggester.codes(title);
        let first = rows.first().copied().unwrap_or_default();
        let more = if rows.len() > 1 { format!(" and {} more", rows.len() - 1) } else { String::new() };
        let codes: Vec<String> = found.iter().map(|(code, what)| format!("{code} {what}")).collect();
        let codes = if codes.is_empty() { "no suggestion".to_owned() } else { codes.join("; ") };
        lines.push(format!("  row {first}{more}, {title:?}: {codes}"));
    }
}
