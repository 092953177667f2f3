//! Tables as files for readers: CSV that is safe to open in a spreadsheet, JSON lines, Parquet.

use arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use arrow::datatypes::DataType;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use rocp_lake::Contract;

use crate::error::OutputError;

/// A table as CSV: [`csv`], and where it is empty the header of its contract.
///
/// # Errors
/// [`OutputError::Export`].
pub fn table_csv(contract: &Contract, batches: &[RecordBatch]) -> Result<Vec<u8>, OutputError> {
    if batches.is_empty() { csv(&[RecordBatch::new_empty(contract.schema())]) } else { csv(batches) }
}

/// CSV with a header. Unknown is an empty cell; lists are joined by `|`; text that a spreadsheet would take for a formula gets a leading `'`.
///
/// # Errors
/// [`OutputError::Export`].
pub fn csv(batches: &[RecordBatch]) -> Result<Vec<u8>, OutputError> {
    let failed = |problem: String| OutputError::Export { format: "csv", problem };
    let mut out = csv::Writer::from_writer(Vec::new());
    if let Some(first) = batches.first() {
        out.write_record(first.schema().fields().iter().map(|f| safe(f.name()))).map_err(|e| failed(e.to_string()))?;
    }
    for batch in batches {
        let mut columns = Vec::new();
        for column in batch.columns() {
            columns.push(texts(column).map_err(|e| failed(e.to_string()))?);
        }
        for row in 0..batch.num_rows() {
            out.write_record(columns.iter().map(|c| c[row].as_str())).map_err(|e| failed(e.to_string()))?;
        }
    }
    out.into_inner().map_err(|e| failed(e.to_string()))
}

/// The cells of a column as CSV prints them.
fn texts(column: &ArrayRef) -> Result<Vec<String>, arrow::error::ArrowError> {
    let is_text = matches!(column.data_type(), DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View);
    if let DataType::List(_) = column.data_type() {
        let list = column.as_list::<i32>();
        let mut out = Vec::with_capacity(list.len());
        for row in 0..list.len() {
            let items = if list.is_null(row) { Vec::new() } else { texts(&list.value(row))? };
            out.push(items.join("|"));
        }
        return Ok(out);
    }
    let options = FormatOptions::default();
    let text = ArrayFormatter::try_new(column, &options)?;
    Ok((0..column.len())
        .map(|row| match (column.is_null(row), is_text) {
            (true, _) => String::new(),
            (false, true) => safe(&text.value(row).to_string()),
            (false, false) => text.value(row).to_string(),
        })
        .collect())
}

/// A text cell that no spreadsheet takes for a formula.
fn safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// One JSON object a line; unknown is null.
///
/// # Errors
/// [`OutputError::Export`].
pub fn json(batches: &[RecordBatch]) -> Result<Vec<u8>, OutputError> {
    let failed = |e: arrow::error::ArrowError| OutputError::Export { format: "json", problem: e.to_string() };
    let mut out = arrow::json::WriterBuilder::new().with_explicit_nulls(true).build::<_, arrow::json::writer::LineDelimited>(Vec::new());
    for batch in batches {
        out.write(batch).map_err(failed)?;
    }
    out.finish().map_err(failed)?;
    Ok(out.into_inner())
}

/// Parquet, zstd.
///
/// # Errors
/// [`OutputError::Export`].
pub fn parquet(batches: &[RecordBatch]) -> Result<Vec<u8>, OutputError> {
    let failed = |e: parquet::errors::ParquetError| OutputError::Export { format: "parquet", problem: e.to_string() };
    let Some(first) = batches.first() else { return Err(OutputError::Export { format: "parquet", problem: "there is no table".into() }) };
    let properties = WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::try_new(3).unwrap_or_default())).build();
    let mut out = ArrowWriter::try_new(Vec::new(), first.schema(), Some(properties)).map_err(failed)?;
    for batch in batches {
        out.write(batch).map_err(failed)?;
    }
    out.into_inner().map_err(failed)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::array::{Float64Array, ListBuilder, StringArray, StringBuilder};

    use super::*;

    #[test]
    fn an_empty_table_has_the_header_of_its_contract() {
        let toml = "name = \"t\"\ntitle = \"T\"\ndescription = \"A row is a row.\"\nkey = [\"soc\"]\ncolumns = [{ name = \"soc\" }, { name = \"flags\", nullable = true }]";
        let contract = Contract::parse(toml).unwrap();
        assert_eq!(table_csv(&contract, &[]).unwrap(), b"soc,flags\n");
    }

    #[test]
    fn csv_is_safe_and_keeps_unknowns_empty() {
        let mut flags = ListBuilder::new(StringBuilder::new());
        flags.append_value([Some("a"), Some("b")]);
        flags.append_null();
        let columns: Vec<(&str, ArrayRef)> = vec![
            ("name", Arc::new(StringArray::from(vec![Some("=cmd()"), None]))),
            ("gap", Arc::new(Float64Array::from(vec![Some(-1.5), None]))),
            ("flags", Arc::new(flags.finish())),
        ];
        let batch = RecordBatch::try_from_iter(columns).unwrap();
        assert_eq!(String::from_utf8(csv(std::slice::from_ref(&batch)).unwrap()).unwrap(), "name,gap,flags\n'=cmd(),-1.5,a|b\n,,\n");
        assert!(String::from_utf8(json(&[batch]).unwrap()).unwrap().contains("{\"name\":null,\"gap\":null,\"flags\":null}"));
    }
}
