//! CIP and TOP codes as planners write them, and as spreadsheets damage them.

use super::cell::{Cell, fault};
use crate::clean::codes;

/// First two digits of CIP 2020 codes. Source: U.S. Department of Education, National Center for Education Statistics.
const CIP_SERIES: &[&str] = &[
    "01", "03", "04", "05", "09", "10", "11", "12", "13", "14", "15", "16", "19", "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31", "32", "33",
    "34", "35", "36", "37", "38", "39", "40", "41", "42", "43", "44", "45", "46", "47", "48", "49", "50", "51", "52", "53", "54", "55", "60", "61",
];

/// Whether text is a day, as spreadsheets turn codes into.
pub(super) fn is_day(text: &str) -> bool {
    let parts: Vec<_> = text.split(['-', '/']).collect();
    parts.len() == 3 && parts.iter().all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()))
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

const AS_TEXT: &str = "format the column as Text before typing it";

pub(super) fn cip(text: &str, known: Option<&dyn Fn(&str) -> bool>) -> Cell {
    let plain = text.trim_start_matches('=').trim_matches('"').trim();
    if is_day(plain) {
        return Cell::Bad(fault("cip-day", "the spreadsheet turned the code into a day", format!("Write the code again, as 51.3902; {AS_TEXT}")));
    }
    let (series, detail) = match plain.split_once('.') {
        Some(parts) => parts,
        None if digits(plain) && plain.len() == 6 => plain.split_at(2),
        None if digits(plain) && plain.len() == 5 => plain.split_at(1),
        None => ("", plain),
    };
    let shaped = digits(series) && digits(detail) && series.len() <= 2 && detail.len() <= 4;
    if !shaped {
        return Cell::Bad(fault(
            "cip-malformed",
            "a CIP code has two digits, a dot and four digits",
            "Write it as 51.3902, or leave the cell blank and give the TOP code",
        ));
    }
    if detail.len() < 4 {
        let full = format!("{series:0>2}.{detail:0<4}");
        let what = format!("If it is {full}, write that ({AS_TEXT}); otherwise write all six digits of the program");
        return Cell::Bad(fault("cip-short", "digits are missing at the end: the spreadsheet took zeros off, or it is a family of programs", what));
    }
    let code = format!("{series:0>2}.{detail}");
    if !CIP_SERIES.contains(&&code[..2]) || known.is_some_and(|k| !k(&code)) {
        return Cell::Bad(fault("cip-unknown", "CIP 2020 has no such code", "Look the code up at nces.ed.gov/ipeds/cipcode, edition 2020"));
    }
    if series.len() == 1 {
        return Cell::Odd(
            code.clone(),
            fault("cip-zero", format!("the spreadsheet took the first zero off; read as {code}"), format!("Write {code}; {AS_TEXT}")),
        );
    }
    Cell::Good(code)
}

pub(super) fn top(text: &str) -> Cell {
    let plain = text.trim_start_matches('=').trim_matches('"').trim();
    if is_day(plain) {
        return Cell::Bad(fault("top-day", "the spreadsheet turned the code into a day", format!("Write the code again, as 1230.30; {AS_TEXT}")));
    }
    let Some(code) = codes::top(plain).filter(|c| c.get(..2).and_then(|d| d.parse().ok()).is_some_and(|d: u32| matches!(d, 1..=22 | 30 | 49))) else {
        return Cell::Bad(fault(
            "top-malformed",
            "a TOP code has four digits, a dot and two digits",
            "Write it as 1230.30, or leave the cell blank and give the CIP code",
        ));
    };
    let whole = plain.len() == 7 && plain.contains('.') || plain.len() == 6 && digits(plain);
    if whole {
        return Cell::Good(code);
    }
    let shown = format!("{}.{}", &code[..4], &code[4..]);
    Cell::Odd(code.clone(), fault("top-zero", format!("the spreadsheet took a zero off; read as {shown}"), format!("Write {shown}; {AS_TEXT}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(cell: Cell) -> String {
        match cell {
            Cell::Good(v) => v,
            Cell::Odd(v, f) => format!("{v} {}", f.kind),
            Cell::Bad(f) => f.kind.to_owned(),
        }
    }

    #[test]
    fn codes_whole_damaged_and_wrong() {
        let known = |c: &str| c != "51.9998";
        for (text, says) in [
            ("51.3902", "51.3902"),
            ("=\"01.0102\"", "01.0102"),
            ("513902", "51.3902"),
            ("1.0102", "01.0102 cip-zero"),
            ("10102", "01.0102 cip-zero"),
            ("12.05", "cip-short"),
            ("2001-01-02", "cip-day"),
            ("51-3902", "cip-malformed"),
            ("51.39O2", "cip-malformed"),
            ("99.0101", "cip-unknown"),
            ("51.9998", "cip-unknown"),
        ] {
            assert_eq!(kind(cip(text, Some(&known))), says, "{text}");
        }
        for (text, says) in [
            ("1230.30", "123030"),
            ("095650", "095650"),
            ("1230.3", "123030 top-zero"),
            ("956.5", "095650 top-zero"),
            ("12303", "012303 top-zero"),
            ("1230", "top-malformed"),
            ("9956.50", "top-malformed"),
        ] {
            assert_eq!(kind(top(text)), says, "{text}");
        }
    }
}
