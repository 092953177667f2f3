//! The California Department of Education's public schools and districts. See the README beside this file.

mod columns;

use chrono::{Days, NaiveDate};

use crate::clean::schools;
use crate::decode::{Header, Line};
use crate::error::Result;
use crate::layout::{At, Layout, Says};
use crate::source::Source;
use crate::stage::{BadRow, Stage};
use columns::{CODES, COLUMNS, FLAGS, TYPES, YES_NO};

/// The source.
pub static SOURCE: Source = Source {
    id: "cde_directory",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/directory.toml")],
    layouts: &[
        Layout::new("schools", "text", At::Text(b'\t'), COLUMNS).edition(Says::Newest("updated_date", day)),
        Layout::new("schools", "workbook", At::Sheet(&["public schools and districts*", "school downloadable data*", "*"]), COLUMNS)
            .edition(Says::Newest("updated_date", day)),
    ],
    bundled: &[],
    reader_version: 2,
    stage,
};

/// What fills empty cells of the text.
const EMPTY: [&str; 2] = ["no data", "information not available"];

fn stage(stage: &mut Stage) -> Result<()> {
    let table = stage.table()?;
    let header = &table.header;
    let mut rows = stage.rows("stg_cde_directory")?;
    for (i, line) in table.rows.iter().enumerate() {
        if !header.fits(stage, line, i + 1 == table.rows.len())? {
            continue;
        }
        let key = header.get(line, "cds_code").unwrap_or_default().to_owned();
        match typed(header, line) {
            Ok(values) => {
                let number = line.number.to_string();
                let cells: Vec<_> = std::iter::once(Some(number.as_str())).chain(values.iter().map(Option::as_deref)).collect();
                stage.push(&mut rows, line.number, &key, &cells)?;
            }
            Err((column, reason)) => {
                let value = header.get(line, column).unwrap_or_default().to_owned();
                stage.put_aside(BadRow { line: line.number, column: column.to_owned(), value, key, reason: reason.to_owned() });
            }
        }
    }
    stage.period = format!("as of {}", stage.edition());
    stage.put(rows)
}

type Bad = (&'static str, &'static str);

/// The row's values in the contract's order, without the line.
fn typed(header: &Header, line: &Line) -> std::result::Result<Vec<Option<String>>, Bad> {
    let text = |name: &str| header.get(line, name).filter(|t| !EMPTY.contains(&t.to_lowercase().as_str())).map(str::to_owned);
    let date = |name: &'static str| text(name).map_or(Ok(None), |t| day(&t).map(Some).ok_or((name, "not a day")));
    let cds = text("cds_code").and_then(|t| schools::cds(&t)).ok_or(("cds_code", "not a code of 14 digits"))?;
    let kind = if cds.ends_with("0000000") { "agency" } else { "school" };
    for name in ["county", "district", "school_status"] {
        text(name).ok_or((name, "blank"))?;
    }
    let mut out = vec![Some(cds), Some(kind.to_owned())];
    for name in TYPES.iter().chain(FLAGS) {
        out.push(match CODES.iter().find(|(code, _)| code == name) {
            Some((_, width)) => text(name).map(|t| if t.bytes().all(|b| b.is_ascii_digit()) { format!("{t:0>width$}") } else { t }),
            None if YES_NO.contains(name) => text(name).map(|t| schools::flag(&t)),
            None => text(name),
        });
    }
    out.extend([date("open_date")?, date("closed_date")?, text("latitude"), text("longitude"), date("updated_date")?]);
    Ok(out)
}

/// A day as `2005-08-29`: `08/29/2005` in the text, a number of days in the workbook, where days before 1900 are text, too.
fn day(text: &str) -> Option<String> {
    let written = ["%m/%d/%Y", "%Y-%m-%d"].iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok());
    let counted = || {
        let days = text.parse::<f64>().ok().filter(|d| (61.0..100_000.0).contains(d))?;
        NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days as u64))
    };
    written.or_else(counted).map(|d| d.to_string())
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_of_either_layout() {
        for (text, wanted) in [("08/29/2005", "2005-08-29"), ("38593", "2005-08-29"), ("07/01/1856", "1856-07-01"), ("2018-06-19", "2018-06-19")] {
            assert_eq!(day(text).as_deref(), Some(wanted), "{text}");
        }
        for text in ["", "13/01/2005", "0", "1e9", "yesterday"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
