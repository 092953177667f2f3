//! One row: by position where it has the usual shape, field by field else.

use super::HEADER;
use super::error::BadRow;

/// Bytes of a series id: `OE`, `U`, area type (1), area (7), industry (6), occupation (6), kind of figure (2).
pub(super) const SERIES: usize = 25;

/// Bytes of a line with a one-character footnote, CRLF included.
pub(super) const WIDTH: usize = 56;

/// Powers of ten; a value has at most 12 characters, so its digits and its power of ten are exact and their quotient is the nearest float.
const TENS: [f64; 13] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12];

/// Characters of a value.
const VALUE: usize = 12;

/// A well-formed row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row {
    /// The series id without its padding.
    pub series: [u8; SERIES],
    /// Four digits.
    pub year: [u8; 4],
    /// A letter and two digits.
    pub period: [u8; 3],
    /// `None` where withheld.
    pub value: Option<f64>,
    /// One digit, or none.
    pub footnote: Option<u8>,
}

impl Row {
    /// Area type, area, industry and occupation, and before them the constant part.
    #[inline]
    pub fn key(&self) -> &[u8; SERIES - 2] {
        let [key @ .., _, _] = &self.series;
        key
    }

    /// The kind of figure.
    #[inline]
    pub fn datatype(&self) -> [u8; 2] {
        let [.., a, b] = self.series;
        [a, b]
    }

    /// Whether at most the kind of figure differs.
    #[inline]
    pub fn same_key(&self, other: &Self) -> bool {
        self.key() == other.key() && self.year == other.year && self.period == other.period
    }

    /// What the rows are ordered by.
    pub fn sort_key(&self) -> ([u8; SERIES], [u8; 4], [u8; 3]) {
        (self.series, self.year, self.period)
    }

    /// Series, year and period in words.
    pub fn name(&self) -> String {
        [&self.series[..], &self.year, &self.period].map(String::from_utf8_lossy).join(" ")
    }

    /// This row as the second one of its key.
    pub fn duplicate(&self, line: u64) -> BadRow {
        let key = String::from_utf8_lossy(&self.series).into_owned();
        BadRow { line, column: HEADER[0], value: self.name(), key, reason: "the same series, year and period as the row before".to_owned() }
    }
}

/// A row of the usual shape at the start of `bytes`, and its length with the line end. `None`: look closer, it may be good or bad.
#[inline]
pub(super) fn fixed(bytes: &[u8; WIDTH], last: Option<&Row>) -> Option<(Row, usize)> {
    if [bytes[30], bytes[35], bytes[39], bytes[52]] != [b'\t'; 4] || bytes[SERIES..30] != *b"     " {
        return None;
    }
    let (footnote, length) = match [bytes[53], bytes[54], bytes[55]] {
        [b'\r', b'\n', _] => (None, 55),
        [b'\n', ..] => (None, 54),
        [code, b'\r', b'\n'] => (Some(code), 56),
        [code, b'\n', _] => (Some(code), 55),
        _ => return None,
    };
    let (series, year, period) = (array(bytes, 0), array(bytes, 31), array(bytes, 36));
    let value = match number(&array::<VALUE>(bytes, 40)) {
        Some(value) => Some(value),
        None if array::<VALUE>(bytes, 40) == *b"           -" => None,
        None => return None,
    };
    let row = Row { series, year, period, value, footnote };
    let known = last.is_some_and(|last| row.same_key(last) && row.datatype().iter().all(u8::is_ascii_digit));
    if !known && (wrong_series(&series).is_some() || !is_year(&year) || !is_period(&period)) {
        return None;
    }
    wrong_footnote(value, footnote.as_slice()).is_none().then_some((row, length))
}

#[inline]
fn array<const N: usize>(bytes: &[u8; WIDTH], at: usize) -> [u8; N] {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).copied().unwrap_or([0; N])
}

/// Reads a line field by field.
pub(super) fn split(line: &[u8], number_of_line: u64) -> Result<Row, BadRow> {
    let fields: Vec<&[u8]> = line.split(|b| *b == b'\t').collect();
    let key = fields.first().copied().unwrap_or_default().trim_ascii();
    let bad = |column: usize, value: &[u8], reason: &str| BadRow {
        line: number_of_line,
        column: HEADER.get(column).copied().unwrap_or(HEADER[0]),
        value: String::from_utf8_lossy(value).chars().take(200).collect(),
        key: String::from_utf8_lossy(key).chars().take(40).collect(),
        reason: if value.contains(&0) { format!("NUL bytes; {reason}") } else { reason.to_owned() },
    };
    let [series, year, period, value, footnote] = fields[..] else {
        return Err(bad(0, line, &format!("{} fields, 5 expected", fields.len())));
    };
    let [series, year, period, value, footnote] = [series, year, period, value, footnote].map(spaces);
    let Some(id) = series.first_chunk().filter(|_| series.len() == SERIES) else {
        return Err(bad(0, series, &format!("{} characters, {SERIES} expected", series.len())));
    };
    if let Some(reason) = wrong_series(id) {
        return Err(bad(0, series, reason));
    }
    let Some(year) = year.try_into().ok().filter(is_year) else {
        return Err(bad(1, year, "not a year of four digits"));
    };
    let Some(period) = period.try_into().ok().filter(is_period) else {
        return Err(bad(2, period, "not a letter and two digits"));
    };
    let amount = match value {
        b"-" => None,
        _ => Some(parse(value).ok_or_else(|| bad(3, value, "not a number: digits with at most one point, or -"))?),
    };
    match wrong_footnote(amount, footnote) {
        Some(reason) => Err(bad(4, footnote, reason)),
        None => Ok(Row { series: *id, year, period, value: amount, footnote: footnote.first().copied() }),
    }
}

fn spaces(mut field: &[u8]) -> &[u8] {
    while let [b' ', rest @ ..] | [rest @ .., b' '] = field {
        field = rest;
    }
    field
}

fn wrong_series(id: &[u8; SERIES]) -> Option<&'static str> {
    let industry = |b: &u8| b.is_ascii_digit() || b.is_ascii_uppercase() || *b == b'-';
    match id {
        [b'O', b'E', b'U', b'M' | b'N' | b'S', rest @ ..] => {
            let (area, rest) = rest.split_at(7);
            let (sector, rest) = rest.split_at(6);
            if !area.iter().all(u8::is_ascii_digit) {
                Some("the area is not seven digits")
            } else if !sector.iter().all(industry) {
                Some("the industry is not six digits, capitals or dashes")
            } else if !rest.iter().all(u8::is_ascii_digit) {
                Some("the occupation and kind of figure are not eight digits")
            } else {
                None
            }
        }
        [b'O', b'E', b'U', ..] => Some("the area type is not M, N or S"),
        [b'O', b'E', ..] => Some("the seasonal code is not U"),
        _ => Some("it does not start with OE"),
    }
}

fn is_year(year: &[u8; 4]) -> bool {
    year.iter().all(u8::is_ascii_digit)
}

fn is_period(period: &[u8; 3]) -> bool {
    matches!(period, [b'A'..=b'Z', b'0'..=b'9', b'0'..=b'9'])
}

/// Footnotes 4, 5 and 8 say why there is no value; 1, 2 and 3 are remarks on one.
#[inline]
fn wrong_footnote(value: Option<f64>, footnote: &[u8]) -> Option<&'static str> {
    match (value, footnote) {
        (Some(_), [] | [b'1'..=b'3']) | (None, [b'4' | b'5' | b'8']) => None,
        (None, [] | [b'1'..=b'3']) => Some("no value and no footnote 4, 5 or 8 that says why"),
        (Some(_), [b'4' | b'5' | b'8']) => Some("a value with a footnote that says there is none"),
        _ => Some("not a known footnote"),
    }
}

/// A right-aligned number: digits, then a point with digits, or none.
#[inline]
fn number(field: &[u8; VALUE]) -> Option<f64> {
    let blank = field.iter().take_while(|b| **b == b' ').count();
    parse(field.get(blank..)?)
}

#[inline]
fn parse(field: &[u8]) -> Option<f64> {
    if field.len() > VALUE {
        return None;
    }
    let (mut all, mut point) = (0_u64, None);
    for (i, byte) in field.iter().enumerate() {
        match byte {
            b'0'..=b'9' => all = all * 10 + u64::from(byte - b'0'),
            b'.' if point.is_none() && i > 0 => point = Some(i),
            _ => return None,
        }
    }
    let decimals = match point {
        Some(at) if at + 1 == field.len() => return None,
        Some(at) => field.len() - at - 1,
        None if field.is_empty() => return None,
        None => 0,
    };
    TENS.get(decimals).map(|ten| all as f64 / ten)
}
