//! `rocp diff`: which figures moved between two runs, by how much, and why.

use std::path::Path;
use std::sync::Arc;

use arrow::array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use rocp_lake::manifest::{Cause, Manifest};
use rocp_lake::{Lake, LakeError, release};
use rocp_queries::compare::{self, Compared, Side};

use super::query;
use crate::cli::Format;
use crate::error::{AppError, Result};
use crate::{causes, pipeline, say};

/// Rows of a table that are printed; the rest is counted.
const PRINTED: usize = 40;

/// Runs the command.
pub fn run(lake: &Lake, before: &str, after: &str, mart: Option<&str>, format: Format, out: Option<&Path>) -> Result<u8> {
    query::printable(format, out)?;
    let (old, new) = (find(lake, before)?, find(lake, after)?);
    let (old_place, new_place) = (lake.run(&old.run), lake.run(&new.run));
    let old_side = Side { folder: &old_place, tables: &old.tables };
    let new_side = Side { folder: &new_place, tables: &new.tables };
    let scratch = tempfile::tempdir().map_err(|source| AppError::Machine { problem: "there is no scratch folder".into(), source })?;
    let runtime = pipeline::runtime()?;
    let causes = runtime.block_on(causes::between(scratch.path(), (&old, old_side), (&new, new_side)))?;
    if let Some(name) = mart {
        let known = |t: &&rocp_lake::manifest::TableEntry| t.name == name;
        if new.tables.iter().chain(&old.tables).find(known).is_none() {
            return Err(AppError::Usage { problem: format!("neither run has a table {name}"), hint: "`rocp models` lists the tables".into() });
        }
        let rows = runtime.block_on(compare::rows(scratch.path(), old_side, new_side, name))?;
        if format != Format::Table || out.is_some() {
            return query::emit(&rows, format, out);
        }
        heading(&old, &new);
        why(&causes::of(&causes, name)?, Some(name));
        return head(&rows);
    }
    let compared = runtime.block_on(compare::tables(scratch.path(), old_side, new_side, |t| t.layer == "mart"))?;
    if format != Format::Table || out.is_some() {
        return query::emit(&[summary(&compared, &causes)?], format, out);
    }
    heading(&old, &new);
    why(&causes.iter().collect::<Vec<_>>(), None);
    for table in compared.iter().filter(|t| t.moved() || !t.apart.is_empty()) {
        tell(table, &causes::of(&causes, &table.table)?);
    }
    let same: Vec<_> = compared.iter().filter(|t| !t.moved() && t.apart.is_empty()).map(|t| t.table.as_str()).collect();
    if !same.is_empty() {
        println!("the same: {}", same.join(", "));
    }
    Ok(0)
}

/// A run by its id, the beginning of one, `CURRENT` or `previous` (the one published before it).
fn find(lake: &Lake, name: &str) -> Result<Manifest> {
    if name.eq_ignore_ascii_case("current") {
        return Ok(release::manifest(lake, &release::published(lake)?)?);
    }
    if name.eq_ignore_ascii_case("previous") {
        let now = release::manifest(lake, &release::published(lake)?)?;
        let none = || AppError::Usage { problem: format!("run {} has no run before it", now.run), hint: "`rocp status` lists the runs".into() };
        return Ok(release::manifest(lake, now.parent.as_deref().ok_or_else(none)?)?);
    }
    let mut fitting: Vec<Manifest> = release::runs(lake)?.into_iter().filter(|m| !name.is_empty() && m.run.starts_with(name)).collect();
    match (fitting.pop(), fitting.is_empty()) {
        (Some(one), true) => Ok(one),
        (None, _) => Err(LakeError::UnknownRun { run: name.to_owned(), path: lake.root().to_owned() }.into()),
        (Some(_), false) => {
            Err(AppError::Usage { problem: format!("several runs begin with {name}"), hint: "give more of the id; `rocp status` lists them".into() })
        }
    }
}

fn heading(old: &Manifest, new: &Manifest) {
    println!("before: run {} (profile {})", old.run, old.profile);
    println!("after:  run {} (profile {})", new.run, new.profile);
}

/// The causes: one is the reason, several are candidates, none means that nothing can have moved.
fn why(causes: &[&Cause], table: Option<&str>) {
    let of = table.map(|t| format!(" that can act on {t}")).unwrap_or_default();
    match causes {
        [] => println!("nothing{of} differs between what they were made from"),
        _ => println!("what differs between what they were made from{}:", of.replace("that can", "and can")),
    }
    for cause in causes {
        println!("  {:<12} {}", cause.kind, cause.words);
    }
}

fn tell(table: &Compared, causes: &[&Cause]) {
    println!(
        "{}: {} rows became {}; {} added, {} removed, {} changed",
        table.table,
        say::count(table.before),
        say::count(table.after),
        say::count(table.added),
        say::count(table.removed),
        say::count(table.changed)
    );
    for moved in &table.columns {
        let largest = moved.largest.map(|l| format!(", at most by {}", figure(l))).unwrap_or_default();
        println!("  {}: {} rows{largest}", moved.column, say::count(moved.rows));
    }
    for apart in &table.apart {
        println!("  not compared: {apart}");
    }
    if table.moved() {
        println!("  {}", because(causes));
    }
}

/// Why a table moved.
fn because(causes: &[&Cause]) -> String {
    let mut kinds: Vec<_> = causes.iter().map(|c| c.kind.as_str()).collect();
    kinds.dedup();
    match causes {
        [] => "why: nothing that is recorded".to_owned(),
        [one] => format!("why: {}", one.kind),
        _ => format!("why: one or several of {}", kinds.join(", ")),
    }
}

/// A difference with at most six decimals.
fn figure(value: f64) -> String {
    let text = format!("{value:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// One row a table, for programs.
fn summary(compared: &[Compared], causes: &[Cause]) -> Result<RecordBatch> {
    let mut why = Vec::new();
    for table in compared {
        let of = if table.moved() { causes::of(causes, &table.table)? } else { Vec::new() };
        why.push(of.iter().map(|c| format!("{}: {}", c.kind, c.words)).collect::<Vec<_>>().join(" | "));
    }
    let texts = |f: &dyn Fn(&Compared) -> String| Arc::new(StringArray::from(compared.iter().map(f).collect::<Vec<_>>())) as ArrayRef;
    let counts = |f: &dyn Fn(&Compared) -> u64| {
        Arc::new(Int64Array::from(compared.iter().map(|t| i64::try_from(f(t)).unwrap_or(i64::MAX)).collect::<Vec<_>>())) as ArrayRef
    };
    let columns = [
        ("mart", texts(&|t| t.table.clone())),
        ("rows_before", counts(&|t| t.before)),
        ("rows_after", counts(&|t| t.after)),
        ("rows_added", counts(&|t| t.added)),
        ("rows_removed", counts(&|t| t.removed)),
        ("rows_changed", counts(&|t| t.changed)),
        ("columns_moved", texts(&|t| t.columns.iter().map(|c| c.column.as_str()).collect::<Vec<_>>().join("|"))),
        ("not_compared", texts(&|t| t.apart.join("|"))),
        ("causes", Arc::new(StringArray::from(why))),
    ];
    Ok(RecordBatch::try_from_iter(columns).map_err(|source| LakeError::Arrow { table: "(difference)".into(), source })?)
}

/// The first rows, and how many more there are.
pub fn head(batches: &[RecordBatch]) -> Result<u8> {
    let all: usize = batches.iter().map(RecordBatch::num_rows).sum();
    let mut left = PRINTED;
    let mut shown = Vec::new();
    for batch in batches {
        let n = batch.num_rows().min(left);
        shown.push(batch.slice(0, n));
        left -= n;
    }
    query::emit(&shown, Format::Table, None)?;
    if all > PRINTED {
        println!("and {} more rows: --format csv prints all", say::count((all - PRINTED) as u64));
    }
    Ok(0)
}
