//! `rocp explain`: one figure back through the models to the publishers' files and their lines.

mod json;
mod masked;
mod tree;

use std::io::Write;
use std::path::Path;

use rocp_lake::manifest::{Manifest, StagedEntry};
use rocp_lake::{Lake, release};
use rocp_queries::explain::{Explainer, Explanation};

use super::query;
use crate::cli::Explain;
use crate::error::{AppError, Result};
use crate::pipeline;

/// A figure as it is asked for.
struct Asked {
    table: String,
    column: String,
    key: Vec<(String, String)>,
}

/// An explained figure and the run it stands in.
struct Answer<'a> {
    asked: &'a Asked,
    run: &'a Manifest,
    explanation: Explanation,
}

impl Answer<'_> {
    /// The files of a staged table, in the order in which the explanation numbers them.
    fn files(&self, table: &str) -> Vec<&StagedEntry> {
        self.run.staged.iter().filter(|s| s.tables.iter().any(|(t, _)| t == table)).collect()
    }
}

/// Runs the command.
pub fn run(lake: &Lake, ask: &Explain) -> Result<u8> {
    let asked = match (&ask.figure, &ask.batch) {
        (Some(figure), None) => vec![parse(figure, &ask.key)?],
        (None, Some(path)) => batch(path)?,
        _ => return Err(AppError::Usage { problem: "no figure is named".into(), hint: "write MART.COLUMN key=value ..., or name a file with --batch".into() }),
    };
    let run = match &ask.run {
        Some(run) => run.clone(),
        None => release::published(lake)?,
    };
    let manifest = release::manifest(lake, &run)?;
    let tables = query::tables_of(lake, &manifest)?;
    let scratch = tempfile::tempdir().map_err(|source| AppError::Machine { problem: "there is no scratch folder".into(), source })?;
    let mut explainer = Explainer::new(scratch.path(), tables)?;
    let runtime = pipeline::runtime()?;
    let mut out = std::io::stdout().lock();
    for asked in &asked {
        let explanation = runtime.block_on(async {
            let row = explainer.row(&asked.table, &asked.key).await?;
            explainer.explain(&asked.table, row, &asked.column).await
        })?;
        let answer = Answer { asked, run: &manifest, explanation };
        let text = if ask.json || ask.batch.is_some() { json::line(&answer)? } else { tree::text(&answer, ask.rows, ask.sql)? };
        if let Err(source) = out.write_all(text.as_bytes()).and_then(|()| out.flush())
            && source.kind() != std::io::ErrorKind::BrokenPipe
        {
            return Err(AppError::Machine { problem: "standard output is closed".into(), source });
        }
    }
    Ok(0)
}

fn parse(figure: &str, key: &[String]) -> Result<Asked> {
    let wrong = |problem: String| AppError::Usage { problem, hint: "for example: rocp explain supply_demand_gap.gap_whole scheme=state soc=31-1131".into() };
    let (table, column) = figure.split_once('.').ok_or_else(|| wrong(format!("{figure} is not MART.COLUMN")))?;
    let pair = |text: &String| text.split_once('=').map(|(k, v)| (k.to_owned(), v.to_owned())).ok_or_else(|| wrong(format!("{text} is not key=value")));
    Ok(Asked { table: table.to_owned(), column: column.to_owned(), key: key.iter().map(pair).collect::<Result<_>>()? })
}

/// Figures of a file, one a line: MART.COLUMN, then key=value pairs, all with tabs between.
fn batch(path: &Path) -> Result<Vec<Asked>> {
    let text = std::fs::read_to_string(path).map_err(|source| AppError::Machine { problem: format!("{} cannot be read", path.display()), source })?;
    let cells = |line: &str| {
        let mut words = line.split('\t');
        let figure = words.next().unwrap_or_default().to_owned();
        parse(&figure, &words.map(str::to_owned).collect::<Vec<_>>())
    };
    text.lines().filter(|l| !l.trim().is_empty()).map(cells).collect()
}
