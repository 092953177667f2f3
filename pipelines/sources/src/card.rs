//! A source's card: who publishes what, where, under which licence, and what is accepted.

use std::collections::BTreeMap;

use serde::Deserialize;

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

/// What stands for the edition in names, addresses and members.
const EDITION: &str = "{edition}";

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
    /// Editions that are held side by side, such as years: each is a file of its own under `role:edition`, and stands for `{edition}` in names,
    /// address and members. An edition that comes out is added here.
    #[serde(default)]
    pub editions: Vec<String>,
    /// The edition of this file; filled from `editions`.
    #[serde(skip)]
    pub edition: Option<String>,
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

impl FileSpec {
    /// One file for each edition; itself where it has none.
    fn spread(self) -> Vec<Self> {
        let one = |edition: &String| {
            let fill = |text: &String| text.replace(EDITION, edition);
            Self {
                role: format!("{}:{edition}", self.role),
                title: format!("{}, {edition}", self.title),
                names: self.names.iter().map(fill).collect(),
                url: self.url.as_ref().map(fill),
                members: self.members.iter().map(fill).collect(),
                edition: Some(edition.clone()),
                ..self.clone()
            }
        };
        if self.editions.is_empty() { vec![self] } else { self.editions.iter().map(one).collect() }
    }

    /// Whether the program can fetch it.
    #[must_use]
    pub fn is_on_web(&self) -> bool {
        self.url.is_some() || self.ckan.is_some() || self.bls_api.is_some()
    }

    /// The role without the edition.
    #[must_use]
    pub fn family(&self) -> &str {
        self.role.split_once(':').map_or(&self.role, |(family, _)| family)
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
        card.files = card.files.into_iter().flat_map(FileSpec::spread).collect();
        Ok(card)
    }

    /// The file of a role; of `provider:x` the file `provider`, where there is one version of each.
    #[must_use]
    pub fn file(&self, role: &str) -> Option<&FileSpec> {
        let each = |f: &&FileSpec| f.each.is_some() && role.split_once(':').is_some_and(|(family, _)| f.role == family);
        self.files.iter().find(|f| f.role == role).or_else(|| self.files.iter().find(each))
    }

    /// Which file a name belongs to.
    ///
    /// # Errors
    /// [`SourceError::Role`] when none or several fit.
    pub fn role_of(&self, name: &str) -> Result<&FileSpec> {
        let fitting: Vec<_> = self.files.iter().filter(|f| f.names.iter().any(|n| wildcard(&n.to_lowercase(), &name.to_lowercase()))).collect();
        match fitting.as_slice() {
            [one] => Ok(one),
            _ => Err(SourceError::Role {
                source_id: self.id.clone(),
                name: name.to_owned(),
                roles: self.files.iter().map(|f| format!("{} ({})", f.role, f.names.join(" or "))).collect::<Vec<_>>().join(", "),
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
    use super::{Card, wildcard};

    #[test]
    fn editions_are_files_of_their_own() {
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
            members = ["c{edition}_a_rv.csv", "c{edition}_a.csv"]
            editions = ["2022", "2023"]
            url = "https://example.gov/C{edition}_A.zip"
            max_bytes = 10
        "#;
        let card = Card::parse("x", text).unwrap();
        let file = card.role_of("C2023_A.zip").unwrap();
        assert_eq!((file.role.as_str(), file.family(), file.edition.as_deref()), ("awards:2023", "awards", Some("2023")));
        assert_eq!((file.url.as_deref(), file.members[0].as_str()), (Some("https://example.gov/C2023_A.zip"), "c2023_a_rv.csv"));
        assert!(card.file("awards:2022").is_some() && card.file("awards").is_none() && card.file("awards:2021").is_none());
        assert!(card.role_of("c2021_a.csv").unwrap_err().hint().unwrap().contains("awards:2022 (c2022_a*)"));
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
