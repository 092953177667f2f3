//! The words of the figure, read from TOML and filled from the data.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::lines::Trend;
use super::{NAME, SupplyTrend};
use crate::error::OutputError;
use crate::figures::shared::frame::Face;
use crate::figures::shared::words::{load, source_line, title};
use crate::number::{count, percent};
use crate::template::fill;

/// Change of all lines together under which the title says that nothing moved.
const LEVEL: f64 = 0.02;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    title: TitleWords,
    text: TextWords,
    names: BTreeMap<String, String>,
    notes: Notes,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TitleWords {
    rose: String,
    rose_short: String,
    fell: String,
    fell_short: String,
    level: String,
    level_short: String,
    broken: String,
    broken_short: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TextWords {
    subtitle: String,
    description: String,
    description_line: String,
    end: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Notes {
    scale: String,
    small: String,
    mark: String,
    source: String,
}

/// Words filled for one region.
#[derive(Debug)]
pub(super) struct Text {
    /// Title, notes and source.
    pub face: Face,
    /// Name and end of each line.
    pub ends: Vec<(String, String)>,
}

impl Text {
    /// Fills the words.
    pub(super) fn of(figure: &SupplyTrend<'_>, trend: &Trend) -> Result<Self, OutputError> {
        let words: Words = load(NAME, include_str!("../supply_trend.toml"))?;
        let (first, last) = (trend.years.first().map_or("", String::as_str), trend.years.last().map_or("", String::as_str));
        let mut ends = Vec::new();
        let mut described = Vec::new();
        for line in &trend.lines {
            let name = words.names.get(&line.stream).unwrap_or(&line.stream);
            let awards = line.awards.last().copied().unwrap_or(f64::NAN);
            let index = count(line.index(trend.years.len() - 1));
            ends.push((name.clone(), fill(&words.text.end, &[("index", &index), ("awards", &count(awards))])?));
            let values: Vec<String> = trend.years.iter().zip(&line.awards).map(|(year, awards)| format!("{} in {year}", count(*awards))).collect();
            described.push(fill(&words.text.description_line, &[("stream", name), ("values", &values.join(", "))])?);
        }
        let mut notes = vec![words.notes.scale.clone()];
        notes.extend(trend.left_out.then(|| words.notes.small.clone()));
        for (year, breaks) in &trend.breaks {
            let year = trend.years.get(*year).map_or("", String::as_str);
            notes.push(fill(&words.notes.mark, &[("year", year), ("what", &breaks.join("; "))])?);
        }
        let lines = trend.lines.len().to_string();
        let face = Face {
            banner: None,
            title: finding(&words.title, figure.region, trend, (first, last))?,
            subtitle: fill(&words.text.subtitle, &[("first", first), ("region", figure.region)])?,
            description: fill(&words.text.description, &[("n", &lines), ("first", first), ("last", last), ("lines", &described.join(" "))])?,
            notes,
            source_lead: words.notes.source,
            source: source_line(figure.sources),
        };
        Ok(Self { face, ends })
    }
}

/// The title: how all lines together moved; neutral where a break lies between.
fn finding(words: &TitleWords, region: &str, trend: &Trend, (first, last): (&str, &str)) -> Result<String, OutputError> {
    let sum = |at: fn(&[f64]) -> Option<&f64>| trend.lines.iter().filter_map(|l| at(&l.awards)).sum::<f64>();
    let change = sum(|a| a.last()) / sum(|a| a.first()) - 1.0;
    let forms = if trend.breaks.keys().any(|year| *year > 0) {
        [words.broken.as_str(), &words.broken_short]
    } else if change >= LEVEL {
        [words.rose.as_str(), &words.rose_short]
    } else if change <= -LEVEL {
        [words.fell.as_str(), &words.fell_short]
    } else {
        [words.level.as_str(), &words.level_short]
    };
    title(&forms, &[("region", region), ("change", &percent(change.abs())), ("first", first), ("last", last)])
}
