//! Computing the models of a run, one after the other, into its folder.

use std::path::{Path, PathBuf};

use arrow::array::RecordBatch;
use arrow::compute::cast;
use datafusion::prelude::SessionContext;
use rocp_lake::manifest::{Finding, TableEntry};
use rocp_lake::table::{self, Provenance};
use rocp_lake::{Contract, LakeError, paths};

use crate::error::{QueryError, Result};
use crate::model::Model;
use crate::{catalog, checks, graph, profile, reference, session};

/// A staged table and its files.
#[derive(Debug, Clone)]
pub struct Staged {
    /// Contract of the table.
    pub contract: Contract,
    /// Its files: one a file of the source, none when nothing is held.
    pub files: Vec<PathBuf>,
}

/// What a run computed.
#[derive(Debug, Default)]
pub struct Computed {
    /// Every table written.
    pub tables: Vec<TableEntry>,
    /// Every check that returned rows.
    pub findings: Vec<Finding>,
}

/// Computes reference tables, profile tables and models into a run folder.
///
/// # Errors
/// [`QueryError`]; the folder is then incomplete and is not to be published.
pub async fn run(
    folder: &Path,
    scratch: &Path,
    profile: &profile::Profile,
    staged: &[Staged],
    provenance: &Provenance,
    progress: impl Fn(&str),
) -> Result<Computed> {
    some(folder, scratch, profile, staged, provenance, &graph::ordered()?, progress).await
}

/// The same for some of the models, which must be in order and hold each other's inputs ([`graph::needed`]).
///
/// # Errors
/// As [`run`].
pub async fn some(
    folder: &Path,
    scratch: &Path,
    profile: &profile::Profile,
    staged: &[Staged],
    provenance: &Provenance,
    models: &[&'static Model],
    progress: impl Fn(&str),
) -> Result<Computed> {
    let session = session::new(scratch)?;
    let mut out = Computed::default();
    for s in staged {
        catalog::register(&session, &s.contract, &s.files)?;
    }
    let mut small = profile.tables()?;
    for t in reference::TABLES {
        small.push(reference::read(*t)?);
    }
    for (contract, batch) in small {
        write(&session, folder, "ref", &contract, provenance, &[batch], &mut out)?;
    }
    for model in models {
        progress(model.name);
        let contract = model.contract()?;
        let batches = compute(&session, model, &contract).await?;
        write(&session, folder, model.layer, &contract, provenance, &batches, &mut out)?;
        checks::check(&session, &contract, &mut out.findings).await?;
    }
    Ok(out)
}

/// Plans and computes one model, and proves that its columns are those of the contract.
///
/// # Errors
/// [`QueryError::Model`], [`LakeError::Schema`].
pub async fn compute(session: &SessionContext, model: &Model, contract: &Contract) -> Result<Vec<RecordBatch>> {
    let frame = session.sql(model.sql).await.map_err(QueryError::model(model.name))?;
    let mut out = Vec::new();
    for batch in frame.collect().await.map_err(QueryError::model(model.name))? {
        out.push(fit(contract, &batch)?);
    }
    Ok(out)
}

/// Lists get our field name; every other difference of type is an error of the model.
fn fit(contract: &Contract, batch: &RecordBatch) -> Result<RecordBatch> {
    let arrow = |source| LakeError::Arrow { table: contract.name.clone(), source };
    let mut columns: Vec<(String, arrow::array::ArrayRef)> = Vec::new();
    for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
        let wanted = contract.columns.iter().find(|c| &c.name == field.name()).map(|c| c.kind.arrow());
        let is_list = |t: &arrow::datatypes::DataType| matches!(t, arrow::datatypes::DataType::List(_));
        let column = match wanted {
            Some(wanted) if is_list(&wanted) && is_list(field.data_type()) => cast(column, &wanted).map_err(arrow)?,
            _ => column.clone(),
        };
        columns.push((field.name().clone(), column));
    }
    let names = columns.into_iter().map(|(name, column)| (name, column, true));
    Ok(RecordBatch::try_from_iter_with_nullable(names).map_err(arrow)?)
}

fn write(
    session: &SessionContext,
    folder: &Path,
    layer: &str,
    contract: &Contract,
    provenance: &Provenance,
    batches: &[RecordBatch],
    out: &mut Computed,
) -> Result<()> {
    let path = paths::table(&folder.join(layer), &contract.name);
    let written = table::write_all(&path, contract, provenance, batches)?;
    catalog::register(session, contract, &[path])?;
    out.tables.push(TableEntry {
        name: contract.name.clone(),
        layer: layer.to_owned(),
        path: format!("{layer}/{}.parquet", contract.name),
        rows: written.rows,
        bytes: written.bytes,
        sha256: written.sha256,
        schema: contract.schema_hash(),
        contract_version: contract.version,
    });
    Ok(())
}
