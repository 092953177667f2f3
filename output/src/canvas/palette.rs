//! The colours of charts. Each has a twin for dark pages in `page.css`, found by its hex value.

use plotters::style::RGBColor;

/// What a mark or text is for, and so its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Main text.
    Text,
    /// Secondary text.
    Muted,
    /// Gridlines and row rules.
    Grid,
    /// The line at zero.
    Zero,
    /// The bar between supply and demand.
    Connector,
    /// Demand, the same in every chart.
    Demand,
    /// Supply, the same in every chart.
    Supply,
    /// The background.
    Paper,
    /// Students in a course: neither demand nor supply of the labor market.
    Enrolled,
    /// Heat table: well short, one step from [`Ink::Demand`].
    ShortMid,
    /// Heat table: short.
    ShortLight,
    /// Heat table: about even.
    Even,
    /// Heat table: over.
    OverLight,
    /// Heat table: far over; dark enough for [`Ink::Paper`] on it, which [`Ink::Supply`] is not.
    OverDeep,
}

impl Ink {
    /// All inks, for tests and style sheets.
    pub const ALL: [Ink; 14] = [
        Ink::Text,
        Ink::Muted,
        Ink::Grid,
        Ink::Zero,
        Ink::Connector,
        Ink::Demand,
        Ink::Supply,
        Ink::Paper,
        Ink::Enrolled,
        Ink::ShortMid,
        Ink::ShortLight,
        Ink::Even,
        Ink::OverLight,
        Ink::OverDeep,
    ];

    /// Red, green, blue on light pages.
    pub fn rgb(self) -> (u8, u8, u8) {
        match self {
            Ink::Text => (0x1B, 0x27, 0x33),
            Ink::Muted => (0x4A, 0x57, 0x63),
            Ink::Grid => (0xE1, 0xE6, 0xEA),
            Ink::Zero => (0x6B, 0x77, 0x82),
            Ink::Connector => (0xB4, 0xBE, 0xC8),
            Ink::Demand => (0x12, 0x43, 0x6D),
            Ink::Supply => (0xF4, 0x6A, 0x25),
            Ink::Paper => (0xFF, 0xFF, 0xFF),
            Ink::Enrolled => (0x28, 0xA1, 0x97),
            Ink::ShortMid => (0x8F, 0xB3, 0xD3),
            Ink::ShortLight => (0xD3, 0xE2, 0xF0),
            Ink::Even => (0xF1, 0xEE, 0xE6),
            Ink::OverLight => (0xFB, 0xD0, 0xB8),
            Ink::OverDeep => (0xB5, 0x47, 0x0F),
        }
    }

    /// The colour as SVG and CSS write it, `#RRGGBB`.
    pub fn hex(self) -> String {
        let (r, g, b) = self.rgb();
        format!("#{r:02X}{g:02X}{b:02X}")
    }

    /// The colour for plotters.
    pub(super) fn colour(self) -> RGBColor {
        let (r, g, b) = self.rgb();
        RGBColor(r, g, b)
    }
}

/// Contrast ratio of two colours after WCAG 2, from 1 to 21.
pub fn contrast(a: (u8, u8, u8), b: (u8, u8, u8)) -> f64 {
    let (x, y) = (luminance(a), luminance(b));
    (x.max(y) + 0.05) / (x.min(y) + 0.05)
}

/// Relative luminance of an sRGB colour.
fn luminance((r, g, b): (u8, u8, u8)) -> f64 {
    let linear = |channel: u8| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSS: &str = concat!(include_str!("../../assets/page.css"), include_str!("../../assets/chart.css"));

    /// The colour that dark pages give an ink, read from the style sheet.
    fn dark(ink: Ink) -> (u8, u8, u8) {
        let key = format!("--dark-{ink:?}: #").to_lowercase();
        let at = CSS.find(&key).unwrap_or_else(|| panic!("{key} is not in page.css"));
        let hex = &CSS[at + key.len()..at + key.len() + 6];
        let part = |i: usize| u8::from_str_radix(&hex[i..i + 2], 16).unwrap();
        (part(0), part(2), part(4))
    }

    #[test]
    fn contrast_is_wcags() {
        assert!((contrast((0, 0, 0), (255, 255, 255)) - 21.0).abs() < 1e-9);
        assert!((contrast((0x77, 0x77, 0x77), (255, 255, 255)) - 4.48).abs() < 0.01);
    }

    #[test]
    fn series_and_text_can_be_seen_in_light_and_dark() {
        for (of, least) in [(Ink::Text, 7.0), (Ink::Muted, 4.5), (Ink::Demand, 3.0), (Ink::Supply, 3.0), (Ink::Zero, 3.0), (Ink::Enrolled, 3.0)] {
            let light = contrast(of.rgb(), Ink::Paper.rgb());
            assert!(light >= least, "{of:?} on light: {light}");
            let night = contrast(dark(of), dark(Ink::Paper));
            assert!(night >= least, "{of:?} on dark: {night}");
        }
    }

    #[test]
    fn numbers_can_be_read_on_every_colour_of_a_heat_table() {
        let on = [
            (Ink::Paper, Ink::Demand),
            (Ink::Text, Ink::ShortMid),
            (Ink::Text, Ink::ShortLight),
            (Ink::Text, Ink::Even),
            (Ink::Text, Ink::OverLight),
            (Ink::Paper, Ink::OverDeep),
            (Ink::Muted, Ink::Paper),
        ];
        for (text, cell) in on {
            let (light, night) = (contrast(text.rgb(), cell.rgb()), contrast(dark(text), dark(cell)));
            assert!(light >= 4.5 && night >= 4.5, "{text:?} on {cell:?}: {light} light, {night} dark");
        }
    }

    #[test]
    fn every_ink_has_a_dark_twin_in_the_style_sheet() {
        for ink in Ink::ALL {
            let rule = format!("[fill=\"{}\"]", ink.hex());
            assert!(CSS.contains(&rule), "{rule}");
            let rule = format!("[stroke=\"{}\"]", ink.hex());
            assert!(CSS.contains(&rule), "{rule}");
            dark(ink);
        }
    }
}
