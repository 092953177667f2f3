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
    /// No layout fits a file.
    #[error("{file} is no file that any source knows{}", nearest.as_ref().map(|n| format!(": {n}")).unwrap_or_default())]
    Unknown {
        /// File name.
        file: String,
        /// The layout that comes nearest, with the columns that differ.
        nearest: Option<String>,
    },
    /// A file could be more than one thing.
    #[error("{file} could be more than one thing")]
    Several {
        /// File name.
        file: String,
        /// The commands that would say which.
        commands: Vec<String>,
    },
    /// A file is something else than was said.
    #[error("{file} is {is}, not {said}")]
    Otherwise {
        /// File name.
        file: String,
        /// What its content says.
        is: String,
        /// What was said.
        said: String,
        /// The command that is right.
        command: String,
    },
    /// A file does not say which edition or part it is, and nobody else did.
    #[error("{file} is {is}, and does not say which {what}")]
    Edition {
        /// File name.
        file: String,
        /// What it is.
        is: String,
        /// What is asked for: school year, college.
        what: String,
        /// A command that says it.
        command: String,
    },
    /// A profile names an edition that is not held.
    #[error("edition {edition} of {source_id} {role} is not held")]
    NoEdition {
        /// Source.
        source_id: String,
        /// Role on the card.
        role: String,
        /// The edition.
        edition: String,
        /// The editions held.
        held: String,
    },
    /// An edition is not spelled as one.
    #[error("{text} is no {word}")]
    Spelled {
        /// What was given.
        text: String,
        /// What it should be.
        word: &'static str,
        /// An example.
        example: &'static str,
    },
    /// A file is byte for byte another edition that is held.
    #[error("{file} holds the same bytes as {held}: it cannot be {said} too")]
    Twice {
        /// File name.
        file: String,
        /// The role held.
        held: String,
        /// The role said.
        said: String,
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
        /// Whether the server says that there is no such file.
        is_missing: bool,
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
            Self::Unknown { .. } => {
                Some("`rocp sources` lists what is known; a renamed column can be told in sources.d of the lake (docs/adding-a-source.md)".into())
            }
            Self::Several { commands, .. } => Some(format!("say which:\n  {}", commands.join("\n  "))),
            Self::Otherwise { command, .. } => Some(command.clone()),
            Self::Edition { command, .. } => Some(format!("say it, if you know it from where the file came: {command}")),
            Self::NoEdition { held, .. } => {
                Some(format!("held are: {}; fetch it, or let the profile say `newest`", if held.is_empty() { "none" } else { held }))
            }
            Self::Spelled { example, .. } => Some(format!("write it as {example}")),
            Self::Twice { .. } => Some("one of the two was given the wrong edition: download it again".into()),
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
