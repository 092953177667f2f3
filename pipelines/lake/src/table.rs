//! The one Parquet writer and reader.
//!
//! Files are zstd(3), sorted as the contract says, with statistics, a page index and provenance in the footer. The same rows give the same
//! bytes: nothing of the clock, the machine or the number of threads is stored.

mod write;

use std::fs::File;
use std::path::Path;

use arrow::array::RecordBatch;
use arrow::compute::{SortColumn, SortOptions, concat_batches, lexsort_to_indices, take_record_batch};
use arrow::datatypes::SchemaRef;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::contract::Contract;
use crate::error::{LakeError, Result};
pub use write::{Encoding, TableWriter, Written};

/// Provenance for the footer: key and value pairs in order. Sources, SHA-256 of inputs, contract version; never a clock.
pub type Provenance = Vec<(String, String)>;

/// Sorts rows as the contract says, proves the key unique and the required columns complete, and writes the table.
///
/// # Errors
/// [`LakeError::Schema`] where a batch does not fit the contract, [`LakeError::Rows`] where the key is not unique, [`LakeError::Io`],
/// [`LakeError::Parquet`].
pub fn write_all(path: &Path, contract: &Contract, provenance: &Provenance, batches: &[RecordBatch]) -> Result<Written> {
    let sorted = sort(contract, batches)?;
    check_key(contract, &sorted)?;
    let mut writer = TableWriter::create(path, contract, provenance, &[])?;
    writer.write(&sorted)?;
    writer.finish()
}

/// One batch of all rows in the contract's order: ascending, NULL last.
///
/// # Errors
/// [`LakeError::Schema`], [`LakeError::Arrow`].
pub fn sort(contract: &Contract, batches: &[RecordBatch]) -> Result<RecordBatch> {
    let schema = contract.schema();
    let arrow = |source| LakeError::Arrow { table: contract.name.clone(), source };
    let mut fitted = Vec::with_capacity(batches.len());
    for batch in batches {
        fitted.push(write::fit(contract, batch)?);
    }
    let all = concat_batches(&schema, &fitted).map_err(arrow)?;
    if all.num_rows() < 2 || contract.sort.is_empty() {
        return Ok(all);
    }
    let mut columns = Vec::new();
    for name in &contract.sort {
        let values = all
            .column_by_name(name)
            .cloned()
            .ok_or_else(|| LakeError::Rows { table: contract.name.clone(), problem: format!("sort column {name} is missing") })?;
        columns.push(SortColumn { values, options: Some(SortOptions { descending: false, nulls_first: false }) });
    }
    let order = lexsort_to_indices(&columns, None).map_err(arrow)?;
    take_record_batch(&all, &order).map_err(arrow)
}

/// Proves that no two rows share the key. The rows must be in the contract's order and the key must lead it.
fn check_key(contract: &Contract, rows: &RecordBatch) -> Result<()> {
    if contract.key.is_empty() || !contract.sort.starts_with(&contract.key) {
        return Ok(());
    }
    let mut text = Vec::new();
    for name in &contract.key {
        let column =
            rows.column_by_name(name).ok_or_else(|| LakeError::Rows { table: contract.name.clone(), problem: format!("key column {name} is missing") })?;
        text.push(
            arrow::util::display::ArrayFormatter::try_new(column, &Default::default())
                .map_err(|source| LakeError::Arrow { table: contract.name.clone(), source })?,
        );
    }
    let key = |row: usize| text.iter().map(|c| c.value(row).to_string()).collect::<Vec<_>>();
    let mut last: Option<Vec<String>> = None;
    for row in 0..rows.num_rows() {
        let now = key(row);
        if last.as_ref() == Some(&now) {
            let named: Vec<_> = contract.key.iter().zip(&now).map(|(k, v)| format!("{k} {v}")).collect();
            return Err(LakeError::Rows { table: contract.name.clone(), problem: format!("two rows have the key {}", named.join(", ")) });
        }
        last = Some(now);
    }
    Ok(())
}

/// Reads a whole table, in batches, and proves that it still has the contract's schema.
///
/// # Errors
/// [`LakeError::Io`], [`LakeError::Parquet`], [`LakeError::Schema`].
pub fn read(path: &Path, contract: &Contract) -> Result<Vec<RecordBatch>> {
    let parquet = |source| LakeError::Parquet { action: "read", path: path.to_owned(), source };
    let file = File::open(path).map_err(LakeError::io("open the table", path))?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).map_err(parquet)?;
    let differences = contract.differences(reader.schema());
    if !differences.is_empty() {
        return Err(LakeError::Schema { table: contract.name.clone(), differences: differences.join("; ") });
    }
    let mut out = Vec::new();
    for batch in reader.with_batch_size(1 << 16).build().map_err(parquet)? {
        out.push(batch.map_err(|source| LakeError::Arrow { table: contract.name.clone(), source })?);
    }
    Ok(out)
}

/// The schema of a Parquet file as it was written, whatever the contract says now.
///
/// # Errors
/// [`LakeError::Io`], [`LakeError::Parquet`].
pub fn schema(path: &Path) -> Result<SchemaRef> {
    let file = File::open(path).map_err(LakeError::io("open the table", path))?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|source| LakeError::Parquet { action: "read", path: path.to_owned(), source })?;
    Ok(reader.schema().clone())
}

/// Number of rows of a Parquet file, from its footer.
///
/// # Errors
/// [`LakeError::Io`], [`LakeError::Parquet`].
pub fn row_count(path: &Path) -> Result<u64> {
    let file = File::open(path).map_err(LakeError::io("open the table", path))?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|source| LakeError::Parquet { action: "read", path: path.to_owned(), source })?;
    Ok(u64::try_from(reader.metadata().file_metadata().num_rows()).unwrap_or(0))
}

#[cfg(test)]
mod tests;
