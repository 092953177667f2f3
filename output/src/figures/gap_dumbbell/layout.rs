//! Where things stand: on wide screens and paper, and on phones.

use crate::canvas::{Ink, Style};

/// Pixels and sizes of one layout.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    /// CSS class, also the last part of the drawing's id.
    pub class: &'static str,
    /// Canvas width.
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
    /// Width of a row's label; above the marks where `stacked`.
    pub label: u32,
    /// Labels stand above the marks.
    pub stacked: bool,
    /// Left and right end of the plot.
    pub plot: (i32, i32),
    /// Right edge of the supply column, where there is room for one.
    pub supply: Option<i32>,
    /// Right edge of the openings column, where there is room for one.
    pub demand: Option<i32>,
    /// Right edge of the gap column.
    pub gap: i32,
    /// Right edge of the coverage column.
    pub coverage: i32,
}

/// For screens from 860 px and for paper: text is at least 8.5 pt on letter paper.
pub(super) const WIDE: Layout = Layout {
    class: "wide",
    width: 800,
    title: Style::bold(20, Ink::Text),
    subtitle: Style::regular(14, Ink::Muted),
    body: Style::regular(13, Ink::Text),
    strong: Style::bold(13, Ink::Text),
    heading: Style::bold(13, Ink::Muted),
    small: Style::regular(13, Ink::Muted),
    small_bold: Style::bold(13, Ink::Muted),
    label: 230,
    stacked: false,
    plot: (246, 508),
    supply: Some(582),
    demand: Some(658),
    gap: 722,
    coverage: 800,
};

/// For phones: 360 px, labels above the marks.
pub(super) const NARROW: Layout = Layout {
    class: "narrow",
    width: 360,
    title: Style::bold(18, Ink::Text),
    subtitle: Style::regular(14, Ink::Muted),
    body: Style::regular(14, Ink::Text),
    strong: Style::bold(14, Ink::Text),
    heading: Style::bold(13, Ink::Muted),
    small: Style::regular(13, Ink::Muted),
    small_bold: Style::bold(13, Ink::Muted),
    label: 360,
    stacked: true,
    plot: (6, 216),
    supply: None,
    demand: None,
    gap: 288,
    coverage: 360,
};
