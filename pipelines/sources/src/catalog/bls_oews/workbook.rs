//! The workbooks: a row for each occupation in an area and industry, all figures beside each other.

mod row;

use std::collections::BTreeSet;

use crate::decode::header::{self, Match, fold};
use crate::decode::{Line, Want};
use crate::edition;
use crate::error::Result;
use crate::head::Head;
use crate::stage::{Long, Stage, each_row_of_sheet};
use row::Area;

/// Names of the sheet with the estimates over the years; notes stand beside it.
pub(super) const SHEETS: &[&str] = &["all may *", "*_m20*", "*_dl", "oes_data*", "*"];

const TABLE: &str = "stg_bls_oews_workbook";

/// Its columns; those of areas and industries are absent where a workbook is of one.
pub(super) const COLUMNS: &[Want] = &[
    Want::optional("area", &["area"]),
    Want::optional("area_name", &["area_title", "area_name", "state"]),
    Want::optional("area_type", &["area_type"]),
    Want::optional("primary_state", &["prim_state", "st"]),
    Want::optional("industry_code", &["naics"]),
    Want::optional("industry_name", &["naics_title"]),
    Want::optional("industry_group", &["i_group"]),
    Want::optional("ownership_code", &["own_code"]),
    Want::new("occupation_code", &["occ_code", "occ code"]),
    Want::new("occupation_name", &["occ_title", "occ title"]),
    Want::optional("occupation_group", &["o_group", "occ_group", "group"]),
    Want::new("surveyed_employment", &["tot_emp"]),
    Want::new("employment_error", &["emp_prse"]),
    Want::new("hourly_mean_wage", &["h_mean"]),
    Want::new("annual_mean_wage", &["a_mean"]),
    Want::new("mean_wage_error", &["mean_prse"]),
    Want::new("hourly_wage_p10", &["h_pct10"]),
    Want::new("hourly_wage_p25", &["h_pct25"]),
    Want::new("hourly_wage_p50", &["h_median"]),
    Want::new("hourly_wage_p75", &["h_pct75"]),
    Want::new("hourly_wage_p90", &["h_pct90"]),
    Want::new("annual_wage_p10", &["a_pct10"]),
    Want::new("annual_wage_p25", &["a_pct25"]),
    Want::new("annual_wage_p50", &["a_median"]),
    Want::new("annual_wage_p75", &["a_pct75"]),
    Want::new("annual_wage_p90", &["a_pct90"]),
    Want::optional("jobs_per_thousand", &["jobs_1000", "jobs_1000_orig"]),
    Want::optional("location_quotient", &["loc_quotient", "loc quotient", "loc_q"]),
    Want::optional("industry_percent", &["pct_total"]),
    Want::optional("reporting_percent", &["pct_rpt"]),
    Want::optional("paid_annually", &["annual"]),
    Want::optional("paid_hourly", &["hourly"]),
];

/// The year in the name of a sheet, or a title: `state_M2024_dl`, `All May 2024 data`. Where neither names it, the user is asked.
pub(super) fn year(text: &str) -> Option<String> {
    let text = fold(text);
    let after = |mark: &str| text.split(mark).skip(1).filter_map(|rest| rest.get(..4)).find(|y| edition::year(y).is_some()).map(str::to_owned);
    after("_m").or_else(|| after("may "))
}

/// Which of the workbooks it is: the areas and industries of its rows tell. The workbook of all data begins with the nation, like that of the nation.
pub(super) fn part(head: &Head) -> Option<String> {
    let whole = |l: &Line| header::matched(&l.cells, COLUMNS, &[]).is_whole();
    let sheet = head.sheets().iter().find(|s| s.lines.iter().any(whole))?;
    let at = sheet.lines.iter().position(whole)?;
    let found = header::matched(&sheet.lines.get(at)?.cells, COLUMNS, &[]);
    let mut seen = BTreeSet::new();
    let mut see = |line: &Line| seen.extend(covered(&found, line));
    sheet.lines.iter().skip(at + 1).for_each(&mut see);
    if seen.iter().all(|c| c.starts_with("nation")) && seen.len() == 1 {
        head.each_sheet_row(&sheet.name, |line| {
            seen.extend(covered(&found, line));
            seen.iter().all(|c| c.starts_with("nation"))
        });
    }
    coverage(&seen)
}

/// What a row covers.
fn covered(found: &Match, line: &Line) -> Option<String> {
    let cell = |name: &str| found.place(name).and_then(|p| line.cells.get(p)).map(|c| c.trim()).filter(|c| !c.is_empty());
    let area = row::area(cell("area"), cell("area_type"), cell("primary_state").is_some(), found.place("area").is_some())?;
    let industry = cell("industry_group").unwrap_or("cross-industry").to_lowercase();
    let industry = industry.split(',').next().unwrap_or_default();
    Some(match area {
        Area::Nation if industry == "cross-industry" => "nation".to_owned(),
        Area::Nation => format!("nation-{}", industry.replace(' ', "-")),
        Area::State(_) => "states".to_owned(),
        Area::Metropolitan(_) => "metropolitan".to_owned(),
        Area::Nonmetropolitan(_) => "nonmetropolitan".to_owned(),
    })
}

/// One word for what the rows of a workbook cover.
fn coverage(seen: &BTreeSet<String>) -> Option<String> {
    match seen.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => None,
        [one] => Some((*one).to_owned()),
        // Sectors and their parts stand in one workbook of the nation's industries.
        several if several.iter().all(|c| c.starts_with("nation-")) => Some("nation-industries".to_owned()),
        _ => Some("all".to_owned()),
    }
}

/// Stages the workbook.
pub(super) fn stage(stage: &mut Stage) -> Result<()> {
    let named = stage.layout.and_then(|l| stage.sheet(l).ok()).and_then(|name| year(&name));
    if let Some(year) = &named {
        stage.saw(year);
    }
    let surveyed = Some(stage.edition().to_owned()).filter(|e| !e.is_empty()).or(named);
    let surveyed = surveyed.ok_or_else(|| stage.refuse("neither a title nor the sheet's name says of which May it is"))?;
    let mut rows = Long::open(stage, TABLE)?;
    each_row_of_sheet(stage, COLUMNS, |stage, header, line| {
        let key = ["area", "industry_code", "occupation_code"].map(|name| header.get(line, name).unwrap_or_default()).join(" | ");
        let typed = row::typed(header, line, &surveyed, &stage.role);
        rows.take(stage, line.number, &key, typed)
    })?;
    stage.period = format!("May {surveyed}");
    rows.close(stage)
}

#[cfg(test)]
mod tests {
    use super::{coverage, year};

    #[test]
    fn years_of_sheets() {
        for (name, wanted) in [("state_M2031_dl", Some("2031")), ("All May 2016 Data", Some("2016")), ("MSA_M2024_dl", Some("2024"))] {
            assert_eq!(year(name).as_deref(), wanted, "{name}");
        }
        for name in ["state_dl", "Sheet1", "oes_data_2011", "May estimates"] {
            assert_eq!(year(name), None, "{name}");
        }
    }

    #[test]
    fn what_workbooks_cover() {
        let of = |seen: &[&str]| coverage(&seen.iter().map(|s| (*s).to_owned()).collect());
        assert_eq!(of(&["states"]).as_deref(), Some("states"));
        assert_eq!(of(&["nation", "nation-3-digit", "states"]).as_deref(), Some("all"));
        assert_eq!(of(&["nation-3-digit", "nation-sector"]).as_deref(), Some("nation-industries"));
        assert_eq!(of(&[]), None);
    }
}
