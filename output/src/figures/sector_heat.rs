//! Sectors by regions: awards as a share of openings, printed in cells that are coloured in steps around 100%.

mod band;
mod cells;
mod finding;
mod narrow;
mod table;
mod text;
mod wide;

use crate::canvas::{Canvas, Fonts};
use crate::error::OutputError;
use crate::figure::Figure;
use crate::figures::shared::frame;
use crate::figures::shared::legend::{self, Key};
use crate::figures::shared::sheet::{NARROW, Sheet, WIDE};
use crate::model::{SectorRow, SourceLine};
use band::Band;
use table::Table;
use text::Text;

/// Most sectors the figure shows.
pub const MOST_SECTORS: usize = 15;
/// Most regions beside the state: more do not fit with their names.
pub const MOST_REGIONS: usize = 9;

const NAME: &str = "sector_heat";
const NAME_REGIONS: &str = "sector_heat (regions)";

/// What the figure is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct SectorHeat<'a> {
    /// Id of the scheme of regions, for ids in the page.
    pub scheme: &'a str,
    /// Name and sectors of each region, in the order of the columns.
    pub regions: &'a [(&'a str, &'a [SectorRow])],
    /// Name and sectors of the state; sectors are sorted by it, and the finding is about it.
    pub state: Option<(&'a str, &'a [SectorRow])>,
    /// Years the openings are for; empty where not known.
    pub demand_period: &'a str,
    /// Years the awards were given in; empty where not known.
    pub supply_period: &'a str,
    /// Sources of the figures drawn.
    pub sources: &'a [SourceLine],
}

impl SectorHeat<'_> {
    /// Draws the figure in both layouts: a table of all regions, and for phones a list of lowest, highest and state.
    ///
    /// # Errors
    /// [`OutputError::TooManyRows`] over [`MOST_SECTORS`] or [`MOST_REGIONS`]; the errors of the words and of [`Canvas::finish`].
    pub fn draw(&self, fonts: &Fonts) -> Result<Figure, OutputError> {
        let table = Table::of(self);
        for (figure, rows, limit) in [(NAME, table.rows.len(), MOST_SECTORS), (NAME_REGIONS, self.regions.len(), MOST_REGIONS)] {
            if rows > limit {
                return Err(OutputError::TooManyRows { figure, rows, limit });
            }
        }
        let text = Text::of(self, &table)?;
        let id = format!("sectors-{}", self.scheme);
        let mut canvas = Canvas::new(WIDE.width, fonts);
        let top = head(&mut canvas, &WIDE, &text, &table);
        let bottom = wide::draw(&mut canvas, &text, &table, top);
        let height = frame::foot(&mut canvas, &WIDE, &text.face, bottom);
        let wide = canvas.finish(height, &text.face.meta(&id, &WIDE))?;
        let mut canvas = Canvas::new(NARROW.width, fonts);
        let top = head(&mut canvas, &NARROW, &text, &table);
        let bottom = narrow::draw(&mut canvas, &text, &table, top);
        let height = frame::foot(&mut canvas, &NARROW, &text.narrow_face(), bottom);
        let narrow = canvas.finish(height, &text.face.meta(&id, &NARROW))?;
        Ok(Figure { id, title: text.face.title, wide, narrow })
    }
}

/// Title, subtitle and the colours that occur; returns the last baseline.
fn head(canvas: &mut Canvas<'_>, sheet: &Sheet, text: &Text, table: &Table<'_>) -> i32 {
    let y = frame::head(canvas, sheet, &text.face);
    let swatch = |band: Band| {
        move |canvas: &mut Canvas<'_>, (x, y): (i32, i32)| {
            canvas.bar((x, y - 7), (x + legend::MARK, y + 7), band.fill());
        }
    };
    let used: Vec<_> = Band::ALL.into_iter().filter(|b| table.all().any(|c| cells::shade(c) == Some(*b))).map(|b| (text.bands.name(b), swatch(b))).collect();
    let keys: Vec<Key<'_>> = used.iter().map(|(name, draw)| Key { name, draw }).collect();
    if keys.is_empty() { y } else { legend::draw(canvas, sheet, &keys, y) }
}

#[cfg(test)]
mod tests;
