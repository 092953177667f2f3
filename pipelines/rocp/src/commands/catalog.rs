//! `rocp catalog`: providers' course catalogs, from an empty template to a version in the lake.

mod check;
mod import;
mod list;
mod suggest;
mod template;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Subcommand;
use rocp_lake::{Lake, LakeError};
use rocp_sources::SourceError;
use rocp_sources::catalog::rocp_catalog::{self, check as checking, table};

use crate::error::Result;
use crate::inputs;
use suggest::Codes;

/// The commands on catalogs.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write an empty catalog with instructions and drop-down lists, as a workbook and as CSV.
    Template {
        /// Folder for the two files.
        #[arg(long, default_value = ".", value_name = "DIR")]
        out: PathBuf,
    },
    /// List every problem of a catalog with row, column, value and what to do; exit code 1 if there is any.
    Check {
        /// The catalog: CSV or XLSX.
        file: PathBuf,
        /// NCES's list of all CIP 2020 codes (CIPCode2020.csv): codes are then looked up in it.
        #[arg(long, value_name = "PATH")]
        cip_list: Option<PathBuf>,
    },
    /// Bring a catalog into the lake: a new version of each provider in it that changed.
    Import {
        /// The catalog: CSV or XLSX.
        file: PathBuf,
        /// Why there is a new version; kept with it.
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
    },
    /// The providers whose catalogs the lake holds.
    List {
        /// Every version of one provider.
        #[arg(long, value_name = "PROVIDER")]
        history: Option<String>,
    },
}

/// Runs the command.
pub fn run(lake: &Lake, command: &Command) -> Result<u8> {
    match command {
        Command::Template { out } => template::run(out),
        Command::Check { file, cip_list } => check::run(file, cip_list.as_deref()),
        Command::Import { file, note } => import::run(lake, file, note.as_deref()),
        Command::List { history } => list::run(lake, history.as_deref()),
    }
}

/// A catalog from a file on disk, read and checked as of today.
fn read(path: &Path, codes: Option<&Codes>) -> Result<checking::Catalog> {
    let mut bytes = Vec::new();
    let source = &rocp_catalog::SOURCE;
    let card = source.card()?;
    let limit = card.file(rocp_catalog::ROLE).map_or(0, |f| f.max_bytes);
    let opened = rocp_sources::fetch::file::open(path)?;
    std::io::Read::read_to_end(&mut std::io::Read::take(opened, limit + 1), &mut bytes).map_err(LakeError::io("read", path))?;
    if bytes.len() as u64 > limit {
        let problem = format!("it holds over {limit} bytes, more than its card allows");
        return Err(SourceError::Refused { source_id: source.id.to_owned(), file: name(path), problem }.into());
    }
    checked(&name(path), &bytes, Some(chrono::Local::now().date_naive()), codes, &inputs::decoder()?)
}

/// A catalog from bytes.
fn checked(
    name: &str,
    bytes: &[u8],
    today: Option<NaiveDate>,
    codes: Option<&Codes>,
    decoder: &rocp_sources::decode::workbook::Decoder,
) -> Result<checking::Catalog> {
    let table = table::open(name, bytes, decoder)?;
    let known = codes.map(|c| |code: &str| c.holds(code));
    let options = checking::Options { today, known_cip: known.as_ref().map(|k| k as &dyn Fn(&str) -> bool) };
    Ok(checking::check(&table, &options))
}

fn name(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

/// `1 course`, `2,000 courses`.
fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", crate::say::count(n as u64), if n == 1 { one } else { many })
}
