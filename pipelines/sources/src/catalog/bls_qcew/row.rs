//! One row of either layout.

use super::Kind;
use crate::clean::numbers::{Figure, figure};
use crate::decode::{Header, Line};
use crate::error::Result;
use crate::stage::{BadRow, Long, Stage};

/// Types a row and adds it, or puts it aside; its period where it was added.
pub(super) fn push(stage: &mut Stage, rows: &mut Long, header: &Header, line: &Line, kind: &Kind) -> Result<Option<String>> {
    let text = |name: &str| header.get(line, name).unwrap_or_default();
    let key = ["area_fips", "own_code", "naics_code", "calendar_year", "quarter"].map(text).join(" | ");
    match typed(header, line, kind) {
        Ok((period, values)) => {
            let cells: Vec<Option<&str>> = values.iter().map(Option::as_deref).collect();
            rows.push(stage, line.number, &key, &cells)?;
            Ok(Some(period))
        }
        Err((column, reason)) => {
            let value = text(column).to_owned();
            stage.put_aside(BadRow { line: line.number, column: column.to_owned(), value, key, reason: reason.to_owned() });
            Ok(None)
        }
    }
}

type Bad = (&'static str, &'static str);

fn typed(header: &Header, line: &Line, kind: &Kind) -> std::result::Result<(String, Vec<Option<String>>), Bad> {
    let text = |name: &'static str| header.get(line, name);
    let mut out = vec![Some(line.number.to_string())];
    for name in ["area_fips", "own_code", "naics_code", "aggregation_level", "size_code"] {
        out.push(Some(text(name).ok_or((name, "blank"))?.to_owned()));
    }
    if text("naics_code").is_some_and(|c| !c.bytes().all(|b| b.is_ascii_digit() || b == b'-')) {
        return Err(("naics_code", "not an industry code"));
    }
    let year = text("calendar_year").filter(|y| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit())).ok_or(("calendar_year", "not a year"))?;
    out.push(Some(year.to_owned()));
    let quarter = text("quarter").unwrap_or_default();
    let period = match (kind.figures.contains(&"month1_employment"), quarter) {
        (true, "1" | "2" | "3" | "4") => {
            out.push(Some(quarter.to_owned()));
            format!("{year} Q{quarter}")
        }
        (false, "A") => year.to_owned(),
        (true, _) => return Err(("quarter", "not a quarter from 1 to 4")),
        (false, _) => return Err(("quarter", "not A, the mark of annual averages")),
    };
    let mark = text("disclosure_code");
    if !matches!(mark, None | Some("N" | "-")) {
        return Err(("disclosure_code", "not a mark that is known"));
    }
    out.push(mark.map(str::to_owned));
    out.push(count(text("establishment_count")).map_err(|why| ("establishment_count", why))?);
    for name in kind.figures {
        let value = count(text(name)).map_err(|why| (*name, why))?;
        match (mark, value) {
            (None, value) => out.push(value),
            (Some(_), None) => out.push(None),
            (Some(_), Some(zero)) if zero == "0" => out.push(None),
            (Some(_), Some(_)) => return Err((name, "a figure beside the mark that there is none")),
        }
    }
    Ok((period, out))
}

fn count(text: Option<&str>) -> std::result::Result<Option<String>, &'static str> {
    match figure(text)? {
        Figure::Known(n) if n < 0.0 => Err("a count below zero"),
        Figure::Known(n) => Ok(Some(n.to_string())),
        Figure::Unknown(_) => Ok(None),
    }
}
