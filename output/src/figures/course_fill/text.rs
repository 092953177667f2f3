//! The words of the figure, read from TOML and filled from the data.

use serde::Deserialize;

use super::select::{Row, Selection};
use super::{NAME, finding, rows};
use crate::error::OutputError;
use crate::figures::shared::frame::Face;
use crate::figures::shared::scale::Scale;
use crate::figures::shared::words::load;
use crate::model::Provider;
use crate::number::{NOT_PUBLISHED, count, counted, or_unknown};
use crate::template::fill;

/// Words as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    title: TitleWords,
    text: TextWords,
    series: Series,
    rows: RowWords,
    columns: Columns,
    notes: Notes,
}

/// Titles.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TitleWords {
    pub low: String,
    pub low_short: String,
    pub total: String,
    pub total_short: String,
    pub neutral: String,
    pub neutral_short: String,
    /// What stands before the title of an example.
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TextWords {
    banner: String,
    subtitle: String,
    subtitle_example: String,
    year_unknown: String,
    description: String,
    description_row: String,
    description_fill: String,
}

/// Names of the marks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Series {
    pub seats: String,
    pub enrolled: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RowWords {
    withheld: String,
}

/// Headings of the number columns.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Columns {
    pub seats: String,
    pub enrolled: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Notes {
    known: String,
    most: String,
    missing: String,
    withheld: String,
    over: String,
    beyond: String,
    source: String,
    catalog: String,
    catalog_undated: String,
    catalog_example: String,
}

/// Words filled for one provider.
#[derive(Debug)]
pub(super) struct Text {
    /// Title, notes and source.
    pub face: Face,
    /// Names of the marks.
    pub series: Series,
    /// Headings of the number columns.
    pub columns: Columns,
    /// What stands for students that are withheld.
    pub withheld: String,
}

impl Text {
    /// Fills the words.
    pub(super) fn of(provider: &Provider, selection: &Selection<'_>, scale: &Scale) -> Result<Self, OutputError> {
        let words: Words = load(NAME, include_str!("../course_fill.toml"))?;
        let text = &words.text;
        let subtitle = if provider.is_example { &text.subtitle_example } else { &text.subtitle };
        let year = selection.year.unwrap_or(&text.year_unknown);
        let face = Face {
            banner: provider.is_example.then(|| text.banner.clone()),
            title: finding::of(&words.title, provider, selection)?,
            subtitle: fill(subtitle, &[("provider", &provider.name), ("year", year)])?,
            description: description(&words, selection.drawn())?,
            notes: notes(&words.notes, selection, scale)?,
            source_lead: words.notes.source.clone(),
            source: source(&words.notes, provider)?,
        };
        Ok(Self { face, series: words.series, columns: words.columns, withheld: words.rows.withheld })
    }
}

/// The notes that the rows need.
fn notes(words: &Notes, selection: &Selection<'_>, scale: &Scale) -> Result<Vec<String>, OutputError> {
    let (rows, all) = (selection.drawn(), selection.rows.len());
    let mut notes = Vec::new();
    let known = selection.rows.iter().filter(|r| r.fill().is_some()).count();
    for (needed, note, n) in [(known > 0 && known < all, &words.known, known), (all > rows.len(), &words.most, rows.len())] {
        if needed {
            notes.push(fill(note, &[("n", &n.to_string()), ("all", &all.to_string())])?);
        }
    }
    if selection.missing > 0 {
        notes.push(fill(&words.missing, &[("courses", &counted(selection.missing, "course"))])?);
    }
    let any = |test: fn(&Row<'_>) -> bool| rows.iter().any(test);
    let over = any(|r| r.seats.zip(r.enrolled).is_some_and(|(seats, enrolled)| enrolled > seats));
    let more = [(any(|r| r.withheld), &words.withheld), (over, &words.over), (!scale.beyond.is_empty(), &words.beyond)];
    notes.extend(more.into_iter().filter(|(needed, _)| *needed).map(|(_, note)| note.clone()));
    Ok(notes)
}

/// The catalog, or that the figures are invented.
fn source(words: &Notes, provider: &Provider) -> Result<String, OutputError> {
    match &provider.imported {
        _ if provider.is_example => Ok(words.catalog_example.clone()),
        Some(imported) => fill(&words.catalog, &[("provider", &provider.name), ("imported", imported)]),
        None => fill(&words.catalog_undated, &[("provider", &provider.name)]),
    }
}

/// The accessible description: every course drawn.
fn description(words: &Words, rows: &[Row<'_>]) -> Result<String, OutputError> {
    let mut told = Vec::new();
    for row in rows {
        let seats = or_unknown(row.seats, count);
        let unknown = if row.withheld { &words.rows.withheld } else { NOT_PUBLISHED };
        let enrolled = row.enrolled.map_or_else(|| unknown.to_owned(), count);
        let share = row.fill().map(|share| fill(&words.text.description_fill, &[("fill", &rows::share(share))])).transpose()?.unwrap_or_default();
        told.push(fill(&words.text.description_row, &[("course", row.title), ("seats", &seats), ("enrolled", &enrolled), ("fill", &share)])?);
    }
    let noun = if rows.len() == 1 { "course" } else { "courses" };
    fill(&words.text.description, &[("n", &rows.len().to_string()), ("courses", noun), ("rows", &told.join(" "))])
}
