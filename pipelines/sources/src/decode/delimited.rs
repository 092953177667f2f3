//! Comma- or tab-separated text, whole in memory: for the small files. Large ones are read row by row ([`super::stream`]).

use std::borrow::Cow;
use std::io::Read;

use super::{Line, zipped};
use crate::card::{Encoding, Format};
use crate::error::Result;
use crate::stage::Stage;

/// Fields longer than this are refused: no publisher's cell is.
pub(super) const LONGEST_FIELD: usize = 64 * 1024;
/// What is wrong with a text that ends inside quotes.
pub(super) const NEVER_CLOSED: &str = "a quoted field is never closed: the file is truncated or damaged";

/// Reads all rows, the header among them. Text that the card calls `utf8-or-windows1252` is read as the second where it is not the first.
///
/// # Errors
/// [`crate::SourceError::Refused`] for text that is spelled otherwise than its card says, holds NUL bytes, ends inside a quoted field, or has a field out of bounds.
pub fn lines(stage: &Stage, delimiter: u8) -> Result<Vec<Line>> {
    let mut bytes = Vec::new();
    let limit = if stage.file.format == Format::ZippedText { stage.file.max_unpacked.unwrap_or(stage.file.max_bytes * 20) } else { stage.file.max_bytes };
    zipped::open(stage)?
        .take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(rocp_lake::LakeError::io("read the archived file", std::path::Path::new(stage.name)))?;
    if bytes.len() as u64 > limit {
        return Err(stage.refuse(format!("it is larger than the {limit} bytes its card allows")));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let line_of = |at: usize| bytes[..at].iter().filter(|b| **b == b'\n').count() + 1;
    if let Some(at) = bytes.iter().position(|b| *b == 0) {
        return Err(stage.refuse(format!("line {} holds a NUL byte", line_of(at))));
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) if stage.file.encoding == Encoding::Utf8OrWindows1252 => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
        Err(e) => return Err(stage.refuse(format!("line {} is not UTF-8 text", line_of(e.valid_up_to())))),
    };
    rows(&text, delimiter).map_err(|problem| stage.refuse(problem))
}

/// What is wrong with a field that is out of bounds.
pub(super) fn too_long(line: u64) -> String {
    format!("line {line} has a field of over {LONGEST_FIELD} bytes")
}

/// Splits text into rows; blank ones are left out.
///
/// # Errors
/// The problem in words: a quoted field that is never closed, a field out of bounds.
pub fn rows(text: &str, delimiter: u8) -> std::result::Result<Vec<Line>, String> {
    if text.bytes().filter(|b| *b == b'"').count() % 2 == 1 {
        return Err(NEVER_CLOSED.to_owned());
    }
    let mut out = Vec::new();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let (mut number, mut counted) = (1_u64, 0_usize);
    for record in reader.records() {
        let record = record.map_err(|e| format!("it cannot be read as delimited text: {e}"))?;
        // The reader's own count of lines is one short where lines end in CR LF: it stands between the two.
        let at = record.position().and_then(|p| usize::try_from(p.byte()).ok()).unwrap_or(counted);
        let at = at + text.as_bytes().get(at..).unwrap_or_default().iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        number += breaks(text.as_bytes().get(counted..at).unwrap_or_default());
        counted = at;
        if record.iter().any(|f| f.len() > LONGEST_FIELD) {
            return Err(too_long(number));
        }
        if record.iter().any(|f| !f.trim().is_empty()) {
            out.push(Line { number, cells: record.iter().map(str::to_owned).collect() });
        }
    }
    Ok(out)
}

/// How many lines end in a text: at LF, CR LF or CR.
fn breaks(text: &[u8]) -> u64 {
    (0..text.len()).filter(|i| text[*i] == b'\n' || (text[*i] == b'\r' && text.get(i + 1) != Some(&b'\n'))).count() as u64
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "", "1,\"x", "y\"", "2,z", ""].join(end);
            let numbers: Vec<u64> = rows(&text, b',').unwrap().iter().map(|l| l.number).collect();
            assert_eq!(numbers, [1, 3, 5], "{end:?}");
        }
    }
}
