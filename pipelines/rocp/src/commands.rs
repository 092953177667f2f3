//! One module a command.

pub mod build;
pub mod catalog;
pub mod crosswalk;
pub mod decode_workbook;
pub mod diff;
pub mod doctor;
pub mod explain;
pub mod fetch;
pub mod models;
pub mod new;
pub mod plan;
pub mod query;
pub mod render;
pub mod review;
pub mod rollback;
pub mod run;
pub mod schedule;
pub mod sources;
pub mod stage;
pub mod status;
pub mod table;

use rocp_lake::Lake;

use crate::cli::{Cli, Command};
use crate::error::Result;

/// Runs the command that was asked for; its exit code.
pub fn dispatch(cli: &Cli) -> Result<u8> {
    let lake = Lake::at(&cli.lake);
    match &cli.command {
        Command::Run { profile, as_of, offline, ask_all, web } => {
            let asking = match (offline, ask_all) {
                (true, _) => fetch::Asking::Nothing,
                (_, true) => fetch::Asking::Everything,
                _ => fetch::Asking::Due,
            };
            run::run(&lake, &cli.reports, profile, as_of.as_deref(), asking, web)
        }
        Command::Schedule { what, once, with } => schedule::run(&lake, &cli.reports, what.as_ref(), *once, with),
        Command::Fetch { source, which, file: Some(file), role, as_given, .. } => {
            fetch::given::run(&lake, source.as_deref(), file, role.as_deref().or(which.as_deref()), as_given)
        }
        Command::Fetch { source: Some(source), due: false, which, web, .. } => fetch::run(&lake, source, which.as_deref(), web),
        Command::Fetch { source, profile, web, .. } => fetch::due(&lake, source.as_deref(), profile, web),
        Command::Build { profile, as_of } => build::run(&lake, profile, as_of.as_deref()),
        Command::Render { run } => render::run(&lake, &cli.reports, run.as_deref()),
        Command::Query { sql, format, out } => query::run(&lake, sql, *format, out.as_deref()),
        Command::Explain(ask) => explain::run(&lake, ask),
        Command::Plan(wanted) => plan::run(&lake, wanted),
        Command::Review { name, format, out, today } => review::run(&lake, name.as_deref(), *format, out.as_deref(), today.as_deref()),
        Command::Status => status::run(&lake),
        Command::Sources { markdown } => sources::run(&lake, *markdown),
        Command::Models { name, dictionary } => models::run(name.as_deref(), *dictionary),
        Command::New { kind, name } => new::run(*kind, name),
        Command::Rollback { run } => rollback::run(&lake, &cli.reports, run.as_deref()),
        Command::Pin { run, off } => rollback::pin(&lake, run, !off),
        Command::Stage { source, file, out, role, as_given } => stage::run(&lake, source, file, out, role.as_deref(), as_given),
        Command::Catalog(command) => catalog::run(&lake, command),
        Command::Table(command) => table::run(command),
        Command::Crosswalk(command) => crosswalk::run(&lake, command),
        Command::Diff { before, after, mart, format, out } => diff::run(&lake, before, after, mart.as_deref(), *format, out.as_deref()),
        Command::Doctor => doctor::run(&lake, &cli.reports),
        Command::DecodeWorkbook { entered, head, path, sheets } => Ok(decode_workbook::run(path, sheets, *entered, *head)),
    }
}
