//! The words of the figure, read from TOML and filled from the data.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::scale::Scale;
use super::{GapDumbbell, NAME, finding};
use crate::error::OutputError;
use crate::facts::{Missing, is_partial};
use crate::model::{GapRow, SourceLine};
use crate::number::{count, difference, or_unknown};
use crate::template::fill;

/// Words as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
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

impl Words {
    /// Reads the file beside this module.
    pub(super) fn load() -> Result<Self, OutputError> {
        toml::from_str(include_str!("../gap_dumbbell.toml")).map_err(|source| OutputError::Words { figure: NAME, source: Box::new(source) })
    }
}

/// Words filled for one region.
#[derive(Debug)]
pub(super) struct Text {
    pub title: String,
    pub subtitle: String,
    pub description: String,
    pub series: Series,
    pub columns: Columns,
    pub notes: Vec<String>,
    /// "Source:".
    pub source_lead: String,
    /// What follows it.
    pub source: String,
}

impl Text {
    /// Fills the words.
    pub(super) fn of(figure: &GapDumbbell<'_>, scale: &Scale<'_>, words: &Words) -> Result<Self, OutputError> {
        let rows = &figure.facts.shortlist;
        let missing = Missing::of(rows).sentence();
        let mut notes = vec![words.notes.method.clone()];
        notes.extend(beyond(words, scale)?);
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
        Ok(Self {
            title: finding::title(&words.title, figure.region, figure.facts)?,
            subtitle: fill(&words.text.subtitle, &[("region", figure.region), ("demand_period", &demand_period), ("supply_period", &supply_period)])?,
            description: description(words, rows)?,
            series: words.series.clone(),
            columns: words.columns.clone(),
            notes,
            source_lead: words.notes.source.clone(),
            source: source_line(figure.sources),
        })
    }
}

/// The figures of the rows that run off the scale.
fn beyond(words: &Words, scale: &Scale<'_>) -> Result<Option<String>, OutputError> {
    let mut told = Vec::new();
    for row in &scale.beyond {
        let (demand, whole) = (or_unknown(row.demand, count), count(row.supply_whole));
        told.push(fill(&words.notes.beyond_row, &[("occupation", row.occupation.as_str()), ("demand", &demand), ("whole", &whole)])?);
    }
    if told.is_empty() { Ok(None) } else { fill(&words.notes.beyond, &[("rows", &told.join("; "))]).map(Some) }
}

/// The distinct periods of the rows, in order.
fn periods<'a>(rows: &[&'a GapRow], of: fn(&'a GapRow) -> Option<&'a str>, unknown: &str) -> String {
    let found: BTreeSet<&str> = rows.iter().filter_map(|r| of(r)).collect();
    if found.is_empty() { unknown.to_owned() } else { found.into_iter().collect::<Vec<_>>().join(", ") }
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

/// Agency, title and period of each source.
fn source_line(sources: &[SourceLine]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut agency = "";
    for source in sources {
        let lead = if source.agency == agency { String::new() } else { format!("{}, ", source.agency) };
        agency = &source.agency;
        parts.push(format!("{lead}{} ({})", source.title, source.period));
    }
    parts.join("; ") + "."
}
