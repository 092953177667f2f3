//! `rocp crosswalk show`: the links in force and the lines of the overrides file.

use std::path::Path;

use rocp_lake::{Lake, release};

use super::lines;
use crate::cli::Format;
use crate::commands::query;
use crate::error::{AppError, Result};
use crate::say;

/// Runs the command.
pub fn run(lake: &Lake, words: Option<&str>, all_lines: bool, format: Format, out: Option<&Path>) -> Result<u8> {
    query::printable(format, out)?;
    let (contract, held) = lines::newest(lake)?;
    if all_lines {
        let empty = arrow::array::RecordBatch::new_empty(contract.schema());
        return query::emit(if held.is_empty() { std::slice::from_ref(&empty) } else { &held }, format, out);
    }
    let published = release::manifest(lake, &release::published(lake)?)?;
    let found = query::ask(lake, &links(words))?;
    if let Some(words) = words.filter(|_| found.iter().all(|b| b.num_rows() == 0)) {
        return Err(AppError::Usage {
            problem: format!("no link has {words:?} in a code or title"),
            hint: "`rocp crosswalk show` lists all; `rocp query \"SELECT * FROM unmatched_code\"` lists programs without a link".into(),
        });
    }
    query::emit(&found, format, out)?;
    let (used, newest) = (lines::used(&published), lines::last(&held));
    if newest > used {
        say::warn(&format!(
            "overrides up to version {newest} are set, the published run has those up to {used}: `rocp crosswalk diff` shows what changes, `rocp run` brings them in force"
        ));
    }
    Ok(0)
}

/// Links whose codes begin with the words or whose titles hold them; occupations by openings would hide ties, so by code.
fn links(words: Option<&str>) -> String {
    let filter = words.map(|w| {
        let w = w.trim().to_lowercase().replace('\'', "''");
        format!(
            "WHERE starts_with(lower(program_code), '{w}') OR starts_with(soc, '{w}') OR strpos(lower(coalesce(program, '')), '{w}') > 0 OR strpos(lower(coalesce(occupation, '')), '{w}') > 0 "
        )
    });
    format!(
        "SELECT program_code, program, soc, occupation, weight_in_force AS weight, published_weight AS published, outside_share AS outside, programs, completers_counted AS awards, \
         override_version AS override, link_reason AS reason FROM crosswalk_link {}ORDER BY program_code, soc",
        filter.unwrap_or_default()
    )
}
