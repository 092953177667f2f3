//! One row a dumbbell: range, connector, circles and numbers.

use super::layout::Layout;
use crate::canvas::axis::Axis;
use crate::canvas::{Anchor, Canvas, Ink};
use crate::figures::shared::sheet::centred;
use crate::model::GapRow;
use crate::number::{NOT_DIVIDED, NOT_PUBLISHED, count, difference, percent};

/// Radius of the demand dot and of the middle of the supply ring's stroke.
pub(super) const DOT: u32 = 5;
pub(super) const RING: u32 = 4;
/// Length of the arrow on a mark beyond the scale.
const ARROW: i32 = 9;
/// Half the height of the end strokes of a range.
const CAP: i32 = 4;
/// How far a row reaches: openings, or all awards of its linked programs.
pub(super) fn length(row: &GapRow) -> f64 {
    row.demand.unwrap_or(0.0).max(row.supply_whole)
}

/// Draws one row's marks and numbers with their middle at `y`.
pub(super) fn draw(canvas: &mut Canvas<'_>, layout: &Layout, axis: &Axis, row: &GapRow, y: i32) {
    marks(canvas, layout, axis, row, y);
    numbers(canvas, layout, row, y);
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
    let sheet = &layout.sheet;
    let baseline = centred(sheet.body, y);
    if let Some(right) = layout.supply {
        canvas.text((right, baseline), &supply(row), sheet.body, Anchor::End);
    }
    if let (Some(right), Some(demand)) = (layout.demand, row.demand) {
        canvas.text((right, baseline), &count(demand), sheet.body, Anchor::End);
    }
    match (row.gap_allocated, row.coverage) {
        (Some(gap), Some(coverage)) => {
            canvas.text((layout.gap, baseline), &difference(gap), sheet.strong, Anchor::End);
            canvas.text((layout.coverage, baseline), &percent(coverage), sheet.body, Anchor::End);
        }
        _ => {
            let why = if row.demand.is_some() { NOT_DIVIDED } else { NOT_PUBLISHED };
            canvas.text((layout.coverage, baseline), why, sheet.body, Anchor::End);
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
