//! Awards by school year, one line a kind of training, with the breaks of the series marked.

mod draw;
mod lines;
mod text;

use crate::canvas::Fonts;
use crate::error::OutputError;
use crate::figure::Figure;
use crate::model::SourceLine;
use crate::more::YearAwards;
use text::Text;

const NAME: &str = "supply_trend";

/// What the figure is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct SupplyTrend<'a> {
    /// Id of the region, for ids in the page.
    pub region_id: &'a str,
    /// Name of the region.
    pub region: &'a str,
    /// Awards by stream and year.
    pub years: &'a [YearAwards],
    /// Sources of the figures drawn.
    pub sources: &'a [SourceLine],
}

impl SupplyTrend<'_> {
    /// Draws the figure in both layouts; nothing where no kind of training has two years to compare.
    ///
    /// # Errors
    /// The errors of the words and of [`crate::canvas::Canvas::finish`].
    pub fn draw(&self, fonts: &Fonts) -> Result<Option<Figure>, OutputError> {
        let Some(trend) = lines::of(self.years) else { return Ok(None) };
        let text = Text::of(self, &trend)?;
        let id = format!("trend-{}", self.region_id);
        let wide = draw::draw(&draw::WIDE, &trend, &text, &id, fonts)?;
        let narrow = draw::draw(&draw::NARROW, &trend, &text, &id, fonts)?;
        Ok(Some(Figure { id, title: text.face.title, wide, narrow }))
    }
}

#[cfg(test)]
mod tests;
