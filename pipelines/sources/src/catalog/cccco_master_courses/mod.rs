//! The Master Course File of a college. See the README beside this file.

mod college;

use crate::clean::codes;
use crate::clean::numbers::{Figure, figure};
use crate::decode::{Header, Line, Want};
use crate::error::Result;
use crate::layout::{At, Layout, Says};
use crate::source::Source;
use crate::stage::{BadRow, Stage};

/// The source.
pub static SOURCE: Source = Source {
    id: "cccco_master_courses",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/courses.toml")],
    layouts: &[Layout::new("courses", "text", At::Text(b','), COLUMNS).part(Says::Column("college", college::key)).edition(Says::Newest("changed_date", date))],
    bundled: &[],
    reader_version: 2,
    stage,
};

const COLUMNS: &[Want] = &[
    Want::new("college", &["college"]),
    Want::new("control_number", &["control number"]),
    Want::new("course_code", &["course id"]),
    Want::new("top_code", &["top code"]),
    Want::new("sam_status", &["sam status"]),
    Want::new("credit_status", &["credit status"]),
    Want::new("most_units", &["maximum units"]),
    Want::new("least_units", &["minimum units"]),
    Want::optional("most_hours", &["non-credit maximum hours"]),
    Want::optional("least_hours", &["non-credit minimum hours"]),
    Want::optional("basic_skills_status", &["basic skills status"]),
    Want::optional("prior_to_transfer_status", &["prior to transfer status"]),
    Want::optional("noncredit_category", &["non-credit category"]),
    Want::optional("funding_category", &["funding category"]),
    Want::optional("changed_date", &["issue/update date"]),
];

fn stage(stage: &mut Stage) -> Result<()> {
    let table = stage.table()?;
    let header = &table.header;
    let (edition, college) = (stage.edition().to_owned(), stage.part().to_owned());
    let mut rows = stage.rows("stg_cccco_courses")?;
    for (i, line) in table.rows.iter().enumerate() {
        if !header.fits(stage, line, i + 1 == table.rows.len())? {
            continue;
        }
        let key = ["control_number", "course_code"].map(|name| header.get(line, name).unwrap_or_default()).join(" | ");
        match typed(header, line, &edition, &college) {
            Ok(values) => {
                stage.push(&mut rows, line.number, &key, &values.iter().map(Option::as_deref).collect::<Vec<_>>())?;
            }
            Err((column, reason)) => {
                let value = header.get(line, column).unwrap_or_default().to_owned();
                stage.put_aside(BadRow { line: line.number, column: column.to_owned(), value, key, reason: reason.to_owned() });
            }
        }
    }
    stage.period = format!("courses, last changed {edition}");
    stage.put(rows)
}

type Bad = (&'static str, &'static str);

fn typed(header: &Header, line: &Line, edition: &str, college: &str) -> std::result::Result<Vec<Option<String>>, Bad> {
    let text = |name| header.get(line, name);
    let named = |name: &'static str| text(name).map(|t| t.replace('\u{a0}', " ")).ok_or((name, "blank"));
    let letter = |name: &'static str| match text(name) {
        Some(t) if t.len() == 1 && t.bytes().all(|b| b.is_ascii_alphabetic()) => Ok(Some(t.to_ascii_uppercase())),
        None => Ok(None),
        Some(_) => Err((name, "not one letter")),
    };
    let printed = named("college")?;
    if college::key(&printed).as_deref() != Some(college) {
        return Err(("college", "another college than the file's"));
    }
    let number = |name: &'static str| match figure(text(name)) {
        Ok(Figure::Known(n)) if n >= 0.0 => Ok(Some(n.to_string())),
        Ok(Figure::Unknown(_)) => Ok(None),
        _ => Err((name, "not a number of units or hours")),
    };
    let top = text("top_code").map(|t| codes::top(t).ok_or(("top_code", "not a TOP code of six digits"))).transpose()?;
    let sam = letter("sam_status")?;
    if sam.as_deref().is_some_and(|s| !("A"..="E").contains(&s)) {
        return Err(("sam_status", "not a status from A to E"));
    }
    let day = text("changed_date").map(|t| date(t).ok_or(("changed_date", "not a date of eight digits"))).transpose()?;
    Ok(vec![
        Some(line.number.to_string()),
        Some(edition.to_owned()),
        Some(printed),
        Some(named("control_number")?),
        Some(named("course_code")?),
        top,
        sam,
        letter("credit_status")?,
        number("most_units")?,
        number("least_units")?,
        number("most_hours")?,
        number("least_hours")?,
        letter("basic_skills_status")?,
        letter("prior_to_transfer_status")?,
        letter("noncredit_category")?,
        letter("funding_category")?,
        day,
    ])
}

/// `20191019` as `2019-10-19`.
fn date(text: &str) -> Option<String> {
    if text.len() != 8 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (year, month, day) = (text.get(..4)?, text.get(4..6)?, text.get(6..)?);
    (("01"..="12").contains(&month) && ("01"..="31").contains(&day)).then(|| format!("{year}-{month}-{day}"))
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates() {
        assert_eq!(date("20191019").as_deref(), Some("2019-10-19"));
        for text in ["", "2019", "20191319", "2019-1-1", "20190100"] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
