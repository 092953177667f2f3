//! No text may leave the canvas and no two texts may meet.

use super::text::Placed;
use crate::error::OutputError;

/// Boxes may touch or meet by less than this many pixels: letters do not fill their boxes.
const SLACK: f32 = 0.5;

/// Every text lies on the canvas.
pub(super) fn inside(texts: &[Placed], width: u32, height: u32, chart: &str) -> Result<(), OutputError> {
    let (w, h) = (width as f32, height as f32);
    let outside: Vec<String> = texts
        .iter()
        .filter(|text| {
            let (left, top, right, bottom) = text.bounds();
            left < -SLACK || top < -SLACK || right > w + SLACK || bottom > h + SLACK
        })
        .map(|text| text.words.clone())
        .collect();
    if outside.is_empty() { Ok(()) } else { Err(OutputError::TextOutside { chart: chart.to_owned(), texts: outside }) }
}

/// No two texts overlap.
pub(super) fn apart(texts: &[Placed], chart: &str) -> Result<(), OutputError> {
    let mut pairs = Vec::new();
    for (i, a) in texts.iter().enumerate() {
        for b in texts.iter().skip(i + 1) {
            if meet(a, b) {
                pairs.push(format!("{} / {}", a.words, b.words));
            }
        }
    }
    if pairs.is_empty() { Ok(()) } else { Err(OutputError::TextOverlap { chart: chart.to_owned(), pairs }) }
}

/// True where the boxes of two texts share more than the slack in both directions.
fn meet(a: &Placed, b: &Placed) -> bool {
    let (a, b) = (a.bounds(), b.bounds());
    a.0 + SLACK < b.2 && b.0 + SLACK < a.2 && a.1 + SLACK < b.3 && b.1 + SLACK < a.3
}

#[cfg(test)]
mod tests {
    use super::super::{Anchor, Canvas, Fonts, Ink, Meta, Style};
    use super::*;

    fn meta() -> Meta {
        Meta { id: "c".into(), class: "wide", title: "t".into(), description: "d".into() }
    }

    #[test]
    fn a_text_off_the_canvas_is_named() {
        let fonts = Fonts::load().unwrap();
        for (at, anchor) in [((90, 20), Anchor::Start), ((5, 20), Anchor::Middle), ((50, 5), Anchor::Start), ((50, 40), Anchor::End)] {
            let mut canvas = Canvas::new(100, &fonts);
            canvas.text(at, "Carpenters", Style::regular(13, Ink::Text), anchor);
            let error = canvas.finish(40, &meta()).unwrap_err();
            assert!(matches!(&error, OutputError::TextOutside { texts, .. } if texts == &["Carpenters"]), "{at:?} {error}");
        }
    }

    #[test]
    fn overlapping_texts_are_named_and_neighbours_are_not() {
        let fonts = Fonts::load().unwrap();
        let mut canvas = Canvas::new(200, &fonts);
        let style = Style::regular(13, Ink::Text);
        let width = canvas.text((0, 20), "first", style, Anchor::Start);
        canvas.text((width.ceil() as i32, 20), "second", style, Anchor::Start);
        canvas.text((0, 20 + style.leading()), "below", style, Anchor::Start);
        assert!(canvas.check(60, &meta()).is_ok());
        canvas.text((10, 24), "third", style, Anchor::Start);
        let error = canvas.check(60, &meta()).unwrap_err();
        assert!(matches!(&error, OutputError::TextOverlap { pairs, .. } if pairs.contains(&"first / third".to_owned())), "{error}");
    }
}
