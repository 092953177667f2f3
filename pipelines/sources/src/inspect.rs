//! A first look at archived bytes: is this what the card promises at all?

use std::io::Read;

use crate::card::Format;

/// How many bytes at the start and the end are looked at.
const WINDOW: usize = 1 << 16;

/// Says what is wrong with bytes of a promised format, or of any where none is promised, or nothing.
///
/// # Errors
/// The reader's own error.
pub fn problem(format: Option<Format>, mut bytes: impl Read) -> std::io::Result<Option<String>> {
    let mut head = vec![0; WINDOW];
    let n = fill(&mut bytes, &mut head)?;
    head.truncate(n);
    if head.is_empty() {
        return Ok(Some("it is empty".into()));
    }
    let text = String::from_utf8_lossy(&head[..head.len().min(2048)]).to_lowercase();
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if start.starts_with("<!doctype html") || start.starts_with("<html") || (start.starts_with('<') && text.contains("<html")) {
        return Ok(Some("it is an HTML page, not data: an error or log-in page of the server".into()));
    }
    let zip = head.starts_with(b"PK\x03\x04");
    let json = matches!(start.chars().next(), Some('{' | '['));
    let format = format.unwrap_or(match () {
        () if zip => Format::Workbook,
        () if json => Format::Json,
        () => Format::Text,
    });
    let format = match format {
        Format::TextOrWorkbook if zip => Format::Workbook,
        Format::TextOrWorkbook | Format::ZippedText if !zip => Format::Text,
        one => one,
    };
    match format {
        Format::Workbook if !zip => Ok(Some("it is not an .xlsx workbook: it does not begin like one".into())),
        Format::Json if !json => Ok(Some("it is not a JSON document: it does not begin like one".into())),
        Format::Json => Ok(None),
        Format::Workbook | Format::ZippedText => {
            let mut tail = head;
            loop {
                let mut more = vec![0; WINDOW];
                let n = fill(&mut bytes, &mut more)?;
                if n == 0 {
                    break;
                }
                tail.extend_from_slice(&more[..n]);
                let keep = tail.len().saturating_sub(WINDOW + 22);
                tail.drain(..keep);
            }
            let whole = tail.windows(4).rev().any(|w| w == b"PK\x05\x06");
            Ok((!whole).then(|| "the workbook or zip file is truncated: its directory at the end is missing".into()))
        }
        Format::Text if zip => Ok(Some("it is a workbook or zip file where text was expected".into())),
        Format::Text if head.contains(&0) && !head.starts_with(&[0xff, 0xfe]) && !head.starts_with(&[0xfe, 0xff]) => {
            let at = head.iter().position(|b| *b == 0).unwrap_or(0);
            Ok(Some(format!("it holds a NUL byte at byte {}: it is damaged or not text", at + 1)))
        }
        Format::Text if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) => Ok(Some("it is UTF-16 text; save it as UTF-8".into())),
        Format::Text | Format::TextOrWorkbook => Ok(None),
    }
}

fn fill(bytes: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut n = 0;
    while n < buffer.len() {
        match bytes.read(&mut buffer[n..])? {
            0 => break,
            more => n += more,
        }
    }
    Ok(n)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(format: Format, bytes: &[u8]) -> String {
        problem(Some(format), bytes).unwrap().unwrap_or_default()
    }

    #[test]
    fn refuses_what_was_not_promised() {
        assert!(says(Format::Text, b"").contains("empty"));
        assert!(says(Format::Text, b"\xef\xbb\xbf\n <!DOCTYPE HTML><title>403").contains("HTML"));
        assert!(says(Format::Text, b"<?xml version='1.0'?><html>").contains("HTML"));
        assert!(says(Format::Text, b"a,b\n1,\0\n").contains("byte 7"));
        assert!(says(Format::Text, b"\xff\xfea\0").contains("UTF-16"));
        assert!(says(Format::Text, b"PK\x03\x04").contains("workbook"));
        assert!(says(Format::Workbook, b"a,b").contains("not an .xlsx"));
        assert!(says(Format::Workbook, b"PK\x03\x04....").contains("truncated"));
        assert_eq!(says(Format::Text, b"a,b\n"), "");
        let mut big = b"PK\x03\x04".to_vec();
        big.resize(200_000, 7);
        assert!(says(Format::Workbook, &big).contains("truncated"));
        big.extend_from_slice(b"PK\x05\x06");
        big.resize(big.len() + 18, 0);
        assert_eq!(says(Format::Workbook, &big), "");
    }
}
