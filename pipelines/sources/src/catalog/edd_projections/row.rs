//! One row of either layout.

use rocp_lake::rows::Rows;

use super::area;
use crate::clean::codes;
use crate::clean::numbers::{Figure, figure};
use crate::decode::{Header, Line};
use crate::error::Result;
use crate::stage::{BadRow, Stage};

/// Where and when a row is about.
pub(super) struct Place<'a> {
    pub area_type: &'a str,
    pub area_name: &'a str,
    pub period: &'a str,
}

const FIGURES: [&str; 6] = ["base_employment", "projected_employment", "numeric_change", "exits", "transfers", "openings_total"];
const WAGES: [&str; 2] = ["median_hourly_wage", "median_annual_wage"];
const CATEGORIES: [&str; 3] = ["entry_education", "work_experience", "job_training"];

/// Types a row and adds it, or puts it aside: a figure that is none, a period or code that does not read, negative openings.
pub(super) fn push(stage: &mut Stage, rows: &mut Rows, header: &Header, line: &Line, place: &Place) -> Result<()> {
    let code = header.get(line, "soc_code").unwrap_or_default();
    let key = format!("{} | {} | {}", place.area_name, place.period, code);
    match typed(header, line, place) {
        Ok(values) => {
            let file_role = stage.role.clone();
            let number = line.number.to_string();
            let mut cells: Vec<Option<&str>> = values.iter().map(Option::as_deref).collect();
            cells.extend([Some(file_role.as_str()), Some(number.as_str())]);
            stage.push(rows, line.number, &key, &cells)
        }
        Err((column, value, reason)) => {
            stage.put_aside(BadRow { line: line.number, column: column.to_owned(), value, key, reason: reason.to_owned() });
            Ok(())
        }
    }
}

type Bad = (&'static str, String, &'static str);

fn typed(header: &Header, line: &Line, place: &Place) -> std::result::Result<Vec<Option<String>>, Bad> {
    let text = |name: &'static str| header.get(line, name);
    let owned = |name| text(name).unwrap_or_default().to_owned();
    if place.area_type.is_empty() || place.area_name.is_empty() {
        return Err(("area_name", place.area_name.to_owned(), "no area"));
    }
    let (base, last) = period(place.period).ok_or(("period", place.period.to_owned(), "not a period of two years such as 2020-2030"))?;
    let soc = codes::soc(text("soc_code").unwrap_or_default()).ok_or_else(|| ("soc_code", owned("soc_code"), "not a code of the form NN-NNNN"))?;
    let title = text("occupation").ok_or_else(|| ("occupation", String::new(), "no title"))?;
    if let Some(level) = text("soc_level")
        && !matches!(level, "1" | "2" | "3" | "4")
    {
        return Err(("soc_level", level.to_owned(), "not a level from 1 to 4"));
    }
    let area = area::parse(place.area_name);
    let mut unknown = Vec::new();
    let mut out = vec![
        Some(place.area_type.to_owned()),
        Some(place.area_name.to_owned()),
        Some(area.label.clone()),
        area::counties(&area, place.area_type, base),
        Some(place.period.to_owned()),
        Some(base.to_string()),
        Some(last.to_string()),
        text("soc_level").map(str::to_owned),
        Some(soc),
        Some(title.to_owned()),
    ];
    for name in FIGURES {
        let value = figure(text(name)).map_err(|why| (name, owned(name), why))?;
        if name == "openings_total" && matches!(value, Figure::Known(n) if n < 0.0) {
            return Err((name, owned(name), "negative openings"));
        }
        if matches!(name, "base_employment" | "projected_employment" | "exits" | "transfers") && matches!(value, Figure::Known(n) if n < 0.0) {
            return Err((name, owned(name), "a count below zero"));
        }
        out.push(known(name, &value, &mut unknown));
    }
    for name in WAGES {
        let value = match figure(text(name)).map_err(|why| (name, owned(name), why))? {
            Figure::Known(n) if n < 0.0 => return Err((name, owned(name), "a wage below zero")),
            Figure::Known(0.0) => Figure::Unknown("0.00 means not published"),
            value => value,
        };
        out.push(known(name, &value, &mut unknown));
    }
    for name in CATEGORIES {
        let value = text(name).filter(|v| !v.eq_ignore_ascii_case("n/a"));
        if value.is_none() {
            unknown.push(format!("{name}:{}", text(name).unwrap_or("blank")));
        }
        out.push(value.map(capital));
    }
    unknown.sort();
    out.push(Some(unknown.join("|")));
    Ok(out)
}

fn known(name: &str, value: &Figure, unknown: &mut Vec<String>) -> Option<String> {
    match value {
        Figure::Known(n) => Some(n.to_string()),
        Figure::Unknown(mark) => {
            unknown.push(format!("{name}:{mark}"));
            None
        }
    }
}

/// One edition prints `less than 5 years` beside `Less than 5 years`.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The two years of `2020-2030`.
pub(super) fn period(text: &str) -> Option<(i32, i32)> {
    let (base, last) = text.split_once('-')?;
    let year = |t: &str| t.parse::<i32>().ok().filter(|y| t.len() == 4 && (1990..2100).contains(y));
    let (base, last) = (year(base)?, year(last)?);
    (base < last && last - base <= 20).then_some((base, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods() {
        assert_eq!(period("2020-2030"), Some((2020, 2030)));
        for text in ["2020", "2020-30", "2030-2020", "2020-2020", "20202030", "2020-2050"] {
            assert_eq!(period(text), None, "{text}");
        }
    }
}
