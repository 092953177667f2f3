//! What the files of the California Department of Education share: codes, school years, counts of students.

use super::codes;
use super::numbers::{Figure, figure};

/// A county-district-school code as 14 digits; a spreadsheet that took it for a number drops the zero of the first nine counties.
#[must_use]
pub fn cds(text: &str) -> Option<String> {
    let text = text.trim();
    (digits(text) && (13..=14).contains(&text.len())).then(|| format!("{text:0>14}"))
}

/// A part of such a code in its width: county 2, district 5, school 7. `N/A`, which rows above the level print, is none.
///
/// # Errors
/// The reason in words, when it is neither.
pub fn part(text: Option<&str>, width: usize) -> Result<Option<String>, &'static str> {
    match text.map(str::trim).filter(|t| !t.is_empty() && !t.eq_ignore_ascii_case("n/a")) {
        None => Ok(None),
        Some(text) if digits(text) && text.len() <= width => Ok(Some(format!("{text:0>width$}"))),
        Some(_) => Err("not a code of its width"),
    }
}

/// County and district part of the code of a district or county office in seven digits; of five digits, the district alone.
///
/// # Errors
/// The reason in words, when it is neither.
pub fn agency(text: Option<&str>) -> Result<(Option<String>, Option<String>), &'static str> {
    let Some(code) = part(text, 7)? else { return Ok((None, None)) };
    let (county, district) = code.split_at(2);
    let is_whole = text.is_some_and(|t| t.trim().len() > 5);
    Ok((is_whole.then(|| county.to_owned()), Some(district.to_owned())))
}

/// A school year as `2023-24`: `2023-2024`, and the years without a hyphen (`2324`, `910`).
#[must_use]
pub fn year(text: &str) -> Option<String> {
    let text = text.trim();
    if !digits(text) {
        return codes::academic_year(text);
    }
    let both = Some(format!("{text:0>4}")).filter(|_| (3..=4).contains(&text.len()))?;
    let (first, second) = both.split_at(2);
    let century = if first < "80" { "20" } else { "19" };
    codes::academic_year(&format!("{century}{first}-{second}"))
}

/// A flag as `Y` or `N`: editions write `Yes`, `No` and small letters, too. Other words stand as they are.
#[must_use]
pub fn flag(text: &str) -> String {
    let text = text.trim();
    match text.to_ascii_lowercase().as_str() {
        "y" | "yes" => "Y".to_owned(),
        "n" | "no" => "N".to_owned(),
        _ => text.to_owned(),
    }
}

/// A count of students, or what the publisher prints instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The count.
    pub value: Option<String>,
    /// The mark in its place, `blank` where nothing is printed.
    pub mark: Option<&'static str>,
}

/// Reads a count.
///
/// # Errors
/// The reason in words: not a number, not whole, or below zero.
pub fn count(text: Option<&str>) -> Result<Count, &'static str> {
    match figure(text)? {
        Figure::Unknown(mark) => Ok(Count { value: None, mark: Some(mark) }),
        Figure::Known(n) if n < 0.0 => Err("a count below zero"),
        Figure::Known(n) if n.fract() != 0.0 => Err("not a whole number"),
        Figure::Known(n) => Ok(Count { value: Some(n.to_string()), mark: None }),
    }
}

/// How a file marks the levels whose rows are totals of each other: state, county, district, school.
pub const LEVELS: [&str; 4] = ["T", "C", "D", "S"];

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_keep_their_zeros() {
        assert_eq!(cds("1740050000000").as_deref(), Some("01740050000000"));
        assert_eq!(cds(" 19744430000000 ").as_deref(), Some("19744430000000"));
        for text in ["", "1974443", "19 74443 0000000", "1.97444E+13"] {
            assert_eq!(cds(text), None, "{text}");
        }
        assert_eq!(part(Some("1"), 2), Ok(Some("01".to_owned())));
        assert_eq!(part(Some("N/A"), 5), Ok(None));
        assert_eq!(agency(Some("1964733")), Ok((Some("19".to_owned()), Some("64733".to_owned()))));
        assert_eq!(agency(Some("161119")), Ok((Some("01".to_owned()), Some("61119".to_owned()))));
        assert_eq!(agency(Some("64733")), Ok((None, Some("64733".to_owned()))));
        assert!(part(Some("123456"), 5).is_err() && part(Some("x"), 2).is_err());
    }

    #[test]
    fn years_in_every_spelling() {
        for (text, wanted) in
            [("2023-24", "2023-24"), ("2023-2024", "2023-24"), ("1415", "2014-15"), ("910", "2009-10"), ("9900", "1999-00"), ("1920", "2019-20")]
        {
            assert_eq!(year(text).as_deref(), Some(wanted), "{text}");
        }
        for text in ["2023", "1416", "14-15", "10", "", "2023-25"] {
            assert_eq!(year(text), None, "{text}");
        }
    }

    #[test]
    fn flags_have_one_spelling() {
        assert_eq!(["Y", "yes", "n", "No ", "All"].map(flag), ["Y", "Y", "N", "N", "All"]);
    }

    #[test]
    fn a_small_count_is_unknown_never_zero() {
        assert_eq!(count(Some("*")), Ok(Count { value: None, mark: Some("*") }));
        assert_eq!(count(None), Ok(Count { value: None, mark: Some("blank") }));
        assert_eq!(count(Some("1,204")), Ok(Count { value: Some("1204".to_owned()), mark: None }));
        assert_eq!(count(Some("0")), Ok(Count { value: Some("0".to_owned()), mark: None }));
        assert!(count(Some("-3")).is_err() && count(Some("2.5")).is_err() && count(Some("<11")).is_err());
    }
}
