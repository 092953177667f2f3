//! Rows in memory: keys, single rows, text of a cell.

use std::collections::BTreeMap;

use arrow::array::{Array, ArrayRef, AsArray, RecordBatch, UInt32Array};
use arrow::compute::{concat_batches, take_record_batch};
use arrow::datatypes::Int64Type;
use arrow::error::ArrowError;
use arrow::row::{OwnedRow, RowConverter, SortField};
use arrow::util::display::{ArrayFormatter, FormatOptions};
use rocp_lake::{Contract, LakeError};

use super::FILE;
use crate::error::{QueryError, Result};

pub fn arrow(table: &str) -> impl Fn(ArrowError) -> QueryError + use<> {
    let table = table.to_owned();
    move |source| QueryError::Lake(LakeError::Arrow { table: table.clone(), source })
}

/// The text of one cell; empty for an unknown one.
///
/// # Errors
/// [`LakeError::Arrow`] for a type that cannot be shown.
pub fn text(column: &dyn Array, row: usize) -> Result<String> {
    let options = FormatOptions::default();
    let formatter = ArrayFormatter::try_new(column, &options).map_err(arrow("(cell)"))?;
    Ok(formatter.value(row).to_string())
}

/// The values of some columns of each row, in a form that compares and sorts.
pub fn keys(table: &str, rows: &RecordBatch, columns: &[String]) -> Result<Vec<OwnedRow>> {
    let missing = |c: &String| QueryError::Graph { problem: format!("{table} lacks its key column {c}") };
    let columns: Vec<ArrayRef> = columns.iter().map(|c| rows.column_by_name(c).cloned().ok_or_else(|| missing(c))).collect::<Result<_>>()?;
    let fields = columns.iter().map(|c| SortField::new(c.data_type().clone())).collect();
    let converter = RowConverter::new(fields).map_err(arrow(table))?;
    let converted = converter.convert_columns(&columns).map_err(arrow(table))?;
    Ok(converted.iter().map(|r| r.owned()).collect())
}

/// The rows of all batches, each once, in the order of the key (and of the line of the file, where that is told).
pub fn distinct(contract: &Contract, batches: &[RecordBatch]) -> Result<RecordBatch> {
    let schema = batches.first().map_or_else(|| contract.schema(), |b| b.schema());
    let all = concat_batches(&schema, batches).map_err(arrow(&contract.name))?;
    let told = [FILE, "line"].into_iter().filter(|c| all.column_by_name(FILE).is_some() && all.column_by_name(c).is_some());
    let by: Vec<String> = contract.key.iter().cloned().chain(told.map(str::to_owned)).collect();
    let mut first = BTreeMap::new();
    for (i, key) in (0_u32..).zip(keys(&contract.name, &all, &by)?) {
        first.entry(key).or_insert(i);
    }
    let places: UInt32Array = first.into_values().collect();
    take_record_batch(&all, &places).map_err(arrow(&contract.name))
}

/// The first row of each set of values of some columns.
pub fn first_of(contract: &Contract, rows: &RecordBatch, columns: &[String]) -> Result<RecordBatch> {
    let mut first = BTreeMap::new();
    for (i, key) in (0_u32..).zip(keys(&contract.name, rows, columns)?) {
        first.entry(key).or_insert(i);
    }
    let places: UInt32Array = first.into_values().collect();
    take_record_batch(rows, &places).map_err(arrow(&contract.name))
}

/// The columns of the contract, and for each row the place of its file where that is told.
pub fn split_file(contract: &Contract, rows: &RecordBatch) -> Result<(RecordBatch, Vec<usize>)> {
    let files = rows
        .column_by_name(FILE)
        .and_then(|c| c.as_primitive_opt::<Int64Type>().map(|c| c.values().iter().map(|f| usize::try_from(*f).unwrap_or(0)).collect()));
    let columns = contract.columns.iter().filter_map(|c| rows.column_by_name(&c.name).cloned()).collect();
    let rows = RecordBatch::try_new(contract.schema(), columns).map_err(arrow(&contract.name))?;
    Ok((rows, files.unwrap_or_default()))
}
