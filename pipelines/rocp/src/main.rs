//! `rocp`: where training capacity and the job market of California do not match, with evidence.

mod cli;
mod commands;
mod error;
mod inputs;
mod pipeline;
mod profiles;
mod say;
mod schedule;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = match cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(e) => {
            let _ = e.print();
            return ExitCode::from(if e.use_stderr() { 2 } else { 0 });
        }
    };
    match commands::dispatch(&cli) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprint!("{}", error::render(&error));
            ExitCode::from(error.code())
        }
    }
}
