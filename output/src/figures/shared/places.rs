//! Rows: where each stands, and its label beside or above its marks.

use super::sheet::{Sheet, centred};
use crate::canvas::{Anchor, Canvas};

/// Most lines of a label; the table has the full text.
const LINES: usize = 3;
/// Least height of a row and free pixels above and below.
const LEAST: i32 = 32;
const PAD: i32 = 7;
/// Where labels stand above: height of the marks' part and of the middle in it.
const MARKS: i32 = 27;
const MIDDLE: i32 = 11;

/// How the rows of a layout are labelled.
#[derive(Debug, Clone, Copy)]
pub struct Labels {
    /// Widest label, pixels.
    pub width: u32,
    /// Labels stand above the marks.
    pub stacked: bool,
}

/// A row's label and place, pixels.
#[derive(Debug)]
pub struct Place {
    lines: Vec<String>,
    /// Upper edge.
    pub top: i32,
    /// Upper edge of the part that holds marks.
    pub marks_top: i32,
    /// Lower edge.
    pub bottom: i32,
    /// Height of the marks' middle.
    pub middle: i32,
}

/// Finds the place of each row below `top`.
pub fn measure<'a>(canvas: &Canvas<'_>, sheet: &Sheet, labels: Labels, names: impl Iterator<Item = &'a str>, top: i32) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for name in names {
        let lines = canvas.label_lines(name, sheet.body, labels.width, LINES);
        let top = places.last().map_or(top, |p| p.bottom);
        let label = lines.len() as i32 * sheet.body.leading();
        places.push(if labels.stacked {
            let marks_top = top + PAD + label;
            Place { lines, top, marks_top, bottom: marks_top + MARKS, middle: marks_top + MIDDLE }
        } else {
            let height = (label + PAD).max(LEAST);
            Place { lines, top, marks_top: top, bottom: top + height, middle: top + height / 2 }
        });
    }
    places
}

/// Writes a row's label.
pub fn label(canvas: &mut Canvas<'_>, sheet: &Sheet, labels: Labels, place: &Place) {
    let leading = sheet.body.leading();
    let first = if labels.stacked {
        place.top + PAD + sheet.body.size as i32 - 2
    } else {
        let above = (place.lines.len() as i32 - 1) * leading / 2;
        centred(sheet.body, place.middle) - above
    };
    for (i, line) in place.lines.iter().enumerate() {
        canvas.text((0, first + i as i32 * leading), line, sheet.body, Anchor::Start);
    }
}
