//! Texts: style, measured box, and breaking into lines.

use super::font::{Fonts, Weight};
use super::palette::Ink;

/// Height of the highest letter over the baseline and depth of the lowest under it, in ems.
const ASCENT: f32 = 0.76;
const DESCENT: f32 = 0.22;
const ELLIPSIS: char = '\u{2026}';

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Pixels to the em.
    pub size: u32,
    /// Weight.
    pub weight: Weight,
    /// Colour.
    pub ink: Ink,
}

impl Style {
    /// Regular weight.
    pub const fn regular(size: u32, ink: Ink) -> Self {
        Self { size, weight: Weight::Regular, ink }
    }

    /// Bold weight.
    pub const fn bold(size: u32, ink: Ink) -> Self {
        Self { size, weight: Weight::Bold, ink }
    }

    /// Pixels from one baseline to the next: 1.3 ems.
    pub fn leading(self) -> i32 {
        (self.size as f32 * 1.3).round() as i32
    }
}

/// Which point of a text is placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

/// One line of text in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The text, control characters replaced by spaces.
    pub words: String,
    /// The anchor's x and the baseline's y.
    pub at: (i32, i32),
    /// Look.
    pub style: Style,
    /// Which end `at` is.
    pub anchor: Anchor,
    /// Measured width, pixels.
    pub width: f32,
}

impl Placed {
    /// Measures a text.
    pub(super) fn new(fonts: &Fonts, at: (i32, i32), words: &str, style: Style, anchor: Anchor) -> Self {
        let words = clean(words);
        let width = fonts.measure(&words, style.size, style.weight);
        Self { words, at, style, anchor, width }
    }

    /// Left, top, right, bottom in pixels.
    pub fn bounds(&self) -> (f32, f32, f32, f32) {
        let x = self.at.0 as f32;
        let left = match self.anchor {
            Anchor::Start => x,
            Anchor::Middle => x - self.width / 2.0,
            Anchor::End => x - self.width,
        };
        let (size, y) = (self.style.size as f32, self.at.1 as f32);
        (left, y - ASCENT * size, left + self.width, y + DESCENT * size)
    }
}

/// One line, without control characters (SVG may not hold them) and without doubled spaces.
fn clean(words: &str) -> String {
    let plain: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Breaks `words` into lines of at most `width` pixels, the first shorter by `indent`. A longer word stands alone.
pub(super) fn wrap(fonts: &Fonts, words: &str, style: Style, width: f32, indent: f32) -> Vec<String> {
    let measure = |s: &str| fonts.measure(s, style.size, style.weight);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in clean(words).split(' ') {
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        let room = if lines.is_empty() { width - indent } else { width };
        if line.is_empty() || measure(&joined) <= room {
            line = joined;
        } else {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
        }
    }
    lines.push(line);
    lines
}

/// Breaks a label into at most `limit` lines, the last ending in an ellipsis where words are left over.
pub(super) fn wrap_label(fonts: &Fonts, words: &str, style: Style, width: f32, limit: usize) -> Vec<String> {
    let mut lines = wrap(fonts, words, style, width, 0.0);
    if lines.len() > limit {
        let rest = lines.split_off(limit.saturating_sub(1)).join(" ");
        lines.push(rest);
    }
    lines.into_iter().map(|line| shorten(fonts, &line, style, width)).collect()
}

/// The text itself where it fits, else its beginning and an ellipsis.
fn shorten(fonts: &Fonts, words: &str, style: Style, width: f32) -> String {
    if fonts.measure(words, style.size, style.weight) <= width {
        return words.to_owned();
    }
    let mut kept = words.to_owned();
    while kept.pop().is_some() {
        if let Some(end) = kept.rfind(' ') {
            kept.truncate(end);
        }
        let short = format!("{}{ELLIPSIS}", kept.trim_end_matches([' ', ',', ';', '-']));
        if fonts.measure(&short, style.size, style.weight) <= width {
            return short;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = Style::regular(13, Ink::Text);
    const LONG: &str = "Sales Representatives, Wholesale and Manufacturing, Except Technical and Scientific Products";

    #[test]
    fn no_line_is_wider_than_asked_and_no_word_is_lost() {
        let fonts = Fonts::load().unwrap();
        let lines = wrap(&fonts, LONG, STYLE, 200.0, 60.0);
        assert_eq!(lines.join(" "), LONG);
        assert!(fonts.measure(&lines[0], 13, Weight::Regular) <= 140.0);
        assert!(lines.iter().all(|l| fonts.measure(l, 13, Weight::Regular) <= 200.0));
    }

    #[test]
    fn labels_end_in_an_ellipsis_only_when_cut() {
        let fonts = Fonts::load().unwrap();
        let lines = wrap_label(&fonts, LONG, STYLE, 220.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with(ELLIPSIS) && !lines[1].ends_with(" \u{2026}"), "{lines:?}");
        assert_eq!(wrap_label(&fonts, "Carpenters", STYLE, 220.0, 2), ["Carpenters"]);
        let one = wrap_label(&fonts, "Antidisestablishmentarianism", STYLE, 60.0, 2);
        assert!(one[0].ends_with(ELLIPSIS) && fonts.measure(&one[0], 13, Weight::Regular) <= 60.0);
    }

    #[test]
    fn control_characters_do_not_reach_the_drawing() {
        assert_eq!(clean("a\u{0}b\n c"), "a b c");
    }

    #[test]
    fn bounds_follow_the_anchor() {
        let fonts = Fonts::load().unwrap();
        let end = Placed::new(&fonts, (100, 50), "1,000", STYLE, Anchor::End).bounds();
        assert!((end.2 - 100.0).abs() < 1e-4 && end.0 < 100.0 && end.1 < 50.0 && end.3 > 50.0);
    }
}
