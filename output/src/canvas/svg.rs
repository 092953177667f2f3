//! Recorded marks to SVG through plotters, with the names and ids that plotters does not write.

use std::collections::BTreeSet;

use plotters::backend::{DrawingBackend, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontStyle, IntoFont, ShapeStyle, TextStyle};

use super::font::{FAMILY, Weight};
use super::text::{Anchor, Placed};
use super::{Canvas, Ink, Mark, Meta};
use crate::error::OutputError;
use crate::escape::html as escape;

/// The SVG backend divides sizes by this.
const PLOTTERS_EM: f64 = 1.24;
/// The SVG backend puts the baseline of a text anchored at its top this many ems lower.
const PLOTTERS_TOP: f32 = 0.76;

/// Draws the canvas.
pub(super) fn render(canvas: &Canvas<'_>, height: u32, meta: &Meta) -> Result<String, OutputError> {
    let mut raw = String::new();
    let drawn = {
        let mut backend = SVGBackend::with_string(&mut raw, (canvas.width, height));
        draw(&mut backend, canvas)
    };
    drawn.map_err(|reason| OutputError::Draw { chart: meta.id.clone(), reason })?;
    let body = raw.split_once(">\n").map_or("", |(_, body)| body);
    Ok(head(canvas.width, height, meta) + &tidy(body, canvas))
}

/// Joins the three lines in which the backend writes a text, and cuts the binary tails of its font sizes.
fn tidy(body: &str, canvas: &Canvas<'_>) -> String {
    let mut out = String::with_capacity(body.len());
    let mut lines = body.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        if line.starts_with("<text ") {
            out.extend(lines.by_ref().take(2));
        }
        out.push('\n');
    }
    let sizes: BTreeSet<u32> = canvas.texts.iter().map(|text| text.style.size).collect();
    for size in sizes {
        let written = f64::from(size) * PLOTTERS_EM / PLOTTERS_EM;
        out = out.replace(&format!("font-size=\"{written}\""), &format!("font-size=\"{size}\""));
    }
    out
}

/// The opening tag with role, name and description.
fn head(width: u32, height: u32, meta: &Meta) -> String {
    let (id, title, description) = (escape(&meta.id), escape(&meta.title), escape(&meta.description));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart {class}\" id=\"{id}\" viewBox=\"0 0 {width} {height}\" \
         width=\"100%\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\n\
         <title id=\"{id}-title\">{title}</title>\n<desc id=\"{id}-desc\">{description}</desc>\n",
        class = meta.class,
    )
}

/// Replays marks, then texts.
fn draw(backend: &mut SVGBackend<'_>, canvas: &Canvas<'_>) -> Result<(), String> {
    for mark in &canvas.marks {
        draw_mark(backend, mark)?;
    }
    for text in &canvas.texts {
        draw_text(backend, text)?;
    }
    backend.present().map_err(|e| e.to_string())
}

/// One line, circle, triangle or rectangle.
fn draw_mark(backend: &mut SVGBackend<'_>, mark: &Mark) -> Result<(), String> {
    let stroke = |ink: Ink, width: u32| ShapeStyle { color: ink.colour().to_rgba(), filled: false, stroke_width: width };
    match *mark {
        Mark::Line { from, to, ink, width } => backend.draw_line(from, to, &stroke(ink, width)),
        Mark::Dot { at, radius, ink } => backend.draw_circle(at, radius, &stroke(ink, 0), true),
        Mark::Arrow { tip: (x, y), length, ink } => {
            let (back, half) = (x - length, length * 3 / 5);
            backend.fill_polygon([(x, y), (back, y - half), (back, y + half)], &stroke(ink, 0))
        }
        Mark::Rect { from, to, ink, width } => backend.draw_rect(from, to, &stroke(ink, width.unwrap_or(0)), width.is_none()),
        Mark::Ring { at, radius, ink } => {
            backend.draw_circle(at, radius, &stroke(Ink::Paper, 0), true).and_then(|()| backend.draw_circle(at, radius, &stroke(ink, 2), false))
        }
    }
    .map_err(|e| e.to_string())
}

/// One text, its baseline where it was measured.
fn draw_text(backend: &mut SVGBackend<'_>, text: &Placed) -> Result<(), String> {
    let weight = match text.style.weight {
        Weight::Regular => FontStyle::Normal,
        Weight::Bold => FontStyle::Bold,
    };
    let side = match text.anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    };
    let font = (FAMILY, f64::from(text.style.size) * PLOTTERS_EM).into_font().style(weight);
    let colour = text.style.ink.colour();
    let style = TextStyle::from(font).color(&colour).pos(Pos::new(side, VPos::Top));
    let top = text.at.1 - (PLOTTERS_TOP * text.style.size as f32).round() as i32;
    backend.draw_text(&text.words, &style, (text.at.0, top)).map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::{Fonts, Style};
    use super::*;

    fn sample() -> String {
        let fonts = Fonts::load().unwrap();
        let mut canvas = Canvas::new(300, &fonts);
        canvas.line((0, 10), (300, 10), Ink::Grid, 1);
        canvas.ring((20, 10), 4, Ink::Supply);
        canvas.dot((80, 10), 5, Ink::Demand);
        canvas.text((0, 40), "A <b> & \"c\"", Style::bold(13, Ink::Text), Anchor::Start);
        let meta = Meta { id: "a\"b".into(), class: "wide", title: "1 < 2".into(), description: "x & y".into() };
        canvas.finish(60, &meta).unwrap()
    }

    #[test]
    fn names_ids_and_scale_are_written_and_everything_is_escaped() {
        let svg = sample();
        assert!(svg.contains("role=\"img\" aria-labelledby=\"a&quot;b-title a&quot;b-desc\""));
        assert!(svg.contains("<title id=\"a&quot;b-title\">1 &lt; 2</title>"));
        assert!(svg.contains("viewBox=\"0 0 300 60\" width=\"100%\""));
        assert!(svg.contains(">A &lt;b&gt; &amp; &quot;c&quot;</text>") && !svg.contains("<b>"));
        assert!(!svg.contains("style=") && svg.ends_with("</svg>\n"));
        assert_eq!(svg.matches("<svg").count(), 1);
    }

    #[test]
    fn sizes_are_written_without_binary_tails() {
        let fonts = Fonts::load().unwrap();
        let mut canvas = Canvas::new(900, &fonts);
        for size in 8..40 {
            canvas.text((0, 50 * size as i32), "x", Style::regular(size, Ink::Text), Anchor::Start);
        }
        let meta = Meta { id: "a".into(), class: "wide", title: String::new(), description: String::new() };
        let svg = canvas.finish(2100, &meta).unwrap();
        for size in 8..40 {
            assert_eq!(svg.matches(&format!("font-size=\"{size}\"")).count(), 1, "{size}");
        }
    }
}
