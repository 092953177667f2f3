//! Lines, their names at the right, and marks at years that are of their own kind.

use super::lines::Trend;
use super::text::Text;
use crate::canvas::{Anchor, Canvas, Fonts, Ink, Style};
use crate::error::OutputError;
use crate::figures::shared::frame;
use crate::figures::shared::sheet::{self, Sheet, centred};
use crate::number::grouped;

/// Pixels of one layout.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    sheet: Sheet,
    /// Left and right end of the lines.
    plot: (i32, i32),
    /// Where names begin.
    labels: i32,
}

/// Names beside the lines.
pub(super) const WIDE: Layout = Layout { sheet: sheet::WIDE, plot: (52, 560), labels: 576 };
/// The same on a phone.
pub(super) const NARROW: Layout = Layout { sheet: sheet::NARROW, plot: (52, 196), labels: 208 };

/// Height of the plot and free space above it, pixels.
const HEIGHT: i32 = 240;
const ABOVE: i32 = 26;
/// Pixels between a line's end and the year labels below.
const BELOW: i32 = 26;
/// Space between two years' labels.
const APART: f32 = 36.0;
/// How far the first and the last year's label reach beyond the lines.
const OVER: i32 = 8;
const DOT: u32 = 4;
/// Length of a dash and the gap after it.
const DASH: usize = 8;

/// Draws one layout.
pub(super) fn draw(layout: &Layout, trend: &Trend, text: &Text, id: &str, fonts: &Fonts) -> Result<String, OutputError> {
    let sheet = &layout.sheet;
    let mut canvas = Canvas::new(sheet.width, fonts);
    let top = frame::head(&mut canvas, sheet, &text.face) + ABOVE;
    let bottom = top + HEIGHT;
    let (low, high) = (trend.ticks.first().copied().unwrap_or(0.0), trend.ticks.last().copied().unwrap_or(1.0));
    let height = |value: f64| bottom - ((value - low) / (high - low) * f64::from(HEIGHT)).round() as i32;
    let steps = trend.years.len().saturating_sub(1).max(1) as i32;
    let across = |year: usize| layout.plot.0 + (layout.plot.1 - layout.plot.0) * year as i32 / steps;
    for tick in &trend.ticks {
        let ink = if (tick - 100.0).abs() < 0.01 { Ink::Zero } else { Ink::Grid };
        canvas.line((layout.plot.0, height(*tick)), (layout.plot.1, height(*tick)), ink, 1);
        canvas.text((layout.plot.0 - 8, centred(sheet.small, height(*tick))), &grouped(*tick), sheet.small, Anchor::End);
    }
    for year in trend.breaks.keys() {
        for y in (top..bottom).step_by(DASH) {
            canvas.line((across(*year), y), (across(*year), (y + DASH as i32 / 2).min(bottom)), Ink::Muted, 1);
        }
    }
    years(&mut canvas, layout, trend, bottom + BELOW, across);
    for (i, line) in trend.lines.iter().enumerate() {
        let at = |year: usize| (across(year), height(line.index(year)));
        for year in 1..trend.years.len() {
            canvas.line(at(year - 1), at(year), Ink::Supply, 2);
        }
        for year in 0..trend.years.len() {
            // The shape of the points tells neighbors apart, the names tell which is which.
            if i % 2 == 0 { canvas.dot(at(year), DOT, Ink::Supply) } else { canvas.ring(at(year), DOT, Ink::Supply) }
        }
    }
    let ends: Vec<i32> = trend.lines.iter().map(|l| height(l.index(trend.years.len() - 1))).collect();
    let named = names(&mut canvas, layout, text, &ends, top);
    let height = frame::foot(&mut canvas, sheet, &text.face, named.max(bottom + BELOW + 10));
    canvas.finish(height, &text.face.meta(id, sheet))
}

/// Years below the lines: all, or every second or third where they would meet; the last always.
fn years(canvas: &mut Canvas<'_>, layout: &Layout, trend: &Trend, y: i32, across: impl Fn(usize) -> i32) {
    let style = layout.sheet.small;
    let last = trend.years.len() - 1;
    let widest = trend.years.iter().map(|year| canvas.measure(year, style)).fold(0.0, f32::max);
    let step = (layout.plot.1 - layout.plot.0) as f32 / last.max(1) as f32;
    let every = ((widest + APART) / step).ceil().max(1.0) as usize;
    for (i, year) in trend.years.iter().enumerate().filter(|(i, _)| (last - i).is_multiple_of(every)) {
        // The outer labels stay within the plot: names of lines stand beside it.
        let (x, anchor) = match i {
            0 => (across(i) - OVER, Anchor::Start),
            i if i == last => (across(i) + OVER, Anchor::End),
            i => (across(i), Anchor::Middle),
        };
        canvas.text((x, y), year, style, anchor);
    }
}

/// Name and end of each line at the right, moved apart where lines end close together; returns where the last one ends.
fn names(canvas: &mut Canvas<'_>, layout: &Layout, text: &Text, ends: &[i32], top: i32) -> i32 {
    let sheet = &layout.sheet;
    let width = sheet.width - layout.labels as u32;
    let leading = sheet.body.leading();
    let labels: Vec<(Vec<String>, Vec<String>)> =
        text.ends.iter().map(|(name, end)| (canvas.label_lines(name, sheet.strong, width, 2), canvas.label_lines(end, sheet.body, width, 2))).collect();
    let mut order: Vec<usize> = (0..ends.len()).collect();
    order.sort_by_key(|i| (ends.get(*i).copied().unwrap_or(0), *i));
    let tall = |i: usize| labels.get(i).map_or(0, |(a, b)| (a.len() + b.len()) as i32 * leading);
    let mut free = top - ABOVE / 2;
    for (done, i) in order.iter().enumerate() {
        // Those still to come need room above the lower end.
        let after: i32 = order.iter().skip(done).map(|j| tall(*j) + 6).sum();
        let wanted = ends.get(*i).copied().unwrap_or(0) - leading;
        let y = wanted.min(top + HEIGHT + BELOW - after).max(free);
        let Some((name, end)) = labels.get(*i) else { continue };
        let styles: Vec<(&String, Style)> = name.iter().map(|n| (n, sheet.strong)).chain(end.iter().map(|e| (e, sheet.body))).collect();
        for (row, (words, style)) in styles.into_iter().enumerate() {
            canvas.text((layout.labels, y + leading * (row as i32 + 1) - 4), words, style, Anchor::Start);
        }
        free = y + tall(*i) + 6;
    }
    free
}
