//! `rocp catalog import`: a catalog into the lake, as a new version of each provider that changed.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use rocp_lake::archive::{self, Receipt};
use rocp_lake::lock::WriteLock;
use rocp_lake::{Lake, LakeError};
use rocp_sources::SourceError;
use rocp_sources::catalog::rocp_catalog::course::Course;
use rocp_sources::catalog::rocp_catalog::diff::{Diff, diff};
use rocp_sources::catalog::rocp_catalog::{ID, ROLE, SOURCE, check::Catalog};
use rocp_sources::decode::workbook::Decoder;
use rocp_sources::fetch::{each, file};

use super::{check, checked, counted, name, read};
use crate::error::{AppError, Result};
use crate::{inputs, say};

/// What stands in the names of the example's providers: as a real catalog they would enter regional figures.
const INVENTED: &str = "(invented)";
/// Rows of a difference that are printed; the rest is counted.
const PRINTED: usize = 40;

/// Runs the command.
pub fn run(lake: &Lake, path: &Path, note: Option<&str>) -> Result<u8> {
    let catalog = read(path, None)?;
    for problem in &catalog.problems {
        match problem.is_error() {
            true => eprintln!("{}", problem.for_log()),
            false => say::warn(problem.for_log().to_string().trim_start_matches("check: ")),
        }
    }
    if let Some(course) = catalog.courses.iter().find(|c| c.get("provider").is_some_and(|p| p.contains(INVENTED))) {
        return Err(AppError::Usage {
            problem: format!("{} row {} is of an invented provider: {}", name(path), course.line, course.get("provider").unwrap_or_default()),
            hint: "the example comes with the program and never enters a figure of a region; write your own provider and courses".to_owned(),
        });
    }
    let lock = WriteLock::take(lake)?;
    let decoder = inputs::decoder()?;
    let card = SOURCE.card_in(lake)?;
    let missing = || SourceError::Card { source_id: ID.to_owned(), problem: format!("it has no file {ROLE}") };
    let spec = card.file(ROLE).ok_or_else(missing)?;
    let arrival = file::given(path, card.homepage.clone())?;
    if catalog.errors() > 0 {
        let problems = catalog.errors();
        let refused = SourceError::Catalog { file: name(path), problems };
        each::refuse(lake, &SOURCE, spec, arrival, note, &refused)?;
        return Err(refused.into());
    }
    let mut providers: BTreeMap<String, Vec<&Course>> = BTreeMap::new();
    for course in &catalog.courses {
        providers.entry(course.provider_id().unwrap_or_default()).or_default().push(course);
    }
    let held = archive::current(lake, ID, None)?;
    let mut versions: BTreeMap<String, Catalog> = BTreeMap::new();
    let mut news = Vec::new();
    let mut same = 0;
    for (id, rows) in &providers {
        let role = format!("{ROLE}:{id}");
        let before = held.iter().find(|r| r.role == role);
        if let Some(receipt) = before.filter(|r| !versions.contains_key(&r.sha256)) {
            versions.insert(receipt.sha256.clone(), version(lake, receipt, &decoder)?);
        }
        let change = before.and_then(|r| versions.get(&r.sha256)).map(|b| diff(&of(b, id), rows));
        match change {
            Some(d) if d.is_empty() => same += 1,
            change => news.push((id.clone(), change)),
        }
    }
    println!("{}", check::summary(&name(path), &catalog));
    if same > 0 {
        println!("{} as held: no new version", counted(same, "provider is", "providers are"));
    }
    if news.is_empty() {
        return Ok(0);
    }
    let ids: Vec<String> = news.iter().map(|(id, _)| id.clone()).collect();
    let receipts = each::accept(lake, &SOURCE, spec, arrival, &ids, note, &decoder)?;
    let all = archive::receipts(lake, ID)?;
    for ((id, change), receipt) in news.iter().zip(&receipts) {
        let number = all.iter().filter(|r| r.role == receipt.role && r.refused.is_none()).count();
        let rows = &providers[id];
        println!("{id}: version {number}, {}", counted(rows.len(), "row", "rows"));
        if let Some(change) = change {
            tell(change);
        }
    }
    if let Some(receipt) = receipts.first() {
        println!("archived {} bytes, SHA-256 {}", say::count(receipt.bytes), receipt.sha256);
    }
    println!("next: `rocp run` makes the reports");
    drop(lock);
    Ok(0)
}

/// A version's rows, read again from its archived bytes.
pub fn version(lake: &Lake, receipt: &Receipt, decoder: &Decoder) -> Result<Catalog> {
    let mut bytes = Vec::new();
    archive::open(lake, &receipt.sha256)?.read_to_end(&mut bytes).map_err(LakeError::io("read the archived file", &lake.blob(&receipt.sha256)))?;
    checked(&receipt.name, &bytes, None, None, decoder)
}

/// The rows of one provider.
pub fn of<'c>(catalog: &'c Catalog, id: &str) -> Vec<&'c Course> {
    catalog.courses.iter().filter(|c| c.provider_id().as_deref() == Some(id)).collect()
}

fn tell(change: &Diff) {
    let mut lines = Vec::new();
    lines.extend(change.added.iter().map(|l| format!("  added    {l}")));
    lines.extend(change.removed.iter().map(|l| format!("  removed  {l}")));
    for (label, changes) in &change.changed {
        lines.push(format!("  changed  {label}"));
        lines.extend(changes.iter().map(|c| format!("           {}: {} -> {}", c.column, c.from, c.to)));
    }
    println!(
        "  against the version before: {} added, {} removed, {} changed",
        say::count(change.added.len() as u64),
        say::count(change.removed.len() as u64),
        say::count(change.changed.len() as u64)
    );
    for line in lines.iter().take(PRINTED) {
        println!("{line}");
    }
    if lines.len() > PRINTED {
        println!("  and {} more lines", say::count((lines.len() - PRINTED) as u64));
    }
}
