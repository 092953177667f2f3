//! EDD OEWS: employment and wages by area. See the README beside this file.

use crate::catalog::edd_projections::area;
use crate::clean::cells::{Cells, Misfit};
use crate::clean::codes;
use crate::clean::years::Years;
use crate::decode::{Header, Line, Want};
use crate::error::Result;
use crate::layout::{At, Layout, Says};
use crate::seen::Seen;
use crate::source::Source;
use crate::stage::{Long, Stage, each_row};

/// The source.
pub static SOURCE: Source = Source {
    id: "edd_oews",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/wages.toml")],
    layouts: &[Layout::new("wages", "CSV of all years, or the data store's", At::Text(b','), COLUMNS).edition(Says::Rows(newest))],
    bundled: &[],
    reader_version: 2,
    stage,
};

const COLUMNS: &[Want] = &[
    Want::optional("id", &["_id"]),
    Want::new("area_type", &["area type", "area_type"]),
    Want::new("area_name", &["area name", "area_name", "area name (county names)"]),
    Want::new("calendar_year", &["year"]),
    Want::optional("wage_quarter", &["quarter"]),
    Want::optional("wage_industry", &["industry name", "industry_name", "industry title"]),
    Want::new(
        "soc_code",
        &[
            "standard occupational classification",
            "standard occupational classification (soc) code",
            "standard occupational classification (soc)",
            "standard_occupational_classification",
            "standard occupational code",
            "soc code",
        ],
    ),
    Want::new("occupation", &["occupational title", "occupational_title", "occupation title"]),
    Want::new("wage_type", &["wage type", "wage_type"]),
    Want::new("surveyed_employment", &["number of employed", "number_of_employed"]),
    Want::new("mean_wage", &["mean wage", "mean_wage"]),
    Want::new("wage_p10", &["10th percentile wage", "10th_percentile_wage", "unsafe_10th_percentile_wage"]),
    Want::new("wage_p25", &["25th percentile wage", "25th_percentile_wage", "unsafe_25th_percentile_wage"]),
    Want::new("wage_p50", &["50th percentile (median) wage", "50th percentile wage", "50th_percentile__median__wage", "unsafe_50th_percentile__median__wage"]),
    Want::new("wage_p75", &["75th percentile wage", "75th_percentile_wage", "unsafe_75th_percentile_wage"]),
    Want::new("wage_p90", &["90th percentile wage", "90th_percentile_wage", "unsafe_90th_percentile_wage"]),
    Want::optional("mean_wage_error", &["mean relative standard error for wage", "mean_relative_standard_error_for_wage"]),
];

/// Figures that are never truly 0: older rows print it for what is withheld.
const WITHHELD_AS_ZERO: [&str; 7] = ["surveyed_employment", "mean_wage", "wage_p10", "wage_p25", "wage_p50", "wage_p75", "wage_p90"];

fn stage(stage: &mut Stage) -> Result<()> {
    let mut table = Long::open(stage, "stg_edd_oews")?;
    let mut years = Years::default();
    each_row(stage, b',', COLUMNS, |stage, header, line| {
        let key = ["area_name", "calendar_year", "soc_code", "wage_type"].map(|n| header.get(line, n).unwrap_or_default()).join(" | ");
        let typed = typed(header, line).map(|(year, values)| {
            years.see(year);
            values
        });
        table.take(stage, line.number, &key, typed)
    })?;
    stage.period = years.words();
    table.close(stage)
}

fn typed(header: &Header, line: &Line) -> std::result::Result<(i32, Vec<Option<String>>), Misfit> {
    let text = |name| header.get(line, name);
    let needed = |name| text(name).map(str::to_owned).ok_or_else(|| Misfit::new(name, None, "blank"));
    let year = text("calendar_year").and_then(|y| y.parse().ok()).filter(|y| (1990..2100).contains(y));
    let year: i32 = year.ok_or_else(|| Misfit::new("calendar_year", text("calendar_year"), "not a year"))?;
    let soc = text("soc_code").and_then(code).ok_or_else(|| Misfit::new("soc_code", text("soc_code"), "not a code of the form NN-NNNN"))?;
    let kind = wage_type(&needed("wage_type")?).ok_or_else(|| Misfit::new("wage_type", text("wage_type"), "neither hourly nor annual"))?;
    let area = area::parse(&needed("area_name")?);
    let mut values = vec![
        Some(line.number.to_string()),
        Some(needed("area_type")?),
        Some(needed("area_name")?),
        Some(area.label),
        area.counties,
        Some(year.to_string()),
        text("wage_quarter").map(str::to_owned),
        text("wage_industry").map(str::to_owned),
        Some(soc),
        Some(needed("occupation")?),
        Some(kind.to_owned()),
    ];
    let mut cells = Cells::default();
    let mut mean_is_known = false;
    for name in WITHHELD_AS_ZERO {
        let value = cells.amount(name, text(name), &[])?;
        let value = if value.as_deref() == Some("0") { cells.unknown(name, "0") } else { value };
        mean_is_known |= name == "mean_wage" && value.is_some();
        values.push(value);
    }
    let error = cells.amount("mean_wage_error", text("mean_wage_error"), &[])?;
    values.push(match error.as_deref() {
        Some("0") if !mean_is_known => cells.unknown("mean_wage_error", "0"),
        _ => error,
    });
    values.push(Some(cells.reasons()));
    Ok((year, values))
}

/// The newest year and quarter: `2026-Q1`. One file holds every year up to it.
fn newest(seen: &Seen) -> Option<String> {
    let mut last = None;
    seen.each(["calendar_year", "wage_quarter"], |[year, quarter]| {
        let year = crate::edition::year(year);
        last = last.max(year.map(|y| (y, quarter.chars().next().filter(char::is_ascii_digit))));
    });
    last.map(|(year, quarter)| quarter.map_or(year.to_string(), |q| format!("{year}-Q{q}")))
}

/// A code; `0` is all occupations, which lost its zeros where codes were numbers.
fn code(text: &str) -> Option<String> {
    codes::soc(if text == "0" { "00-0000" } else { text })
}

/// `Hourly wage` and `Annual wage or salary` in one word.
fn wage_type(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    match (text.contains("hour"), text.contains("annual") || text.contains("year")) {
        (true, false) => Some("hourly"),
        (false, true) => Some("annual"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{code, wage_type};
    use crate::identify::Said;
    use crate::tried::{NAMES, identified, staged};

    const SAMPLE: &str = include_str!("samples/Occupational_Employment_and_Wage_Statistics_SAMPLE.csv");

    #[test]
    fn the_edition_is_the_newest_year_and_quarter() {
        for name in NAMES {
            let (source, identity) = identified(name, SAMPLE.as_bytes(), Said::default()).unwrap();
            assert_eq!((source, identity.role.as_str(), identity.is_proved), ("edd_oews", "wages:2025-Q1", true), "{name}");
        }
        let later = SAMPLE.replacen(",2025,1st Qtr,", ",2031,3rd Qtr,", 1);
        assert_eq!(staged("x", later.as_bytes(), Said::default()).unwrap().2.role, "wages:2031-Q3");
        let refused = identified("oews-2009-2026.csv", SAMPLE.as_bytes(), Said { edition: Some("2026-Q1"), ..Said::default() }).unwrap_err();
        assert!(refused.to_string().contains("of 2025-Q1, not 2026-Q1"), "{refused}");
    }

    #[test]
    fn codes_in_every_spelling() {
        assert_eq!(["31-1131", "311131", "0", "000000"].map(|t| code(t).unwrap_or_default()), ["31-1131", "31-1131", "00-0000", "00-0000"]);
        assert_eq!(code("31"), None);
    }

    #[test]
    fn kinds_of_wage() {
        assert_eq!(wage_type("Hourly wage"), Some("hourly"));
        assert_eq!(wage_type("Annual wage or salary"), Some("annual"));
        assert_eq!(wage_type("Hourly or annual"), None);
        assert_eq!(wage_type(""), None);
    }
}
