//! EDD industry employment projections, long and short term. See the README beside this file.

use std::collections::BTreeSet;

use crate::catalog::edd_projections::area;
use crate::clean::cells::{Cells, Misfit};
use crate::decode::{Header, Line, Want, delimited};
use crate::error::Result;
use crate::source::Source;
use crate::stage::Stage;

/// The source.
pub static SOURCE: Source = Source {
    id: "edd_projections_industry",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/projections.toml")],
    bundled: &[],
    reader_version: 1,
    stage,
};

const COLUMNS: &[Want] = &[
    Want::new("area_type", &["area type"]),
    Want::new("area_name", &["area name (county names)", "area name"]),
    Want::new("period", &["period"]),
    Want::optional("series_code", &["series code"]),
    Want::optional("industry_level", &["naics level"]),
    Want::optional("industry_naics", &["naics code"]),
    Want::new("industry", &["industry title"]),
    Want::new("industry_base_employment", &["base year employment estimate", "base quarter employment estimate"]),
    Want::new("industry_projected_employment", &["projected year employment estimate", "projected quarter employment estimate"]),
    Want::new("numeric_change", &["numeric change"]),
    Want::optional("percent", &["percentage change", "percent change"]),
];

fn stage(stage: &mut Stage) -> Result<()> {
    let lines = delimited::lines(stage, b',')?;
    let Some((first, body)) = lines.split_first() else { return Err(stage.refuse("it holds no rows")) };
    let header = Header::find(stage, first, COLUMNS)?;
    if !header.has("series_code") && !header.has("industry_naics") {
        return Err(stage.header_error(first.number, "neither \"series code\" nor \"naics code\" is a column".into()));
    }
    let mut rows = stage.rows("stg_edd_projections_industry")?;
    let mut periods = BTreeSet::new();
    let role = stage.file.role.clone();
    for (i, line) in body.iter().enumerate() {
        if !header.fits(stage, line, i + 1 == body.len())? {
            continue;
        }
        let text = |name| header.get(line, name).unwrap_or_default();
        let key = format!("{} | {} | {}", text("area_name"), text("period"), text("industry"));
        match typed(&header, line, &role) {
            Ok(values) => {
                periods.insert(text("period").to_owned());
                let values: Vec<Option<&str>> = values.iter().map(Option::as_deref).collect();
                stage.push(&mut rows, line.number, &key, &values)?;
            }
            Err(misfit) => stage.misfit(line.number, &key, misfit),
        }
    }
    stage.period = periods.into_iter().collect::<Vec<_>>().join(", ");
    stage.put(rows)
}

fn typed(header: &Header, line: &Line, role: &str) -> std::result::Result<Vec<Option<String>>, Misfit> {
    let text = |name| header.get(line, name);
    let needed = |name| text(name).map(str::to_owned).ok_or_else(|| Misfit::new(name, None, "blank"));
    let period = needed("period")?;
    let (base, last) = years(&period).ok_or_else(|| Misfit::new("period", text("period"), "not a period from one year to another"))?;
    let area = area::parse(&needed("area_name")?);
    let mut cells = Cells::default();
    let mut code = |name| if header.has(name) { cells.category(name, text(name), &["No data", "N/A"]) } else { None };
    let (series, level, naics) = (code("series_code"), code("industry_level"), code("industry_naics"));
    if level.as_ref().is_some_and(|l| l.parse::<u8>().is_err()) {
        return Err(Misfit::new("industry_level", text("industry_level"), "not a level"));
    }
    let mut values = vec![
        Some(role.to_owned()),
        Some(line.number.to_string()),
        Some(needed("area_type")?),
        Some(needed("area_name")?),
        Some(area.label),
        area.counties,
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
fn years(period: &str) -> Option<(u32, u32)> {
    let numbers = period.split(|c: char| !c.is_ascii_digit()).filter(|n| n.len() == 4);
    let years: Vec<u32> = numbers.filter_map(|n| n.parse().ok()).filter(|y| (1990..2100).contains(y)).collect();
    match years.as_slice() {
        [base, last] if base < last && last - base <= 20 => Some((*base, *last)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::years;

    #[test]
    fn periods() {
        assert_eq!(years("2018-2028"), Some((2018, 2028)));
        assert_eq!(years("3rd Qtr 2023 - 3rd Qtr 2025"), Some((2023, 2025)));
        for text in ["2020", "2022-2020", "2020-2022-2024", "2000-2050", ""] {
            assert_eq!(years(text), None, "{text}");
        }
    }
}
