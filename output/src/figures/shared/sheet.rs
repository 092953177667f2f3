//! The two sheets that figures are drawn on: for wide screens and paper, and for phones.

use crate::canvas::{Ink, Style};

/// Width and styles of one layout.
#[derive(Debug, Clone, Copy)]
pub struct Sheet {
    /// CSS class, also the last part of the drawing's id.
    pub class: &'static str,
    /// Canvas width, pixels.
    pub width: u32,
    /// Title.
    pub title: Style,
    /// Subtitle.
    pub subtitle: Style,
    /// Row labels and numbers.
    pub body: Style,
    /// Numbers that the reader compares first.
    pub strong: Style,
    /// Column headings.
    pub heading: Style,
    /// Axis labels, notes and source.
    pub small: Style,
    /// "Source:".
    pub small_bold: Style,
}

/// For screens from 860 px and for paper: text is at least 8.5 pt on letter paper.
pub const WIDE: Sheet = Sheet {
    class: "wide",
    width: 800,
    title: Style::bold(20, Ink::Text),
    subtitle: Style::regular(14, Ink::Muted),
    body: Style::regular(13, Ink::Text),
    strong: Style::bold(13, Ink::Text),
    heading: Style::bold(13, Ink::Muted),
    small: Style::regular(13, Ink::Muted),
    small_bold: Style::bold(13, Ink::Muted),
};

/// For phones: 360 px.
pub const NARROW: Sheet = Sheet {
    class: "narrow",
    width: 360,
    title: Style::bold(18, Ink::Text),
    subtitle: Style::regular(14, Ink::Muted),
    body: Style::regular(14, Ink::Text),
    strong: Style::bold(14, Ink::Text),
    heading: Style::bold(13, Ink::Muted),
    small: Style::regular(13, Ink::Muted),
    small_bold: Style::bold(13, Ink::Muted),
};

/// Baseline that puts figures of `style` in the middle of `y`.
pub fn centred(style: Style, y: i32) -> i32 {
    y + (style.size as f32 * 0.36).round() as i32
}
