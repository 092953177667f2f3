//! Data Mart program awards: a wide table of years. See the README beside this file.

use crate::clean::codes;
use crate::clean::numbers::{Figure, figure};
use crate::decode::header::fold;
use crate::decode::{Header, Line, Want, delimited};
use crate::error::Result;
use crate::source::Source;
use crate::stage::{BadRow, Stage};

/// The source.
pub static SOURCE: Source = Source {
    id: "cccco_awards",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/awards.toml")],
    layouts: &[],
    bundled: &[],
    reader_version: 1,
    stage,
};

const COLUMNS: &[Want] = &[Want::new("college", &["college", "college name"]), Want::new("program", &["major", "program", "program type"])];

fn stage(stage: &mut Stage) -> Result<()> {
    let lines = delimited::lines(stage, b',')?;
    let Some((first, body)) = lines.split_first() else { return Err(stage.refuse("it holds no rows")) };
    let mut names = first.clone();
    let years = take_years(&mut names);
    if years.is_empty() {
        return Err(stage.header_error(first.number, "no column is an academic year such as 2020-2021".into()));
    }
    let header = Header::find(stage, &names, COLUMNS)?;
    let mut rows = stage.rows("stg_cccco_awards")?;
    for (i, line) in body.iter().enumerate() {
        if !header.fits(stage, line, i + 1 == body.len())? {
            continue;
        }
        let key = ["college", "program"].map(|name| header.get(line, name).unwrap_or_default()).join(" | ");
        match typed(&header, line, &years) {
            Err((column, value, reason)) => stage.put_aside(BadRow { line: line.number, column: column.into(), value, key, reason: reason.into() }),
            Ok((college, top, title, counts)) => {
                let number = line.number.to_string();
                for ((_, year), awards) in years.iter().zip(&counts) {
                    let cells = [Some(number.as_str()), Some(college), Some(top.as_str()), Some(title), Some(year.as_str()), awards.as_deref()];
                    stage.push(&mut rows, line.number, &key, &cells)?;
                }
            }
        }
    }
    let ends: Vec<_> = years.iter().map(|(_, y)| y.as_str()).min().into_iter().chain(years.iter().map(|(_, y)| y.as_str()).max()).collect();
    stage.period = ends.join(" to ");
    stage.put(rows)
}

/// Places of the year columns, whose names are cleared.
fn take_years(names: &mut Line) -> Vec<(usize, String)> {
    let mut years = Vec::new();
    for (i, name) in names.cells.iter_mut().enumerate() {
        let folded = fold(name);
        if let Some(year) = codes::academic_year(folded.strip_prefix("annual ").unwrap_or(&folded)) {
            years.push((i, year));
            name.clear();
        }
    }
    years
}

type Typed<'l> = (&'l str, String, &'l str, Vec<Option<String>>);

fn typed<'l>(header: &Header, line: &'l Line, years: &[(usize, String)]) -> std::result::Result<Typed<'l>, (&'static str, String, &'static str)> {
    let college = header.get(line, "college").ok_or_else(|| ("college", String::new(), "blank"))?;
    let program = header.get(line, "program").unwrap_or_default();
    let no_code = || ("top_code", program.to_owned(), "not a title with a TOP code of six digits");
    let (title, code) = program.rsplit_once('-').ok_or_else(no_code)?;
    let top = codes::top(code).ok_or_else(no_code)?;
    let mut counts = Vec::with_capacity(years.len());
    for (i, _) in years {
        let text = line.cells.get(*i).map(String::as_str);
        let bad = |why| ("awards", text.unwrap_or_default().to_owned(), why);
        counts.push(match figure(text).map_err(bad)? {
            Figure::Known(n) if n < 0.0 => return Err(bad("a count below zero")),
            Figure::Known(n) => Some(n.to_string()),
            Figure::Unknown(_) => None,
        });
    }
    Ok((college, top, title.trim(), counts))
}
