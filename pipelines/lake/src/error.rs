//! What can go wrong in the lake: one variant a cause, each with what the reader needs to mend it.

use std::path::{Path, PathBuf};

/// The result of every fallible function of this crate.
pub type Result<T> = std::result::Result<T, LakeError>;

/// A failure of the lake.
#[derive(Debug, thiserror::Error)]
pub enum LakeError {
    /// A file operation failed.
    #[error("cannot {action} {}", path.display())]
    Io {
        /// What was attempted, as a verb phrase.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The operating system's answer.
        #[source]
        source: std::io::Error,
    },
    /// A contract, dictionary or caveat file is not valid.
    #[error("contract {contract} is not valid: {problem}")]
    Contract {
        /// The contract's name, or the file where the name cannot be read.
        contract: String,
        /// What is wrong, in words.
        problem: String,
    },
    /// A table does not have the schema its contract promises.
    #[error("table {table} does not match its contract: {differences}")]
    Schema {
        /// The table.
        table: String,
        /// Every difference in words, joined by "; ".
        differences: String,
    },
    /// Rows break the order or the key the contract promises.
    #[error("table {table}: {problem}")]
    Rows {
        /// The table.
        table: String,
        /// What is wrong, in words, with the row's key.
        problem: String,
    },
    /// A value cannot be stored in its column.
    #[error("table {table}, column {column}: cannot store {value:?} as {wanted}")]
    Value {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// The value as given.
        value: String,
        /// The contract's type.
        wanted: &'static str,
    },
    /// Parquet could not be read or written.
    #[error("cannot {action} the Parquet file {}", path.display())]
    Parquet {
        /// What was attempted.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// The library's answer.
        #[source]
        source: parquet::errors::ParquetError,
    },
    /// Arrow refused an operation.
    #[error("cannot assemble table {table}")]
    Arrow {
        /// The table.
        table: String,
        /// The library's answer.
        #[source]
        source: arrow::error::ArrowError,
    },
    /// A JSON file of the lake is damaged.
    #[error("{} is damaged", path.display())]
    Json {
        /// The file.
        path: PathBuf,
        /// The parser's answer.
        #[source]
        source: serde_json::Error,
    },
    /// Another process holds the run lock.
    #[error("another rocp is writing to {}", path.display())]
    Locked {
        /// The lake's folder.
        path: PathBuf,
    },
    /// The lake holds no published run.
    #[error("no run has been published in {}", path.display())]
    NoRun {
        /// The lake's folder.
        path: PathBuf,
    },
    /// A run was named that the lake does not hold.
    #[error("there is no run {run} in {}", path.display())]
    UnknownRun {
        /// The name given.
        run: String,
        /// The lake's folder.
        path: PathBuf,
    },
}

impl LakeError {
    /// Wraps an I/O error with what was attempted and where; for `map_err`.
    pub fn io(action: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::Io { action, path, source }
    }

    /// What the user can do about it, where there is something to do.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Io { source, path, .. } => match source.kind() {
                std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                    Some(format!("choose a folder you may write to with --lake or --reports, or change the rights of {}", path.display()))
                }
                std::io::ErrorKind::StorageFull => Some("free some disk space and run the command again; nothing that was published is lost".into()),
                std::io::ErrorKind::NotFound => Some("check the path; `rocp doctor` looks over the whole lake".into()),
                _ => None,
            },
            Self::Locked { .. } => Some("wait for the other run to end; the lock frees itself when that process stops".into()),
            Self::NoRun { .. } => Some("`rocp run` makes the first one; `rocp status` tells what is held".into()),
            Self::UnknownRun { .. } => Some("`rocp status` lists the runs".into()),
            Self::Json { .. } => Some("`rocp doctor` tells which run it belongs to; `rocp rollback` points at an earlier run".into()),
            Self::Schema { .. } => Some("the contract or the code that fills the table must change; the last published run stays in force".into()),
            Self::Rows { .. } | Self::Value { .. } => {
                Some("the rows contradict the table's contract: look at them in the publisher's file; the last good data stay in use".into())
            }
            _ => None,
        }
    }
}
