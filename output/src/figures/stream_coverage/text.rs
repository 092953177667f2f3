//! The words of the figure, read from TOML and filled from the data.

use serde::Deserialize;

use super::rows::State;
use super::{NAME, StreamCoverage};
use crate::error::OutputError;
use crate::figures::shared::frame::Face;
use crate::figures::shared::scale::Scale;
use crate::figures::shared::words::{load, source_line, title};
use crate::model::StreamRow;
use crate::number::{count, counted, percent};
use crate::template::fill;

/// Words as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    title: TitleWords,
    text: TextWords,
    rows: RowWords,
    columns: Columns,
    notes: Notes,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TitleWords {
    missing: String,
    missing_short: String,
    counted: String,
    counted_short: String,
    none: String,
    none_short: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TextWords {
    subtitle: String,
    period_unknown: String,
    description: String,
    description_row: String,
    description_awards: String,
}

/// What rows without a bar say.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RowWords {
    pub no_data: String,
    pub left_out: String,
}

/// Headings of the number columns.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Columns {
    pub awards: String,
    pub programs: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Notes {
    programs: String,
    no_data: String,
    left_out: String,
    weight: String,
    weight_one: String,
    beyond: String,
    source: String,
}

/// Words filled for one region.
#[derive(Debug)]
pub(super) struct Text {
    /// Title, notes and source.
    pub face: Face,
    /// What rows without a bar say.
    pub rows: RowWords,
    /// Headings of the number columns.
    pub columns: Columns,
}

impl Text {
    /// Fills the words.
    pub(super) fn of(figure: &StreamCoverage<'_>, streams: &[&StreamRow], scale: &Scale) -> Result<Self, OutputError> {
        let words: Words = load(NAME, include_str!("../stream_coverage.toml"))?;
        let period = if figure.period.is_empty() { &words.text.period_unknown } else { figure.period };
        let face = Face {
            banner: None,
            title: finding(&words.title, figure.region, streams)?,
            subtitle: fill(&words.text.subtitle, &[("region", figure.region), ("period", period), ("profile", figure.profile)])?,
            description: description(&words, streams)?,
            notes: notes(&words.notes, streams, scale)?,
            source_lead: words.notes.source,
            source: source_line(figure.sources),
        };
        Ok(Self { face, rows: words.rows, columns: words.columns })
    }
}

/// The title: how many kinds of training are not counted, by choice of the profile or for want of data.
fn finding(words: &TitleWords, region: &str, streams: &[&StreamRow]) -> Result<String, OutputError> {
    let missing = streams.iter().filter(|s| State::of(s) != State::Counted).count();
    let (n, all, are) = (missing.to_string(), streams.len().to_string(), if missing == 1 { "is" } else { "are" });
    let forms = match (streams.len(), missing) {
        (0, _) => [words.none.as_str(), &words.none_short],
        (_, 0) => [words.counted.as_str(), &words.counted_short],
        _ => [words.missing.as_str(), &words.missing_short],
    };
    title(&forms, &[("region", region), ("n", &n), ("all", &all), ("are", are)])
}

/// The notes that the rows need.
fn notes(words: &Notes, streams: &[&StreamRow], scale: &Scale) -> Result<Vec<String>, OutputError> {
    let any = |state: State| streams.iter().any(|s| State::of(s) == state);
    let told = [
        (any(State::Counted), &words.programs),
        (any(State::NoData), &words.no_data),
        (any(State::LeftOut), &words.left_out),
        (!scale.beyond.is_empty(), &words.beyond),
    ];
    let mut notes: Vec<String> = told.into_iter().filter(|(needed, _)| *needed).map(|(_, note)| note.clone()).collect();
    let parts = streams.iter().filter(|s| s.weight > 0.0 && s.weight != 1.0);
    let parts = parts.map(|s| fill(&words.weight_one, &[("stream", &s.title), ("weight", &percent(s.weight))])).collect::<Result<Vec<_>, _>>()?;
    if !parts.is_empty() {
        notes.push(fill(&words.weight, &[("streams", &parts.join("; "))])?);
    }
    Ok(notes)
}

/// The accessible description: every row.
fn description(words: &Words, streams: &[&StreamRow]) -> Result<String, OutputError> {
    let mut rows = Vec::new();
    for stream in streams {
        let what = match State::of(stream) {
            State::Counted => {
                let programs = counted(stream.programs as usize, "program");
                fill(&words.text.description_awards, &[("awards", &count(stream.awards)), ("programs", &programs)])?
            }
            State::NoData => words.rows.no_data.clone(),
            State::LeftOut => words.rows.left_out.clone(),
        };
        rows.push(fill(&words.text.description_row, &[("stream", &stream.title), ("what", &what)])?);
    }
    fill(&words.text.description, &[("n", &streams.len().to_string()), ("rows", &rows.join(" "))])
}
