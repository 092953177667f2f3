//! What stands around the rows: title, names of the marks, scale, gridlines, notes and source.

use super::layout::Layout;
use super::rows::Place;
use super::text::Text;
use crate::canvas::axis::Axis;
use crate::canvas::{Anchor, Canvas, Ink};
use crate::number::grouped;

/// Pixels between the marks of the legend and between a mark and its name.
const LEGEND_GAP: i32 = 22;
const LEGEND_MARK: i32 = 30;
/// Pixels that must stay free between two axis labels.
const TICK_GAP: f32 = 10.0;

/// Title, subtitle and names of the marks; returns the last baseline.
pub(super) fn head(canvas: &mut Canvas<'_>, layout: &Layout, text: &Text) -> i32 {
    let y = canvas.paragraph((0, layout.title.size as i32), layout.width, &text.title, layout.title, 0);
    let y = y + layout.subtitle.leading() + 4;
    let y = canvas.paragraph((0, y), layout.width, &text.subtitle, layout.subtitle, 0);
    legend(canvas, layout, text, y + 26)
}

/// The marks with their names, in as many lines as they need.
fn legend(canvas: &mut Canvas<'_>, layout: &Layout, text: &Text, top: i32) -> i32 {
    let (mut x, mut y) = (0, top);
    let names = [&text.series.supply, &text.series.range, &text.series.demand];
    for (i, name) in names.into_iter().enumerate() {
        let width = LEGEND_MARK + canvas.measure(name, layout.small).ceil() as i32;
        if x > 0 && x + width > layout.width as i32 {
            (x, y) = (0, y + layout.small.leading() + 3);
        }
        let middle = y - 4;
        let at = (x + 11, middle);
        match i {
            0 => canvas.ring(at, 4, Ink::Supply),
            1 => {
                canvas.line((x, middle), (x + 22, middle), Ink::Supply, 2);
                canvas.line((x, middle - 4), (x, middle + 4), Ink::Supply, 1);
                canvas.line((x + 22, middle - 4), (x + 22, middle + 4), Ink::Supply, 1);
            }
            _ => canvas.dot(at, 5, Ink::Demand),
        }
        y = canvas.paragraph((x + LEGEND_MARK, y), layout.width - LEGEND_MARK as u32, name, layout.small, 0);
        x += width + LEGEND_GAP;
    }
    y
}

/// Column headings and axis labels below baseline `y`; returns the upper edge of the rows.
pub(super) fn scale(canvas: &mut Canvas<'_>, layout: &Layout, text: &Text, axis: &Axis, y: i32) -> i32 {
    let baseline = y + 34;
    let columns = [
        (layout.supply, &text.columns.supply),
        (layout.demand, &text.columns.demand),
        (Some(layout.gap), &text.columns.gap),
        (Some(layout.coverage), &text.columns.coverage),
    ];
    for (right, heading) in columns {
        if let Some(right) = right {
            canvas.text((right, baseline), heading, layout.heading, Anchor::End);
        }
    }
    let every = label_every(canvas, layout, axis);
    for tick in axis.ticks.iter().step_by(every) {
        let x = axis.place(*tick, layout.plot.0, layout.plot.1);
        canvas.text((x, baseline), &grouped(*tick), layout.small, Anchor::Middle);
    }
    baseline + 8
}

/// Every tick is labelled, or every second or third where the labels would meet.
fn label_every(canvas: &Canvas<'_>, layout: &Layout, axis: &Axis) -> usize {
    let widest = axis.ticks.iter().map(|t| canvas.measure(&grouped(*t), layout.small)).fold(0.0, f32::max);
    let steps = axis.ticks.len().saturating_sub(1).max(1);
    let step = (layout.plot.1 - layout.plot.0) as f32 / steps as f32;
    ((widest + TICK_GAP) / step).ceil().max(1.0) as usize
}

/// Gridlines and rules between rows; drawn before the rows, so that they lie behind.
pub(super) fn grid(canvas: &mut Canvas<'_>, layout: &Layout, axis: &Axis, places: &[Place]) {
    for place in places {
        canvas.line((0, place.top), (layout.width as i32, place.top), Ink::Grid, 1);
    }
    for (i, tick) in axis.ticks.iter().enumerate() {
        let x = axis.place(*tick, layout.plot.0, layout.plot.1);
        let ink = if i == 0 { Ink::Zero } else { Ink::Grid };
        for place in places {
            canvas.line((x, place.marks_top), (x, place.bottom), ink, 1);
        }
    }
}

/// Notes and source below `bottom`; returns the height of the canvas.
pub(super) fn foot(canvas: &mut Canvas<'_>, layout: &Layout, text: &Text, bottom: i32) -> u32 {
    canvas.line((0, bottom), (layout.width as i32, bottom), Ink::Grid, 1);
    let mut y = bottom + 8;
    for note in &text.notes {
        y = canvas.paragraph((0, y + layout.small.leading()), layout.width, note, layout.small, 0);
    }
    y += layout.small.leading() + 4;
    let lead = canvas.text((0, y), &text.source_lead, layout.small_bold, Anchor::Start);
    let indent = lead.ceil() as u32 + 4;
    y = canvas.paragraph((0, y), layout.width, &text.source, layout.small, indent);
    (y + 6).max(1) as u32
}
