//! `rocp table`: an analyst's own tables of demand, supply, links and living wages.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use rocp_lake::durable;
use rocp_sources::catalog::table;

use crate::error::{AppError, Result};

/// The commands on an analyst's own tables.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write an empty table with its header and an invented example row: demand, supply, crosswalk or living_wage.
    Template {
        /// Which table.
        name: String,
        /// The file to write; NAME.csv where none is given.
        #[arg(long, value_name = "PATH")]
        out: Option<PathBuf>,
    },
}

/// Runs the command.
pub fn run(command: &Command) -> Result<u8> {
    match command {
        Command::Template { name, out } => template(name, out.as_deref()),
    }
}

fn template(name: &str, out: Option<&Path>) -> Result<u8> {
    let layout = table::find(name)
        .ok_or_else(|| AppError::Usage { problem: format!("there is no table {name}"), hint: format!("the tables are {}", table::roles().join(", ")) })?;
    let path = Path::new(".").join(out.map_or_else(|| PathBuf::from(format!("{name}.csv")), Path::to_owned));
    if path.exists() {
        return Err(AppError::Usage {
            problem: format!("{} is there already", path.display()),
            hint: "it may hold your rows, so nothing was written; choose another file with --out".to_owned(),
        });
    }
    // The mark at the beginning tells Excel that the text is UTF-8.
    durable::write(&path, format!("\u{feff}{}", table::template(layout)).as_bytes())?;
    println!("wrote {}", path.display());
    println!("next: replace the example row by your own, then `rocp fetch table {name} --file {}`", path.display());
    Ok(0)
}
