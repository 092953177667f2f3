//! The list for phones: for each sector the lowest region, the highest region and the state, each with its name.

use super::cells;
use super::table::{Row, Table};
use super::text::Text;
use super::wide::name_lines;
use crate::canvas::{Anchor, Canvas, Ink};
use crate::figures::shared::sheet::NARROW;
use crate::model::SectorRow;

/// Height of a cell and gap between cells, pixels.
const CELL: i32 = 26;
const GUTTER: i32 = 6;
/// Most lines of a sector's and of a region's name.
const LINES: usize = 3;

/// A cell with what stands under it.
type Cell<'a> = (Option<&'a SectorRow>, &'a str);

/// Draws the sectors below baseline `y`; returns the lower edge.
pub(super) fn draw(canvas: &mut Canvas<'_>, text: &Text, table: &Table<'_>, y: i32) -> i32 {
    let mut names = vec![text.columns.lowest.as_str(), &text.columns.highest];
    names.extend(table.state);
    let n = names.len() as i32;
    let width = (NARROW.width as i32 + GUTTER) / n;
    for (i, name) in (0..).zip(names) {
        let line = canvas.label_lines(name, NARROW.heading, (width - GUTTER) as u32, 1).concat();
        canvas.text((i * width, y + 32), &line, NARROW.heading, Anchor::Start);
    }
    let mut top = y + 42;
    for (row, openings) in table.rows.iter().zip(&text.openings) {
        canvas.line((0, top), (NARROW.width as i32, top), Ink::Grid, 1);
        top = sector(canvas, text, table, (row, openings), top, width);
    }
    top
}

/// One sector below `top`; returns its lower edge.
fn sector(canvas: &mut Canvas<'_>, text: &Text, table: &Table<'_>, (row, openings): (&Row<'_>, &str), top: i32, width: i32) -> i32 {
    let mut y = top + 6;
    for line in canvas.label_lines(row.sector, NARROW.strong, NARROW.width, LINES) {
        y += NARROW.strong.leading();
        canvas.text((0, y), &line, NARROW.strong, Anchor::Start);
    }
    y += 8;
    let name = |i: usize| table.regions.get(i).copied().unwrap_or_default();
    let mut cells: Vec<Cell<'_>> = match row.ends() {
        Some([least, most]) => vec![(Some(least.1), name(least.0)), (Some(most.1), name(most.0))],
        None => vec![(None, ""), (None, "")],
    };
    if table.state.is_some() {
        cells.push((row.state, openings));
    }
    let mut bottom = y + CELL;
    for (i, (cell, below)) in (0..).zip(cells) {
        let left = i * width;
        cells::draw(canvas, ((left, y), (left + width - GUTTER, y + CELL)), cell, NARROW.strong, &text.cells);
        let lines = name_lines(canvas, below, NARROW.small, (width - GUTTER) as u32, LINES);
        for (j, line) in (1..).zip(&lines) {
            let baseline = y + CELL + j * NARROW.small.leading();
            canvas.text((left, baseline), line, NARROW.small, Anchor::Start);
            bottom = bottom.max(baseline);
        }
    }
    bottom + 10
}
