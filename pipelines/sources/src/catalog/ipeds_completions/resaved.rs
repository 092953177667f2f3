//! A file that a spreadsheet saved: `12.0500` became 12.05, `51.0000` became 51. The published file has six digits, and `99` for all programs together, so a
//! shorter code is a damaged one. It is mended where the rows of its institution, major and award level then add up to the row `99`; else the file is refused.

use std::collections::HashMap;

use crate::clean::codes;
use crate::clean::numbers::{Figure, figure};
use crate::decode::header::fold;
use crate::decode::stream;
use crate::error::Result;
use crate::stage::Stage;

/// What a program code is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Code {
    /// All programs of an institution, major and level together.
    All,
    /// A program, as published or with its zero before the family put back.
    Program(String),
    /// A program, if the zeros that are missing behind it were lost.
    Shortened(String),
}

/// Reads a program code; none where it is neither.
pub(super) fn code(text: &str) -> Option<Code> {
    let text = text.trim().trim_start_matches('=').trim_matches('"').trim();
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    let (family, detail) = text.split_once('.').unwrap_or((text, ""));
    match (family.len(), detail.len()) {
        (2, 0) if text == "99" => Some(Code::All),
        (1..=2, 4) => codes::cip(text).map(Code::Program),
        (6, 0) => codes::cip(text).map(Code::Program),
        (1..=2, 0..=3) if digits(family) && digits(detail) => Some(Code::Shortened(format!("{family:0>2}.{detail:0<4}"))),
        _ => None,
    }
}

/// The programs of one institution, major and award level.
#[derive(Default)]
struct Group {
    whole: Option<f64>,
    parts: f64,
    is_unknown: bool,
    shortened: Option<(u64, String)>,
}

/// Refuses a file in which a shortened code cannot be proved; where each can, says how many were mended.
pub(super) fn prove(stage: &mut Stage) -> Result<()> {
    let mut lines = stream::rows(stage, b',')?;
    let Some(names) = lines.next()? else { return Ok(()) };
    let place = |name: &str| names.cells.iter().position(|c| fold(c) == name);
    let places = ["unitid", "majornum", "awlevel", "cipcode", "ctotalt"].map(place);
    let [Some(unitid), Some(major), Some(level), Some(cip), Some(awards)] = places else { return Ok(()) };
    let mut groups: HashMap<String, Group> = HashMap::new();
    let mut shortened = 0_u64;
    while let Some(line) = lines.next()? {
        let cell = |at: usize| line.cells.get(at).map(|c| c.trim()).unwrap_or_default();
        let Some(read) = code(cell(cip)) else { continue };
        let group = groups.entry([unitid, major, level].map(cell).join(" | ")).or_default();
        let count = match figure(line.cells.get(awards).map(String::as_str)) {
            Ok(Figure::Known(n)) => Some(n),
            _ => None,
        };
        group.is_unknown |= count.is_none();
        match read {
            Code::All => group.whole = count,
            Code::Program(_) => group.parts += count.unwrap_or(0.0),
            Code::Shortened(_) => {
                group.parts += count.unwrap_or(0.0);
                group.shortened.get_or_insert((line.number, cell(cip).to_owned()));
                shortened += 1;
            }
        }
    }
    let unproved = |g: &&Group| g.is_unknown || g.whole != Some(g.parts);
    let damaged = groups.values().filter(unproved).filter_map(|g| Some((g, g.shortened.as_ref()?)));
    if let Some((group, (line, text))) = damaged.min_by_key(|(_, (line, _))| *line) {
        let whole = group.whole.map_or("there is none".to_owned(), |n| format!("it is {n}"));
        return Err(stage.refuse(format!(
            "line {line}: program {text} has fewer than six digits, as a spreadsheet leaves them, and it cannot be mended: the programs of its institution, major and \
             award level add up to {}, which should be their row 99 ({whole}); bring in the file as it was published",
            group.parts
        )));
    }
    if shortened > 0 {
        stage.warnings.push(format!(
            "{shortened} program codes had lost zeros, as a spreadsheet leaves them, and are mended: with them the programs of each institution, major and award level add up to its row 99"
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Code, code};

    #[test]
    fn programs_as_published_and_as_a_spreadsheet_leaves_them() {
        let program = |text: &str| Some(Code::Program(text.to_owned()));
        let shortened = |text: &str| Some(Code::Shortened(text.to_owned()));
        assert_eq!(
            (code("51.3902"), code("=\"01.0102\""), code("1.0102"), code("513902")),
            (program("51.3902"), program("01.0102"), program("01.0102"), program("51.3902"))
        );
        assert_eq!(code("99"), Some(Code::All));
        for (text, whole) in [("12.05", "12.0500"), ("51", "51.0000"), ("1.01", "01.0100"), ("11.101", "11.1010"), ("9", "09.0000"), ("1.", "01.0000")] {
            assert_eq!(code(text), shortened(whole), "{text}");
        }
        for text in ["", "5a", "51.39021", "\u{e9}1", "5.3902.1", "513", ".39"] {
            assert_eq!(code(text), None, "{text}");
        }
    }
}
