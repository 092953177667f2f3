//! Cells of tables: numbers at the right, what is unknown in words.

use crate::escape::html;
use crate::facts::is_partial;
use crate::model::GapRow;
use crate::number::{NOT_PUBLISHED, count, dollars};

/// A column with text at the left.
pub(super) fn words(text: &str) -> String {
    format!("<th scope=\"col\">{}</th>", html(text))
}

/// A column with numbers at the right.
pub(super) fn numbers(text: &str) -> String {
    format!("<th scope=\"col\" class=\"n\">{}</th>", html(text))
}

/// A number, or the words for why there is none.
pub(super) fn or(value: Option<f64>, print: fn(f64) -> String, none: &str) -> String {
    match value {
        Some(value) => number(&print(value)),
        None => unknown(none),
    }
}

/// A number, or "not published".
pub(super) fn published(value: Option<f64>, print: fn(f64) -> String) -> String {
    or(value, print, NOT_PUBLISHED)
}

/// A printed number.
pub(super) fn number(text: &str) -> String {
    format!("<td class=\"n\">{}</td>", html(text))
}

/// Words that stand for a number.
pub(super) fn unknown(text: &str) -> String {
    format!("<td class=\"u\">{}</td>", html(text))
}

/// Words that stand for other words, in a column of text.
pub(super) fn unsaid(text: &str) -> String {
    format!("<td class=\"u w\">{}</td>", html(text))
}

/// Text.
pub(super) fn text(text: &str) -> String {
    format!("<td>{}</td>", html(text))
}

/// A day or a year, never broken.
pub(super) fn day(text: &str) -> String {
    format!("<td class=\"d\">{}</td>", html(text))
}

/// Words, as HTML, before a figure that grows with openings, and before one that shrinks: nothing where openings are known in full.
pub(super) fn bounds(is_partial: bool) -> (&'static str, &'static str) {
    if is_partial { ("<span class=\"bound\">at least </span>", "<span class=\"bound\">at most </span>") } else { ("", "") }
}

/// A number with words before it, as HTML, or the words for why there is none.
pub(super) fn bounded(value: Option<f64>, print: fn(f64) -> String, before: &str, none: &str) -> String {
    match value {
        Some(value) => format!("<td class=\"n\">{before}{}</td>", html(&print(value))),
        None => unknown(none),
    }
}

/// A wage an hour: called a lower bound where the publisher prints its ceiling alone.
pub(super) fn wage(value: Option<f64>, is_least: bool) -> String {
    bounded(value, dollars, bounds(is_least).0, NOT_PUBLISHED)
}

/// Openings: called a lower bound where they are one, with their range for sampling error below.
pub(super) fn openings(row: &GapRow) -> String {
    let Some(demand) = row.demand else { return unknown(NOT_PUBLISHED) };
    let (least, _) = bounds(is_partial(row));
    format!("<td class=\"n\">{least}{}{}</td>", html(&count(demand)), small(&range(row).unwrap_or_default()))
}

/// The range of a row's openings for sampling error; nothing where both ends are printed alike.
pub(super) fn range(row: &GapRow) -> Option<String> {
    let (low, high) = (count(row.demand_low?), count(row.demand_high?));
    (low != high).then(|| format!("{low}\u{2013}{high}"))
}

/// Longer text, with smaller remarks below it.
pub(super) fn remarks(text: &str, remarks: &str) -> String {
    format!("<td class=\"s\">{}{}</td>", html(text), small(remarks))
}

/// Remarks in small print; nothing where there are none.
pub(super) fn small(remarks: &str) -> String {
    if remarks.is_empty() { String::new() } else { format!(" <span class=\"flags\">{}</span>", html(remarks)) }
}

/// What a row is about, with a code below it.
pub(super) fn head(name: &str, code: &str) -> String {
    format!("<th scope=\"row\">{} <span class=\"code\">{}</span></th>", html(name), html(code))
}

/// A row of ready cells.
pub(super) fn row(cells: &[String]) -> String {
    format!("<tr>{}</tr>\n", cells.concat())
}
