//! A source's card: who publishes what, where, under which licence, and what is accepted.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::edition::{self, Kind};
use crate::error::{Result, SourceError};

/// Whether the publisher's counts may be repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// An agency published these counts.
    Public,
    /// A planner's or district's own: small counts are suppressed in everything published.
    Restricted,
}

/// How the bytes of a file are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Comma- or tab-separated text.
    Text,
    /// An .xlsx workbook.
    Workbook,
    /// Either, told by the first bytes.
    TextOrWorkbook,
    /// Delimited text, alone or as a member of a zip file, told by the first bytes.
    ZippedText,
    /// A JSON document.
    Json,
}

/// How the bytes of a text spell its characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8; anything else is refused.
    #[default]
    Utf8,
    /// UTF-8, or Windows-1252 where it is not: some of the publisher's editions are.
    Utf8OrWindows1252,
}

/// A resource of a CKAN catalog.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ckan {
    /// Name of the package: the last part of its page's address.
    pub package: String,
    /// Name of the resource, `*` as in names; the last by name is taken where several fit.
    pub resource: String,
}

/// Series of the BLS Public Data API.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlsApi {
    /// Ids of the series.
    pub series: Vec<String>,
    /// Years up to this one.
    pub years: i32,
}

/// One file of a source.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileSpec {
    /// Name of the role within the source.
    pub role: String,
    /// What it is.
    pub title: String,
    /// Whether the source is of use without it.
    #[serde(default)]
    pub required: bool,
    /// Layout of the bytes.
    pub format: Format,
    /// Names it comes under: `*` stands for any characters; case does not matter.
    pub names: Vec<String>,
    /// The publisher's stable address, where there is one.
    #[serde(default)]
    pub url: Option<String>,
    /// Where it stands in the CKAN catalog of the card's first host.
    #[serde(default)]
    pub ckan: Option<Ckan>,
    /// What is asked of the BLS Public Data API.
    #[serde(default)]
    pub bls_api: Option<BlsApi>,
    /// An address of its own for an edition, where the publisher breaks its pattern.
    #[serde(default)]
    pub url_of: BTreeMap<String, String>,
    /// What tells its editions apart; none where there is one file only. Each edition is held beside the others under `role:edition`.
    #[serde(default)]
    pub edition: Option<Kind>,
    /// Which of the editions held enter a run.
    #[serde(default)]
    pub keep: Keep,
    /// What there is one file each of within an edition, such as `college`: held under `role:part:edition`.
    #[serde(default)]
    pub part: Option<String>,
    /// The parts that are asked for on the web.
    #[serde(default)]
    pub parts: Vec<String>,
    /// Editions that are asked for on the web by name.
    #[serde(default)]
    pub asks: Vec<String>,
    /// First year of the first edition that is asked for on the web; later ones follow year by year.
    #[serde(default)]
    pub from: Option<i32>,
    /// First year of the last edition that the publisher made; none where new ones come.
    #[serde(default)]
    pub until: Option<i32>,
    /// Roles under which earlier versions of this program held it.
    #[serde(default)]
    pub formerly: Vec<String>,
    /// The edition that is asked for; filled when the web is asked.
    #[serde(skip)]
    pub asked: Option<String>,
    /// The part that is asked for; filled when the web is asked.
    #[serde(skip)]
    pub asked_part: Option<String>,
    /// Members of a zip file that hold the text, the first that is there is read: a revised one before the first release. `*` as in names.
    #[serde(default)]
    pub members: Vec<String>,
    /// How its text is spelled.
    #[serde(default)]
    pub encoding: Encoding,
    /// More bytes are refused.
    pub max_bytes: u64,
    /// More bytes in a member of a zip file are refused; twenty times `max_bytes` unless said.
    #[serde(default)]
    pub max_unpacked: Option<u64>,
    /// Fewer bytes than this share of the file held are refused.
    #[serde(default = "half")]
    pub shrink_guard: f64,
    /// What becomes of it where a publisher changes it, if that is not the usual: names of changes as the tests of drift call them.
    #[serde(default)]
    pub drift: BTreeMap<String, Verdict>,
    /// What there is one version of each of, such as `provider`: the files of one are then held under `role:its id`.
    #[serde(default)]
    pub each: Option<String>,
    /// Whether any model reads what it holds.
    #[serde(default = "yes")]
    pub enters_figures: bool,
    /// Why it enters no figure.
    #[serde(default)]
    pub why_not: Option<String>,
}

fn yes() -> bool {
    true
}

fn month() -> u64 {
    30
}

fn half() -> f64 {
    0.5
}

/// Which of the editions held enter a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    /// The newest, or the one that the profile names.
    #[default]
    Newest,
    /// All: they are years of one series.
    All,
}

impl FileSpec {
    /// The role under which an edition and a part of this file are held.
    #[must_use]
    pub fn held_as(&self, part: Option<&str>, edition: Option<&str>) -> String {
        let mut role = self.role.clone();
        for more in part.iter().chain(edition.iter()) {
            role.push(':');
            role.push_str(more);
        }
        role
    }

    /// Part and edition in a role under which this file is held.
    #[must_use]
    pub fn parts_of(&self, role: &str) -> (Option<String>, Option<String>) {
        let mut rest = role.split(':').skip(1).map(str::to_owned);
        let part = self.part.as_ref().and_then(|_| rest.next());
        (part, self.edition.and_then(|_| rest.next()))
    }

    /// The files that the web is asked for: itself, or one for each edition and part. `newest` is the newest edition held, `year` the year of today.
    #[must_use]
    pub fn web(&self, newest: Option<&str>, year: i32) -> Vec<Self> {
        let Some(kind) = self.edition.filter(|_| !self.asks.is_empty() || self.from.is_some()) else { return vec![self.clone()] };
        let yearly = self.from.map(|from| (from..=self.until.unwrap_or(year)).filter_map(|y| kind.of_year(y)).collect::<Vec<_>>()).unwrap_or_default();
        let mut editions: Vec<String> = self.asks.iter().cloned().chain(yearly).collect();
        editions.sort_by_key(|e| edition::rank(e));
        editions.dedup();
        if let Some(newest) = newest.filter(|_| self.keep == Keep::Newest) {
            editions.retain(|e| edition::rank(e) >= edition::rank(newest));
        }
        let parts: Vec<Option<&String>> = if self.parts.is_empty() { vec![None] } else { self.parts.iter().map(Some).collect() };
        editions.iter().flat_map(|e| parts.iter().map(move |p| self.at(e, p.map(String::as_str)))).collect()
    }

    /// This file in one edition and part, with the address filled.
    #[must_use]
    pub fn at(&self, edition: &str, part: Option<&str>) -> Self {
        let fill = |text: &String| edition::fill(text, edition).replace("{part}", part.unwrap_or_default());
        Self {
            url: self.url_of.get(edition).or(self.url.as_ref()).map(fill),
            asked: Some(edition.to_owned()),
            asked_part: part.map(str::to_owned),
            ..self.clone()
        }
    }

    /// The role under which what is asked for will be held.
    #[must_use]
    pub fn asked_role(&self) -> String {
        self.held_as(self.asked_part.as_deref(), self.asked.as_deref())
    }

    /// Whether the program can fetch it.
    #[must_use]
    pub fn is_on_web(&self) -> bool {
        self.url.is_some() || self.ckan.is_some() || self.bls_api.is_some()
    }

    /// What is said of a file that enters no figure; nothing of the others.
    #[must_use]
    pub fn no_figure(&self) -> Option<String> {
        (!self.enters_figures).then(|| format!("enters no figure: {}", self.why_not.as_deref().unwrap_or_default()))
    }
}

/// A bad row that is known and needs no alarm.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acknowledged {
    /// The row's key, as the quarantine prints it.
    pub key: String,
    /// The column.
    pub column: String,
    /// Why it is known.
    pub why: String,
}

/// What becomes of a file that a publisher changed, from the mildest to the strictest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is read as before.
    Accept,
    /// It is read with fewer rows, because its marks say so.
    Lose,
    /// It is read with a warning.
    Warn,
    /// The rows concerned are put aside.
    Quarantine,
    /// It is refused: the last good file stays in use.
    Refuse,
}

/// The card.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Source id: the folder's name.
    pub id: String,
    /// Title of the publication.
    pub title: String,
    /// Publishing agency.
    pub agency: String,
    /// Licence or terms of use.
    pub licence: String,
    /// Page where a person finds the files.
    pub homepage: String,
    /// Whether counts may be repeated.
    pub access: Access,
    /// How often it is published, in words.
    pub cadence: String,
    /// Days after which the publisher is asked again.
    #[serde(default = "month")]
    pub every_days: u64,
    /// Days of the year on which it is released, `MM-DD`: the publisher is asked from then on.
    #[serde(default)]
    pub releases: Vec<String>,
    /// Hosts that may be asked, redirects included.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// Its files.
    #[serde(rename = "file")]
    pub files: Vec<FileSpec>,
    /// Known bad rows.
    #[serde(default)]
    pub acknowledged: Vec<Acknowledged>,
    /// Further names of columns, beside those that the program knows.
    #[serde(default, rename = "spelling")]
    pub spellings: Vec<Spelling>,
    /// The texts that it was read from.
    #[serde(skip)]
    pub text: String,
}

/// Further names of a column: a publisher renamed it, and this program does not know yet.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spelling {
    /// The reader's name of the column.
    pub column: String,
    /// Its new names, as printed.
    pub names: Vec<String>,
}

impl Card {
    /// Reads a card.
    ///
    /// # Errors
    /// [`SourceError::Card`].
    pub fn parse(id: &str, text: &str) -> Result<Self> {
        let bad = |problem: String| SourceError::Card { source_id: id.to_owned(), problem };
        let mut card: Self = toml::from_str(text).map_err(|e| bad(e.to_string()))?;
        if card.id != id {
            return Err(bad(format!("the card's id is {}", card.id)));
        }
        if let Some(day) = card.releases.iter().find(|d| chrono::NaiveDate::parse_from_str(&format!("2024-{d}"), "%Y-%m-%d").is_err()) {
            return Err(bad(format!("{day} is no day of the year")));
        }
        if let Some(file) = card.files.iter().find(|f| f.enters_figures == f.why_not.is_some()) {
            return Err(bad(format!("{}: why_not says why a file enters no figure, and stands with enters_figures = false alone", file.role)));
        }
        card.text = text.to_owned();
        Ok(card)
    }

    /// The file of a role, with or without part and edition.
    #[must_use]
    pub fn file(&self, role: &str) -> Option<&FileSpec> {
        let family = role.split(':').next().unwrap_or_default();
        let is = |f: &&FileSpec| f.role == family || f.formerly.iter().any(|old| old == family);
        self.files.iter().find(|f| f.role == family).or_else(|| self.files.iter().find(is))
    }

    /// The files whose names a name is like: a hint, never more.
    #[must_use]
    pub fn named(&self, name: &str) -> Vec<&FileSpec> {
        let name = name.to_lowercase();
        self.files.iter().filter(|f| f.names.iter().any(|n| wildcard(&edition::any(&n.to_lowercase()), &name))).collect()
    }

    /// Which file a name belongs to.
    ///
    /// # Errors
    /// [`SourceError::Role`] when none or several fit.
    pub fn role_of(&self, name: &str) -> Result<&FileSpec> {
        match self.named(name).as_slice() {
            [one] => Ok(one),
            _ => Err(SourceError::Role {
                source_id: self.id.clone(),
                name: name.to_owned(),
                roles: self.files.iter().map(|f| f.role.clone()).collect::<Vec<_>>().join(", "),
            }),
        }
    }
}

/// Whether a name fits a pattern in which `*` stands for any characters.
pub(crate) fn wildcard(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(rest) = parts.next().and_then(|first| name.strip_prefix(first)) else { return false };
    let parts: Vec<_> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    let mut rest = rest;
    for part in middle {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::{Card, FileSpec, wildcard};

    #[test]
    fn editions_are_a_pattern() {
        let text = r#"
            id = "x"
            title = "T"
            agency = "A"
            licence = "L"
            homepage = "https://example.gov/"
            access = "public"
            cadence = "yearly"
            hosts = ["example.gov"]
            [[file]]
            role = "awards"
            title = "Awards"
            format = "zipped_text"
            names = ["c{edition}_a*"]
            members = ["c*_a_rv.csv", "c*_a.csv"]
            edition = "year"
            from = 2022
            url = "https://example.gov/C{edition}_A.zip"
            url_of = { 2023 = "https://example.gov/C{edition}_A2.zip" }
            max_bytes = 10
            [[file]]
            role = "counties"
            title = "Counties"
            format = "text"
            names = ["{part}.csv"]
            edition = "year"
            part = "county"
            parts = ["06001", "06003"]
            from = 2023
            url = "https://example.gov/{yyyy}/{part}.csv"
            max_bytes = 10
        "#;
        let card = Card::parse("x", text).unwrap();
        let file = card.role_of("C2031_A.zip").unwrap();
        assert_eq!(file.role, "awards");
        let asked = file.web(None, 2024);
        assert_eq!(asked.iter().map(FileSpec::asked_role).collect::<Vec<_>>(), ["awards:2022", "awards:2023", "awards:2024"]);
        assert_eq!(asked[1].url.as_deref(), Some("https://example.gov/C2023_A2.zip"));
        let counties = card.file("counties:06001:2023").unwrap();
        assert_eq!(counties.parts_of("counties:06001:2023"), (Some("06001".to_owned()), Some("2023".to_owned())));
        let newer: Vec<_> = counties.web(Some("2024"), 2025).into_iter().filter_map(|f| f.url).collect();
        assert_eq!(newer.len(), 4);
        assert_eq!(newer[3], "https://example.gov/2025/06003.csv");
    }

    #[test]
    fn what_enters_no_figure_says_why() {
        let card = |more: &str| {
            let head = "id = 'x'\ntitle = 'T'\nagency = 'A'\nlicence = 'L'\nhomepage = 'H'\naccess = 'public'\ncadence = 'C'\n";
            Card::parse("x", &format!("{head}[[file]]\nrole = 'r'\ntitle = 'F'\nformat = 'text'\nnames = ['r*']\nmax_bytes = 1\n{more}"))
        };
        assert_eq!(card("").unwrap().files[0].no_figure(), None);
        let said = card("enters_figures = false\nwhy_not = 'a list of codes'").unwrap().files[0].no_figure();
        assert_eq!(said.as_deref(), Some("enters no figure: a list of codes"));
        assert!(card("enters_figures = false").is_err() && card("why_not = 'a list of codes'").is_err());
    }

    #[test]
    fn wildcards() {
        assert!(wildcard("long-term_occ*.csv", "long-term_occupational_2020-2030.csv"));
        assert!(wildcard("*occproj*.xlsx", "cal_occproj_2023-2033.xlsx"));
        assert!(wildcard("oe.area", "oe.area"));
        assert!(!wildcard("oe.area", "oe.areatype"));
        assert!(!wildcard("*.csv", "a.csv.xlsx"));
        assert!(!wildcard("ab*ba", "aba"));
    }
}
