//! Cells of tables: numbers at the right, what is unknown in words.

use crate::escape::html;
use crate::number::NOT_PUBLISHED;

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

/// Text.
pub(super) fn text(text: &str) -> String {
    format!("<td>{}</td>", html(text))
}

/// A day or a year, never broken.
pub(super) fn day(text: &str) -> String {
    format!("<td class=\"d\">{}</td>", html(text))
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
