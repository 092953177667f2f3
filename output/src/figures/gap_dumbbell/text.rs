//! The words of the figure, read from TOML and filled from the data.

use serde::Deserialize;

use super::{GapDumbbell, NAME, finding};
use crate::error::OutputError;
use crate::facts::{Missing, is_partial};
use crate::figures::shared::frame::Face;
use crate::figures::shared::scale::Scale;
use crate::figures::shared::words::{load, periods, source_line};
use crate::model::GapRow;
use crate::number::{count, difference, or_unknown};
use crate::template::fill;

/// Words as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    title: TitleWords,
    text: TextWords,
    series: Series,
    columns: Columns,
    notes: Notes,
}

/// Titles.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TitleWords {
    pub finding: String,
    pub finding_short: String,
    pub neutral: String,
    pub neutral_short: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TextWords {
    subtitle: String,
    period_unknown: String,
    description: String,
    description_row: String,
}

/// Names of the marks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Series {
    pub supply: String,
    pub range: String,
    pub demand: String,
}

/// Headings of the number columns.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Columns {
    pub supply: String,
    pub demand: String,
    pub gap: String,
    pub coverage: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Notes {
    method: String,
    partial: String,
    beyond: String,
    beyond_row: String,
    streams: String,
    source: String,
}

/// Words filled for one region.
#[derive(Debug)]
pub(super) struct Text {
    /// Title, notes and source.
    pub face: Face,
    /// Names of the marks.
    pub series: Series,
    /// Headings of the number columns.
    pub columns: Columns,
}

impl Text {
    /// Fills the words.
    pub(super) fn of(figure: &GapDumbbell<'_>, scale: &Scale) -> Result<Self, OutputError> {
        let words: Words = load(NAME, include_str!("../gap_dumbbell.toml"))?;
        let rows = &figure.facts.shortlist;
        let missing = Missing::of(rows).sentence();
        let mut notes = vec![words.notes.method.clone()];
        notes.extend(beyond(&words, rows, scale)?);
        let partial = rows.iter().filter(|r| is_partial(r)).count();
        if partial > 0 {
            let (n, all, noun) = (partial.to_string(), rows.len().to_string(), if rows.len() == 1 { "occupation" } else { "occupations" });
            notes.push(fill(&words.notes.partial, &[("n", &n), ("all", &all), ("occupations", noun)])?);
        }
        if !missing.is_empty() {
            notes.push(fill(&words.notes.streams, &[("missing", &missing)])?);
        }
        let demand_period = periods(rows, |r| r.demand_period.as_deref(), &words.text.period_unknown);
        let supply_period = periods(rows, |r| r.supply_period.as_deref(), &words.text.period_unknown);
        let face = Face {
            banner: None,
            title: finding::of(&words.title, figure.region, figure.facts)?,
            subtitle: fill(&words.text.subtitle, &[("region", figure.region), ("demand_period", &demand_period), ("supply_period", &supply_period)])?,
            description: description(&words, rows)?,
            notes,
            source_lead: words.notes.source,
            source: source_line(figure.sources),
        };
        Ok(Self { face, series: words.series, columns: words.columns })
    }
}

/// The figures of the rows that run off the scale.
fn beyond(words: &Words, rows: &[&GapRow], scale: &Scale) -> Result<Option<String>, OutputError> {
    let mut told = Vec::new();
    for row in scale.beyond.iter().filter_map(|i| rows.get(*i)) {
        let (demand, whole) = (or_unknown(row.demand, count), count(row.supply_whole));
        told.push(fill(&words.notes.beyond_row, &[("occupation", row.occupation.as_str()), ("demand", &demand), ("whole", &whole)])?);
    }
    if told.is_empty() { Ok(None) } else { fill(&words.notes.beyond, &[("rows", &told.join("; "))]).map(Some) }
}

/// The accessible description: the first three rows in numbers.
fn description(words: &Words, rows: &[&GapRow]) -> Result<String, OutputError> {
    let mut told = Vec::new();
    for row in rows.iter().take(3) {
        let demand = or_unknown(row.demand, count);
        let supply = or_unknown(row.supply_allocated, count);
        let gap = or_unknown(row.gap_allocated, difference);
        let values = [("occupation", row.occupation.as_str()), ("demand", &demand), ("supply", &supply), ("gap", &gap)];
        told.push(fill(&words.text.description_row, &values)?);
    }
    fill(&words.text.description, &[("n", &rows.len().to_string()), ("rows", &told.join(" "))])
}
