//! Supply against demand: a horizontal dumbbell a shortlisted occupation, sorted by gap.

mod finding;
mod frame;
mod layout;
mod rows;
mod scale;
mod text;

use crate::canvas::{Canvas, Fonts, Meta};
use crate::error::OutputError;
use crate::facts::Facts;
use crate::figure::Figure;
use crate::model::SourceLine;
use layout::Layout;
use scale::Scale;
use text::{Text, Words};

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
        let scale = Scale::of(&self.facts.shortlist);
        let text = Text::of(self, &scale, &Words::load()?)?;
        let id = format!("gap-{}", self.region_id);
        let wide = self.draw_in(&layout::WIDE, &scale, &text, &id, fonts)?;
        let narrow = self.draw_in(&layout::NARROW, &scale, &text, &id, fonts)?;
        Ok(Figure { id, title: text.title, wide, narrow })
    }

    /// Draws one layout.
    fn draw_in(&self, layout: &Layout, scale: &Scale<'_>, text: &Text, id: &str, fonts: &Fonts) -> Result<String, OutputError> {
        let rows = &self.facts.shortlist;
        let axis = &scale.axis;
        let mut canvas = Canvas::new(layout.width, fonts);
        let top = frame::head(&mut canvas, layout, text);
        let top = frame::scale(&mut canvas, layout, text, axis, top);
        let boxes = rows::measure(&canvas, layout, rows, top);
        let bottom = boxes.last().map_or(top, |b| b.bottom);
        frame::grid(&mut canvas, layout, axis, &boxes);
        for (row, place) in rows.iter().zip(&boxes) {
            rows::draw(&mut canvas, layout, axis, row, place);
        }
        let height = frame::foot(&mut canvas, layout, text, bottom);
        let meta = Meta { id: format!("{id}-{}", layout.class), class: layout.class, title: text.title.clone(), description: text.description.clone() };
        canvas.finish(height, &meta)
    }
}

#[cfg(test)]
mod tests;
