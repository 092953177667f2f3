//! What stands around the rows: title, scale, gridlines, notes and source.

use super::places::Place;
use super::sheet::Sheet;
use crate::canvas::axis::Axis;
use crate::canvas::{Anchor, Canvas, Ink, Meta, Style};
use crate::number::grouped;

/// Pixels that must stay free between two axis labels.
const TICK_GAP: f32 = 10.0;
/// Marks a figure that a note explains; it hangs beside the number, so that digits stay aligned.
const STAR: &str = "*";

/// The words around the marks, filled from the data.
#[derive(Debug, Clone, Default)]
pub struct Face {
    /// What must be seen first, in a box over the title, such as that the figures are invented.
    pub banner: Option<String>,
    /// The finding, at most 15 words.
    pub title: String,
    /// Statistic, unit, geography, period.
    pub subtitle: String,
    /// The same as the drawing, in words.
    pub description: String,
    /// Paragraphs below the rows.
    pub notes: Vec<String>,
    /// "Source:".
    pub source_lead: String,
    /// What follows it.
    pub source: String,
}

impl Face {
    /// Name, description and id of the drawing on `sheet`.
    pub fn meta(&self, id: &str, sheet: &Sheet) -> Meta {
        Meta { id: format!("{id}-{}", sheet.class), class: sheet.class, title: self.title.clone(), description: self.description.clone() }
    }
}

/// Banner, title and subtitle; returns the last baseline.
pub fn head(canvas: &mut Canvas<'_>, sheet: &Sheet, face: &Face) -> i32 {
    let top = face.banner.as_deref().map_or(0, |words| banner(canvas, sheet, words));
    let y = canvas.paragraph((0, top + sheet.title.size as i32), sheet.width, &face.title, sheet.title, 0);
    let y = y + sheet.subtitle.leading() + 4;
    canvas.paragraph((0, y), sheet.width, &face.subtitle, sheet.subtitle, 0)
}

/// Words in a box; returns where the title begins.
fn banner(canvas: &mut Canvas<'_>, sheet: &Sheet, words: &str) -> i32 {
    let (pad, size) = (10, sheet.strong.size as i32);
    let width = canvas.text((pad, size + 6), words, sheet.strong, Anchor::Start).ceil() as i32;
    let height = size + 14;
    canvas.outline((1, 1), (width + 2 * pad, height), Ink::Supply, 2);
    height + 8
}

/// Column headings that end at the given pixels, their baseline at `y`.
pub fn headings(canvas: &mut Canvas<'_>, sheet: &Sheet, y: i32, columns: &[(Option<i32>, &str)]) {
    for (right, heading) in columns {
        if let Some(right) = right {
            canvas.text((*right, y), heading, sheet.heading, Anchor::End);
        }
    }
}

/// Axis labels with their baseline at `y`: every tick, or every second or third where the labels would meet.
pub fn ticks(canvas: &mut Canvas<'_>, sheet: &Sheet, plot: (i32, i32), axis: &Axis, y: i32) {
    let widest = axis.ticks.iter().map(|t| canvas.measure(&grouped(*t), sheet.small)).fold(0.0, f32::max);
    let steps = axis.ticks.len().saturating_sub(1).max(1);
    let step = (plot.1 - plot.0) as f32 / steps as f32;
    let every = ((widest + TICK_GAP) / step).ceil().max(1.0) as usize;
    for tick in axis.ticks.iter().step_by(every) {
        let x = axis.place(*tick, plot.0, plot.1);
        canvas.text((x, y), &grouped(*tick), sheet.small, Anchor::Middle);
    }
}

/// Rules between rows and, where there is an axis, gridlines; drawn before the rows, so that they lie behind.
pub fn grid(canvas: &mut Canvas<'_>, sheet: &Sheet, plot: (i32, i32), axis: Option<&Axis>, places: &[Place]) {
    for place in places {
        canvas.line((0, place.top), (sheet.width as i32, place.top), Ink::Grid, 1);
    }
    for (i, tick) in axis.map_or(&[][..], |a| &a.ticks).iter().enumerate() {
        let x = axis.map_or(plot.0, |a| a.place(*tick, plot.0, plot.1));
        let ink = if i == 0 { Ink::Zero } else { Ink::Grid };
        for place in places {
            canvas.line((x, place.marks_top), (x, place.bottom), ink, 1);
        }
    }
}

/// A number that ends at `x`, with a star after it where a note belongs to it.
pub fn number(canvas: &mut Canvas<'_>, (x, y): (i32, i32), words: &str, style: Style, star: bool) {
    canvas.text((x, y), words, style, Anchor::End);
    if star {
        canvas.text((x + 1, y), STAR, style, Anchor::Start);
    }
}

/// Notes and source below `bottom`; returns the height of the canvas.
pub fn foot(canvas: &mut Canvas<'_>, sheet: &Sheet, face: &Face, bottom: i32) -> u32 {
    canvas.line((0, bottom), (sheet.width as i32, bottom), Ink::Grid, 1);
    let mut y = bottom + 8;
    for note in &face.notes {
        y = canvas.paragraph((0, y + sheet.small.leading()), sheet.width, note, sheet.small, 0);
    }
    y += sheet.small.leading() + 4;
    let lead = canvas.text((0, y), &face.source_lead, sheet.small_bold, Anchor::Start);
    let indent = lead.ceil() as u32 + 4;
    y = canvas.paragraph((0, y), sheet.width, &face.source, sheet.small, indent);
    (y + 6).max(1) as u32
}
