//! The one typeface, Public Sans, as plotters draws it, as we measure it and as the browser gets it.

use std::sync::OnceLock;

use ab_glyph::{Font, FontRef};
use plotters::style::{FontStyle, register_font};

use crate::error::OutputError;

/// Name of the typeface in SVG and CSS.
pub const FAMILY: &str = "Public Sans";

const REGULAR_TTF: &[u8] = include_bytes!("../../assets/fonts/PublicSans-Regular.ttf");
const BOLD_TTF: &[u8] = include_bytes!("../../assets/fonts/PublicSans-Bold.ttf");
/// The Latin subset of the regular weight for browsers.
pub const REGULAR_WOFF2: &[u8] = include_bytes!("../../assets/fonts/public-sans-latin-400.woff2");
/// The Latin subset of the bold weight for browsers.
pub const BOLD_WOFF2: &[u8] = include_bytes!("../../assets/fonts/public-sans-latin-700.woff2");

/// A weight of the typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// 400.
    Regular,
    /// 700.
    Bold,
}

/// The typeface, read once.
#[derive(Debug)]
pub struct Fonts {
    regular: FontRef<'static>,
    bold: FontRef<'static>,
}

impl Fonts {
    /// Reads the bundled fonts and registers them with plotters.
    ///
    /// # Errors
    /// [`OutputError::Font`] where a bundled file is not a font.
    pub fn load() -> Result<Self, OutputError> {
        let regular = read("PublicSans-Regular.ttf", REGULAR_TTF)?;
        let bold = read("PublicSans-Bold.ttf", BOLD_TTF)?;
        register();
        Ok(Self { regular, bold })
    }

    /// Width in pixels of `words` set at `size` pixels to the em, without kerning (the page turns kerning off in charts).
    ///
    /// A character the typeface lacks counts as one em: the browser's substitute is not known.
    pub fn measure(&self, words: &str, size: u32, weight: Weight) -> f32 {
        let font = match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        };
        let units = font.units_per_em().unwrap_or(1000.0);
        let advance = |c: char| match font.glyph_id(c) {
            id if id.0 == 0 => units,
            id => font.h_advance_unscaled(id),
        };
        words.chars().map(advance).sum::<f32>() * size as f32 / units
    }
}

/// Reads one font.
fn read(file: &'static str, bytes: &'static [u8]) -> Result<FontRef<'static>, OutputError> {
    FontRef::try_from_slice(bytes).map_err(|_| OutputError::Font { file })
}

/// Registers both weights with plotters, once in the life of the process. The bytes were read before: it cannot fail.
fn register() {
    static ONCE: OnceLock<()> = OnceLock::new();
    ONCE.get_or_init(|| {
        let regular = register_font(FAMILY, FontStyle::Normal, REGULAR_TTF);
        let bold = register_font(FAMILY, FontStyle::Bold, BOLD_TTF);
        debug_assert!(regular.is_ok() && bold.is_ok());
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_follow_size_and_weight() {
        let fonts = Fonts::load().unwrap();
        let small = fonts.measure("Openings", 10, Weight::Regular);
        assert!((fonts.measure("Openings", 20, Weight::Regular) - 2.0 * small).abs() < 1e-3);
        assert!(fonts.measure("Openings", 10, Weight::Bold) > small);
        assert!(small > 30.0 && small < 60.0, "{small}");
        assert_eq!(fonts.measure("", 10, Weight::Bold), 0.0);
    }

    #[test]
    fn a_character_outside_the_face_is_an_em() {
        let fonts = Fonts::load().unwrap();
        assert_eq!(fonts.measure("\u{4e2d}", 12, Weight::Regular), 12.0);
        assert!(fonts.measure("\u{2212}\u{2026}\u{2013}", 12, Weight::Regular) < 36.0);
    }

    #[test]
    fn browsers_get_woff2() {
        assert!(REGULAR_WOFF2.starts_with(b"wOF2") && BOLD_WOFF2.starts_with(b"wOF2"));
    }
}
