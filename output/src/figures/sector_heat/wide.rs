//! The table: one column a region, the state apart at the right.

use super::cells;
use super::table::Table;
use super::text::Text;
use crate::canvas::{Anchor, Canvas, Ink, Style};
use crate::figures::shared::sheet::{WIDE, centred};
use crate::model::SectorRow;

/// Width of the sector names, and most lines of one.
const LABEL: u32 = 172;
const LINES: usize = 3;
/// Most lines of a region's name: it is broken at spaces and slashes, never turned.
const HEADING_LINES: usize = 4;
/// Widest column, gap before the state's, and gap between cells, pixels.
const COLUMN: i32 = 96;
const APART: i32 = 8;
const GUTTER: i32 = 2;
/// Least height of a row.
const LEAST: i32 = 34;

/// Draws headings and rows below baseline `y`; returns the lower edge.
pub(super) fn draw(canvas: &mut Canvas<'_>, text: &Text, table: &Table<'_>, y: i32) -> i32 {
    let columns = columns(table);
    let mut top = headings(canvas, text, table, &columns, y + 12);
    for (row, openings) in table.rows.iter().zip(&text.openings) {
        let lines = canvas.label_lines(row.sector, WIDE.body, LABEL, LINES);
        let (body, small) = (WIDE.body.leading(), if openings.is_empty() { 0 } else { WIDE.small.leading() });
        let height = (lines.len() as i32 * body + small + 8).max(LEAST);
        let block = (lines.len() as i32 - 1) * body + small;
        let mut baseline = centred(WIDE.body, top + (height - GUTTER) / 2) - block / 2;
        for line in &lines {
            canvas.text((0, baseline), line, WIDE.body, Anchor::Start);
            baseline += body;
        }
        canvas.text((0, baseline), openings, WIDE.small, Anchor::Start);
        let state = table.state.map(|_| row.state);
        for ((left, right), cell) in columns.iter().zip(row.cells.iter().copied().chain(state)) {
            cell_at(canvas, (*left, *right), (top, top + height), cell, text);
        }
        top += height;
    }
    top + GUTTER
}

/// One cell of a row.
fn cell_at(canvas: &mut Canvas<'_>, (left, right): (i32, i32), (top, bottom): (i32, i32), cell: Option<&SectorRow>, text: &Text) {
    cells::draw(canvas, ((left, top), (right - GUTTER, bottom - GUTTER)), cell, WIDE.strong, &text.cells);
}

/// Left and right edge of each column.
fn columns(table: &Table<'_>) -> Vec<(i32, i32)> {
    let (regions, state) = (table.regions.len() as i32, i32::from(table.state.is_some()));
    let start = LABEL as i32 + 8;
    let width = ((WIDE.width as i32 - start - state * APART + GUTTER) / (regions + state).max(1)).min(COLUMN);
    let left = |i: i32| start + i * width + if i == regions { APART } else { 0 };
    (0..regions + state).map(|i| (left(i), left(i) + width)).collect()
}

/// Names of the regions, standing on one line; returns the upper edge of the rows.
fn headings(canvas: &mut Canvas<'_>, text: &Text, table: &Table<'_>, columns: &[(i32, i32)], top: i32) -> i32 {
    let names = table.regions.iter().map(|n| (*n, WIDE.small)).chain(table.state.map(|n| (n, WIDE.heading)));
    let set: Vec<(Vec<String>, Style)> = names
        .zip(columns)
        .map(|((name, style), (left, right))| (name_lines(canvas, name, style, (right - left - GUTTER - 2).max(0) as u32, HEADING_LINES), style))
        .collect();
    let most = set.iter().map(|(lines, _)| lines.len()).max().unwrap_or(1) as i32;
    let leading = WIDE.small.leading();
    let last = top + most * leading;
    canvas.text((0, last), &text.columns.sector, WIDE.heading, Anchor::Start);
    for ((lines, style), (left, right)) in set.iter().zip(columns) {
        let first = last - (lines.len() as i32 - 1) * leading;
        for (i, line) in lines.iter().enumerate() {
            canvas.text(((left + right - GUTTER) / 2, first + i as i32 * leading), line, Style { ink: Ink::Muted, ..*style }, Anchor::Middle);
        }
    }
    last + 8
}

/// A region's name in lines, broken after slashes as well as at spaces.
pub(super) fn name_lines(canvas: &Canvas<'_>, name: &str, style: Style, width: u32, limit: usize) -> Vec<String> {
    let lines = canvas.label_lines(&name.replace('/', "/ "), style, width, limit);
    lines.into_iter().map(|line| line.replace("/ ", "/")).collect()
}
