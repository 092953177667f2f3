//! Marks with their names, in as many lines as they need.

use super::sheet::Sheet;
use crate::canvas::Canvas;

/// Pixels between two entries.
const GAP: i32 = 22;
/// Pixels from the left of a mark to its name, and of the mark itself.
const INDENT: i32 = 30;
/// Width of a mark, pixels.
pub const MARK: i32 = 22;

/// A mark and its name.
pub struct Key<'a> {
    /// The name.
    pub name: &'a str,
    /// Draws the mark, at most [`MARK`] pixels wide, from the middle of its left edge.
    pub draw: &'a dyn Fn(&mut Canvas<'_>, (i32, i32)),
}

/// Draws the entries below baseline `y`; returns the last baseline.
pub fn draw(canvas: &mut Canvas<'_>, sheet: &Sheet, keys: &[Key<'_>], y: i32) -> i32 {
    let (mut x, mut y) = (0, y + 26);
    for key in keys {
        let width = INDENT + canvas.measure(key.name, sheet.small).ceil() as i32;
        if x > 0 && x + width > sheet.width as i32 {
            (x, y) = (0, y + sheet.small.leading() + 3);
        }
        (key.draw)(canvas, (x, y - 4));
        y = canvas.paragraph((x + INDENT, y), sheet.width - INDENT as u32, key.name, sheet.small, 0);
        x += width + GAP;
    }
    y
}
