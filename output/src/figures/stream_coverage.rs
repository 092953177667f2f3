//! What is counted and what is not: one row a kind of training.

mod layout;
mod rows;
mod text;

use super::shared::scale::Scale;
use super::shared::{frame, places};
use crate::canvas::{Canvas, Fonts};
use crate::error::OutputError;
use crate::figure::Figure;
use crate::model::{SourceLine, StreamRow};
use layout::Layout;
use rows::State;
use text::Text;

/// Most rows the figure shows.
pub const MOST_ROWS: usize = 15;

const NAME: &str = "stream_coverage";

/// What the figure is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct StreamCoverage<'a> {
    /// Id of the region, for ids in the page.
    pub region_id: &'a str,
    /// Name of the region.
    pub region: &'a str,
    /// Every kind of training, counted or not.
    pub streams: &'a [StreamRow],
    /// Name of the profile that weighs them.
    pub profile: &'a str,
    /// Years the awards were given in; empty where not known.
    pub period: &'a str,
    /// Sources of the figures drawn.
    pub sources: &'a [SourceLine],
}

impl StreamCoverage<'_> {
    /// Draws the figure in both layouts.
    ///
    /// # Errors
    /// [`OutputError::TooManyRows`] over [`MOST_ROWS`] rows; the errors of the words and of [`Canvas::finish`].
    pub fn draw(&self, fonts: &Fonts) -> Result<Figure, OutputError> {
        let rows = self.streams.len();
        if rows > MOST_ROWS {
            return Err(OutputError::TooManyRows { figure: NAME, rows, limit: MOST_ROWS });
        }
        let streams = sorted(self.streams);
        let counted = streams.iter().filter(|s| State::of(s) == State::Counted);
        let scale = Scale::of(&counted.map(|s| s.awards).collect::<Vec<_>>());
        let text = Text::of(self, &streams, &scale)?;
        let id = format!("streams-{}", self.region_id);
        let wide = draw_in(&layout::WIDE, &streams, &scale, &text, &id, fonts)?;
        let narrow = draw_in(&layout::NARROW, &streams, &scale, &text, &id, fonts)?;
        Ok(Figure { id, title: text.face.title, wide, narrow })
    }
}

/// Counted first, most awards first; then those without data; then those left out; each by title.
fn sorted(streams: &[StreamRow]) -> Vec<&StreamRow> {
    let mut sorted: Vec<&StreamRow> = streams.iter().collect();
    sorted.sort_by(|a, b| State::of(a).cmp(&State::of(b)).then(b.awards.total_cmp(&a.awards)).then_with(|| a.title.cmp(&b.title)));
    sorted
}

/// Draws one layout.
fn draw_in(layout: &Layout, streams: &[&StreamRow], scale: &Scale, text: &Text, id: &str, fonts: &Fonts) -> Result<String, OutputError> {
    let sheet = &layout.sheet;
    let mut canvas = Canvas::new(sheet.width, fonts);
    let baseline = frame::head(&mut canvas, sheet, &text.face) + 36;
    let counted: Vec<&StreamRow> = streams.iter().copied().filter(|s| State::of(s) == State::Counted).collect();
    if !counted.is_empty() {
        let headings = [(Some(layout.awards), text.columns.awards.as_str()), (Some(layout.programs), &text.columns.programs)];
        frame::headings(&mut canvas, sheet, baseline, &headings);
        frame::ticks(&mut canvas, sheet, layout.plot, &scale.axis, baseline);
    }
    let top = baseline + 8;
    let places = places::measure(&canvas, sheet, layout.labels, streams.iter().map(|s| s.title.as_str()), top);
    let (with_marks, without) = places.split_at(counted.len());
    frame::grid(&mut canvas, sheet, layout.plot, Some(&scale.axis), with_marks);
    frame::grid(&mut canvas, sheet, layout.plot, None, without);
    for (stream, place) in streams.iter().zip(&places) {
        places::label(&mut canvas, sheet, layout.labels, place);
        rows::draw(&mut canvas, layout, &scale.axis, (stream, &text.rows), place.middle);
    }
    let height = frame::foot(&mut canvas, sheet, &text.face, places.last().map_or(top, |b| b.bottom));
    canvas.finish(height, &text.face.meta(id, sheet))
}

#[cfg(test)]
mod tests;
