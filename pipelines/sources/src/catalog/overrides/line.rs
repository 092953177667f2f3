//! One line of the overrides file.

use chrono::NaiveDate;

use crate::clean::codes;

/// A share outside is under this: with 1 a program would lead nowhere at all.
pub const OUTSIDE_MOST: f64 = 1.0;

/// What a line overrides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The weight of a link that the crosswalk has: 0 to 1, 0 removes it.
    Link,
    /// A link that the crosswalk lacks, with its weight.
    Add,
    /// The share of a program's completers that enters none of the linked occupations.
    Outside,
}

impl Kind {
    /// As the file writes it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Add => "add",
            Self::Outside => "outside",
        }
    }
}

/// A line that can be used.
pub(super) struct Read {
    pub version: u64,
    pub date: String,
    pub author: String,
    pub kind: Kind,
    pub program_code: String,
    pub soc_code: Option<String>,
    pub value: Option<f64>,
    pub reason: String,
}

/// Reads a line; the error says what is wrong with it.
pub(super) fn read<'a>(get: &dyn Fn(&str) -> Option<&'a str>) -> Result<Read, String> {
    let need = |name: &str| get(name).map(str::to_owned).ok_or_else(|| format!("{name} is blank"));
    let version = need("version")?;
    let version = version.parse().ok().filter(|v| *v > 0).ok_or_else(|| format!("version {version:?} is no number from 1"))?;
    let date = need("date")?;
    if date.len() != 10 || NaiveDate::parse_from_str(&date, "%Y-%m-%d").is_err() {
        return Err(format!("date {date:?} is not a day such as 2026-01-31"));
    }
    let kind = match need("kind")?.to_lowercase().as_str() {
        "link" => Kind::Link,
        "add" => Kind::Add,
        "outside" => Kind::Outside,
        other => return Err(format!("kind {other:?} is not link, add or outside")),
    };
    let code = need("program_code")?;
    let program_code = program_code(&code).ok_or_else(|| format!("program_code {code:?} is neither a TOP nor a CIP code"))?;
    let soc_code = match (kind, get("soc_code")) {
        (Kind::Outside, None) => None,
        (Kind::Outside, Some(_)) => return Err("a share outside belongs to a program code alone, and soc_code is not blank".to_owned()),
        (_, None) => return Err("soc_code is blank".to_owned()),
        (_, Some(code)) => Some(codes::soc(code).ok_or_else(|| format!("soc_code {code:?} is not a code such as 31-1131"))?),
    };
    let value = match get("value") {
        None => None,
        Some(text) => Some(value(kind, text)?),
    };
    Ok(Read { version, date, author: need("author")?, kind, program_code, soc_code, value, reason: need("reason")? })
}

fn value(kind: Kind, text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|v: &f64| v.is_finite() && *v >= 0.0);
    match (kind, number) {
        (Kind::Outside, Some(share)) if share < OUTSIDE_MOST => Ok(share),
        (Kind::Outside, _) => Err(format!("value {text:?} is no share from 0 to under 1")),
        (Kind::Add, Some(weight)) if weight > 0.0 && weight <= 1.0 => Ok(weight),
        (Kind::Add, _) => Err(format!("value {text:?} is no weight above 0 to 1")),
        (Kind::Link, Some(weight)) if weight <= 1.0 => Ok(weight),
        (Kind::Link, _) => Err(format!("value {text:?} is no weight from 0 to 1")),
    }
}

/// A program code in one spelling: TOP as six digits, CIP as `NN.NNNN`, an apprenticeship as `soc:NN-NNNN`. None where it is neither.
#[must_use]
pub fn program_code(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(code) = text.strip_prefix("soc:") {
        return codes::soc(code).map(|soc| format!("soc:{soc}"));
    }
    let bare = text.trim_start_matches('=').trim_matches('"');
    match bare.split_once('.') {
        Some((family, _)) if family.len() <= 2 => codes::cip(bare),
        _ => codes::top(bare),
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, program_code, value};

    #[test]
    fn codes_and_values() {
        for (text, code) in [("51.3902", "51.3902"), ("1.0102", "01.0102"), ("=\"01.0102\"", "01.0102"), ("095650", "095650"), ("95650", "095650")] {
            assert_eq!(program_code(text).as_deref(), Some(code));
        }
        assert_eq!((program_code("0956.50").as_deref(), program_code("soc:47-2111").as_deref()), (Some("095650"), Some("soc:47-2111")));
        for text in ["", "51", "nursing", "soc:47", "51.39021"] {
            assert_eq!(program_code(text), None, "{text}");
        }
        assert_eq!(
            (value(Kind::Link, "0"), value(Kind::Link, "1"), value(Kind::Outside, "0"), value(Kind::Add, "0.01")),
            (Ok(0.0), Ok(1.0), Ok(0.0), Ok(0.01))
        );
        for (kind, text) in [(Kind::Link, "1.01"), (Kind::Link, "-0.1"), (Kind::Link, "NaN"), (Kind::Outside, "1"), (Kind::Add, "0"), (Kind::Add, "x")] {
            assert!(value(kind, text).is_err(), "{kind:?} {text}");
        }
    }
}
