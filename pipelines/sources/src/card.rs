//! A source's card: who publishes what, where, under which licence, and what is accepted.

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
    /// More bytes are refused.
    pub max_bytes: u64,
    /// Fewer bytes than this share of the file held are refused.
    #[serde(default = "half")]
    pub shrink_guard: f64,
    /// What there is one version of each of, such as `provider`: the files of one are then held under `role:its id`.
    #[serde(default)]
    pub each: Option<String>,
}

fn half() -> f64 {
    0.5
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
        let card: Self = toml::from_str(text).map_err(|e| bad(e.to_string()))?;
        if card.id != id {
            return Err(bad(format!("the card's id is {}", card.id)));
        }
        Ok(card)
    }

    /// The file of a role; of `provider:x` the file `provider`, where there is one version of each.
    #[must_use]
    pub fn file(&self, role: &str) -> Option<&FileSpec> {
        let (family, one) = role.split_once(':').map_or((role, false), |(family, _)| (family, true));
        self.files.iter().find(|f| f.role == family && (f.each.is_some() || !one))
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

fn wildcard(pattern: &str, name: &str) -> bool {
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
    use super::wildcard;

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
