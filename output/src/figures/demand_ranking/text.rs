//! The words of the figure, read from TOML and filled from the data.

use serde::Deserialize;

use super::{DemandRanking, NAME, finding, rows};
use crate::error::OutputError;
use crate::facts::{Missing, is_partial};
use crate::figures::shared::frame::Face;
use crate::figures::shared::scale::Scale;
use crate::figures::shared::words::{load, periods, source_line};
use crate::model::GapRow;
use crate::number::{count, or_unknown};
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
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Series {
    pub demand: String,
    pub supply: String,
}

/// Headings of the number columns.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Columns {
    pub demand: String,
    pub supply: String,
    pub wage: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Notes {
    list: String,
    most: String,
    wage: String,
    ceiling: String,
    partial: String,
    range: String,
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
    /// Fills the words for the rows drawn, of `all` in the list.
    pub(super) fn of(figure: &DemandRanking<'_>, rows: &[&GapRow], all: usize, scale: &Scale) -> Result<Self, OutputError> {
        let words: Words = load(NAME, include_str!("../demand_ranking.toml"))?;
        let unknown = &words.text.period_unknown;
        let demand_period = periods(rows, |r| r.demand_period.as_deref(), unknown);
        let supply_period = periods(rows, |r| r.supply_period.as_deref(), unknown);
        let periods = [("region", figure.region), ("demand_period", demand_period.as_str()), ("supply_period", supply_period.as_str())];
        let face = Face {
            banner: None,
            title: finding::of(&words.title, figure.region, rows)?,
            subtitle: fill(&words.text.subtitle, &periods)?,
            description: description(&words.text, rows)?,
            notes: notes(&words.notes, rows, all, scale)?,
            source_lead: words.notes.source,
            source: source_line(figure.sources),
        };
        Ok(Self { face, series: words.series, columns: words.columns })
    }
}

/// The notes that the rows need.
fn notes(words: &Notes, rows: &[&GapRow], all: usize, scale: &Scale) -> Result<Vec<String>, OutputError> {
    let mut notes = vec![words.list.clone()];
    if all > rows.len() {
        notes.push(fill(&words.most, &[("n", &rows.len().to_string()), ("all", &all.to_string())])?);
    }
    notes.push(words.wage.clone());
    if rows.iter().any(|r| r.entry_wage.is_some() && r.entry_wage_is_least) {
        notes.push(words.ceiling.clone());
    }
    if rows.iter().any(|r| r.demand.is_some() && is_partial(r)) {
        notes.push(words.partial.clone());
    }
    if rows.iter().any(|r| r.supply_allocated.is_none()) {
        notes.push(words.range.clone());
    }
    let beyond = scale.beyond.iter().filter_map(|i| rows.get(*i));
    let beyond = beyond.map(|row| fill(&words.beyond_row, &values(row).each_ref().map(|(k, v)| (*k, v.as_str()))));
    let beyond = beyond.collect::<Result<Vec<_>, _>>()?;
    if !beyond.is_empty() {
        notes.push(fill(&words.beyond, &[("rows", &beyond.join("; "))])?);
    }
    let missing = Missing::of(rows).sentence();
    if !missing.is_empty() {
        notes.push(fill(&words.streams, &[("missing", &missing)])?);
    }
    Ok(notes)
}

/// A row's figures as they are printed.
fn values(row: &GapRow) -> [(&'static str, String); 4] {
    [("occupation", row.occupation.clone()), ("demand", or_unknown(row.demand, count)), ("supply", rows::supply(row)), ("wage", rows::told_wage(row))]
}

/// The accessible description: every row in numbers.
fn description(words: &TextWords, rows: &[&GapRow]) -> Result<String, OutputError> {
    let told = rows.iter().map(|row| fill(&words.description_row, &values(row).each_ref().map(|(k, v)| (*k, v.as_str()))));
    let told = told.collect::<Result<Vec<_>, _>>()?;
    fill(&words.description, &[("n", &rows.len().to_string()), ("rows", &told.join(" "))])
}
