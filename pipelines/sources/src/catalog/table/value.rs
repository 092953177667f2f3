//! What a cell of an analyst's table may hold.

use chrono::NaiveDate;

use crate::clean::codes;
use crate::clean::numbers::{Figure, figure};

/// What is wrong with a row.
pub(super) struct Problem {
    pub column: &'static str,
    pub value: String,
    pub reason: String,
}

/// The other cells of the row.
pub(super) type Get<'a> = dyn Fn(&str) -> Option<&'a str> + 'a;

/// What a column holds.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Any text.
    Text,
    /// One of a list of words.
    OneOf(&'static [&'static str]),
    /// An occupation's code.
    Soc,
    /// A program's code; `program_kind` says of which classification.
    Program,
    /// The five digits of a county of California.
    County,
    /// Several of them.
    Counties,
    /// A number from 0; a blank or a mark is unknown.
    Count,
    /// A number of either sign; a blank or a mark is unknown.
    Change,
    /// A number from 0 to 1.
    Weight,
    /// A wage above 0.
    Wage,
    /// A calendar year.
    Year,
    /// A school year.
    SchoolYear,
    /// A year, or two: `2023-2033`.
    Period,
    /// A day.
    Day,
    /// An address on the web.
    Address,
}

impl Kind {
    /// Whether a blank is an unknown figure.
    pub(super) fn may_be_blank(self) -> bool {
        matches!(self, Self::Count | Self::Change)
    }

    /// The value as it is staged.
    pub(super) fn read(self, text: &str, get: &Get) -> Result<Option<String>, String> {
        let no = |wanted: &str| Err(format!("not {wanted}"));
        match self {
            Self::Text => Ok(Some(text.to_owned())),
            Self::OneOf(words) => match words.iter().find(|w| w.eq_ignore_ascii_case(text)) {
                Some(word) => Ok(Some((*word).to_owned())),
                None => no(&format!("one of {}", words.join(", "))),
            },
            Self::Soc => some(codes::soc(text), "an occupation code such as 31-1131"),
            Self::Program => match get("program_kind").map(str::to_uppercase).as_deref() {
                Some("TOP") => some(codes::top(text), "a TOP code of six digits such as 123030"),
                Some("CIP") => some(codes::cip(text), "a CIP code such as 51.3902"),
                _ => no("readable without program_kind, TOP or CIP"),
            },
            Self::County => some(county(text), "the five digits of a county of California, such as 06037"),
            Self::Counties => {
                let mut all = text.split([';', ' ']).filter(|c| !c.is_empty()).map(county).collect::<Option<Vec<_>>>().unwrap_or_default();
                all.sort_unstable();
                all.dedup();
                some((!all.is_empty()).then(|| all.join("|")), "counties of California by their five digits, such as 06065;06071")
            }
            Self::Count => number(text, |n| n >= 0.0, "a number from 0"),
            Self::Change => number(text, |_| true, "a number"),
            Self::Weight => number(text, |n| (0.0..=1.0).contains(&n), "a weight from 0 to 1"),
            Self::Wage => match number(text, |n| n > 0.0, "a wage above 0")? {
                None => no("a wage above 0"),
                wage => Ok(wage),
            },
            Self::Year => some(year(text).map(str::to_owned), "a year such as 2025"),
            Self::SchoolYear => some(codes::academic_year(text), "a school year such as 2023-24"),
            Self::Period => some(is_period(text).then(|| text.to_owned()), "a year such as 2025, or two such as 2023-2033"),
            Self::Day => some(NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(|d| d.to_string()), "a day such as 2026-01-31"),
            Self::Address => some(["https://", "http://"].iter().any(|p| text.starts_with(p)).then(|| text.to_owned()), "an address that begins with https://"),
        }
    }
}

fn some(value: Option<String>, wanted: &str) -> Result<Option<String>, String> {
    value.map(Some).ok_or_else(|| format!("not {wanted}"))
}

fn number(text: &str, fits: impl Fn(f64) -> bool, wanted: &str) -> Result<Option<String>, String> {
    match figure(Some(text)) {
        Ok(Figure::Known(n)) if fits(n) => Ok(Some(n.to_string())),
        Ok(Figure::Unknown(_)) => Ok(None),
        _ => Err(format!("not {wanted}")),
    }
}

/// The code of one of the 58 counties; Excel drops the zero.
fn county(text: &str) -> Option<String> {
    let code = format!("{text:0>5}");
    let place: u32 = code.strip_prefix("06").filter(|rest| rest.len() == 3 && rest.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
    (place % 2 == 1 && place <= 115).then_some(code)
}

fn year(text: &str) -> Option<&str> {
    (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) && (text.starts_with("19") || text.starts_with("20"))).then_some(text)
}

fn is_period(text: &str) -> bool {
    match text.split_once('-') {
        Some((from, to)) => year(from).zip(year(to)).is_some_and(|(from, to)| from < to),
        None => year(text).is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn cells() {
        let cip = |_: &str| Some("cip");
        let read = |kind: Kind, text: &str| kind.read(text, &cip).ok().flatten();
        assert_eq!(read(Kind::County, "6037").as_deref(), Some("06037"));
        for text in ["06000", "06002", "06117", "36061", "x", "060377"] {
            assert_eq!(read(Kind::County, text), None, "{text}");
        }
        assert_eq!(read(Kind::Counties, "06071; 6065").as_deref(), Some("06065|06071"));
        assert_eq!(read(Kind::Counties, "06071;99999"), None);
        assert_eq!(read(Kind::Program, "1.0102").as_deref(), Some("01.0102"));
        assert_eq!(read(Kind::OneOf(&["rocp"]), "ROCP").as_deref(), Some("rocp"));
        assert_eq!(Kind::Count.read("N/A", &cip), Ok(None));
        assert_eq!(Kind::Count.read("-3", &cip), Err("not a number from 0".to_owned()));
        assert_eq!(read(Kind::Change, "-3").as_deref(), Some("-3"));
        assert_eq!(read(Kind::Weight, "1.5"), None);
        assert_eq!(Kind::Wage.read("N/A", &cip), Err("not a wage above 0".to_owned()));
        assert_eq!((read(Kind::Period, "2023-2033").is_some(), read(Kind::Period, "2033-2023"), read(Kind::Period, "2023-33")), (true, None, None));
        assert_eq!(read(Kind::Day, "2026-02-30"), None);
    }
}
