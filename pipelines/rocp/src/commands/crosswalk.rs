//! `rocp crosswalk`: links from programs to occupations, an analyst's overrides of them, and what these change.

mod diff;
mod lines;
mod set;
mod show;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use rocp_lake::Lake;

use crate::cli::Format;
use crate::error::Result;

/// The commands on links and overrides.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Links in force with titles, weights and reasons, and the overrides behind them.
    Show {
        /// A program code, an occupation code, or words of their titles; all where none is given.
        words: Option<String>,
        /// The lines of the overrides file instead, newest last, in force or not.
        #[arg(long, conflicts_with = "words")]
        lines: bool,
        /// How the answer is printed.
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
        /// Write the answer to a file instead of standard output (needed for parquet).
        #[arg(long, value_name = "PATH")]
        out: Option<PathBuf>,
    },
    /// Add a line to the overrides: weigh, remove or add a link, put a share outside, or take one of these back.
    Set(Set),
    /// Compute with and without the newest overrides and show every status that changes; nothing is published.
    Diff {
        /// Overrides up to this version; those of the published run where none is given, 0 for none at all.
        #[arg(long, value_name = "VERSION")]
        from: Option<u64>,
        /// Against overrides up to this version; all where none is given.
        #[arg(long, value_name = "VERSION")]
        to: Option<u64>,
        /// How the answer is printed.
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
        /// Write the answer to a file instead of standard output (needed for parquet).
        #[arg(long, value_name = "PATH")]
        out: Option<PathBuf>,
    },
}

/// One override.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("what").required(true).args(["weight", "outside", "take_back"]))]
pub struct Set {
    /// Program code: TOP (095650) or CIP (51.3902).
    pub program_code: String,
    /// Occupation code of the link (31-1131).
    pub soc: Option<String>,
    /// Weight of the link, 0 to 1; 0 removes it.
    #[arg(long, requires = "soc")]
    pub weight: Option<f64>,
    /// Share of the program's awards that enters none of its linked occupations, 0 to under 1.
    #[arg(long, conflicts_with = "soc")]
    pub outside: Option<f64>,
    /// Take back the override of the link, or without an occupation code that of the share outside.
    #[arg(long)]
    pub take_back: bool,
    /// Add the link: the crosswalk lacks it.
    #[arg(long, requires = "weight")]
    pub add: bool,
    /// Why, in words that the report prints.
    #[arg(long)]
    pub reason: String,
    /// Who says so: a role or initials that the report prints.
    #[arg(long)]
    pub author: String,
    /// Day of the decision; today in California where none is given.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,
}

/// Runs the command.
pub fn run(lake: &Lake, command: &Command) -> Result<u8> {
    match command {
        Command::Show { words, lines, format, out } => show::run(lake, words.as_deref(), *lines, *format, out.as_deref()),
        Command::Set(set) => set::run(lake, set),
        Command::Diff { from, to, format, out } => diff::run(lake, *from, *to, *format, out.as_deref()),
    }
}
