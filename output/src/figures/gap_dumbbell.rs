//! Supply against demand: a horizontal dumbbell a shortlisted occupation, sorted by gap.

mod finding;
mod layout;
mod rows;
mod text;

use super::shared::legend::{self, Key};
use super::shared::scale::Scale;
use super::shared::{frame, places};
use crate::canvas::{Canvas, Fonts, Ink};
use crate::error::OutputError;
use crate::facts::Facts;
use crate::figure::Figure;
use crate::model::SourceLine;
use layout::Layout;
use text::Text;

/// Most rows the figure shows; the rest stay in the table.
pub const MOST_ROWS: usize = 15;

const NAME: &str = "gap_dumbbell";

/// What the figure is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct GapDumbbell<'a> {
    /// Id of the region, for ids in the page.
    pub region_id: &'a str,
    /// Name of the region.
    pub region: &'a str,
    /// The region's facts; their shortlist is drawn.
    pub facts: &'a Facts<'a>,
    /// Sources of the figures drawn.
    pub sources: &'a [SourceLine],
}

impl GapDumbbell<'_> {
    /// Draws the figure in both layouts.
    ///
    /// # Errors
    /// [`OutputError::TooManyRows`] over [`MOST_ROWS`] rows; the errors of the words and of [`Canvas::finish`].
    pub fn draw(&self, fonts: &Fonts) -> Result<Figure, OutputError> {
        let rows = self.facts.shortlist.len();
        if rows > MOST_ROWS {
            return Err(OutputError::TooManyRows { figure: NAME, rows, limit: MOST_ROWS });
        }
        let scale = Scale::of(&self.facts.shortlist.iter().map(|r| rows::length(r)).collect::<Vec<_>>());
        let text = Text::of(self, &scale)?;
        let id = format!("gap-{}", self.region_id);
        let wide = self.draw_in(&layout::WIDE, &scale, &text, &id, fonts)?;
        let narrow = self.draw_in(&layout::NARROW, &scale, &text, &id, fonts)?;
        Ok(Figure { id, title: text.face.title, wide, narrow })
    }

    /// Draws one layout.
    fn draw_in(&self, layout: &Layout, scale: &Scale, text: &Text, id: &str, fonts: &Fonts) -> Result<String, OutputError> {
        let (sheet, axis, rows) = (&layout.sheet, &scale.axis, &self.facts.shortlist);
        let mut canvas = Canvas::new(sheet.width, fonts);
        let y = frame::head(&mut canvas, sheet, &text.face);
        let baseline = keys(&mut canvas, layout, text, y) + 34;
        let columns = &text.columns;
        let headings = [
            (layout.supply, columns.supply.as_str()),
            (layout.demand, &columns.demand),
            (Some(layout.gap), &columns.gap),
            (Some(layout.coverage), &columns.coverage),
        ];
        frame::headings(&mut canvas, sheet, baseline, &headings);
        frame::ticks(&mut canvas, sheet, layout.plot, axis, baseline);
        let top = baseline + 8;
        let boxes = places::measure(&canvas, sheet, layout.labels, rows.iter().map(|r| r.occupation.as_str()), top);
        frame::grid(&mut canvas, sheet, layout.plot, Some(axis), &boxes);
        for (row, place) in rows.iter().zip(&boxes) {
            places::label(&mut canvas, sheet, layout.labels, place);
            rows::draw(&mut canvas, layout, axis, row, place.middle);
        }
        let height = frame::foot(&mut canvas, sheet, &text.face, boxes.last().map_or(top, |b| b.bottom));
        canvas.finish(height, &text.face.meta(id, sheet))
    }
}

/// The names of the marks below baseline `y`.
fn keys(canvas: &mut Canvas<'_>, layout: &Layout, text: &Text, y: i32) -> i32 {
    let range = |canvas: &mut Canvas<'_>, (x, y): (i32, i32)| {
        canvas.line((x, y), (x + legend::MARK, y), Ink::Supply, 2);
        canvas.line((x, y - 4), (x, y + 4), Ink::Supply, 1);
        canvas.line((x + legend::MARK, y - 4), (x + legend::MARK, y + 4), Ink::Supply, 1);
    };
    let keys = [
        Key { name: &text.series.supply, draw: &|canvas, (x, y)| canvas.ring((x + 11, y), rows::RING, Ink::Supply) },
        Key { name: &text.series.range, draw: &range },
        Key { name: &text.series.demand, draw: &|canvas, (x, y)| canvas.dot((x + 11, y), rows::DOT, Ink::Demand) },
    ];
    legend::draw(canvas, &layout.sheet, &keys, y)
}

#[cfg(test)]
mod tests;
