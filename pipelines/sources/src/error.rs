//! What can go wrong between a publisher's server and a staged table.

use rocp_lake::LakeError;

/// The result of every fallible function of this crate.
pub type Result<T> = std::result::Result<T, SourceError>;

/// A failure of fetching, decoding or staging.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The lake failed.
    #[error(transparent)]
    Lake(#[from] LakeError),
    /// No source has this name.
    #[error("there is no source {name}")]
    UnknownSource {
        /// The name given.
        name: String,
        /// The names there are.
        known: String,
    },
    /// A card is not valid.
    #[error("the card of source {source_id} is not valid: {problem}")]
    Card {
        /// Source.
        source_id: String,
        /// What is wrong.
        problem: String,
    },
    /// A file does not belong to any role of the source.
    #[error("cannot tell which file of {source_id} {name} is")]
    Role {
        /// Source.
        source_id: String,
        /// File name.
        name: String,
        /// The roles with the names they expect.
        roles: String,
    },
    /// A source has no address to fetch from.
    #[error("{source_id} cannot be fetched: its publisher gives no stable address for {role}")]
    NoAddress {
        /// Source.
        source_id: String,
        /// Role.
        role: String,
        /// Where a person downloads it.
        homepage: String,
    },
    /// The bytes are not what was promised: HTML, empty, truncated, shrunk.
    #[error("{source_id}: {file} was refused: {problem}")]
    Refused {
        /// Source.
        source_id: String,
        /// File name.
        file: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The header lacks columns.
    #[error("{source_id}: {file} line {line}: the header does not fit: {problem}")]
    Header {
        /// Source.
        source_id: String,
        /// File name.
        file: String,
        /// Line of the header.
        line: u64,
        /// Missing, doubled and unknown columns in words.
        problem: String,
    },
    /// More rows than the limit are bad.
    #[error("{source_id}: {bad} of {rows} rows of {file} are bad, over the limit of 1 %; the first: {first}")]
    TooManyBad {
        /// Source.
        source_id: String,
        /// File name.
        file: String,
        /// Bad rows.
        bad: u64,
        /// All rows.
        rows: u64,
        /// The first bad row: line, column, value, reason.
        first: String,
    },
    /// A workbook could not be decoded.
    #[error("{source_id}: the workbook {file} cannot be read: {problem}")]
    Workbook {
        /// Source.
        source_id: String,
        /// File name.
        file: String,
        /// What the decoding process said, or how it ended.
        problem: String,
    },
    /// A provider's catalog has problems.
    #[error("{file} was refused: {problems} {} mended first", if *problems == 1 { "problem must be" } else { "problems must be" })]
    Catalog {
        /// File name.
        file: String,
        /// How many problems keep it from being imported.
        problems: usize,
    },
    /// This machine cannot ask the web.
    #[error("this machine cannot ask the web: {problem}")]
    Machine {
        /// What is wrong.
        problem: String,
    },
    /// The publisher's server could not be asked, or said no.
    #[error("{source_id}: cannot fetch {url}: {problem}")]
    Http {
        /// Source.
        source_id: String,
        /// Address without secrets.
        url: String,
        /// What happened, without addresses.
        problem: String,
        /// What to do.
        advice: &'static str,
    },
}

impl SourceError {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Lake(e) => e.hint(),
            Self::UnknownSource { known, .. } => Some(format!("the sources are: {known}")),
            Self::Role { roles, .. } => Some(format!("say which with --role; the files of this source are: {roles}")),
            Self::NoAddress { source_id, homepage, .. } => {
                Some(format!("download it by hand from {homepage} and give it with `rocp fetch {source_id} --file PATH`"))
            }
            Self::Refused { .. } | Self::Workbook { .. } => {
                Some("download the file again and compare its size with the publisher's; the last good data stay in use".into())
            }
            Self::Header { source_id, .. } => {
                Some(format!("the publisher changed the layout: see the README in the folder of {source_id}; the last good data stay in use"))
            }
            Self::TooManyBad { .. } => Some("the layout may have changed, or the file is damaged; the last good data stay in use".into()),
            Self::Catalog { file, .. } => {
                Some(format!("`rocp catalog check {file}` lists them with row, column, value and what to do; what was imported before stays in use"))
            }
            Self::Http { advice, .. } => Some((*advice).to_owned()),
            Self::Machine { .. } => Some("look at the TLS set-up of this machine, or fetch by hand with `rocp fetch SOURCE --file PATH`".into()),
            Self::Card { .. } => None,
        }
    }
}
