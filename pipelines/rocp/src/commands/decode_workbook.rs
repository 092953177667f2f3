//! `rocp decode-workbook`: the child process that opens workbooks.

use std::path::Path;

use rocp_sources::decode::workbook;

/// Runs the command: rows on standard output, the reason of a failure on standard error.
pub fn run(path: &Path, sheets: &[String], entered: bool, head: Option<usize>) -> u8 {
    let wanted: Vec<&str> = sheets.iter().map(String::as_str).collect();
    match workbook::child(path, workbook::Ask { wanted: &wanted, entered, head }, std::io::stdout().lock()) {
        Ok(()) => 0,
        Err(problem) => {
            eprintln!("{problem}");
            1
        }
    }
}
