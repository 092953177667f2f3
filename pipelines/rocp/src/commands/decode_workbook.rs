//! `rocp decode-workbook`: the child process that opens workbooks.

use std::path::Path;

use rocp_sources::decode::workbook;

/// Runs the command: rows on standard output, the reason of a failure on standard error.
pub fn run(path: &Path, sheets: &[String], entered: bool) -> u8 {
    match workbook::child(path, sheets, entered, std::io::stdout().lock()) {
        Ok(()) => 0,
        Err(problem) => {
            eprintln!("{problem}");
            1
        }
    }
}
