//! EDD industry employment projections, long and short term. See the README beside this file.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::catalog::edd_projections::area;
use crate::clean::cells::{Cells, Misfit};
use crate::decode::{Header, Line, Want};
use crate::error::Result;
use crate::layout::{At, Layout, Says};
use crate::seen::Seen;
use crate::source::Source;
use crate::stage::{Sheeted, Stage};

/// The source.
pub static SOURCE: Source = Source {
    id: "edd_projections_industry",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/projections.toml")],
    layouts: &[
        Layout::new(LONG, "ten years, areas and the state, NAICS codes", At::Text(b','), BY_NAICS).only(is_long_by_area).edition(Says::Rows(edition)),
        Layout::new(LONG, "ten years, areas and the state, series codes", At::Text(b','), BY_SERIES).only(is_long_by_area).edition(Says::Rows(edition)),
        Layout::new(LONG_STATE, "ten years, the state alone, NAICS codes", At::Text(b','), BY_NAICS).only(is_long_of_state).edition(Says::Rows(edition)),
        Layout::new(LONG_STATE, "ten years, the state alone, series codes", At::Text(b','), BY_SERIES).only(is_long_of_state).edition(Says::Rows(edition)),
        Layout::new(SHORT, "two years, NAICS codes", At::Text(b','), BY_NAICS).only(is_short).edition(Says::Rows(edition)),
        Layout::new(SHORT, "two years, series codes", At::Text(b','), BY_SERIES).only(is_short).edition(Says::Rows(edition)),
    ],
    bundled: &[],
    reader_version: 2,
    stage,
};

const LONG: &str = "long_term";
const LONG_STATE: &str = "long_term_state";
const SHORT: &str = "short_term";

/// The columns, with those of the codes of an edition.
macro_rules! columns {
    ($($codes:expr),*) => {
        &[
            Want::optional("id", &["_id"]),
            Want::new("area_type", &["area type"]),
            Want::new("area_name", &["area name (county names)", "area name"]),
            Want::new("period", &["period"]),
            $($codes,)*
            Want::new("industry", &["industry title"]),
            Want::new("industry_base_employment", &["base year employment estimate", "base quarter employment estimate"]),
            Want::new("industry_projected_employment", &["projected year employment estimate", "projected quarter employment estimate"]),
            Want::new("numeric_change", &["numeric change"]),
            Want::optional("percent", &["percentage change", "percent change"]),
        ]
    };
}

const BY_SERIES: &[Want] = columns![Want::new("series_code", &["series code"])];
const BY_NAICS: &[Want] = columns![Want::new("industry_level", &["naics level"]), Want::new("industry_naics", &["naics code"])];

/// The period that most rows of areas are of; of the state, where there are no others.
fn edition(seen: &Seen) -> Option<String> {
    let of = |state: bool| {
        seen.most(["area_type", "period"], |[kind, period]| {
            let (base, last) = years(period).filter(|_| area::is_state(kind) == state)?;
            Some(format!("{base}-{last}"))
        })
    };
    of(false).or_else(|| of(true))
}

/// Whether its edition is of two or three years.
fn is_short(seen: &Seen) -> bool {
    edition(seen).and_then(|e| years(&e)).is_some_and(|(base, last)| last - base <= SHORTEST)
}

fn is_long_by_area(seen: &Seen) -> bool {
    !is_short(seen) && !is_of_state(seen)
}

fn is_long_of_state(seen: &Seen) -> bool {
    !is_short(seen) && is_of_state(seen)
}

fn is_of_state(seen: &Seen) -> bool {
    let mut all = true;
    seen.each(["area_type"], |[kind]| all &= kind.is_empty() || area::is_state(kind));
    all
}

/// Periods up to so many years are short ones.
const SHORTEST: i32 = 3;

fn stage(stage: &mut Stage) -> Result<()> {
    let Sheeted { header, rows: body, .. } = stage.table()?;
    let mut rows = stage.rows("stg_edd_projections_industry")?;
    let (mut periods, mut nowhere) = (BTreeSet::new(), BTreeSet::new());
    let role = stage.role.clone();
    for (i, line) in body.iter().enumerate() {
        if !header.fits(stage, line, i + 1 == body.len())? {
            continue;
        }
        let text = |name| header.get(line, name).unwrap_or_default();
        let key = format!("{} | {} | {}", text("area_name"), text("period"), text("industry"));
        match typed(&header, line, &role) {
            Ok(values) => {
                periods.insert(text("period").to_owned());
                if values[COUNTIES].is_none() && !area::is_state(text("area_type")) {
                    nowhere.insert(text("area_name").to_owned());
                }
                let values: Vec<Option<&str>> = values.iter().map(Option::as_deref).collect();
                stage.push(&mut rows, line.number, &key, &values)?;
            }
            Err(misfit) => stage.misfit(line.number, &key, misfit),
        }
    }
    if let Some(refusal) = area::refusal(&nowhere) {
        return Err(stage.refuse(refusal));
    }
    stage.period = periods.into_iter().collect::<Vec<_>>().join(", ");
    stage.put(rows)
}

/// Where the counties stand among a row's values.
const COUNTIES: usize = 5;

fn typed(header: &Header, line: &Line, role: &str) -> std::result::Result<Vec<Option<String>>, Misfit> {
    let text = |name| header.get(line, name);
    let needed = |name| text(name).map(str::to_owned).ok_or_else(|| Misfit::new(name, None, "blank"));
    let period = needed("period")?;
    let (base, last) = years(&period).ok_or_else(|| Misfit::new("period", text("period"), "not a period from one year to another"))?;
    let (kind, area) = (needed("area_type")?, area::parse(&needed("area_name")?));
    let counties = area::counties(&area, &kind, base);
    let mut cells = Cells::default();
    let mut code = |name| if header.has(name) { cells.category(name, text(name), &["No data", "N/A"]) } else { None };
    let (series, level, naics) = (code("series_code"), code("industry_level"), code("industry_naics"));
    if level.as_ref().is_some_and(|l| l.parse::<u8>().is_err()) {
        return Err(Misfit::new("industry_level", text("industry_level"), "not a level"));
    }
    let mut values = vec![
        Some(role.to_owned()),
        Some(line.number.to_string()),
        Some(kind),
        Some(needed("area_name")?),
        Some(area.label),
        counties,
        Some(period),
        Some(base.to_string()),
        Some(last.to_string()),
        series,
        level,
        naics,
        Some(needed("industry")?),
    ];
    for name in ["industry_base_employment", "industry_projected_employment"] {
        values.push(cells.amount(name, text(name), &[])?);
    }
    values.push(cells.figure("numeric_change", text("numeric_change"), &[])?);
    values.push(Some(cells.reasons()));
    Ok(values)
}

/// The two years of `2018-2028` or `3rd Qtr 2023 - 3rd Qtr 2025`.
fn years(period: &str) -> Option<(i32, i32)> {
    let numbers = period.split(|c: char| !c.is_ascii_digit()).filter(|n| n.len() == 4);
    let years: Vec<i32> = numbers.filter_map(|n| n.parse().ok()).filter(|y| (1990..2100).contains(y)).collect();
    match years.as_slice() {
        [base, last] if base < last && last - base <= 20 => Some((*base, *last)),
        _ => None,
    }
}
