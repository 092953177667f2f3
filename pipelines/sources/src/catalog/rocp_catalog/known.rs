//! How a catalog is recognised: by its headings, in text with any of three delimiters or in a workbook.

use super::columns::COLUMNS;
use super::table::{self, SHEET, Table, is_heading};
use crate::decode::Line;
use crate::head::{Fit, Head, Near};

/// The providers of the invented catalog.
const INVENTED: [&str; 2] = ["Example Valley ROP (invented)", "Sample Coast ROP (invented)"];

/// Whether it is a catalog of real providers, or of a person's trial.
pub(super) fn is_catalog(head: &Head) -> Fit {
    fit(head, |providers| !is_invented(providers))
}

/// Whether it is the invented catalog that the program carries.
pub(super) fn is_example(head: &Head) -> Fit {
    fit(head, is_invented)
}

fn is_invented(providers: &[String]) -> bool {
    !providers.is_empty() && providers.iter().all(|p| INVENTED.contains(&p.trim()))
}

fn fit(head: &Head, whose: impl Fn(&[String]) -> bool) -> Fit {
    let sheets = head.sheet(&[SHEET]).or(head.sheets().first()).map(|s| s.lines.clone());
    let best =
        sheets.into_iter().chain([b',', b';', b'\t'].map(|d| head.text(d))).map(table::from_lines).map(|t| (missing(&t), t)).min_by_key(|(m, _)| m.len());
    match best {
        Some((missing, table)) if missing.is_empty() => {
            if whose(&providers(&table)) {
                Fit::Yes(COLUMNS.len())
            } else {
                Fit::No
            }
        }
        Some((missing, _)) if missing.len() < COLUMNS.len() / 2 => {
            Fit::Near(Near { found: COLUMNS.len() - missing.len(), missing: missing.iter().map(|m| (*m).to_owned()).collect(), unknown: Vec::new() })
        }
        _ => Fit::No,
    }
}

/// The headings that a catalog must have and this one has not.
fn missing(table: &Table) -> Vec<&'static str> {
    let there = |c: &super::columns::Column| table.header.iter().flat_map(|h| &h.cells).any(|cell| is_heading(c.heading, c.also, cell));
    COLUMNS.iter().filter(|c| c.in_header && !there(c)).map(|c| c.heading).collect()
}

/// The providers of the first rows.
fn providers(table: &Table) -> Vec<String> {
    let Some(at) = table.header.as_ref().and_then(|h| h.cells.iter().position(|c| is_heading("Provider", &[], c))) else { return Vec::new() };
    let cell = |l: &Line| l.cells.get(at).filter(|c| !c.trim().is_empty()).cloned();
    table.body.iter().filter_map(cell).collect()
}
