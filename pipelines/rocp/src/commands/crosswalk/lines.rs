//! The overrides file in the lake and in runs.

use std::path::{Path, PathBuf};

use arrow::array::{AsArray, BooleanArray, RecordBatch};
use arrow::compute::filter_record_batch;
use arrow::datatypes::Int64Type;
use rocp_lake::archive::{self, Receipt};
use rocp_lake::manifest::Manifest;
use rocp_lake::{Contract, Lake, LakeError, paths, table};
use rocp_sources::catalog::overrides;
use rocp_sources::{SourceError, stage};

use crate::error::Result;
use crate::inputs;

/// The receipt of the file that the next run uses; none where no override was ever set.
pub fn held(lake: &Lake) -> Result<Option<Receipt>> {
    Ok(archive::current(lake, overrides::ID, None)?.into_iter().find(|r| r.role == overrides::ROLE))
}

/// The staged lines of the file that the next run uses, and their contract.
pub fn newest(lake: &Lake) -> Result<(Contract, Vec<RecordBatch>)> {
    let contract = contract()?;
    let Some(receipt) = held(lake)? else { return Ok((contract, Vec::new())) };
    let (folder, _) = stage::stage(lake, &overrides::SOURCE, &receipt, &inputs::decoder()?)?;
    let batches = table::read(&paths::table(&folder, overrides::TABLE), &contract)?;
    Ok((contract, batches))
}

/// The newest version of the lines that a run used; 0 where it used none.
pub fn used(manifest: &Manifest) -> u64 {
    // Versions run 1, 2, 3, ... without a gap, so that the newest is the number of lines.
    let lines = manifest.staged.iter().find(|s| s.source == overrides::ID);
    lines.and_then(|s| s.tables.iter().find(|(t, _)| t == overrides::TABLE)).map_or(0, |(_, rows)| *rows)
}

/// The newest version among lines; 0 where there are none.
pub fn last(batches: &[RecordBatch]) -> u64 {
    let versions = |b: &RecordBatch| -> Option<i64> { versions(b).ok()?.values().iter().copied().max() };
    batches.iter().filter_map(versions).max().and_then(|v| u64::try_from(v).ok()).unwrap_or(0)
}

/// Writes the lines up to a version as a staged table; no file where there are none.
pub fn up_to(folder: &Path, contract: &Contract, batches: &[RecordBatch], version: u64) -> Result<Vec<PathBuf>> {
    let mut kept = Vec::new();
    for batch in batches {
        let within: BooleanArray = versions(batch)?.values().iter().map(|v| Some(u64::try_from(*v).is_ok_and(|v| v <= version))).collect();
        let some = filter_record_batch(batch, &within).map_err(|source| LakeError::Arrow { table: contract.name.clone(), source })?;
        if some.num_rows() > 0 {
            kept.push(some);
        }
    }
    if kept.is_empty() {
        return Ok(Vec::new());
    }
    let path = paths::table(folder, &format!("{}-{version}", contract.name));
    table::write_all(&path, contract, &Vec::new(), &kept)?;
    Ok(vec![path])
}

fn contract() -> Result<Contract> {
    let missing = || SourceError::Card { source_id: overrides::ID.into(), problem: format!("there is no contract {}", overrides::TABLE) };
    Ok(overrides::SOURCE.contracts()?.into_iter().find(|c| c.name == overrides::TABLE).ok_or_else(missing)?)
}

fn versions(batch: &RecordBatch) -> Result<&arrow::array::Int64Array> {
    let missing = || LakeError::Rows { table: overrides::TABLE.into(), problem: "there is no column override_version".into() };
    Ok(batch.column_by_name("override_version").and_then(|c| c.as_primitive_opt::<Int64Type>()).ok_or_else(missing)?)
}
