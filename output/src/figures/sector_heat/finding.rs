//! The title: in how many sectors supply is under half of openings.

use super::band::Band;
use super::table::Table;
use super::text::TitleWords;
use crate::error::OutputError;
use crate::figures::shared::words::title;

/// The title by rule.
///
/// Counted are the state's sectors, or without a state all cells of known share. It is a finding where at least
/// half of them are under half; else the title is neutral.
pub(super) fn of(words: &TitleWords, table: &Table<'_>) -> Result<String, OutputError> {
    let state: Vec<Option<f64>> = table.rows.iter().map(|r| r.state.and_then(|s| s.coverage)).collect();
    let cells: Vec<Option<f64>> = table.shares().map(Some).collect();
    let counted = if table.state.is_some() { state } else { cells };
    let under = counted.iter().flatten().filter(|s| Band::of(**s).is_under_half()).count();
    if under == 0 || under * 2 < counted.len() {
        return title(&[&words.neutral], &[]);
    }
    let (n, all, noun) = (under.to_string(), counted.len().to_string(), if counted.len() == 1 { "sector" } else { "sectors" });
    match table.state {
        Some(state) => title(&[&words.finding, &words.finding_short], &[("state", state), ("n", &n), ("all", &all), ("sectors", noun)]),
        None => title(&[&words.cells], &[("n", &n), ("all", &all)]),
    }
}
