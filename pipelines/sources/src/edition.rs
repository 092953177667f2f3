//! Editions: which year, school year, period or release a file is. They are read from the file, ordered by what they say, and held side by side.

use serde::Deserialize;

use crate::clean::schools;

/// What tells the editions of a file apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A calendar year or the year that an agency counts by: `2024`.
    Year,
    /// A school year: `2023-24`.
    SchoolYear,
    /// A projection period: `2024-2034`.
    Period,
    /// Any other mark in which numbers tell older from newer: `2025-05`, `30.3`.
    Release,
}

impl Kind {
    /// An edition in its one spelling: `2022-2023` and `2223` are the school year `2022-23`. None where the text is no edition of this kind.
    #[must_use]
    pub fn normal(self, text: &str) -> Option<String> {
        let text = text.trim();
        match self {
            Self::Year => year(text).map(|y| y.to_string()),
            // A pair of years goes by its first: `1415_1516`.
            Self::SchoolYear => schools::year(text.split_once('_').map_or(text, |(first, _)| first)),
            Self::Period => period(text).map(|(first, last)| format!("{first}-{last}")),
            Self::Release => {
                if let Some(month) = month(text) {
                    return Some(month);
                }
                let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ');
                (text.len() <= 40 && text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(plain)).then(|| text.replace('_', ".").replace(' ', "-"))
            }
        }
    }

    /// An example of its spelling, for hints.
    #[must_use]
    pub fn example(self) -> &'static str {
        match self {
            Self::Year => "2024",
            Self::SchoolYear => "2023-24",
            Self::Period => "2024-2034",
            Self::Release => "2025-05",
        }
    }

    /// The word for it in messages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::SchoolYear => "school year",
            Self::Period => "projection period",
            Self::Release => "release",
        }
    }

    /// The edition whose first year is the given one, as a publisher's yearly address names it.
    #[must_use]
    pub fn of_year(self, year: i32) -> Option<String> {
        match self {
            Self::Year => Some(year.to_string()),
            Self::SchoolYear => Some(format!("{year}-{:02}", (year + 1) % 100)),
            Self::Period | Self::Release => None,
        }
    }
}

/// What orders editions: the numbers in them, from left to right; a later one is greater.
#[must_use]
pub fn rank(edition: &str) -> Vec<u64> {
    edition.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect()
}

/// The first years that an edition can have, as far as a file tells; open where it does not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bounds {
    /// The earliest.
    pub first: Option<i32>,
    /// The latest.
    pub last: Option<i32>,
}

impl Bounds {
    /// From one year to another.
    #[must_use]
    pub const fn new(first: Option<i32>, last: Option<i32>) -> Self {
        Self { first, last }
    }

    /// Whether an edition lies within.
    #[must_use]
    pub fn allow(self, edition: &str) -> bool {
        let Some(year) = rank(edition).first().and_then(|y| i32::try_from(*y).ok()) else { return true };
        self.first.is_none_or(|f| f <= year) && self.last.is_none_or(|l| year <= l)
    }

    /// The one year that is left.
    #[must_use]
    pub fn one(self) -> Option<i32> {
        self.first.filter(|f| Some(*f) == self.last)
    }

    /// In words: `2022`, `2022 to 2023`, `2024 or later`.
    #[must_use]
    pub fn words(self) -> String {
        match (self.first, self.last) {
            (Some(first), Some(last)) if first == last => first.to_string(),
            (Some(first), Some(last)) => format!("{first} to {last}"),
            (Some(first), None) => format!("{first} or later"),
            (None, Some(last)) => format!("{last} or before"),
            (None, None) => "any year".to_owned(),
        }
    }
}

/// A year of four digits.
#[must_use]
pub fn year(text: &str) -> Option<i32> {
    text.parse().ok().filter(|y| text.len() == 4 && (1900..2200).contains(y))
}

/// A month and its year, or a season as colleges name their terms, by the month in which it begins: `February 2025` is `2025-02`, `Fall 2025` is `2025-08`.
#[must_use]
pub fn month(text: &str) -> Option<String> {
    const SEASONS: [(&str, usize); 4] = [("winter", 1), ("spring", 2), ("summer", 6), ("fall", 8)];
    const MONTHS: [&str; 12] = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    let text = text.trim().to_lowercase();
    let (word, last) = text.split_once(char::is_whitespace)?;
    let year = year(last.trim())?;
    let word = word.trim_end_matches(['.', ',']);
    let season = SEASONS.iter().find(|(name, _)| *name == word).map(|(_, month)| *month);
    let named = || MONTHS.iter().position(|m| word.len() > 2 && m.starts_with(word)).map(|at| at + 1);
    season.or_else(named).map(|month| format!("{year}-{month:02}"))
}

/// The first and last year of a projection period: `2024-2034`, `2024-34`, also with a long dash.
#[must_use]
pub fn period(text: &str) -> Option<(i32, i32)> {
    let text = text.trim().replace(['\u{2013}', '\u{2014}'], "-");
    let (first, last) = text.split_once('-')?;
    let first = year(first.trim())?;
    let last = last.trim();
    let last = if last.len() == 2 { last.parse::<i32>().ok().map(|l| first - first % 100 + l + if l < first % 100 { 100 } else { 0 }) } else { year(last) }?;
    (first < last && last - first <= 20).then_some((first, last))
}

/// Fills the placeholders of an address or a name: `{edition}`, `{edition_}` (with underscores), `{yyyy}` and `{yy}` (its first year), `{zz}` (its second year, two digits).
#[must_use]
pub fn fill(pattern: &str, edition: &str) -> String {
    let years = rank(edition);
    let first = years.first().copied().unwrap_or_default();
    let second = years.get(1).copied().unwrap_or(first + 1);
    pattern
        .replace("{edition}", edition)
        .replace("{edition_}", &edition.replace(['.', '-'], "_"))
        .replace("{yyyy}", &format!("{first:04}"))
        .replace("{yy}", &format!("{:02}", first % 100))
        .replace("{zz}", &format!("{:02}", second % 100))
}

/// A pattern in which every placeholder stands for any characters.
#[must_use]
pub fn any(pattern: &str) -> String {
    ["{edition}", "{edition_}", "{yyyy}", "{yy}", "{zz}", "{part}"].iter().fold(pattern.to_owned(), |p, mark| p.replace(mark, "*"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_have_one_spelling() {
        assert_eq!(Kind::SchoolYear.normal("2022-2023").as_deref(), Some("2022-23"));
        assert_eq!(Kind::SchoolYear.normal("1415_1516").as_deref(), Some("2014-15"));
        assert_eq!(Kind::SchoolYear.normal("2223").as_deref(), Some("2022-23"));
        assert_eq!(Kind::Period.normal("2024\u{2013}34").as_deref(), Some("2024-2034"));
        assert_eq!(Kind::Year.normal("24"), None);
        assert_eq!(Kind::Release.normal("30_3").as_deref(), Some("30.3"));
        assert_eq!(Kind::Release.normal("latest"), None);
        assert_eq!(Kind::Release.normal("February 2025").as_deref(), Some("2025-02"));
        assert_eq!(Kind::Release.normal("Fall  2025").as_deref(), Some("2025-08"));
        assert_eq!(month("fall 25"), None);
        assert_eq!(month("Sept. 2025").as_deref(), Some("2025-09"));
        assert_eq!(month("Marin 2025"), None);
        assert_eq!(period("1999-09"), Some((1999, 2009)));
        assert_eq!(period("2030-2020"), None);
    }

    #[test]
    fn newer_editions_are_greater() {
        for (older, newer) in
            [("2020-2030", "2023-2033"), ("2019-29", "2024-2034"), ("2025-05", "2026-05"), ("9.2", "30.3"), ("2016 Q3", "2016 Q4"), ("2022", "2023-24")]
        {
            assert!(rank(older) < rank(newer), "{older} {newer}");
        }
    }

    #[test]
    fn bounds_allow_what_lies_within() {
        let of = Bounds::new;
        let (both, later, before) = (of(Some(2022), Some(2023)), of(Some(2024), None), of(None, Some(2019)));
        assert_eq!(["2021", "2022", "2023-24", "2024"].map(|e| both.allow(e)), [false, true, true, false]);
        assert!(later.allow("2031") && !later.allow("2023") && before.allow("2019") && !before.allow("2020") && Bounds::default().allow("1990"));
        assert_eq!([both, later, before].map(Bounds::words), ["2022 to 2023", "2024 or later", "2019 or before"]);
        assert_eq!((of(Some(2022), Some(2022)).one(), of(Some(2022), Some(2022)).words(), both.one()), (Some(2022), "2022".to_owned(), None));
    }

    #[test]
    fn addresses_are_filled() {
        assert_eq!(fill("C{edition}_A.zip", "2024"), "C2024_A.zip");
        assert_eq!(fill("cdenroll{yy}{zz}.txt", "2023-24"), "cdenroll2324.txt");
        assert_eq!(any("laucnty{yy}*.xlsx"), "laucnty**.xlsx");
    }
}
