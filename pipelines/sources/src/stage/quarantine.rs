//! Rows put aside: kept with their line, column, value and reason, never silently dropped.

use rocp_lake::rows::Rows;
use rocp_lake::{Contract, paths, table};

use super::Stage;
use crate::error::{Result, SourceError};

/// Name of the table of rows put aside; every staged folder has one.
pub const QUARANTINE: &str = "stg_quarantine";

pub(super) static TOML: &str = include_str!("quarantine.toml");

/// A row that was put aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// Line of the file, counted from 1.
    pub line: u64,
    /// Column that does not fit.
    pub column: String,
    /// The value as published.
    pub value: String,
    /// The row's key in words.
    pub key: String,
    /// Why it was put aside.
    pub reason: String,
}

/// Writes the rows put aside; more than 1 % that no card acknowledges is an error. Returns how many, and how many are acknowledged.
pub(super) fn write(stage: &mut Stage) -> Result<(u64, u64)> {
    let contract = Contract::parse(TOML)?;
    let mut rows = Rows::new(&contract);
    let mut known = 0;
    stage.bad.sort_by(|a, b| (a.line, &a.column).cmp(&(b.line, &b.column)));
    // Several problems of one cell are one row that tells them all.
    stage.bad.dedup_by(|next, first| {
        let same = (next.line, &next.column) == (first.line, &first.column);
        if same && next.reason != first.reason {
            first.reason = format!("{}; {}", first.reason, next.reason);
        }
        same
    });
    for row in &stage.bad {
        let acknowledged = stage.card.acknowledged.iter().any(|a| a.key == row.key && a.column == row.column);
        known += u64::from(acknowledged);
        let (line, flag) = (row.line.to_string(), acknowledged.to_string());
        rows.push(&[
            Some(&stage.card.id),
            Some(&stage.role),
            Some(&line),
            Some(&row.column),
            Some(&row.value),
            Some(&row.key),
            Some(&row.reason),
            Some(&flag),
        ])?;
    }
    let bad = stage.bad.len() as u64;
    if let Some(first) = stage.bad.first()
        && (bad - known) * 100 > stage.rows_read + bad
    {
        return Err(SourceError::TooManyBad {
            source_id: stage.card.id.clone(),
            file: stage.name.to_owned(),
            bad,
            rows: stage.rows_read + bad,
            first: format!("line {}, {} is {:?}: {}", first.line, first.column, first.value, first.reason),
        });
    }
    table::write_all(&paths::table(&stage.folder, QUARANTINE), &contract, &stage.provenance, &[rows.finish()?])?;
    Ok((bad, known))
}

/// The contract of the table of rows put aside.
///
/// # Errors
/// [`rocp_lake::LakeError::Contract`].
pub fn contract() -> Result<Contract> {
    Ok(Contract::parse(TOML)?)
}
