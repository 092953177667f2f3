//! Streaming writer of one table.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use arrow::array::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::{KeyValue, SortingColumn};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;

use super::Provenance;
use crate::contract::{Contract, Type};
use crate::durable::{self, Hashing};
use crate::error::{LakeError, Result};

/// Rows a row group holds.
const ROW_GROUP: usize = 1 << 20;

/// How a column of a large table is stored, where the default (dictionary, falling back to plain) is not the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Differences between neighbouring integers: line numbers.
    Delta,
    /// No dictionary: figures that rarely repeat.
    Plain,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Number of rows.
    pub rows: u64,
    /// Size of the file.
    pub bytes: u64,
    /// SHA-256 (hex) of the file.
    pub sha256: String,
}

/// Writes a table batch by batch in bounded memory; the file appears, flushed, when [`TableWriter::finish`] returns.
pub struct TableWriter {
    writer: ArrowWriter<Hashing<BufWriter<File>>>,
    contract: Contract,
    path: PathBuf,
    temp: tempfile::TempPath,
    rows: u64,
}

impl TableWriter {
    /// Opens a table. Rows must come in the contract's order.
    ///
    /// # Errors
    /// [`LakeError::Io`], [`LakeError::Parquet`].
    pub fn create(path: &Path, contract: &Contract, provenance: &Provenance, encodings: &[(&str, Encoding)]) -> Result<Self> {
        let folder = path.parent().unwrap_or(Path::new("."));
        durable::make_folder(folder)?;
        let temp = tempfile::Builder::new().prefix(".writing-").tempfile_in(folder).map_err(LakeError::io("write into", folder))?;
        let (file, temp) = temp.into_parts();
        let options = ArrowWriterOptions::new().with_properties(properties(contract, provenance, encodings)).with_skip_arrow_metadata(true);
        let sink = Hashing::new(BufWriter::with_capacity(1 << 18, file));
        let writer = ArrowWriter::try_new_with_options(sink, contract.schema(), options).map_err(|source| LakeError::Parquet {
            action: "write",
            path: path.to_owned(),
            source,
        })?;
        Ok(Self { writer, contract: contract.clone(), path: path.to_owned(), temp, rows: 0 })
    }

    /// Adds rows.
    ///
    /// # Errors
    /// [`LakeError::Schema`] where the batch does not fit the contract, [`LakeError::Parquet`].
    pub fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        let batch = fit(&self.contract, batch)?;
        self.rows += batch.num_rows() as u64;
        self.writer.write(&batch).map_err(|source| LakeError::Parquet { action: "write", path: self.path.clone(), source })
    }

    /// Completes the file: footer, flush to the disk, rename into place.
    ///
    /// # Errors
    /// [`LakeError::Parquet`], [`LakeError::Io`].
    pub fn finish(self) -> Result<Written> {
        let path = self.path;
        let sink = self.writer.into_inner().map_err(|source| LakeError::Parquet { action: "write", path: path.clone(), source })?;
        let (mut buffer, sha256, bytes) = sink.finish();
        buffer.flush().map_err(LakeError::io("write", &path))?;
        let file = buffer.into_inner().map_err(|e| LakeError::io("write", &path)(e.into_error()))?;
        durable::readable_by_all(&file, &path)?;
        file.sync_all().map_err(LakeError::io("flush", &path))?;
        self.temp.persist(&path).map_err(|e| LakeError::io("put in place", &path)(e.error))?;
        if let Some(folder) = path.parent() {
            durable::sync_folder(folder)?;
        }
        Ok(Written { rows: self.rows, bytes, sha256 })
    }
}

fn properties(contract: &Contract, provenance: &Provenance, encodings: &[(&str, Encoding)]) -> WriterProperties {
    let mut footer = vec![
        KeyValue::new("rocp.table".to_owned(), contract.name.clone()),
        KeyValue::new("rocp.contract_version".to_owned(), contract.version.to_string()),
        KeyValue::new("rocp.schema_sha256".to_owned(), contract.schema_hash()),
    ];
    footer.extend(provenance.iter().map(|(k, v)| KeyValue::new(format!("rocp.{k}"), v.clone())));
    let sorting =
        contract.sort.iter().filter_map(|name| leaf(contract, name)).map(|column_idx| SortingColumn { column_idx, descending: false, nulls_first: false });
    let mut builder = WriterProperties::builder()
        .set_created_by(format!("rocp {}", env!("CARGO_PKG_VERSION")))
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3).unwrap_or_default()))
        .set_statistics_enabled(EnabledStatistics::Page)
        .set_max_row_group_row_count(Some(ROW_GROUP))
        .set_sorting_columns(Some(sorting.collect()))
        .set_key_value_metadata(Some(footer));
    for (column, encoding) in encodings {
        let path = ColumnPath::from(*column);
        builder = builder.set_column_dictionary_enabled(path.clone(), false);
        if *encoding == Encoding::Delta {
            builder = builder.set_column_encoding(path, parquet::basic::Encoding::DELTA_BINARY_PACKED);
        }
    }
    builder.build()
}

/// The position of a column among Parquet's leaves (a list has one leaf, too, but cannot be sorted by).
fn leaf(contract: &Contract, name: &str) -> Option<i32> {
    let index = contract.index_of(name)?;
    if contract.columns.get(index)?.kind == Type::TextList { None } else { i32::try_from(index).ok() }
}

/// A batch with exactly the contract's fields, proved complete in the required columns.
pub(super) fn fit(contract: &Contract, batch: &RecordBatch) -> Result<RecordBatch> {
    let schema = contract.schema();
    if batch.schema_ref() == &schema {
        return Ok(batch.clone());
    }
    let differences = contract.differences(batch.schema_ref());
    if !differences.is_empty() {
        return Err(LakeError::Schema { table: contract.name.clone(), differences: differences.join("; ") });
    }
    for (column, values) in contract.columns.iter().zip(batch.columns()) {
        if !column.nullable && values.null_count() > 0 {
            let problem = format!("column {} is unknown in {} rows, which its contract forbids", column.name, values.null_count());
            return Err(LakeError::Rows { table: contract.name.clone(), problem });
        }
    }
    RecordBatch::try_new(schema, batch.columns().to_vec()).map_err(|source| LakeError::Arrow { table: contract.name.clone(), source })
}
