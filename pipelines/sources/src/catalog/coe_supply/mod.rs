//! Centers of Excellence supply tables. See the README beside this file.

use crate::clean::codes;
use crate::clean::numbers::{Figure, figure};
use crate::decode::{Header, Line, Want};
use crate::error::Result;
use crate::layout::{At, Layout, Says};
use crate::source::Source;
use crate::stage::{BadRow, Stage};

/// The source.
pub static SOURCE: Source = Source {
    id: "coe_supply",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/supply.toml"), include_str!("tables/supply_year.toml")],
    layouts: &[Layout::new("supply_by_top", "table with a column for each year", At::Text(b','), COLUMNS).edition(Says::Columns("years"))],
    bundled: &[],
    reader_version: 3,
    stage,
};

const COLUMNS: &[Want] = &[
    Want::new("top", &["top6 with title"]),
    Want::new("college", &["college name", "college"]),
    Want::new("award_level", &["award level"]),
    Want::many("years", &["an academic year such as 2020-2021"], codes::academic_year),
    Want::optional("average", &["annual projected supply"]),
];

fn stage(stage: &mut Stage) -> Result<()> {
    let table = stage.table()?;
    let header = &table.header;
    let mut rows = stage.rows("stg_coe_supply")?;
    let mut year_rows = stage.rows("stg_coe_supply_year")?;
    for (i, line) in table.rows.iter().enumerate() {
        if !header.fits(stage, line, i + 1 == table.rows.len())? {
            continue;
        }
        let key = format!(
            "{} | {} | {}",
            header.get(line, "top").unwrap_or_default(),
            header.get(line, "college").unwrap_or_default(),
            header.get(line, "award_level").unwrap_or_default()
        );
        match typed(header, line) {
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
    let mut years = header.all("years");
    years.sort_unstable();
    stage.period = years.first().into_iter().chain(years.last()).copied().collect::<Vec<_>>().join(" to ");
    stage.put(rows)?;
    stage.put(year_rows)
}

type Typed = (String, String, Option<String>, Vec<(String, Option<String>)>);

fn typed(header: &Header, line: &Line) -> std::result::Result<Typed, (&'static str, String, &'static str)> {
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
    for (year, text) in header.each(line, "years") {
        counts.push((year.to_owned(), count("awards", text)?));
    }
    Ok((top, title.trim().to_owned(), count("published_average", header.get(line, "average"))?, counts))
}
