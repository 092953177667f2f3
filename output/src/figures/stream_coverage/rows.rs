//! One row a kind of training: a bar where it is counted, words where it is not.

use super::layout::Layout;
use super::text::RowWords;
use crate::canvas::axis::Axis;
use crate::canvas::{Anchor, Canvas, Ink, Style};
use crate::figures::shared::sheet::centred;
use crate::model::StreamRow;
use crate::number::{count, grouped};

/// Half the height of a bar and of a dashed frame, pixels.
const BAR: i32 = 6;
const FRAME: i32 = 10;
/// Length of the arrow on a bar beyond the scale.
const ARROW: i32 = 9;

/// Whether a kind of training is counted, in the order of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    /// Awards of it are in the supply.
    Counted,
    /// The profile counts it, and nothing of it is held: unknown, not zero.
    NoData,
    /// The profile gives it no weight.
    LeftOut,
}

impl State {
    /// Reads a row.
    pub(super) fn of(stream: &StreamRow) -> Self {
        match stream {
            s if s.weight <= 0.0 => State::LeftOut,
            s if s.awards > 0.0 => State::Counted,
            _ => State::NoData,
        }
    }
}

/// Draws one row with its middle at `y`.
pub(super) fn draw(canvas: &mut Canvas<'_>, layout: &Layout, axis: &Axis, (stream, words): (&StreamRow, &RowWords), y: i32) {
    let (sheet, (left, right)) = (&layout.sheet, layout.plot);
    let baseline = centred(sheet.body, y);
    let muted = Style { ink: Ink::Muted, ..sheet.body };
    match State::of(stream) {
        State::Counted => {
            canvas.bar((left, y - BAR), (axis.place(stream.awards, left, right).max(left + 1), y + BAR), Ink::Supply);
            if stream.awards > axis.end() {
                canvas.arrow((right + ARROW, y), ARROW, Ink::Supply);
            }
            canvas.text((layout.awards, baseline), &count(stream.awards), sheet.strong, Anchor::End);
            canvas.text((layout.programs, baseline), &grouped(f64::from(stream.programs)), sheet.body, Anchor::End);
        }
        State::NoData => {
            canvas.dashes((left, y - FRAME), (right, y + FRAME), Ink::Zero);
            canvas.text((left + 8, baseline), &words.no_data, muted, Anchor::Start);
        }
        State::LeftOut => {
            canvas.text((left + 8, baseline), &words.left_out, muted, Anchor::Start);
        }
    }
}
