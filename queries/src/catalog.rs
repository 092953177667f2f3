//! Tables for the engine: our own Parquet files under explicit schemas, never inferred ones.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::datatypes::{Field, Schema, SchemaRef};
use datafusion::datasource::MemTable;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl};
use datafusion::prelude::SessionContext;
use rocp_lake::Contract;

use crate::error::{QueryError, Result};

/// Registers a table: the rows of all files together, or an empty table where there is none.
///
/// # Errors
/// [`QueryError::Engine`].
pub fn register(session: &SessionContext, contract: &Contract, files: &[PathBuf]) -> Result<()> {
    let failed = || QueryError::engine(format!("register table {}", contract.name));
    if files.is_empty() {
        return empty(session, contract, contract.schema());
    }
    let mut paths = Vec::new();
    for file in files {
        paths.push(ListingTableUrl::parse(absolute(file).to_string_lossy()).map_err(failed())?);
    }
    let options = ListingOptions::new(Arc::new(ParquetFormat::default())).with_file_extension(".parquet");
    let config = ListingTableConfig::new_with_multi_paths(paths).with_listing_options(options).with_schema(contract.schema());
    let table = ListingTable::try_new(config).map_err(failed())?;
    session.register_table(contract.name.as_str(), Arc::new(table)).map_err(failed())?;
    Ok(())
}

/// Registers an empty table into which test cases insert rows: every column can be left out.
///
/// # Errors
/// [`QueryError::Engine`].
pub fn register_for_cases(session: &SessionContext, contract: &Contract) -> Result<()> {
    let fields: Vec<_> = contract.columns.iter().map(|c| Field::new(&c.name, c.kind.arrow(), true)).collect();
    empty(session, contract, Arc::new(Schema::new(fields)))
}

fn empty(session: &SessionContext, contract: &Contract, schema: SchemaRef) -> Result<()> {
    let failed = || QueryError::engine(format!("register table {}", contract.name));
    let table = MemTable::try_new(schema, vec![vec![]]).map_err(failed())?;
    session.register_table(contract.name.as_str(), Arc::new(table)).map_err(failed())?;
    Ok(())
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
