//! IPEDS directory of institutions (HD). See the README beside this file.

mod columns;
#[cfg(test)]
mod tests;

use crate::decode::{Header, Line};
use crate::edition::Bounds;
use crate::error::Result;
use crate::layout::{At, Layout, Says};
use crate::seen::Seen;
use crate::source::Source;
use crate::stage::{BadRow, Sheeted, Stage};
use columns::{FROM_2022, FROM_2024, LEFT_OUT, OF_2021, UP_TO_2020};

/// The source.
pub static SOURCE: Source = Source {
    id: "ipeds_directory",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/directory.toml")],
    layouts: &[
        Layout::new(ROLE, "directory up to 2020", At::Text(b','), UP_TO_2020)
            .ignoring(LEFT_OUT)
            .edition(Says::Nothing)
            .bounded(|s| within(s, Bounds::new(None, Some(2020)))),
        Layout::new(ROLE, "directory of 2021", At::Text(b','), OF_2021)
            .ignoring(LEFT_OUT)
            .edition(Says::Nothing)
            .bounded(|s| within(s, Bounds::new(Some(2021), Some(2021)))),
        Layout::new(ROLE, "directory of 2022 and 2023", At::Text(b','), FROM_2022)
            .ignoring(LEFT_OUT)
            .edition(Says::Nothing)
            .bounded(|s| within(s, Bounds::new(Some(2022), Some(2023)))),
        Layout::new(ROLE, "directory since 2024", At::Text(b','), FROM_2024)
            .ignoring(LEFT_OUT)
            .edition(Says::Nothing)
            .bounded(|s| within(s, Bounds::new(Some(2024), None))),
    ],
    bundled: &[],
    reader_version: 2,
    stage,
};

const ROLE: &str = "directory";

/// Closings that a file must have for their year to tell something.
const ENOUGH: u64 = 10;

/// The years that the columns leave, and of them the one in which nearly all closings fall: an edition lists the institutions that left in its own year (all 84 of 2020,
/// 111 of 2021, 60 of 2022; 69 of 71 in 2024).
fn within(seen: &Seen, columns: Bounds) -> Bounds {
    let mut years = std::collections::BTreeMap::<i32, u64>::new();
    seen.each(["closing_year"], |[year]| {
        if let Some(year) = crate::edition::year(year) {
            *years.entry(year).or_default() += 1;
        }
    });
    let all: u64 = years.values().sum();
    match years.into_iter().max_by_key(|(_, n)| *n) {
        Some((year, n)) if all >= ENOUGH && n * 10 >= all * 9 && columns.allow(&year.to_string()) => Bounds::new(Some(year), Some(year)),
        _ => columns,
    }
}

fn stage(stage: &mut Stage) -> Result<()> {
    let Sheeted { header, rows: body, .. } = stage.table()?;
    let edition = stage.edition().to_owned();
    let mut rows = stage.rows("stg_ipeds_directory")?;
    for (i, line) in body.iter().enumerate() {
        if !header.fits(stage, line, i + 1 == body.len())? {
            continue;
        }
        let key = header.get(line, "unitid").unwrap_or_default().to_owned();
        match typed(&header, line, &edition) {
            Ok(values) => stage.push(&mut rows, line.number, &key, &values.iter().map(Option::as_deref).collect::<Vec<_>>())?,
            Err((column, reason)) => {
                let value = header.get(line, column).unwrap_or_default().to_owned();
                stage.put_aside(BadRow { line: line.number, column: column.to_owned(), value, key, reason: reason.to_owned() });
            }
        }
    }
    stage.period = format!("institutions of {edition}");
    stage.put(rows)
}

type Bad = (&'static str, &'static str);

fn typed(header: &Header, line: &Line, edition: &str) -> std::result::Result<Vec<Option<String>>, Bad> {
    let text = |name| header.get(line, name).filter(|v| unknown(v).is_none());
    let code = |name: &'static str, wide: usize, reason| match text(name) {
        Some(v) if v.len() > wide || !v.bytes().all(|b| b.is_ascii_digit()) => Err((name, reason)),
        other => Ok(other.map(str::to_owned)),
    };
    let unitid = code("unitid", 6, "not a UNITID of six digits")?.filter(|v| v.len() == 6).ok_or(("unitid", "not a UNITID of six digits"))?;
    let named = |name: &'static str| text(name).map(str::to_owned).ok_or((name, "blank"));
    let degrees = |name: &'static str, most: f64| match text(name).map(|v| v.parse::<f64>().ok().filter(|d| d.abs() <= most)) {
        Some(None) => Err((name, "not a coordinate in degrees")),
        other => Ok(other.flatten().map(|d| d.to_string())),
    };
    let closing = match text("closing_date").filter(|d| *d != NOT_CLOSED).map(date) {
        Some(None) => return Err(("closing_date", "not a date such as 06/30/2022")),
        other => other.flatten(),
    };
    let values = vec![
        Some(line.number.to_string()),
        Some(edition.to_owned()),
        Some(unitid),
        Some(named("institution")?),
        text("city").map(str::to_owned),
        Some(named("state")?),
        text("zip").map(str::to_owned),
        code("county_fips", 5, "not a county code")?.map(|v| format!("{v:0>5}")),
        text("county_name").map(str::to_owned),
        degrees("longitude", 180.0)?,
        degrees("latitude", 90.0)?,
        code("opeid", 8, "not an OPEID of eight digits")?.map(|v| format!("{v:0>8}")),
        code("institution_sector", 2, "not a code")?,
        code("institution_level", 1, "not a code")?,
        code("institution_control", 1, "not a code")?,
        text("activity_status").map(str::to_owned),
        code("active_code", 1, "not a code")?,
        code("closing_year", 4, "not a year")?,
        closing,
        code("successor_unitid", 6, "not a UNITID of six digits")?,
        text("web_address").map(str::to_owned),
        Some(reasons(header, line)),
    ];
    Ok(values)
}

/// What some rows of 2023 have in the place of -2: the institution is open.
const NOT_CLOSED: &str = "00/00/0000";

/// What the publisher prints where there is no value.
fn unknown(value: &str) -> Option<&'static str> {
    match value {
        "-1" => Some("not reported"),
        "-2" => Some("not applicable"),
        "-3" => Some("not available"),
        _ => None,
    }
}

/// Why columns are unknown in a row. Those of closing are left out: an open institution has none.
fn reasons(header: &Header, line: &Line) -> String {
    const EVERYONE_HAS: [&str; 9] =
        ["city", "county_fips", "county_name", "institution_control", "institution_level", "institution_sector", "latitude", "longitude", "opeid"];
    let reason = |name: &&str| match header.get(line, name) {
        None => Some(format!("{name}:blank")),
        Some(value) => unknown(value).map(|why| format!("{name}:{value} {why}")),
    };
    EVERYONE_HAS.iter().filter_map(reason).collect::<Vec<_>>().join("|")
}

/// `06/30/2022` as `2022-06-30`.
fn date(text: &str) -> Option<String> {
    let [month, day, year] = text.split('/').collect::<Vec<_>>()[..] else { return None };
    let number = |t: &str, wide: usize| (t.len() <= wide && t.bytes().all(|b| b.is_ascii_digit())).then(|| t.parse::<u32>().ok()).flatten();
    let (month, day, year) = (number(month, 2)?, number(day, 2)?, number(year, 4).filter(|y| *y >= 1900)?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| format!("{year:04}-{month:02}-{day:02}"))
}
