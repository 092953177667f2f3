//! One row a bar: openings, the mark of supply, and numbers.

use super::layout::Layout;
use crate::canvas::axis::Axis;
use crate::canvas::{Anchor, Canvas, Ink};
use crate::facts::is_partial;
use crate::figures::shared::frame::number;
use crate::figures::shared::sheet::centred;
use crate::model::GapRow;
use crate::number::{NOT_PUBLISHED, count, or_unknown};

/// Half the height of a bar and of the mark of supply, pixels.
pub(super) const BAR: i32 = 6;
const MARK: i32 = 9;
/// Length of the arrow on a bar beyond the scale.
const ARROW: i32 = 9;

/// How far a row reaches: openings, or the awards that are marked.
pub(super) fn length(row: &GapRow) -> f64 {
    row.demand.unwrap_or(0.0).max(row.supply_allocated.unwrap_or(0.0))
}

/// The mark of supply, higher than the bar, so that it is known by its form: 4 px with 1 px of paper at each side.
pub(super) fn tick(canvas: &mut Canvas<'_>, x: i32, y: i32) {
    canvas.bar((x - 3, y - MARK), (x + 3, y + MARK), Ink::Paper);
    canvas.bar((x - 2, y - MARK), (x + 2, y + MARK), Ink::Supply);
}

/// Draws one row's marks and numbers with their middle at `y`.
pub(super) fn draw(canvas: &mut Canvas<'_>, layout: &Layout, axis: &Axis, row: &GapRow, y: i32) {
    marks(canvas, layout, axis, row, y);
    let (sheet, baseline) = (&layout.sheet, centred(layout.sheet.body, y));
    let style = if row.demand.is_some() { sheet.strong } else { sheet.body };
    number(canvas, (layout.demand, baseline), &or_unknown(row.demand, count), style, row.demand.is_some() && is_partial(row));
    if let Some(right) = layout.supply {
        canvas.text((right, baseline), &supply(row), sheet.body, Anchor::End);
    }
    canvas.text((layout.wage, baseline), &short_wage(row), sheet.body, Anchor::End);
}

/// Bar and mark; what is unknown is not drawn, and what lies beyond the scale is an arrow.
fn marks(canvas: &mut Canvas<'_>, layout: &Layout, axis: &Axis, row: &GapRow, y: i32) {
    let (left, right) = layout.plot;
    let x = |value: f64| axis.place(value, left, right);
    if let Some(demand) = row.demand {
        canvas.bar((left, y - BAR), (x(demand), y + BAR), Ink::Demand);
        if demand > axis.end() {
            canvas.arrow((right + ARROW, y), ARROW, Ink::Demand);
        }
    }
    match row.supply_allocated {
        Some(supply) if supply <= axis.end() => tick(canvas, x(supply), y),
        Some(_) => canvas.arrow((right + ARROW, y), ARROW, Ink::Supply),
        None => {}
    }
}

/// The divided supply, or its range where it cannot be divided.
pub(super) fn supply(row: &GapRow) -> String {
    match row.supply_allocated {
        Some(supply) => count(supply),
        None if row.supply_low == row.supply_whole => count(row.supply_whole),
        None => format!("{}\u{2013}{}", count(row.supply_low), count(row.supply_whole)),
    }
}

/// The wage in its column, with a sign that a note explains where it is a lower bound.
fn short_wage(row: &GapRow) -> String {
    or_unknown(row.entry_wage, wage) + if row.entry_wage.is_some() && row.entry_wage_is_least { "+" } else { "" }
}

/// The wage in words.
pub(super) fn told_wage(row: &GapRow) -> String {
    let least = if row.entry_wage.is_some() && row.entry_wage_is_least { "at least " } else { "" };
    least.to_owned() + &or_unknown(row.entry_wage, wage)
}

/// Dollars and cents; what is not a number is not published.
fn wage(dollars: f64) -> String {
    if dollars.is_finite() { format!("${dollars:.2}") } else { NOT_PUBLISHED.to_owned() }
}
