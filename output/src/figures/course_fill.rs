//! A provider's courses in the newest year: seats as an outline, students as a bar in it, the share filled beside it.

mod finding;
mod layout;
mod rows;
mod select;
mod text;

use super::shared::legend::{self, Key};
use super::shared::scale::Scale;
use super::shared::{frame, places};
use crate::canvas::{Canvas, Fonts, Ink};
use crate::error::OutputError;
use crate::figure::Figure;
use crate::model::Provider;
use layout::Layout;
use select::{Row, Selection};
use text::Text;

/// Most rows the figure shows: the courses with most seats; the rest stay in the table.
pub const MOST_ROWS: usize = 15;

const NAME: &str = "course_fill";

/// What the figure is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct CourseFill<'a> {
    /// The provider with its courses; an example is marked as one.
    pub provider: &'a Provider,
}

impl CourseFill<'_> {
    /// Draws the figure in both layouts.
    ///
    /// # Errors
    /// The errors of the words and of [`Canvas::finish`].
    pub fn draw(&self, fonts: &Fonts) -> Result<Figure, OutputError> {
        let selection = Selection::of(self.provider);
        let rows = selection.drawn();
        let scale = Scale::of(&rows.iter().map(Row::length).collect::<Vec<_>>());
        let text = Text::of(self.provider, &selection, &scale)?;
        let id = format!("fill-{}", self.provider.id);
        let wide = draw_in(&layout::WIDE, rows, &scale, &text, &id, fonts)?;
        let narrow = draw_in(&layout::NARROW, rows, &scale, &text, &id, fonts)?;
        Ok(Figure { id, title: text.face.title, wide, narrow })
    }
}

/// Draws one layout.
fn draw_in(layout: &Layout, rows: &[Row<'_>], scale: &Scale, text: &Text, id: &str, fonts: &Fonts) -> Result<String, OutputError> {
    let (sheet, axis) = (&layout.sheet, &scale.axis);
    let mut canvas = Canvas::new(sheet.width, fonts);
    let y = frame::head(&mut canvas, sheet, &text.face);
    let seats = |canvas: &mut Canvas<'_>, (x, y): (i32, i32)| {
        let half = rows::SEATS - 1;
        canvas.outline((x + 1, y - half), (x + legend::MARK, y + half), Ink::Zero, 1);
    };
    let enrolled = |canvas: &mut Canvas<'_>, (x, y): (i32, i32)| {
        let half = rows::STUDENTS;
        canvas.bar((x, y - half), (x + legend::MARK, y + half), Ink::Enrolled);
    };
    let keys = [Key { name: &text.series.seats, draw: &seats }, Key { name: &text.series.enrolled, draw: &enrolled }];
    let baseline = legend::draw(&mut canvas, sheet, &keys, y) + 34;
    let headings = [(Some(layout.seats), text.columns.seats.as_str()), (Some(layout.enrolled), &text.columns.enrolled)];
    frame::headings(&mut canvas, sheet, baseline, &headings);
    frame::ticks(&mut canvas, sheet, layout.plot, axis, baseline);
    let top = baseline + 8;
    let places = places::measure(&canvas, sheet, layout.labels, rows.iter().map(|r| r.title), top);
    frame::grid(&mut canvas, sheet, layout.plot, Some(axis), &places);
    for (row, place) in rows.iter().zip(&places) {
        places::label(&mut canvas, sheet, layout.labels, place);
        rows::draw(&mut canvas, layout, axis, (row, &text.withheld), place.middle);
    }
    let height = frame::foot(&mut canvas, sheet, &text.face, places.last().map_or(top, |b| b.bottom));
    canvas.finish(height, &text.face.meta(id, sheet))
}

#[cfg(test)]
mod tests;
