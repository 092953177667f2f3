//! College Scorecard, field of study. See the README beside this file.

use crate::clean::numbers::{Figure, figure};
use crate::decode::{Header, Want, delimited};
use crate::error::Result;
use crate::layout::{At, Layout, Says};
use crate::source::{Bundled, Source};
use crate::stage::{BadRow, Stage};

/// The source.
pub static SOURCE: Source = Source {
    id: "college_scorecard",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/field_of_study.toml")],
    layouts: &[Layout::new("field_of_study", "one pair of years of the archive, or the most recent", At::Text(b','), COLUMNS).edition(Says::Nothing)],
    bundled: &[Bundled {
        role: "field_of_study",
        name: "Most-Recent-Cohorts-Field-of-Study.csv",
        bytes: include_bytes!("bundled/Most-Recent-Cohorts-Field-of-Study.csv.zst"),
        edition: Some("2021-22"),
        retrieved: "2026-11-22",
    }],
    reader_version: 1,
    stage,
};

const COLUMNS: &[Want] = &[
    Want::new("unitid", &["unitid"]),
    Want::new("institution", &["instnm"]),
    Want::optional("control", &["control"]),
    Want::new("cip4", &["cipcode"]),
    Want::optional("cip_title", &["cipdesc"]),
    Want::new("credential_level", &["credlev"]),
    Want::optional("credential", &["creddesc"]),
    Want::new("awards", &["ipedscount1"]),
    Want::optional("opeid", &["opeid6"]),
    Want::optional("main", &["main"]),
    Want::optional("later_awards", &["ipedscount2"]),
];

fn stage(stage: &mut Stage) -> Result<()> {
    let lines = delimited::lines(stage, b',')?;
    let Some((first, body)) = lines.split_first() else { return Err(stage.refuse("it holds no rows")) };
    let header = Header::find(stage, first, COLUMNS)?;
    let mut rows = stage.rows("stg_college_scorecard")?;
    for (i, line) in body.iter().enumerate() {
        if !header.fits(stage, line, i + 1 == body.len())? {
            continue;
        }
        let get = |name: &str| header.get(line, name);
        let key = [get("unitid"), get("cip4"), get("credential_level")].map(Option::unwrap_or_default).join(" | ");
        let bad = |column: &str, reason: &str| BadRow {
            line: line.number,
            column: column.to_owned(),
            value: get(column).unwrap_or_default().to_owned(),
            key: key.clone(),
            reason: reason.to_owned(),
        };
        // The closed institutions of the real file have no UNITID; they are named by OPEID alone and cannot be placed.
        let Some(cip4) = get("cip4").and_then(family) else {
            stage.put_aside(bad("cip4", "not a CIP code of four digits"));
            continue;
        };
        let awards = match get("awards").filter(|t| !UNKNOWN.contains(t)).map(|t| figure(Some(t))) {
            None | Some(Ok(Figure::Unknown(_))) => None,
            Some(Ok(Figure::Known(n))) if n >= 0.0 => Some(n.to_string()),
            Some(_) => {
                stage.put_aside(bad("awards", "not a count"));
                continue;
            }
        };
        let number = line.number.to_string();
        let title = get("cip_title").map(|t| t.trim_end_matches('.'));
        let cells = [
            Some(number.as_str()),
            get("unitid"),
            get("institution"),
            get("control"),
            Some(cip4.as_str()),
            title,
            get("credential_level"),
            get("credential"),
            awards.as_deref(),
        ];
        stage.push(&mut rows, line.number, &key, &cells)?;
    }
    stage.period = "awards of July 2021 to June 2022".to_owned();
    stage.put(rows)
}

/// How the publisher marks a count that is not given.
const UNKNOWN: [&str; 3] = ["NULL", "PrivacySuppressed", "PS"];

/// `5139`, and `139` where a spreadsheet dropped the zero, as `51.39` and `01.39`.
fn family(text: &str) -> Option<String> {
    let digits = text.bytes().all(|b| b.is_ascii_digit()) && (3..=4).contains(&text.len());
    digits.then(|| format!("{text:0>4}")).map(|t| format!("{}.{}", &t[..2], &t[2..]))
}

#[cfg(test)]
mod tests {
    use super::family;

    #[test]
    fn families_have_a_dot_and_their_zero() {
        assert_eq!(family("5139").as_deref(), Some("51.39"));
        assert_eq!(family("139").as_deref(), Some("01.39"));
        for text in ["", "51.39", "51390", "x139"] {
            assert_eq!(family(text), None, "{text}");
        }
    }
}
