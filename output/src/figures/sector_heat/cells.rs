//! One cell: its colour and its number.

use super::band::Band;
use super::text::CellWords;
use crate::canvas::{Anchor, Canvas, Ink, Style};
use crate::figures::shared::frame;
use crate::figures::shared::sheet::centred;
use crate::model::SectorRow;
use crate::number::percent;

/// Shares over this are printed as over it: a column has room for no more.
const MOST: f64 = 9.99;

/// What is printed where there is no share.
pub(super) fn without_share<'w>(cell: Option<&SectorRow>, words: &'w CellWords) -> &'w str {
    match cell.and_then(|c| c.demand) {
        Some(demand) if demand <= 0.0 => &words.none,
        _ => &words.unknown,
    }
}

/// The step a cell is shaded by; none where openings are a lower bound and the true share could lie in any step.
pub(super) fn shade(cell: Option<&SectorRow>) -> Option<Band> {
    let cell = cell?;
    cell.coverage.filter(|share| !cell.partial || *share < 0.9).map(Band::of)
}

/// Draws a cell between two corners, an outline where there is no share; the number stands in its middle, the star of a lower bound beside it.
pub(super) fn draw(canvas: &mut Canvas<'_>, (from, to): ((i32, i32), (i32, i32)), cell: Option<&SectorRow>, style: Style, words: &CellWords) {
    let middle = ((from.0 + to.0) / 2, centred(style, (from.1 + to.1) / 2));
    let share = cell.and_then(|c| c.coverage);
    let Some(share) = share else {
        canvas.outline((from.0, from.1), (to.0 - 1, to.1 - 1), Ink::Grid, 1);
        let muted = Style::regular(style.size, Ink::Muted);
        canvas.text(middle, without_share(cell, words), muted, Anchor::Middle);
        return;
    };
    let style = match shade(cell) {
        Some(band) => {
            canvas.bar(from, to, band.fill());
            Style { ink: band.text(), ..style }
        }
        None => {
            canvas.outline((from.0, from.1), (to.0 - 1, to.1 - 1), Ink::Grid, 1);
            Style { ink: Ink::Text, ..style }
        }
    };
    let words = if share > MOST { format!(">{}", percent(MOST)) } else { percent(share) };
    if cell.is_some_and(|c| c.partial) {
        starred(canvas, middle, (to.0 - from.0) / 2, &words, style);
    } else {
        canvas.text(middle, &words, style, Anchor::Middle);
    }
}

/// A number in the middle with the star beside it, so that numbers stay aligned; moved left where the star would leave the cell.
fn starred(canvas: &mut Canvas<'_>, (x, y): (i32, i32), half: i32, words: &str, style: Style) {
    let (width, star) = (canvas.measure(words, style), canvas.measure("*", style).ceil() as i32 + 2);
    let x = x - ((width / 2.0).ceil() as i32 + star - half).max(0);
    frame::number(canvas, (x + (width / 2.0).ceil() as i32, y), words, style, true);
}
