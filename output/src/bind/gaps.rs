//! Rows of demand, supply and gap, with their lists and entry wages.

use std::collections::BTreeMap;

use super::Bundle;
use super::load::{Regions, key, read};
use crate::error::OutputError;
use crate::model::{GapRow, List, RegionReport};
use crate::more::More;

/// Scheme, region and occupation.
type Key = (String, String, String);

/// Every region with its rows.
pub(super) fn regions(bundle: &Bundle) -> Result<Regions, OutputError> {
    let (places, entries) = (places(bundle)?, entries(bundle)?);
    let gap = read(bundle, "supply_demand_gap")?;
    let [scheme, region_id, region, soc, occupation, status] = ["scheme", "region_id", "region", "soc", "occupation", "status"].map(|c| gap.text(c));
    let (scheme, region_id, region, soc, occupation, status) = (scheme?, region_id?, region?, soc?, occupation?, status?);
    let (demand_period, supply_period, flags) = (gap.text("demand_period")?, gap.text("supply_period")?, gap.list("flags")?);
    let (demand, low, high, new, estimated) =
        (gap.number("demand_openings")?, gap.number("demand_low")?, gap.number("demand_high")?, gap.number("demand_new")?, gap.number("demand_estimated")?);
    let (l, p, u) = (gap.number("supply_low")?, gap.number("supply_allocated")?, gap.number("supply_whole")?);
    let (gap_whole, gap_allocated, coverage) = (gap.number("gap_whole")?, gap.number("gap_allocated")?, gap.number("coverage")?);
    let mut out = Regions::new();
    for row in 0..gap.len() {
        let Some(key) = key(bundle, scheme.at(row), region_id.at(row)) else { continue };
        let whose = (key.0.clone(), key.1.clone(), soc.owned(row));
        let place = places.get(&whose);
        let entry = entries.get(&whose);
        let report = out.entry(key.clone()).or_insert_with(|| empty(key, region.owned(row)));
        report.rows.push(GapRow {
            soc: soc.owned(row),
            occupation: occupation.owned(row),
            demand: demand.at(row),
            demand_low: low.at(row),
            demand_high: high.at(row),
            demand_new: new.at(row),
            demand_estimated: estimated.at(row),
            supply_low: l.known(row),
            supply_allocated: p.at(row),
            supply_whole: u.known(row),
            gap_whole: gap_whole.at(row),
            gap_allocated: gap_allocated.at(row),
            coverage: coverage.at(row),
            status: status.owned(row),
            flags: flags.at(row),
            demand_period: demand_period.period(row),
            supply_period: supply_period.period(row),
            rank: place.map(|(_, rank)| *rank),
            list: place.map(|(list, _)| *list),
            entry_wage: entry.and_then(|e| e.wage),
            entry_wage_is_least: entry.is_some_and(|e| e.wage_is_least),
            job_training: entry.and_then(|e| e.training.clone()),
        });
    }
    Ok(out)
}

/// A region without rows.
fn empty(key: (String, String), region: String) -> RegionReport {
    RegionReport {
        scheme: key.0,
        region_id: key.1,
        region,
        rows: Vec::new(),
        measures: Vec::new(),
        unlinked: Vec::new(),
        unlinked_total: 0.0,
        sectors: Vec::new(),
        streams: Vec::new(),
        overrides: Vec::new(),
        more: More::default(),
        living_wage: String::new(),
    }
}

/// List and place within it. A list that this program does not know is left to the full table.
fn places(bundle: &Bundle) -> Result<BTreeMap<Key, (List, u32)>, OutputError> {
    let mart = read(bundle, "gap_shortlist")?;
    let (scheme, region, soc) = (mart.text("scheme")?, mart.text("region_id")?, mart.text("soc")?);
    let (list, place) = (mart.text("list")?, mart.size("place")?);
    let mut out = BTreeMap::new();
    for row in 0..mart.len() {
        let list = match list.at(row) {
            Some("lead") => List::Lead,
            Some("low_wage") => List::LowWage,
            Some("no_program") => List::NoProgram,
            _ => continue,
        };
        out.insert((scheme.owned(row), region.owned(row), soc.owned(row)), (list, place.at(row)));
    }
    Ok(out)
}

/// What entrants earn and how they are trained.
struct Entry {
    wage: Option<f64>,
    wage_is_least: bool,
    training: Option<String>,
}

fn entries(bundle: &Bundle) -> Result<BTreeMap<Key, Entry>, OutputError> {
    let mart = read(bundle, "occupation_demand")?;
    let (scheme, region, soc) = (mart.text("scheme")?, mart.text("region_id")?, mart.text("soc")?);
    let (wage, least, training) = (mart.number("entry_wage_low")?, mart.truth("is_entry_wage_least")?, mart.text("job_training")?);
    let of = |row| Entry { wage: wage.at(row), wage_is_least: least.holds(row), training: training.known(row) };
    Ok((0..mart.len()).map(|row| ((scheme.owned(row), region.owned(row), soc.owned(row)), of(row))).collect())
}
