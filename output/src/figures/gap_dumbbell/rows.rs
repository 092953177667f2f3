//! One row a dumbbell: label, range, connector, circles and numbers.

use super::layout::Layout;
use crate::canvas::axis::Axis;
use crate::canvas::{Anchor, Canvas, Ink};
use crate::model::GapRow;
use crate::number::{NOT_DIVIDED, NOT_PUBLISHED, count, difference, percent};

/// Radius of the demand dot and of the middle of the supply ring's stroke.
const DOT: u32 = 5;
const RING: u32 = 4;
/// Length of the arrow on a mark beyond the scale.
const ARROW: i32 = 9;
/// Half the height of the end strokes of a range.
const CAP: i32 = 4;
/// Most lines of a label; the table has the full text.
const LABEL_LINES: usize = 3;
/// Least height of a row and free pixels above and below.
const LEAST: i32 = 32;
const PAD: i32 = 7;

/// A row's label and place.
#[derive(Debug)]
pub(super) struct Place {
    lines: Vec<String>,
    /// Upper edge.
    pub top: i32,
    /// Upper edge of the part that holds marks.
    pub marks_top: i32,
    /// Lower edge.
    pub bottom: i32,
    /// Height of the marks' middle.
    middle: i32,
}

/// Finds each row's place below `top`.
pub(super) fn measure(canvas: &Canvas<'_>, layout: &Layout, rows: &[&GapRow], top: i32) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::with_capacity(rows.len());
    for row in rows {
        let lines = canvas.label_lines(&row.occupation, layout.body, layout.label, LABEL_LINES);
        let top = places.last().map_or(top, |p| p.bottom);
        let label = lines.len() as i32 * layout.body.leading();
        let place = if layout.stacked {
            let marks_top = top + PAD + label;
            Place { lines, top, marks_top, bottom: marks_top + 27, middle: marks_top + 11 }
        } else {
            let height = (label + PAD).max(LEAST);
            Place { lines, top, marks_top: top, bottom: top + height, middle: top + height / 2 }
        };
        places.push(place);
    }
    places
}

/// Draws one row.
pub(super) fn draw(canvas: &mut Canvas<'_>, layout: &Layout, axis: &Axis, row: &GapRow, place: &Place) {
    label(canvas, layout, place);
    marks(canvas, layout, axis, row, place.middle);
    numbers(canvas, layout, row, place.middle);
}

/// The occupation's name.
fn label(canvas: &mut Canvas<'_>, layout: &Layout, place: &Place) {
    let leading = layout.body.leading();
    let first = if layout.stacked {
        place.top + PAD + layout.body.size as i32 - 2
    } else {
        let above = (place.lines.len() as i32 - 1) * leading / 2;
        centred(layout, place.middle) - above
    };
    for (i, line) in place.lines.iter().enumerate() {
        canvas.text((0, first + i as i32 * leading), line, layout.body, Anchor::Start);
    }
}

/// Connector, range and circles; what is unknown is not drawn, and what lies beyond the scale is an arrow.
fn marks(canvas: &mut Canvas<'_>, layout: &Layout, axis: &Axis, row: &GapRow, y: i32) {
    let (left, right) = layout.plot;
    let x = |value: f64| axis.place(value, left, right);
    let within = |value: f64| value <= axis.end();
    if let (Some(demand), Some(supply)) = (row.demand, row.supply_allocated) {
        canvas.line((x(supply), y), (x(demand), y), Ink::Connector, 2);
    }
    let (low, high) = (x(row.supply_low), x(row.supply_whole));
    if high - low > 2 * DOT as i32 {
        canvas.line((low, y), (high, y), Ink::Supply, 2);
        canvas.line((low, y - CAP), (low, y + CAP), Ink::Supply, 1);
        if within(row.supply_whole) {
            canvas.line((high, y - CAP), (high, y + CAP), Ink::Supply, 1);
        } else {
            canvas.arrow((right + ARROW, y), ARROW, Ink::Supply);
        }
    }
    match row.demand {
        Some(demand) if within(demand) => canvas.dot((x(demand), y), DOT, Ink::Demand),
        Some(_) => canvas.arrow((right + ARROW, y), ARROW, Ink::Demand),
        None => {}
    }
    match row.supply_allocated {
        Some(supply) if within(supply) => canvas.ring((x(supply), y), RING, Ink::Supply),
        Some(_) => canvas.arrow((right + ARROW, y), ARROW, Ink::Supply),
        None => {}
    }
}

/// The columns at the right. Where the openings are unknown, one "not published" stands for all that rests on them.
fn numbers(canvas: &mut Canvas<'_>, layout: &Layout, row: &GapRow, y: i32) {
    let baseline = centred(layout, y);
    if let Some(right) = layout.supply {
        canvas.text((right, baseline), &supply(row), layout.body, Anchor::End);
    }
    if let (Some(right), Some(demand)) = (layout.demand, row.demand) {
        canvas.text((right, baseline), &count(demand), layout.body, Anchor::End);
    }
    match (row.gap_allocated, row.coverage) {
        (Some(gap), Some(coverage)) => {
            canvas.text((layout.gap, baseline), &difference(gap), layout.strong, Anchor::End);
            canvas.text((layout.coverage, baseline), &percent(coverage), layout.body, Anchor::End);
        }
        _ => {
            let why = if row.demand.is_some() { NOT_DIVIDED } else { NOT_PUBLISHED };
            canvas.text((layout.coverage, baseline), why, layout.body, Anchor::End);
        }
    }
}

/// The divided supply, or its range where it cannot be divided.
fn supply(row: &GapRow) -> String {
    match row.supply_allocated {
        Some(supply) => count(supply),
        None if row.supply_low == row.supply_whole => count(row.supply_whole),
        None => format!("{}\u{2013}{}", count(row.supply_low), count(row.supply_whole)),
    }
}

/// Baseline that puts figures in the middle of `y`.
fn centred(layout: &Layout, y: i32) -> i32 {
    y + (layout.body.size as f32 * 0.36).round() as i32
}
