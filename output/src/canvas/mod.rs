//! A measured canvas over plotters' SVG backend.
//!
//! Marks are recorded first and drawn last: every text is measured with the font the browser will use, so that
//! [`Canvas::finish`] can refuse a chart in which a text leaves the canvas or meets another text. Coordinates are
//! pixels from the upper left corner.

pub mod axis;
mod check;
pub mod font;
pub mod palette;
mod svg;
mod text;

use crate::error::OutputError;
pub use font::{Fonts, Weight};
pub use palette::Ink;
pub use text::{Anchor, Placed, Style};

/// What is told about a chart beside its marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Meta {
    /// Unique id of the drawing in its page; the ids of title and description are made from it.
    pub id: String,
    /// CSS class beside `chart`: which layout this is.
    pub class: &'static str,
    /// The accessible name: the chart's title.
    pub title: String,
    /// The accessible description.
    pub description: String,
}

/// Pixels of a dash and of the gap after it.
const DASH: (usize, usize) = (5, 4);

/// One recorded mark.
#[derive(Debug, Clone, PartialEq)]
enum Mark {
    /// A straight line.
    Line { from: (i32, i32), to: (i32, i32), ink: Ink, width: u32 },
    /// A filled circle.
    Dot { at: (i32, i32), radius: u32, ink: Ink },
    /// A filled triangle that points right.
    Arrow { tip: (i32, i32), length: i32, ink: Ink },
    /// A circle with the colour of the paper inside.
    Ring { at: (i32, i32), radius: u32, ink: Ink },
    /// A rectangle: filled, or an outline `width` pixels thick.
    Rect { from: (i32, i32), to: (i32, i32), ink: Ink, width: Option<u32> },
}

/// A drawing under way.
#[derive(Debug)]
pub struct Canvas<'f> {
    width: u32,
    fonts: &'f Fonts,
    marks: Vec<Mark>,
    texts: Vec<Placed>,
}

impl<'f> Canvas<'f> {
    /// An empty canvas `width` pixels wide; its height is given when it is finished.
    pub fn new(width: u32, fonts: &'f Fonts) -> Self {
        Self { width, fonts, marks: Vec::new(), texts: Vec::new() }
    }

    /// The width in pixels.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Width of a text in pixels.
    pub fn measure(&self, words: &str, style: Style) -> f32 {
        self.fonts.measure(words, style.size, style.weight)
    }

    /// A line `width` pixels thick.
    pub fn line(&mut self, from: (i32, i32), to: (i32, i32), ink: Ink, width: u32) {
        self.marks.push(Mark::Line { from, to, ink, width });
    }

    /// A filled circle.
    pub fn dot(&mut self, at: (i32, i32), radius: u32, ink: Ink) {
        self.marks.push(Mark::Dot { at, radius, ink });
    }

    /// A filled triangle pointing right to `tip`, `length` pixels long: the value lies beyond the scale.
    pub fn arrow(&mut self, tip: (i32, i32), length: i32, ink: Ink) {
        self.marks.push(Mark::Arrow { tip, length, ink });
    }

    /// A hollow circle, 2 px thick, centred on `radius`.
    pub fn ring(&mut self, at: (i32, i32), radius: u32, ink: Ink) {
        self.marks.push(Mark::Ring { at, radius, ink });
    }

    /// A filled rectangle from its upper left to its lower right corner; one without width or height is left out.
    pub fn bar(&mut self, from: (i32, i32), to: (i32, i32), ink: Ink) {
        if to.0 > from.0 && to.1 > from.1 {
            self.marks.push(Mark::Rect { from, to, ink, width: None });
        }
    }

    /// The outline of a rectangle, `width` pixels thick, centred on its edges.
    pub fn outline(&mut self, from: (i32, i32), to: (i32, i32), ink: Ink, width: u32) {
        self.marks.push(Mark::Rect { from, to, ink, width: Some(width) });
    }

    /// The outline of a rectangle in dashes of 1 px: there should be a figure here, and there is none.
    pub fn dashes(&mut self, from: (i32, i32), to: (i32, i32), ink: Ink) {
        for x in (from.0..to.0).step_by(DASH.0 + DASH.1) {
            let end = (x + DASH.0 as i32).min(to.0);
            self.line((x, from.1), (end, from.1), ink, 1);
            self.line((x, to.1), (end, to.1), ink, 1);
        }
        for y in (from.1..to.1).step_by(DASH.0 + DASH.1) {
            let end = (y + DASH.0 as i32).min(to.1);
            self.line((from.0, y), (from.0, end), ink, 1);
            self.line((to.0, y), (to.0, end), ink, 1);
        }
    }

    /// One line of text with its baseline at `y`; returns its width in pixels.
    pub fn text(&mut self, (x, y): (i32, i32), words: &str, style: Style, anchor: Anchor) -> f32 {
        let placed = Placed::new(self.fonts, (x, y), words, style, anchor);
        let width = placed.width;
        if !placed.words.is_empty() {
            self.texts.push(placed);
        }
        width
    }

    /// A text broken into lines of at most `width` pixels, the first baseline at `y`; returns the last baseline.
    ///
    /// `first_indent` pixels of the first line are left free.
    pub fn paragraph(&mut self, (x, y): (i32, i32), width: u32, words: &str, style: Style, first_indent: u32) -> i32 {
        let lines = text::wrap(self.fonts, words, style, width as f32, first_indent as f32);
        let mut baseline = y;
        for (i, line) in lines.iter().enumerate() {
            if i > 0 {
                baseline += style.leading();
            }
            let indent = if i == 0 { first_indent as i32 } else { 0 };
            self.text((x + indent, baseline), line, style, Anchor::Start);
        }
        baseline
    }

    /// Breaks a label into at most `limit` lines of `width` pixels; what does not fit ends in an ellipsis.
    ///
    /// For labels whose full text stands in the table below the chart.
    pub fn label_lines(&self, words: &str, style: Style, width: u32, limit: usize) -> Vec<String> {
        text::wrap_label(self.fonts, words, style, width as f32, limit)
    }

    /// Checks every text and draws the canvas as SVG, `height` pixels high.
    ///
    /// # Errors
    /// [`OutputError::TextOutside`] and [`OutputError::TextOverlap`] name the texts at fault; [`OutputError::Draw`]
    /// where the backend refuses a mark.
    pub fn finish(self, height: u32, meta: &Meta) -> Result<String, OutputError> {
        self.check(height, meta)?;
        svg::render(&self, height, meta)
    }

    /// The check alone.
    ///
    /// # Errors
    /// As [`Canvas::finish`].
    pub fn check(&self, height: u32, meta: &Meta) -> Result<(), OutputError> {
        check::inside(&self.texts, self.width, height, &meta.id)?;
        check::apart(&self.texts, &meta.id)
    }
}
