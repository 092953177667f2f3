//! From bytes to rows of text: delimited text, alone or zipped, and JSON in this process, workbooks in a child process.

pub mod delimited;
pub mod header;
pub mod json;
pub mod stacked;
pub mod stream;
pub mod workbook;
pub mod zipped;

pub use header::{Header, Want};

/// A row of text with its line in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Line or sheet row, counted from 1.
    pub number: u64,
    /// The cells, as published.
    pub cells: Vec<String>,
}
