//! `rocp query`: a reader's own SQL over the published run.

use std::path::Path;

use arrow::array::RecordBatch;
use arrow::util::pretty::pretty_format_batches;
use rocp_lake::manifest::Manifest;
use rocp_lake::{Lake, LakeError, durable, paths, release};
use rocp_output::data;
use rocp_queries::adhoc;
use rocp_queries::run::Staged;

use crate::cli::Format;
use crate::error::{AppError, Result};
use crate::{inputs, pipeline};

/// Runs the command.
pub fn run(lake: &Lake, sql: &str, format: Format, out: Option<&Path>) -> Result<u8> {
    printable(format, out)?;
    let batches = ask(lake, sql)?;
    emit(&batches, format, out)
}

/// Refuses a format that standard output cannot take.
pub fn printable(format: Format, out: Option<&Path>) -> Result<()> {
    if format == Format::Parquet && out.is_none() {
        return Err(AppError::Usage { problem: "parquet cannot be printed".into(), hint: "name a file with --out".into() });
    }
    Ok(())
}

/// Answers a SELECT over the published run.
pub fn ask(lake: &Lake, sql: &str) -> Result<Vec<RecordBatch>> {
    let tables = tables(lake)?;
    // A reader may have no right to write to the lake: scratch files go to the system's folder.
    let scratch = tempfile::tempdir().map_err(|source| AppError::Machine { problem: "there is no scratch folder".into(), source })?;
    Ok(pipeline::runtime()?.block_on(adhoc::answer(scratch.path(), &tables, sql))?)
}

/// Prints an answer, or writes it to a file.
pub fn emit(batches: &[RecordBatch], format: Format, out: Option<&Path>) -> Result<u8> {
    let bytes = match format {
        Format::Table => pretty(batches)?.into_bytes(),
        Format::Csv => data::csv(batches)?,
        Format::Json => data::json(batches)?,
        Format::Parquet => data::parquet(batches)?,
    };
    match out {
        Some(path) => durable::write(path, &bytes)?,
        None => {
            use std::io::Write;
            let done = std::io::stdout().write_all(&bytes);
            if let Err(source) = done
                && source.kind() != std::io::ErrorKind::BrokenPipe
            {
                return Err(AppError::Machine { problem: "standard output is closed".into(), source });
            }
        }
    }
    Ok(0)
}

/// The tables of the published run, by name.
pub fn tables(lake: &Lake) -> Result<Vec<Staged>> {
    tables_of(lake, &release::manifest(lake, &release::published(lake)?)?)
}

/// The tables of a run, by name.
pub fn tables_of(lake: &Lake, manifest: &Manifest) -> Result<Vec<Staged>> {
    let staged = |name: &str| {
        let holds = manifest.staged.iter().filter(|s| name == rocp_sources::stage::QUARANTINE || s.tables.iter().any(|(t, _)| t == name));
        holds.map(|s| paths::table(&lake.staged(&s.source, &s.role, &s.key), name)).collect()
    };
    let mut out = inputs::tables(staged)?;
    for (_, contract) in super::models::contracts()?.into_iter().filter(|(layer, _)| *layer != "staged") {
        let files = manifest.tables.iter().filter(|t| t.name == contract.name).map(|t| lake.run(&manifest.run).join(&t.path)).collect();
        out.push(Staged { contract, files });
    }
    Ok(out)
}

fn pretty(batches: &[RecordBatch]) -> Result<String> {
    let rows: usize = batches.iter().map(RecordBatch::num_rows).sum();
    let text = pretty_format_batches(batches).map_err(|source| LakeError::Arrow { table: "(answer)".into(), source })?;
    Ok(format!("{text}\n{rows} rows\n"))
}
