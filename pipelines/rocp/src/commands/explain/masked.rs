//! What of a row may be shown.

use arrow::array::{Array, RecordBatch};
use rocp_lake::Contract;
use rocp_queries::explain::text;
use rocp_sources::card::Access;
use rocp_sources::catalog;

use crate::error::Result;

/// Shown in place of a count of students.
pub const HIDDEN: &str = "restricted";

/// Whether a table holds rows of a restricted source: then no count of students in it is shown.
pub fn restricted(contract: &Contract) -> Result<bool> {
    for source in catalog::SOURCES {
        if source.card()?.access == Access::Restricted && source.contracts()?.iter().any(|c| c.name == contract.name) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The text of a cell; `None` for an unknown value.
pub fn cell(contract: &Contract, restricted: bool, rows: &RecordBatch, column: &str, row: usize) -> Result<Option<String>> {
    let (Some(values), Some(meta)) = (rows.column_by_name(column), contract.columns.iter().find(|c| c.name == column)) else { return Ok(None) };
    if restricted && meta.unit == "students" {
        return Ok(Some(HIDDEN.to_owned()));
    }
    if values.is_null(row) { Ok(None) } else { Ok(Some(text(values, row)?)) }
}
