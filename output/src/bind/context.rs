//! The labor market around supply and demand, by region.

use std::cmp::Ordering;

use super::Bundle;
use super::load::{Regions, key, read};
use crate::error::OutputError;
use crate::more::{Edition, Industry, Unemployment};

/// Fills unemployment, sectors and editions.
pub(super) fn fill(bundle: &Bundle, regions: &mut Regions) -> Result<(), OutputError> {
    unemployment(bundle, regions)?;
    industries(bundle, regions)?;
    editions(bundle, regions)
}

fn unemployment(bundle: &Bundle, regions: &mut Regions) -> Result<(), OutputError> {
    let mart = read(bundle, "labor_context")?;
    let (scheme, region, share) = (mart.text("scheme")?, mart.text("region_id")?, mart.number("unemployment_share")?);
    let year = mart.year("calendar_year")?;
    for row in 0..mart.len() {
        let Some(region) = key(bundle, scheme.at(row), region.at(row)).and_then(|k| regions.get_mut(&k)) else { continue };
        region.more.unemployment.push(Unemployment { year: year.value(row), share: share.at(row) });
    }
    Ok(())
}

/// Sectors of the newest long-term projection of each region.
fn industries(bundle: &Bundle, regions: &mut Regions) -> Result<(), OutputError> {
    let mart = read(bundle, "industry_outlook")?;
    let (scheme, region, role, sector) = (mart.text("scheme")?, mart.text("region_id")?, mart.text("file_role")?, mart.truth("is_sector")?);
    let (title, period, code) = (mart.text("industry")?, mart.text("period")?, mart.text("industry_id")?);
    let (base, projected, growth) = (mart.number("industry_base_employment")?, mart.number("industry_projected_employment")?, mart.number("growth_year")?);
    // The role names the edition, too; the state alone is projected anew in the years between.
    let is_long = |row: &usize| role.at(*row).and_then(|r| r.split(':').next()).is_some_and(|r| matches!(r, "long_term" | "long_term_state"));
    let mut rows: Vec<usize> = (0..mart.len()).filter(|row| is_long(row) && sector.at(*row) == Some(true)).collect();
    rows.sort_by_key(|row| (code.owned(*row), role.owned(*row)));
    for row in rows {
        let Some(region) = key(bundle, scheme.at(row), region.at(row)).and_then(|k| regions.get_mut(&k)) else { continue };
        let held = &mut region.more.industries;
        let period = period.owned(row);
        // Periods are years: the later sorts after.
        match held.first().map(|i| i.period.cmp(&period)) {
            Some(Ordering::Greater) => continue,
            Some(Ordering::Less) => held.clear(),
            _ => {}
        }
        // The file of the areas and that of the state can hold the same row.
        if held.iter().any(|i| i.title == title.owned(row)) {
            continue;
        }
        held.push(Industry { title: title.owned(row), period, base: base.at(row), projected: projected.at(row), growth: growth.at(row) });
    }
    Ok(())
}

/// All occupations of the state and the nation by edition, for the state's page: local areas change between editions.
fn editions(bundle: &Bundle, regions: &mut Regions) -> Result<(), OutputError> {
    let mart = read(bundle, "demand_trend")?;
    let Some(state) = key(bundle, Some("state"), Some("california")).and_then(|k| regions.get_mut(&k)) else { return Ok(()) };
    let (source, area, label, soc) = (mart.text("source")?, mart.text("area_id")?, mart.text("area_label")?, mart.text("soc_code")?);
    let (period, year, breaks) = (mart.text("period")?, mart.year("base_year")?, mart.list("breaks")?);
    let (base, projected, openings) = (mart.number("base_employment")?, mart.number("projected_employment")?, mart.number("openings_year")?);
    let is_whole = |row: &usize| soc.at(*row) == Some("00-0000") && area.at(*row).is_some_and(|a| a.ends_with("california") || a == "united-states");
    let mut rows: Vec<usize> = (0..mart.len()).filter(is_whole).collect();
    rows.sort_by_key(|row| (label.owned(*row), source.owned(*row), year.value(*row)));
    state.more.editions.extend(rows.into_iter().map(|row| Edition {
        source: source.owned(row),
        area: label.owned(row),
        period: period.owned(row),
        base: base.at(row),
        projected: projected.at(row),
        openings: openings.at(row),
        breaks: breaks.at(row),
    }));
    Ok(())
}
