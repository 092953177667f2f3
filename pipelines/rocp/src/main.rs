//! `rocp`: where training capacity and the job market of California do not match, with evidence.

mod causes;
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

/// A reader that closes early, such as `head`, ends the program quietly: printing knows no other way than a panic.
fn end_with_the_reader() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if info.payload().downcast_ref::<String>().is_some_and(|text| text.starts_with("failed printing to stdout")) {
            std::process::exit(0);
        }
        usual(info);
    }));
}

fn main() -> ExitCode {
    end_with_the_reader();
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
