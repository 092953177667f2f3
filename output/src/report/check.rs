//! What is refused before a page is made.

use std::collections::BTreeSet;

use crate::error::OutputError;
use crate::model::{GapRow, RegionReport, ReportSet};

/// The whole set: there are regions, their ids can be file names and are distinct, every number is finite.
pub(super) fn set(set: &ReportSet) -> Result<(), OutputError> {
    if set.regions.is_empty() {
        return Err(OutputError::NoRegions);
    }
    let mut seen = BTreeSet::new();
    for region in &set.regions {
        let id = &region.region_id;
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || !id.chars().all(plain) {
            return Err(OutputError::RegionId { id: id.clone() });
        }
        if !seen.insert(id) {
            return Err(OutputError::DuplicateRegion { id: id.clone() });
        }
        finite(region)?;
    }
    Ok(())
}

/// No number of a region is infinite or not a number.
fn finite(region: &RegionReport) -> Result<(), OutputError> {
    let rows = region.rows.iter().flat_map(|row| numbers(row).map(|(column, value)| (row.soc.as_str(), column, value)));
    let measures = region.measures.iter().map(|m| (m.measure.as_str(), "value", m.value));
    let programs = region.unlinked.iter().map(|p| (p.program_code.as_str(), "awards", Some(p.awards)));
    let total = [("all programs", "unlinked_total", Some(region.unlinked_total))];
    for (item, column, value) in rows.chain(measures).chain(programs).chain(total) {
        if value.is_some_and(|v| !v.is_finite()) {
            return Err(OutputError::NotFinite { region: region.region_id.clone(), item: item.to_owned(), column });
        }
    }
    Ok(())
}

/// The numbers of a row with the names of their fields.
fn numbers(row: &GapRow) -> [(&'static str, Option<f64>); 11] {
    [
        ("demand", row.demand),
        ("demand_low", row.demand_low),
        ("demand_high", row.demand_high),
        ("demand_new", row.demand_new),
        ("demand_estimated", row.demand_estimated),
        ("supply_low", Some(row.supply_low)),
        ("supply_allocated", row.supply_allocated),
        ("supply_whole", Some(row.supply_whole)),
        ("gap_whole", row.gap_whole),
        ("gap_allocated", row.gap_allocated),
        ("coverage", row.coverage),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_good_set_passes() {
        assert!(set(&sample::set()).is_ok());
    }

    #[test]
    fn ids_must_be_plain_and_distinct() {
        for bad in ["", "../etc", "Los Angeles", "a/b", "a.b"] {
            let mut broken = sample::set();
            broken.regions[1].region_id = bad.into();
            assert!(matches!(set(&broken), Err(OutputError::RegionId { .. })), "{bad}");
        }
        let mut broken = sample::set();
        broken.regions[1].region_id = broken.regions[0].region_id.clone();
        assert!(matches!(set(&broken), Err(OutputError::DuplicateRegion { .. })));
        broken.regions.clear();
        assert!(matches!(set(&broken), Err(OutputError::NoRegions)));
    }

    #[test]
    fn numbers_must_be_finite() {
        let mut broken = sample::set();
        broken.regions[0].rows[0].coverage = Some(f64::INFINITY);
        assert!(matches!(set(&broken), Err(OutputError::NotFinite { column: "coverage", .. })));
        let mut broken = sample::set();
        broken.regions[0].unlinked[0].awards = f64::NAN;
        assert!(matches!(set(&broken), Err(OutputError::NotFinite { column: "awards", .. })));
    }
}
