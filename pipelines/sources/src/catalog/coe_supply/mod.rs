//! Centers of Excellence supply tables. See the README beside this file.

use crate::clean::codes;
use crate::clean::numbers::{Figure, figure};
use crate::decode::header::fold;
use crate::decode::{Header, Line, Want, delimited};
use crate::error::Result;
use crate::source::Source;
use crate::stage::{BadRow, Stage};

/// The source.
pub static SOURCE: Source = Source {
    id: "coe_supply",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/supply.toml"), include_str!("tables/supply_year.toml")],
    layouts: &[],
    bundled: &[],
    reader_version: 2,
    stage,
};

const COLUMNS: &[Want] = &[
    Want::new("top", &["top6 with title"]),
    Want::new("college", &["college name", "college"]),
    Want::new("award_level", &["award level"]),
    Want::optional("average", &["annual projected supply"]),
];

fn stage(stage: &mut Stage) -> Result<()> {
    let lines = delimited::lines(stage, b',')?;
    let Some((first, body)) = lines.split_first() else { return Err(stage.refuse("it holds no rows")) };
    let years: Vec<(usize, String)> = first.cells.iter().enumerate().filter_map(|(i, c)| Some((i, codes::academic_year(&fold(c))?))).collect();
    if years.is_empty() {
        return Err(stage.header_error(first.number, "no column is an academic year such as 2020-2021".into()));
    }
    let header = {
        let mut plain = first.clone();
        years.iter().for_each(|(i, _)| plain.cells[*i].clear());
        Header::find(stage, &plain, COLUMNS)?
    };
    let mut rows = stage.rows("stg_coe_supply")?;
    let mut year_rows = stage.rows("stg_coe_supply_year")?;
    for (i, line) in body.iter().enumerate() {
        if !header.fits(stage, line, i + 1 == body.len())? {
            continue;
        }
        let key = format!(
            "{} | {} | {}",
            header.get(line, "top").unwrap_or_default(),
            header.get(line, "college").unwrap_or_default(),
            header.get(line, "award_level").unwrap_or_default()
        );
        match typed(&header, line, &years) {
            Err((column, value, reason)) => stage.put_aside(BadRow { line: line.number, column: column.into(), value, key, reason: reason.into() }),
            Ok((top, title, average, counts)) => {
                let number = line.number.to_string();
                let text = |name| header.get(line, name);
                stage.push(
                    &mut rows,
                    line.number,
                    &key,
                    &[Some(&number), Some(&top), Some(&title), text("college"), text("award_level"), average.as_deref()],
                )?;
                for (year, awards) in &counts {
                    stage.push(&mut year_rows, line.number, &key, &[Some(&number), Some(year), awards.as_deref()])?;
                }
            }
        }
    }
    let ends: Vec<_> = years.first().into_iter().chain(years.last()).map(|(_, y)| y.clone()).collect();
    stage.period = ends.join(" to ");
    stage.put(rows)?;
    stage.put(year_rows)
}

type Typed = (String, String, Option<String>, Vec<(String, Option<String>)>);

fn typed(header: &Header, line: &Line, years: &[(usize, String)]) -> std::result::Result<Typed, (&'static str, String, &'static str)> {
    let program = header.get(line, "top").unwrap_or_default();
    let (code, title) = program.split_once(" - ").ok_or_else(|| ("top_code", program.to_owned(), "not a TOP code with its title"))?;
    let top = codes::top(code).ok_or_else(|| ("top_code", code.to_owned(), "not a TOP code of six digits"))?;
    for name in ["college", "award_level"] {
        if header.get(line, name).is_none() {
            return Err((if name == "college" { "college" } else { "award_level" }, String::new(), "blank"));
        }
    }
    let count = |column: &'static str, text: Option<&str>| match figure(text) {
        Ok(Figure::Known(n)) if n < 0.0 => Err((column, text.unwrap_or_default().to_owned(), "a count below zero")),
        Ok(Figure::Known(n)) => Ok(Some(n.to_string())),
        Ok(Figure::Unknown(_)) => Ok(None),
        Err(why) => Err((column, text.unwrap_or_default().to_owned(), why)),
    };
    let mut counts = Vec::new();
    for (i, year) in years {
        counts.push((year.clone(), count("awards", line.cells.get(*i).map(String::as_str))?));
    }
    Ok((top, title.trim().to_owned(), count("published_average", header.get(line, "average"))?, counts))
}
