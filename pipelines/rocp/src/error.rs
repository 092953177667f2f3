//! Errors as text, and their exit codes.

use std::error::Error as _;

use rocp_lake::LakeError;
use rocp_output::OutputError;
use rocp_queries::QueryError;
use rocp_sources::SourceError;

/// The result of every command: its exit code.
pub type Result<T> = std::result::Result<T, AppError>;

/// A failure of a command.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The lake failed.
    #[error(transparent)]
    Lake(#[from] LakeError),
    /// Fetching or staging failed.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// A model, check, profile or query failed.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// A chart or page failed.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// The command was called in a way that cannot work.
    #[error("{problem}")]
    Usage {
        /// What is wrong.
        problem: String,
        /// What to do.
        hint: String,
    },
    /// Something is not fit to be published.
    #[error("the run is not published: {problem}")]
    Refused {
        /// What is wrong.
        problem: String,
        /// What to do.
        hint: String,
    },
    /// The machine does not give what the program needs.
    #[error("{problem}")]
    Machine {
        /// What is wrong.
        problem: String,
        /// The cause.
        #[source]
        source: std::io::Error,
    },
}

impl AppError {
    /// Exit code: 2 usage, 4 refused to publish, 5 lock held, 70 internal error.
    pub fn code(&self) -> u8 {
        match self {
            Self::Lake(e) | Self::Source(SourceError::Lake(e)) | Self::Query(QueryError::Lake(e)) => lake_code(e),
            Self::Source(
                SourceError::UnknownSource { .. }
                | SourceError::Role { .. }
                | SourceError::NoAddress { .. }
                | SourceError::Several { .. }
                | SourceError::Edition { .. }
                | SourceError::Spelled { .. }
                | SourceError::NoEdition { .. },
            ) => 2,
            Self::Source(SourceError::Card { .. }) => 70,
            Self::Source(_) | Self::Refused { .. } => 4,
            Self::Query(
                QueryError::Query { .. }
                | QueryError::Limit { .. }
                | QueryError::Cell { .. }
                | QueryError::Compare { .. }
                | QueryError::Plan { .. }
                | QueryError::Profile { .. },
            )
            | Self::Usage { .. } => 2,
            Self::Query(_) | Self::Output(_) | Self::Machine { .. } => 70,
        }
    }

    fn hint(&self) -> Option<String> {
        match self {
            Self::Lake(e) => e.hint(),
            Self::Source(e) => e.hint(),
            Self::Query(e) => e.hint(),
            Self::Output(e) => e.hint(),
            Self::Usage { hint, .. } | Self::Refused { hint, .. } => Some(hint.clone()),
            Self::Machine { .. } => Some("`rocp doctor` looks over the machine and the lake".into()),
        }
    }
}

fn lake_code(error: &LakeError) -> u8 {
    match error {
        LakeError::Locked { .. } => 5,
        LakeError::NoRun { .. } | LakeError::UnknownRun { .. } => 2,
        LakeError::Io { source, .. } if source.kind() == std::io::ErrorKind::NotFound => 2,
        LakeError::Io { .. } => 70,
        _ => 4,
    }
}

/// `error:` what, `caused by:` each cause, `hint:` what to do.
pub fn render(error: &AppError) -> String {
    let mut out = format!("error: {error}\n");
    let mut cause = error.source();
    let mut said = error.to_string();
    while let Some(c) = cause {
        let text = c.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
        if text != said {
            out.push_str(&format!("caused by: {text}\n"));
            said = text;
        }
        cause = c.source();
    }
    if let Some(hint) = error.hint() {
        out.push_str(&format!("hint: {hint}\n"));
    }
    out
}
