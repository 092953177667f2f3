//! What can be wrong with the file, and with one of its rows.

use arrow::error::ArrowError;

/// The file cannot be read on.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// No bytes, or nothing but white space.
    #[error("the file is empty")]
    Empty,
    /// A web page where the table should be.
    #[error("the file is a web page, not a table; it starts with {start:?}")]
    Html {
        /// The first characters.
        start: String,
    },
    /// NUL bytes where the header should be.
    #[error("the file is not text: there are NUL bytes in its header")]
    Binary,
    /// A header and no row.
    #[error("the file has a header and no rows")]
    NoRows,
    /// A column is not there.
    #[error("header: column {column} is missing")]
    MissingColumn {
        /// The column.
        column: &'static str,
    },
    /// Another name where a column should be.
    #[error("header: column {position} is {found:?}, expected {column}")]
    RenamedColumn {
        /// Counted from 1.
        position: usize,
        /// The column.
        column: &'static str,
        /// What is in its place.
        found: String,
    },
    /// The columns are in another order.
    #[error("header: column {position} is {found:?}, expected {column}, which is elsewhere")]
    MovedColumn {
        /// Counted from 1.
        position: usize,
        /// The column.
        column: &'static str,
        /// What is in its place.
        found: String,
    },
    /// A column too many.
    #[error("header: column {position}, {found:?}, is not expected")]
    ExtraColumn {
        /// Counted from 1.
        position: usize,
        /// Its name.
        found: String,
    },
    /// The rows are not in the order of series, year and period.
    #[error("line {line}: {found} follows {previous}: the file is not sorted")]
    Unsorted {
        /// Line of the file, counted from 1.
        line: u64,
        /// Series, year and period of the row before.
        previous: String,
        /// Series, year and period of this row.
        found: String,
    },
    /// The file ends inside a row.
    #[error("line {}: the file ends inside this row: {} is {:?}: {}", bad.line, bad.column, bad.value, bad.reason)]
    Truncated {
        /// What is wrong with the row.
        bad: BadRow,
    },
    /// A line that does not end.
    #[error("line {line}: longer than {limit} bytes")]
    LineTooLong {
        /// Line of the file, counted from 1.
        line: u64,
        /// Bytes a line can have.
        limit: usize,
    },
    /// The bytes could not be had.
    #[error("after line {line}: the file cannot be read on")]
    Io {
        /// The last line that was read.
        line: u64,
        /// The cause.
        source: std::io::Error,
    },
    /// A batch could not be made.
    #[error("rows up to line {line}: they make no batch")]
    Arrow {
        /// The last line of the batch.
        line: u64,
        /// The cause.
        source: ArrowError,
    },
}

/// A row to put aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// Line of the file, counted from 1.
    pub line: u64,
    /// Column that does not fit; `series_id` for a row as a whole.
    pub column: &'static str,
    /// The value as published, or the row where it cannot be split; at most 200 characters.
    pub value: String,
    /// Series id, trimmed; empty where the row has none.
    pub key: String,
    /// Why the row was put aside.
    pub reason: String,
}
