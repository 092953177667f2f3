//! From a file to a header and rows of text: whatever Excel, LibreOffice or a student information system made of it.

use super::columns::{COLUMNS, fold};
use super::course::slug;
use super::problem::{Problem, Severity, short};
use crate::decode::workbook::Decoder;
use crate::decode::{Line, delimited};
use crate::error::{Result, SourceError};

/// The sheet of the template that holds the courses.
pub const SHEET: &str = "Courses";

/// Rows among which the headings are looked for.
const HEADER_WITHIN: usize = 15;

/// A catalog as rows of text.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The row of headings; none where the file has none.
    pub header: Option<Line>,
    /// The rows below it.
    pub body: Vec<Line>,
    /// What is wrong with the file itself.
    pub problems: Vec<Problem>,
    /// Whether semicolons stand between the cells, as Excel writes where a comma is the decimal mark: days are then not month first.
    pub semicolons: bool,
    /// Whether a row with fewer cells than headings is one that was cut off.
    pub is_text: bool,
}

/// Reads a catalog, text or workbook.
///
/// # Errors
/// [`SourceError::Workbook`] when the workbook cannot be opened.
pub fn open(name: &str, bytes: &[u8], decoder: &Decoder) -> Result<Table> {
    if bytes.starts_with(b"PK\x03\x04") {
        let sheets = decoder.entered(super::ID, name, bytes, &[SHEET]).or_else(|e| match e {
            SourceError::Workbook { ref problem, .. } if problem.contains("no sheet") => decoder.entered(super::ID, name, bytes, &["*"]).map_err(|_| e),
            e => Err(e),
        })?;
        return Ok(from_lines(sheets.into_iter().next().map(|s| s.lines).unwrap_or_default()));
    }
    Ok(from_text(bytes))
}

/// Reads a catalog as text: UTF-8 or Windows-1252; commas, semicolons or tabs between the cells.
#[must_use]
pub fn from_text(bytes: &[u8]) -> Table {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || bytes.contains(&0) {
        return broken("not-text", "it is not plain text", "In Excel choose Save As, CSV UTF-8 (comma delimited), or give the workbook itself");
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut problems = Vec::new();
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(e) => {
            let line = bytes[..e.valid_up_to()].iter().filter(|b| **b == b'\n').count() as u64 + 1;
            let what = "Look at names with accents; in Excel choose Save As, CSV UTF-8 to be sure";
            problems.push(of_file(Severity::Warning, "encoding", line, "the text is not UTF-8 and was read as Windows-1252", what));
            bytes.iter().map(|b| windows_1252(*b)).collect()
        }
    };
    let (skipped, text) = match text.split_once('\n') {
        Some((first, rest)) if first.trim().to_lowercase().starts_with("sep=") => (1, rest.to_owned()),
        _ => (0, text),
    };
    let delimiter = delimiter(&text);
    let mut table = match delimited::rows(&text, delimiter) {
        Ok(lines) => from_lines(lines.into_iter().map(|l| Line { number: l.number + skipped, ..l }).collect()),
        Err(problem) => broken("damaged", &problem, "Save the file again from the program that made it, or give the workbook itself"),
    };
    table.problems.splice(0..0, problems);
    table.semicolons = delimiter == b';';
    table.is_text = true;
    table
}

/// Finds the headings among rows of text.
#[must_use]
pub fn from_lines(lines: Vec<Line>) -> Table {
    let known = |l: &Line| l.cells.iter().filter(|c| COLUMNS.iter().any(|k| is_heading(k.heading, k.also, c))).count();
    let best = lines.iter().take(HEADER_WITHIN).enumerate().map(|(i, l)| (known(l), std::cmp::Reverse(i))).max();
    let Some((_, std::cmp::Reverse(at))) = best.filter(|(n, _)| *n >= 3) else {
        let what = "Put the courses below a row of headings that begins with Provider, as `rocp catalog template` writes it";
        return broken("no-headings", "there is no row of headings", what);
    };
    let mut rest = lines.into_iter().skip(at);
    let header = rest.next();
    Table { header, body: rest.collect(), ..Table::default() }
}

impl Table {
    /// Leaves the rows of one provider: a file of many is staged once a provider.
    #[must_use]
    pub fn only(mut self, provider_id: &str) -> Self {
        let Some(header) = &self.header else { return self };
        if let Some(at) = header.cells.iter().position(|c| is_heading("Provider", &[], c)) {
            self.body.retain(|l| l.cells.get(at).is_some_and(|c| slug(c) == provider_id));
        }
        self
    }
}

/// Whether a cell is a column's heading.
pub(super) fn is_heading(heading: &str, also: &[&str], cell: &str) -> bool {
    let cell = fold(cell);
    fold(heading) == cell || also.contains(&cell.as_str())
}

pub(super) fn of_file(severity: Severity, kind: &'static str, line: u64, problem: &str, what: &str) -> Problem {
    Problem {
        line,
        column: String::new(),
        value: String::new(),
        problem: short_sentence(problem),
        what_to_do: what.to_owned(),
        kind,
        severity,
        is_count: false,
    }
}

fn short_sentence(text: &str) -> String {
    if text.chars().count() > 300 { short(text) } else { text.to_owned() }
}

fn broken(kind: &'static str, problem: &str, what: &str) -> Table {
    Table { problems: vec![of_file(Severity::Error, kind, 0, problem, what)], ..Table::default() }
}

/// What stands between the cells of the first lines, outside quotes.
fn delimiter(text: &str) -> u8 {
    let (mut quoted, mut counts) = (false, [0_usize; 3]);
    for c in text.chars().take(4000) {
        match c {
            '\n' if !quoted => break,
            '"' => quoted = !quoted,
            ',' if !quoted => counts[0] += 1,
            ';' if !quoted => counts[1] += 1,
            '\t' if !quoted => counts[2] += 1,
            _ => {}
        }
    }
    match counts {
        [c, s, t] if s > c && s > t => b';',
        [c, _, t] if t > c => b'\t',
        _ => b',',
    }
}

fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '\u{20ac}', '\u{fffd}', '\u{201a}', '\u{192}', '\u{201e}', '\u{2026}', '\u{2020}', '\u{2021}', '\u{2c6}', '\u{2030}', '\u{160}', '\u{2039}', '\u{152}',
        '\u{fffd}', '\u{17d}', '\u{fffd}', '\u{fffd}', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{2022}', '\u{2013}', '\u{2014}', '\u{2dc}',
        '\u{2122}', '\u{161}', '\u{203a}', '\u{153}', '\u{fffd}', '\u{17e}', '\u{178}',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}
