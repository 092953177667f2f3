//! Two runs beside each other: which rows of a table came, went and moved, by the key of its contract.
//!
//! Runs of different code can have different contracts: the columns that both files have are compared, and what is not is said.

mod gaps;
mod sql;

use std::path::Path;

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::{Float64Type, Int64Type};
use datafusion::prelude::SessionContext;
use rocp_lake::contract::Type;
use rocp_lake::manifest::TableEntry;
use rocp_lake::{Contract, table};

use crate::error::{QueryError, Result};
pub use gaps::gaps;

use crate::{catalog, model, profile, reference, session};

/// A run, or what was computed for a comparison: its folder and its tables.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The folder.
    pub folder: &'a Path,
    /// Its tables.
    pub tables: &'a [TableEntry],
}

impl Side<'_> {
    fn entry(&self, name: &str) -> Option<&TableEntry> {
        self.tables.iter().find(|t| t.name == name)
    }
}

/// What became of one table.
#[derive(Debug, Clone)]
pub struct Compared {
    /// The table.
    pub table: String,
    /// `mart`, `core` or `ref`.
    pub layer: String,
    /// Rows before.
    pub before: u64,
    /// Rows after.
    pub after: u64,
    /// Rows whose key is new.
    pub added: u64,
    /// Rows whose key is gone.
    pub removed: u64,
    /// Rows of one key that say something else.
    pub changed: u64,
    /// The columns that moved, most rows first.
    pub columns: Vec<Moved>,
    /// What is not compared, in words: tables and columns that only one of the two has.
    pub apart: Vec<String>,
}

impl Compared {
    /// Whether anything of it moved.
    #[must_use]
    pub fn moved(&self) -> bool {
        self.added + self.removed + self.changed > 0
    }
}

/// A column of which values moved.
#[derive(Debug, Clone)]
pub struct Moved {
    /// The column.
    pub column: String,
    /// In how many rows.
    pub rows: u64,
    /// The largest difference of two known numbers, in the column's unit.
    pub largest: Option<f64>,
}

/// Two sides of one table, ready to be asked.
struct Pair {
    session: SessionContext,
    key: Vec<String>,
    columns: Vec<(String, Type)>,
    apart: Vec<String>,
}

/// Compares the tables that `wanted` names, in the order of the newer run, then those that it lacks.
///
/// # Errors
/// [`QueryError`] when a table cannot be read or compared.
pub async fn tables(scratch: &Path, before: Side<'_>, after: Side<'_>, wanted: impl Fn(&TableEntry) -> bool) -> Result<Vec<Compared>> {
    let gone = before.tables.iter().filter(|t| after.entry(&t.name).is_none());
    let mut out = Vec::new();
    for entry in after.tables.iter().chain(gone).filter(|t| wanted(t)) {
        out.push(one(scratch, before, after, entry).await?);
    }
    Ok(out)
}

async fn one(scratch: &Path, before: Side<'_>, after: Side<'_>, entry: &TableEntry) -> Result<Compared> {
    let rows = |side: Side<'_>| side.entry(&entry.name).map_or(0, |t| t.rows);
    let mut out = Compared {
        table: entry.name.clone(),
        layer: entry.layer.clone(),
        before: rows(before),
        after: rows(after),
        added: 0,
        removed: 0,
        changed: 0,
        columns: Vec::new(),
        apart: Vec::new(),
    };
    let pair = match pair(scratch, before, after, &entry.name)? {
        Ok(pair) => pair,
        Err(why) => {
            out.apart.push(why);
            return Ok(out);
        }
    };
    out.apart.clone_from(&pair.apart);
    let batches = ask(&pair.session, &sql::counts(&pair.key, &pair.columns)).await?;
    let Some(batch) = batches.iter().find(|b| b.num_rows() == 1) else { return Ok(out) };
    let count = |column: usize| u64::try_from(whole(batch, column)).unwrap_or(0);
    (out.added, out.removed, out.changed) = (count(0), count(1), count(2));
    for (i, (column, _)) in pair.columns.iter().enumerate() {
        let (rows, largest) = (count(3 + 2 * i), number(batch, 4 + 2 * i));
        if rows > 0 {
            out.columns.push(Moved { column: column.clone(), rows, largest });
        }
    }
    out.columns.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.column.cmp(&b.column)));
    Ok(out)
}

/// Every row that moved: the key, what became of it (`added`, `removed`, `changed`), and for changed ones the column with its value before and after and the
/// difference of numbers. The largest differences come first.
///
/// # Errors
/// [`QueryError`]; [`QueryError::Compare`] where the table cannot be compared.
pub async fn rows(scratch: &Path, before: Side<'_>, after: Side<'_>, name: &str) -> Result<Vec<RecordBatch>> {
    let pair = pair(scratch, before, after, name)?.map_err(|problem| QueryError::Compare { problem })?;
    ask(&pair.session, &sql::rows(&pair.key, &pair.columns)).await
}

/// Answers a query over the two sides of a table, as `before` and `after`.
///
/// # Errors
/// As [`rows`].
pub async fn answer(scratch: &Path, before: Side<'_>, after: Side<'_>, name: &str, sql: &str) -> Result<Vec<RecordBatch>> {
    let pair = pair(scratch, before, after, name)?.map_err(|problem| QueryError::Compare { problem })?;
    ask(&pair.session, sql).await
}

async fn ask(session: &SessionContext, sql: &str) -> Result<Vec<RecordBatch>> {
    let failed = || QueryError::engine("compare two runs");
    let frame = session.sql(sql).await.map_err(failed())?;
    let schema = std::sync::Arc::new(frame.schema().as_arrow().clone());
    let mut batches = frame.collect().await.map_err(failed())?;
    if batches.is_empty() {
        batches.push(RecordBatch::new_empty(schema));
    }
    Ok(batches)
}

/// Both sides of a table under the columns that they share; the reason in words where they cannot be compared.
fn pair(scratch: &Path, before: Side<'_>, after: Side<'_>, name: &str) -> Result<std::result::Result<Pair, String>> {
    let (old, new) = match (before.entry(name), after.entry(name)) {
        (Some(old), Some(new)) => (old, new),
        (None, Some(_)) => return Ok(Err(format!("the earlier run has no table {name}"))),
        (Some(_), None) => return Ok(Err(format!("the later run has no table {name}"))),
        (None, None) => return Ok(Err(format!("neither run has a table {name}"))),
    };
    let Some(contract) = contract(name)? else { return Ok(Err(format!("this program knows no table {name}"))) };
    let files = [before.folder.join(&old.path), after.folder.join(&new.path)];
    let schemas = [table::schema(&files[0])?, table::schema(&files[1])?];
    let in_both = |column: &str, kind: Type| schemas.iter().all(|s| s.field_with_name(column).is_ok_and(|f| f.data_type() == &kind.arrow()));
    let mut shared = contract.clone();
    shared.columns.retain(|c| in_both(&c.name, c.kind));
    if let Some(key) = contract.key.iter().find(|k| shared.index_of(k).is_none()) {
        return Ok(Err(format!("the rows of {name} are told apart by {key}, which one of the runs has not")));
    }
    let mut apart: Vec<String> = Vec::new();
    for (schema, which) in schemas.iter().zip(["earlier", "later"]) {
        let alone = schema.fields().iter().map(|f| f.name()).filter(|f| shared.index_of(f).is_none());
        apart.extend(alone.map(|f| format!("column {f} of the {which} run is not compared")));
    }
    let session = session::new(scratch)?;
    for (alias, file) in ["before", "after"].into_iter().zip(files) {
        shared.name = alias.to_owned();
        catalog::register(&session, &shared, &[file])?;
    }
    let columns = shared.columns.iter().filter(|c| !contract.key.contains(&c.name)).map(|c| (c.name.clone(), c.kind)).collect();
    Ok(Ok(Pair { session, key: contract.key, columns, apart }))
}

/// The contract of a table that runs hold.
fn contract(name: &str) -> Result<Option<Contract>> {
    if let Some(model) = model::find(name) {
        return Ok(Some(model.contract()?));
    }
    for t in reference::TABLES {
        let contract = Contract::parse(t.0)?;
        if contract.name == name {
            return Ok(Some(contract));
        }
    }
    Ok(profile::contracts()?.into_iter().find(|c| c.name == name))
}

fn whole(batch: &RecordBatch, column: usize) -> i64 {
    batch.column(column).as_primitive_opt::<Int64Type>().filter(|c| !c.is_null(0)).map_or(0, |c| c.value(0))
}

fn number(batch: &RecordBatch, column: usize) -> Option<f64> {
    batch.column(column).as_primitive_opt::<Float64Type>().filter(|c| !c.is_null(0)).map(|c| c.value(0))
}
