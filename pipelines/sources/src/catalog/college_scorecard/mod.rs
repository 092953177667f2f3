//! College Scorecard, field of study. See the README beside this file.

use std::collections::HashMap;

use crate::clean::codes;
use crate::clean::numbers::{Figure, figure};
use crate::decode::{Header, Line, Want, delimited};
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
        // The one place that says which two academic years the carried file counts, by the first of them: its NOTICE proves them.
        edition: Some("2021-22"),
        retrieved: "2026-11-22",
    }],
    reader_version: 2,
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
    let Some([first_year, last_year]) = pair(stage.edition()) else {
        return Err(stage.refuse("nothing in it says which academic years it counts: give the first as its edition"));
    };
    let lines = delimited::lines(stage, b',')?;
    let Some((first, body)) = lines.split_first() else { return Err(stage.refuse("it holds no rows")) };
    let header = Header::find(stage, first, COLUMNS)?;
    let mut rows = stage.rows("stg_college_scorecard")?;
    let mut seen: HashMap<Vec<String>, u64> = HashMap::new();
    for (i, line) in body.iter().enumerate() {
        if !header.fits(stage, line, i + 1 == body.len())? {
            continue;
        }
        let get = |name: &str| header.get(line, name);
        let named = ["unitid", "cip4", "credential_level"].map(|name| get(name).unwrap_or_default().to_owned());
        let key = named.join(" | ");
        let typed = typed(&header, line).and_then(|values| match values[0].as_ref().and_then(|_| seen.insert(named.to_vec(), line.number)) {
            Some(_) => Err(("unitid", "a second row of one institution, program and credential")),
            None => Ok(values),
        });
        match typed {
            Ok(values) => {
                let number = line.number.to_string();
                let years = [Some(number.as_str()), Some(&first_year), Some(&last_year)];
                let cells: Vec<Option<&str>> = years.into_iter().chain(values.iter().map(Option::as_deref)).collect();
                stage.push(&mut rows, line.number, &key, &cells)?;
            }
            Err((column, reason)) => {
                let value = get(column).unwrap_or_default().to_owned();
                stage.put_aside(BadRow { line: line.number, column: column.to_owned(), value, key, reason: reason.to_owned() });
            }
        }
    }
    stage.period = format!("awards of July {} to June {}", &first_year[..4], &last_year[..4]);
    stage.put(rows)
}

/// The cells of a row after its years, or the column that does not fit.
fn typed(header: &Header, line: &Line) -> std::result::Result<Vec<Option<String>>, (&'static str, &'static str)> {
    let get = |name: &str| header.get(line, name);
    // An institution that closed has no UNITID; it is named by OPEID alone and cannot be placed.
    let unitid = match figure(get("unitid")) {
        Ok(Figure::Unknown(_)) => None,
        _ => Some(get("unitid").and_then(|t| codes::padded(t, 6)).ok_or(("unitid", "not a UNITID of six digits"))?),
    };
    let cip4 = get("cip4").and_then(codes::cip4).ok_or(("cip4", "not a CIP code of four digits"))?;
    let level = get("credential_level").and_then(|t| codes::bare(t, 2)).ok_or(("credential_level", "not a level of credential"))?;
    let (awards, mark) = count(get("awards")).map_err(|why| ("awards", why))?;
    let owned = |name: &str| get(name).map(str::to_owned);
    let title = get("cip_title").map(|t| t.trim_end_matches('.').to_owned());
    Ok(vec![unitid, owned("institution"), owned("control"), Some(cip4), title, Some(level), owned("credential"), awards, mark])
}

/// A count, or what is printed in its place. `<=10` bounds a count without giving it.
fn count(text: Option<&str>) -> std::result::Result<(Option<String>, Option<String>), &'static str> {
    let bound = text.and_then(|t| t.strip_prefix('<')).map(|t| t.trim_start_matches('=').trim());
    if bound.is_some_and(|t| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit())) {
        return Ok((None, text.map(str::to_owned)));
    }
    match figure(text).map_err(|_| "not a count")? {
        Figure::Known(n) if n >= 0.0 => Ok((Some(n.to_string()), None)),
        Figure::Known(_) => Err("not a count"),
        Figure::Unknown(mark) => Ok((None, Some(mark.to_owned()))),
    }
}

/// The two academic years of an edition: `1415_1516` is 2014-15 and 2015-16, and `2014-15` stands for the same two.
fn pair(edition: &str) -> Option<[String; 2]> {
    let year = |text: &str| match text.is_ascii() && text.len() == 4 {
        true => codes::academic_year(&format!("20{}-{}", &text[..2], &text[2..])),
        false => codes::academic_year(text),
    };
    let (first, last) = edition.split_once('_').unwrap_or((edition, ""));
    let first = year(first)?;
    let start: u32 = first.get(..4)?.parse().ok()?;
    let next = codes::academic_year(&format!("{}-{}", start + 1, start + 2))?;
    (last.is_empty() || year(last).as_ref() == Some(&next)).then_some([first, next])
}

#[cfg(test)]
mod tests {
    use super::{count, pair};

    #[test]
    fn an_edition_is_two_academic_years() {
        for edition in ["1415_1516", "2014-15", "2014-2015_2015-2016"] {
            assert_eq!(pair(edition), Some(["2014-15".to_owned(), "2015-16".to_owned()]), "{edition}");
        }
        for edition in ["", "2015", "1415", "1415_1617", "1516_1415", "most recent", "\u{e9}\u{e9}"] {
            assert_eq!(pair(edition).is_some(), edition == "1415", "{edition}");
        }
    }

    #[test]
    fn counts_and_marks() {
        let mark = |text: &str| Ok((None, Some(text.to_owned())));
        assert_eq!(count(Some("12")), Ok((Some("12".to_owned()), None)));
        assert_eq!((count(None), count(Some("na")), count(Some("PS")), count(Some("<=10"))), (mark("blank"), mark("NA"), mark("PS"), mark("<=10")));
        assert!(["-3", "many", "<", "<=x"].iter().all(|t| count(Some(t)).is_err()));
    }
}
