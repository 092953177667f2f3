//! Overrides of the crosswalk: link weights, added links and shares outside, as an analyst's file to which lines are only added. See the README beside this file.

mod line;

use std::collections::BTreeSet;

pub use line::{Kind, OUTSIDE_MOST, program_code};

use crate::decode::{Header, Want, delimited};
use crate::error::Result;
use crate::layout::{At, Layout};
use crate::source::Source;
use crate::stage::Stage;

/// Name of the source.
pub const ID: &str = "overrides";
/// Its one file.
pub const ROLE: &str = "lines";
/// The staged table.
pub const TABLE: &str = "stg_override";
/// The columns of the file in order.
pub const COLUMNS: [&str; 8] = ["version", "date", "author", "kind", "program_code", "soc_code", "value", "reason"];

/// The source.
pub static SOURCE: Source = Source {
    id: ID,
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/line.toml")],
    layouts: &[Layout::new(ROLE, "list of overrides", At::Text(b','), WANTS)],
    bundled: &[],
    reader_version: 1,
    stage,
};

const WANTS: &[Want] = &[
    Want::new("version", &["version"]),
    Want::new("date", &["date"]),
    Want::new("author", &["author"]),
    Want::new("kind", &["kind"]),
    Want::new("program_code", &["program_code"]),
    Want::new("soc_code", &["soc_code"]),
    Want::new("value", &["value"]),
    Want::new("reason", &["reason"]),
];

fn stage(stage: &mut Stage) -> Result<()> {
    let lines = delimited::lines(stage, b',')?;
    let Some((first, body)) = lines.split_first() else { return Err(stage.refuse("it holds no lines")) };
    let header = Header::find(stage, first, WANTS)?;
    let mut rows = stage.rows(TABLE)?;
    let (mut problems, mut versions, mut days) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for l in body {
        if l.cells.len() != first.cells.len() {
            problems.push(format!("line {}: {} cells for {} columns", l.number, l.cells.len(), first.cells.len()));
            continue;
        }
        match line::read(&|name| header.get(l, name)) {
            Ok(read) if !versions.insert(read.version) => problems.push(format!("line {}: version {} stands twice", l.number, read.version)),
            Ok(read) => {
                let (number, version, value) = (l.number.to_string(), read.version.to_string(), read.value.map(|v| v.to_string()));
                let cells = [
                    Some(number.as_str()),
                    Some(&version),
                    Some(&read.date),
                    Some(&read.author),
                    Some(read.kind.word()),
                    Some(&read.program_code),
                    read.soc_code.as_deref(),
                    value.as_deref(),
                    Some(&read.reason),
                ];
                stage.push(&mut rows, l.number, &version, &cells)?;
                days.insert(read.date);
            }
            Err(reason) => problems.push(format!("line {}: {reason}", l.number)),
        }
    }
    if problems.is_empty()
        && let Some(lost) = (1..).zip(&versions).find(|(wanted, version)| wanted != *version).map(|(wanted, _)| wanted)
    {
        problems.push(format!("version {lost} is missing: lines are added and never taken out"));
    }
    if let Some(first) = problems.first() {
        return Err(stage.refuse(format!("{} of its lines cannot be used, so none is; {first}", problems.len())));
    }
    stage.period = days.last().map(|d| format!("version {} of {d}", versions.len())).unwrap_or_default();
    stage.put(rows)
}
