//! One row a course: outline of seats, bar of students, share filled, and numbers.

use super::layout::Layout;
use super::select::Row;
use crate::canvas::axis::Axis;
use crate::canvas::{Anchor, Canvas, Ink, Style};
use crate::figures::shared::sheet::centred;
use crate::number::{NOT_PUBLISHED, count, or_unknown, percent};

/// Half the height of the outline and of the bar, pixels.
pub(super) const SEATS: i32 = 8;
pub(super) const STUDENTS: i32 = 5;
/// Pixels between a mark and its words.
const GAP: i32 = 7;
/// Length of the arrow on a mark beyond the scale.
const ARROW: i32 = 9;
/// Shares over this are printed as over it.
const MOST: f64 = 9.99;

/// Draws one row with its middle at `y`; the words stand beside the marks, or in the empty outline where that is long.
pub(super) fn draw(canvas: &mut Canvas<'_>, layout: &Layout, axis: &Axis, (row, withheld): (&Row<'_>, &str), y: i32) {
    let (sheet, baseline) = (&layout.sheet, centred(layout.sheet.body, y));
    let end = marks(canvas, layout, axis, row, y);
    if let Some(fill) = row.fill() {
        beside(canvas, (end + GAP, y), &share(fill), sheet.strong);
    } else if row.enrolled.is_none() {
        let words = if row.withheld { withheld } else { NOT_PUBLISHED };
        let muted = Style { ink: Ink::Muted, ..sheet.body };
        let fits = end + GAP + canvas.measure(words, muted).ceil() as i32 <= layout.room;
        beside(canvas, (if fits { end } else { layout.plot.0 } + GAP, y), words, muted);
    }
    canvas.text((layout.seats, baseline), &or_unknown(row.seats, count), sheet.body, Anchor::End);
    if let Some(enrolled) = row.enrolled {
        canvas.text((layout.enrolled, baseline), &count(enrolled), sheet.body, Anchor::End);
    }
}

/// Words with paper behind them, so that no gridline runs through.
fn beside(canvas: &mut Canvas<'_>, (x, y): (i32, i32), words: &str, style: Style) {
    let width = canvas.measure(words, style).ceil() as i32;
    canvas.bar((x - 2, y - STUDENTS), (x + width + 2, y + STUDENTS), Ink::Paper);
    canvas.text((x, centred(style, y)), words, style, Anchor::Start);
}

/// Outline and bar; what is unknown is not drawn. Returns where the marks end.
fn marks(canvas: &mut Canvas<'_>, layout: &Layout, axis: &Axis, row: &Row<'_>, y: i32) -> i32 {
    let (left, right) = layout.plot;
    let x = |value: f64| axis.place(value, left, right);
    if let Some(enrolled) = row.enrolled {
        canvas.bar((left, y - STUDENTS), (x(enrolled), y + STUDENTS), Ink::Enrolled);
    }
    if let Some(seats) = row.seats.filter(|s| *s > 0.0) {
        canvas.outline((left, y - SEATS), (x(seats), y + SEATS), Ink::Zero, 1);
    }
    if row.length() <= axis.end() {
        return x(row.length());
    }
    let ink = if row.enrolled.is_some_and(|e| e > axis.end()) { Ink::Enrolled } else { Ink::Zero };
    canvas.arrow((right + ARROW, y), ARROW, ink);
    right + ARROW
}

/// A share as it is printed.
pub(super) fn share(fill: f64) -> String {
    if fill > MOST { format!(">{}", percent(MOST)) } else { percent(fill) }
}
