//! EDD LAUS: labor force and unemployment, both schemas. See the README beside this file.

use crate::clean::cells::{Cells, Misfit};
use crate::clean::years::Years;
use crate::decode::{Header, Line, Want};
use crate::error::Result;
use crate::layout::{At, Layout, Says};
use crate::seen::Seen;
use crate::source::Source;
use crate::stage::{Long, Stage, each_row};

/// The source.
pub static SOURCE: Source = Source {
    id: "edd_laus",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/laus.toml")],
    layouts: &[
        Layout::new("annual", "annual averages of all years", At::Text(b','), COLUMNS).only(is_annual).edition(Says::Newest("calendar_year", year)),
        Layout::new("monthly", "months of all years", At::Text(b','), COLUMNS).only(is_monthly).edition(Says::Rows(newest)),
    ],
    bundled: &[],
    reader_version: 2,
    stage,
};

const COLUMNS: &[Want] = &[
    Want::optional("id", &["_id"]),
    Want::new("area_type", &["area type", "area_type"]),
    Want::new("area_name", &["area name", "area_name"]),
    Want::new("calendar_year", &["year"]),
    Want::new("laus_period", &["period", "month"]),
    Want::optional("laus_date", &["date_numeric", "date"]),
    Want::new("seasonally_adjusted", &["seasonally adjusted (y n)", "seasonally adjusted (y/n)", "seasonally adjusted(y/n)", "seasonally_adjusted__y_n_"]),
    Want::optional("release_status", &["status", "status (preliminary / final)"]),
    Want::optional("benchmark", &["benchmark"]),
    Want::new("labor_force", &["labor force", "labor_force"]),
    Want::new("employed_residents", &["employment"]),
    Want::new("unemployed_residents", &["unemployment"]),
    Want::new("unemployment_rate", &["unemployment rate", "unemployment_rate"]),
];

fn stage(stage: &mut Stage) -> Result<()> {
    let mut table = Long::open(stage, "stg_edd_laus")?;
    let role = stage.role.clone();
    let mut years = Years::default();
    each_row(stage, b',', COLUMNS, |stage, header, line| {
        let key = ["area_type", "area_name", "calendar_year", "laus_period"].map(|n| header.get(line, n).unwrap_or_default()).join(" | ");
        let typed = typed(header, line).map(|(year, mut values)| {
            years.see(year);
            values.push(Some(role.clone()));
            values
        });
        table.take(stage, line.number, &key, typed)
    })?;
    stage.period = years.words();
    table.close(stage)
}

/// A month's number: `January`, `Jan`, `1` and `M01` are the first.
fn month(text: &str) -> Option<u8> {
    const NAMES: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let text = text.trim().to_lowercase();
    let number = text.trim_start_matches('m').parse().ok().filter(|n| (1..=12).contains(n));
    number.or_else(|| NAMES.iter().position(|n| text.starts_with(n)).and_then(|i| u8::try_from(i + 1).ok()))
}

fn has_months(seen: &Seen) -> bool {
    let mut any = false;
    seen.each(["laus_period"], |[period]| any |= month(period).is_some());
    any
}

fn is_annual(seen: &Seen) -> bool {
    let mut any = false;
    seen.each(["laus_period"], |[period]| any |= period.to_lowercase().contains("annual"));
    any && !has_months(seen)
}

fn is_monthly(seen: &Seen) -> bool {
    has_months(seen)
}

fn year(text: &str) -> Option<String> {
    crate::edition::year(text).map(|y| y.to_string())
}

/// The newest month: `2026-02`. One file holds every month up to it.
fn newest(seen: &Seen) -> Option<String> {
    let mut last = None;
    seen.each(["calendar_year", "laus_period"], |[year, period]| last = last.max(crate::edition::year(year).zip(month(period))));
    last.map(|(year, month)| format!("{year}-{month:02}"))
}

fn typed(header: &Header, line: &Line) -> std::result::Result<(i32, Vec<Option<String>>), Misfit> {
    let text = |name| header.get(line, name);
    let needed = |name| text(name).map(str::to_owned).ok_or_else(|| Misfit::new(name, None, "blank"));
    let year = text("calendar_year").and_then(|y| y.parse().ok()).filter(|y| (1970..2100).contains(y));
    let year: i32 = year.ok_or_else(|| Misfit::new("calendar_year", text("calendar_year"), "not a year"))?;
    let adjusted = match text("seasonally_adjusted") {
        Some("Y" | "y") => "true",
        Some("N" | "n") => "false",
        other => return Err(Misfit::new("seasonally_adjusted", other, "neither Y nor N")),
    };
    let mut values = vec![
        Some(line.number.to_string()),
        Some(needed("area_type")?),
        Some(needed("area_name")?),
        Some(year.to_string()),
        Some(needed("laus_period")?),
        text("laus_date").map(str::to_owned),
        Some(adjusted.to_owned()),
        text("release_status").map(status),
        text("benchmark").map(str::to_owned),
    ];
    let mut cells = Cells::default();
    for name in ["labor_force", "employed_residents", "unemployed_residents"] {
        values.push(cells.amount(name, text(name), &[])?);
    }
    let rate = text("unemployment_rate").map(|t| t.trim_end_matches('%').trim_end());
    values.push(cells.amount("unemployment_rate", rate, &[])?);
    values.push(Some(cells.reasons()));
    Ok((year, values))
}

/// `Finall` and `prelim` in one spelling each.
fn status(text: &str) -> String {
    let lower = text.to_lowercase();
    match (lower.starts_with("final"), lower.starts_with("prelim")) {
        (true, _) => "Final".to_owned(),
        (_, true) => "Preliminary".to_owned(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{month, status};
    use crate::identify::Said;
    use crate::tried::{NAMES, column, identified, staged};

    const ANNUAL: &str = include_str!("samples/Local_Area_Unemployment_Statistics__LAUS___Annual_Average_SAMPLE.csv");
    const MONTHS: &str = include_str!("samples/LaborForceandUnemployment_Monthly_SAMPLE.csv");
    const MONTHS_BEFORE: &str = include_str!("samples/Local_Area_Unemployment_Statistics__LAUS__Monthly_SAMPLE.csv");

    #[test]
    fn months_and_years_are_told_apart_and_the_newest_is_the_edition() {
        for (text, wanted) in [(ANNUAL, "annual:2023"), (MONTHS, "monthly:2026-02"), (MONTHS_BEFORE, "monthly:2022-01")] {
            for name in NAMES {
                let (source, identity) = identified(name, text.as_bytes(), Said::default()).unwrap();
                assert_eq!((source, identity.role.as_str(), identity.is_proved), ("edd_laus", wanted, true), "{name}");
            }
        }
        let later = ANNUAL.replacen(",2023,Annual", ",2031,Annual", 1);
        let (folder, _, identity) = staged("x", later.as_bytes(), Said::default()).unwrap();
        assert_eq!(identity.role, "annual:2031");
        assert!(column(&folder, "stg_edd_laus", "file_role").iter().all(|r| r.as_deref() == Some("annual:2031")));
        let refused = identified("x", ANNUAL.as_bytes(), Said { edition: Some("2024"), ..Said::default() }).unwrap_err();
        assert!(refused.to_string().contains("of 2023, not 2024"), "{refused}");
    }

    #[test]
    fn months_in_every_spelling() {
        assert_eq!(["January", "Sept", "12", "M03", "May"].map(month), [Some(1), Some(9), Some(12), Some(3), Some(5)]);
        assert_eq!(["Annual", "13", "", "Annual Average"].map(month), [None; 4]);
    }

    #[test]
    fn status_in_one_spelling() {
        assert_eq!(["Final", "Finall", "Preliminary", "prelim", "Revised"].map(status), ["Final", "Final", "Preliminary", "Preliminary", "Revised"]);
    }
}
