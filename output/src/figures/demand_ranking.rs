//! Openings a year of the occupations in a region's lead list: a bar each, with supply marked on the same scale.

mod finding;
mod layout;
mod rows;
mod text;

use super::shared::legend::{self, Key};
use super::shared::scale::Scale;
use super::shared::{frame, places};
use crate::canvas::{Canvas, Fonts, Ink};
use crate::error::OutputError;
use crate::figure::Figure;
use crate::model::{GapRow, List, SourceLine};
use layout::Layout;
use text::Text;

/// Most rows the figure shows: those of largest demand; the rest stay in the table.
pub const MOST_ROWS: usize = 15;

const NAME: &str = "demand_ranking";

/// What the figure is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct DemandRanking<'a> {
    /// Id of the region, for ids in the page.
    pub region_id: &'a str,
    /// Name of the region.
    pub region: &'a str,
    /// The region's rows; those of [`List::Lead`] are drawn.
    pub rows: &'a [GapRow],
    /// Sources of the figures drawn.
    pub sources: &'a [SourceLine],
}

impl DemandRanking<'_> {
    /// Draws the figure in both layouts.
    ///
    /// # Errors
    /// The errors of the words and of [`Canvas::finish`].
    pub fn draw(&self, fonts: &Fonts) -> Result<Figure, OutputError> {
        let (rows, all) = lead(self.rows);
        let scale = Scale::of(&rows.iter().map(|r| rows::length(r)).collect::<Vec<_>>());
        let text = Text::of(self, &rows, all, &scale)?;
        let id = format!("demand-{}", self.region_id);
        let wide = draw_in(&layout::WIDE, &rows, &scale, &text, &id, fonts)?;
        let narrow = draw_in(&layout::NARROW, &rows, &scale, &text, &id, fonts)?;
        Ok(Figure { id, title: text.face.title, wide, narrow })
    }
}

/// The lead list's rows of largest demand, unknown demand last, and how many the list has.
fn lead(rows: &[GapRow]) -> (Vec<&GapRow>, usize) {
    let mut lead: Vec<&GapRow> = rows.iter().filter(|r| r.list == Some(List::Lead)).collect();
    let demand = |r: &GapRow| r.demand.unwrap_or(f64::NEG_INFINITY);
    lead.sort_by(|a, b| demand(b).total_cmp(&demand(a)).then_with(|| a.soc.cmp(&b.soc)));
    let all = lead.len();
    lead.truncate(MOST_ROWS);
    (lead, all)
}

/// Draws one layout.
fn draw_in(layout: &Layout, rows: &[&GapRow], scale: &Scale, text: &Text, id: &str, fonts: &Fonts) -> Result<String, OutputError> {
    let (sheet, axis) = (&layout.sheet, &scale.axis);
    let mut canvas = Canvas::new(sheet.width, fonts);
    let y = frame::head(&mut canvas, sheet, &text.face);
    let demand = |canvas: &mut Canvas<'_>, (x, y): (i32, i32)| canvas.bar((x, y - rows::BAR), (x + legend::MARK, y + rows::BAR), Ink::Demand);
    let supply = |canvas: &mut Canvas<'_>, (x, y): (i32, i32)| rows::tick(canvas, x + 11, y);
    let keys = [Key { name: &text.series.demand, draw: &demand }, Key { name: &text.series.supply, draw: &supply }];
    let baseline = legend::draw(&mut canvas, sheet, &keys, y) + 34;
    let columns = &text.columns;
    let headings = [(Some(layout.demand), columns.demand.as_str()), (layout.supply, &columns.supply), (Some(layout.wage), &columns.wage)];
    frame::headings(&mut canvas, sheet, baseline, &headings);
    frame::ticks(&mut canvas, sheet, layout.plot, axis, baseline);
    let top = baseline + 8;
    let places = places::measure(&canvas, sheet, layout.labels, rows.iter().map(|r| r.occupation.as_str()), top);
    frame::grid(&mut canvas, sheet, layout.plot, Some(axis), &places);
    for (row, place) in rows.iter().zip(&places) {
        places::label(&mut canvas, sheet, layout.labels, place);
        rows::draw(&mut canvas, layout, axis, row, place.middle);
    }
    let height = frame::foot(&mut canvas, sheet, &text.face, places.last().map_or(top, |b| b.bottom));
    canvas.finish(height, &text.face.meta(id, sheet))
}

#[cfg(test)]
mod tests;
