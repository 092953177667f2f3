//! The words of the figure, read from TOML and filled from the data.

use serde::Deserialize;

use super::band::Band;
use super::table::{Row, Table};
use super::{NAME, SectorHeat, cells, finding};
use crate::error::OutputError;
use crate::figures::shared::frame::Face;
use crate::figures::shared::words::{load, source_line};
use crate::model::SectorRow;
use crate::number::{count, percent};
use crate::template::fill;

/// Words as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    title: TitleWords,
    text: TextWords,
    bands: Bands,
    columns: Columns,
    notes: Notes,
    cells: CellWords,
}

/// Titles.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TitleWords {
    pub finding: String,
    pub finding_short: String,
    pub cells: String,
    pub neutral: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TextWords {
    subtitle: String,
    regions_only: String,
    regions_and_state: String,
    period_unknown: String,
    openings: String,
    description: String,
    description_row: String,
    description_value: String,
}

/// Names of the colours.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Bands {
    far_short: String,
    short: String,
    under: String,
    even: String,
    over: String,
    far_over: String,
}

impl Bands {
    /// The name of a band.
    pub(super) fn name(&self, band: Band) -> &str {
        match band {
            Band::FarShort => &self.far_short,
            Band::Short => &self.short,
            Band::Under => &self.under,
            Band::Even => &self.even,
            Band::Over => &self.over,
            Band::FarOver => &self.far_over,
        }
    }
}

/// Headings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Columns {
    pub sector: String,
    pub lowest: String,
    pub highest: String,
}

/// What cells without a share say.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CellWords {
    pub unknown: String,
    pub none: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Notes {
    sectors: String,
    openings: String,
    partial: String,
    unknown: String,
    none: String,
    narrow: String,
    source: String,
}

/// Words filled.
#[derive(Debug)]
pub(super) struct Text {
    pub face: Face,
    pub bands: Bands,
    pub columns: Columns,
    pub cells: CellWords,
    /// Openings in the state, one text a row; empty where not known.
    pub openings: Vec<String>,
    narrow_notes: Vec<String>,
}

impl Text {
    /// Fills the words.
    pub(super) fn of(figure: &SectorHeat<'_>, table: &Table<'_>) -> Result<Self, OutputError> {
        let words: Words = load(NAME, include_str!("../sector_heat.toml"))?;
        let text = &words.text;
        let n = table.regions.len().to_string();
        let place = match table.state {
            Some(state) => fill(&text.regions_and_state, &[("n", &n), ("state", state)])?,
            None => fill(&text.regions_only, &[("n", &n)])?,
        };
        let period = |p: &str| if p.is_empty() { text.period_unknown.clone() } else { p.to_owned() };
        let (demand, supply) = (period(figure.demand_period), period(figure.supply_period));
        let openings = |row: &Row<'_>| match row.state.and_then(|s| s.demand) {
            Some(demand) => fill(&text.openings, &[("openings", &count(demand))]),
            None => Ok(String::new()),
        };
        let face = Face {
            banner: None,
            title: finding::of(&words.title, table)?,
            subtitle: fill(&text.subtitle, &[("place", &place), ("demand_period", &demand), ("supply_period", &supply)])?,
            description: description(&words, table, &place)?,
            notes: notes(&words.notes, table, &table.all().collect::<Vec<_>>())?,
            source_lead: words.notes.source.clone(),
            source: source_line(figure.sources),
        };
        let mut narrow_notes = vec![words.notes.narrow.clone()];
        narrow_notes.extend(notes(&words.notes, table, &table.listed().collect::<Vec<_>>())?);
        let openings = table.rows.iter().map(openings).collect::<Result<_, _>>()?;
        Ok(Self { face, bands: words.bands, columns: words.columns, cells: words.cells, openings, narrow_notes })
    }

    /// The face of the list for phones, which says where the other regions are.
    pub(super) fn narrow_face(&self) -> Face {
        Face { notes: self.narrow_notes.clone(), ..self.face.clone() }
    }
}

/// The notes that the cells drawn need.
fn notes(words: &Notes, table: &Table<'_>, drawn: &[Option<&SectorRow>]) -> Result<Vec<String>, OutputError> {
    let without = |zero: bool| drawn.iter().any(|c| c.and_then(|c| c.coverage).is_none() && is_zero(*c) == zero);
    let mut notes = vec![words.sectors.clone()];
    if let Some(state) = table.state {
        notes.push(fill(&words.openings, &[("state", state)])?);
    }
    let partial = drawn.iter().flatten().any(|c| c.partial && c.coverage.is_some());
    let more = [(partial, &words.partial), (without(false), &words.unknown), (without(true), &words.none)];
    notes.extend(more.into_iter().filter(|(needed, _)| *needed).map(|(_, note)| note.clone()));
    Ok(notes)
}

/// True where openings are known to be none.
fn is_zero(cell: Option<&SectorRow>) -> bool {
    cell.and_then(|c| c.demand).is_some_and(|d| d <= 0.0)
}

/// The accessible description: every cell.
fn description(words: &Words, table: &Table<'_>, place: &str) -> Result<String, OutputError> {
    let mut rows = Vec::new();
    for row in &table.rows {
        let named = table.regions.iter().copied().zip(row.cells.iter().copied()).chain(table.state.map(|s| (s, row.state)));
        let mut values = Vec::new();
        for (region, cell) in named {
            let share = cell.and_then(|c| c.coverage).map_or_else(|| cells::without_share(cell, &words.cells).to_owned(), percent);
            values.push(fill(&words.text.description_value, &[("region", region), ("share", &share)])?);
        }
        rows.push(fill(&words.text.description_row, &[("sector", row.sector), ("values", &values.join(", "))])?);
    }
    fill(&words.text.description, &[("n", &table.rows.len().to_string()), ("place", place), ("rows", &rows.join(" "))])
}
