//! Data Mart program awards: a wide table of years. See the README beside this file.

use crate::clean::codes;
use crate::clean::numbers::{Figure, figure};
use crate::decode::{Header, Line, Want};
use crate::error::Result;
use crate::layout::{At, Layout, Says};
use crate::source::Source;
use crate::stage::{BadRow, Stage};

/// The source.
pub static SOURCE: Source = Source {
    id: "cccco_awards",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/awards.toml")],
    layouts: &[Layout::new("program_awards", "table with a column for each year", At::Text(b','), COLUMNS).edition(Says::Columns("years"))],
    bundled: &[],
    reader_version: 2,
    stage,
};

const COLUMNS: &[Want] = &[
    Want::new("college", &["college", "college name"]),
    Want::new("program", &["major", "program", "program type"]),
    Want::many("years", &["an academic year such as 2020-2021"], year),
];

fn year(header: &str) -> Option<String> {
    codes::academic_year(header.strip_prefix("annual ").unwrap_or(header))
}

fn stage(stage: &mut Stage) -> Result<()> {
    let table = stage.table()?;
    let header = &table.header;
    let mut rows = stage.rows("stg_cccco_awards")?;
    for (i, line) in table.rows.iter().enumerate() {
        if !header.fits(stage, line, i + 1 == table.rows.len())? {
            continue;
        }
        let key = ["college", "program"].map(|name| header.get(line, name).unwrap_or_default()).join(" | ");
        match typed(header, line) {
            Err((column, value, reason)) => stage.put_aside(BadRow { line: line.number, column: column.into(), value, key, reason: reason.into() }),
            Ok((college, top, title, counts)) => {
                let number = line.number.to_string();
                for (year, awards) in &counts {
                    let cells = [Some(number.as_str()), Some(college), Some(top.as_str()), Some(title), Some(*year), awards.as_deref()];
                    stage.push(&mut rows, line.number, &key, &cells)?;
                }
            }
        }
    }
    let mut years = header.all("years");
    years.sort_unstable();
    stage.period = years.first().into_iter().chain(years.last()).copied().collect::<Vec<_>>().join(" to ");
    stage.put(rows)
}

type Typed<'l> = (&'l str, String, &'l str, Vec<(&'l str, Option<String>)>);

fn typed<'l>(header: &'l Header, line: &'l Line) -> std::result::Result<Typed<'l>, (&'static str, String, &'static str)> {
    let college = header.get(line, "college").ok_or_else(|| ("college", String::new(), "blank"))?;
    let program = header.get(line, "program").unwrap_or_default();
    let no_code = || ("top_code", program.to_owned(), "not a title with a TOP code of six digits");
    let (title, code) = program.rsplit_once('-').ok_or_else(no_code)?;
    let top = codes::top(code).ok_or_else(no_code)?;
    let mut counts = Vec::new();
    for (year, text) in header.each(line, "years") {
        let bad = |why| ("awards", text.unwrap_or_default().to_owned(), why);
        let awards = match figure(text).map_err(bad)? {
            Figure::Known(n) if n < 0.0 => return Err(bad("a count below zero")),
            Figure::Known(n) => Some(n.to_string()),
            Figure::Unknown(_) => None,
        };
        counts.push((year, awards));
    }
    Ok((college, top, title.trim(), counts))
}
