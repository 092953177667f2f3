//! Rules for the words of figures.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

use crate::error::OutputError;
use crate::model::{GapRow, SourceKind, SourceLine};
use crate::template::fill;

/// Most words of a title.
pub const MOST_WORDS: usize = 15;

/// Reads a figure's file of words.
///
/// # Errors
/// [`OutputError::Words`] where it does not parse.
pub fn load<T: DeserializeOwned>(figure: &'static str, toml: &str) -> Result<T, OutputError> {
    toml::from_str(toml).map_err(|source| OutputError::Words { figure, source: Box::new(source) })
}

/// The first of `forms` that has at most 15 words once filled, else the last.
///
/// # Errors
/// Those of [`fill`].
pub fn title(forms: &[&str], values: &[(&str, &str)]) -> Result<String, OutputError> {
    let mut title = String::new();
    for form in forms {
        title = fill(form, values)?;
        if title.split_whitespace().count() <= MOST_WORDS {
            break;
        }
    }
    Ok(title)
}

/// The distinct periods of rows, in order.
pub fn periods<'a>(rows: &[&'a GapRow], of: fn(&'a GapRow) -> Option<&'a str>, unknown: &str) -> String {
    let found: BTreeSet<&str> = rows.iter().filter_map(|r| of(r)).collect();
    if found.is_empty() { unknown.to_owned() } else { found.into_iter().collect::<Vec<_>>().join(", ") }
}

/// Agency, title and period of each source that holds figures: of several files of one, the first with the years of all.
pub fn source_line(sources: &[SourceLine]) -> String {
    let holds = |s: &&SourceLine| matches!(s.kind, SourceKind::File | SourceKind::Quoted);
    let are_years = |period: &str| period.len() == 9 && period.chars().all(|c| c.is_ascii_digit() || c == '-');
    let mut parts: Vec<String> = Vec::new();
    let mut agency = "";
    let mut told = BTreeSet::new();
    for source in sources.iter().filter(holds).filter(|s| told.insert((&s.agency, &s.title))) {
        let lead = if source.agency == agency { String::new() } else { format!("{}, ", source.agency) };
        agency = &source.agency;
        let same = sources.iter().filter(holds).filter(|s| (&s.agency, &s.title) == (&source.agency, &source.title));
        let others: BTreeSet<&str> = same.map(|s| s.period.as_str()).filter(|p| are_years(p) && *p != source.period).collect();
        let periods: Vec<&str> = std::iter::once(source.period.as_str()).chain(others).collect();
        parts.push(format!("{lead}{} ({})", source.title, periods.join(", ")));
    }
    parts.join("; ") + "."
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn a_choice_is_no_source_of_figures() {
        let mut set = sample::set();
        set.sources[1].kind = SourceKind::Choice;
        assert_eq!(source_line(&set.sources), "Agency edd, Projections (2020-2030).");
    }
    #[test]
    fn files_of_one_source_share_a_name_and_tell_their_years() {
        let mut set = sample::set();
        set.sources[1] = set.sources[0].clone();
        set.sources[1].period = "2023-2033".into();
        set.sources.push(set.sources[0].clone());
        set.sources[2].period = "current list".into();
        assert_eq!(source_line(&set.sources), "Agency edd, Projections (2020-2030, 2023-2033).");
    }
}
