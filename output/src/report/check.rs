//! What is refused before a page is made.

use std::collections::BTreeSet;

use crate::error::OutputError;
use crate::model::{Capacity, GapRow, Outlook, RegionReport, ReportSet};

/// The whole set: there are regions, ids of pages can be file names and are distinct, every number is finite.
pub(super) fn set(set: &ReportSet) -> Result<(), OutputError> {
    if set.regions.is_empty() {
        return Err(OutputError::NoRegions);
    }
    distinct(set.regions.iter().map(|r| r.region_id.as_str()))?;
    distinct(set.providers.iter().map(|p| p.id.as_str()))?;
    distinct(set.providers.iter().flat_map(|p| &p.courses).map(|c| c.id.as_str()))?;
    for region in &set.regions {
        finite(region)?;
    }
    for provider in &set.providers {
        let capacity =
            provider.capacity.iter().chain(provider.courses.iter().flat_map(|c| &c.capacity)).flat_map(|c| seats(c).map(|(n, v)| (c.group.as_str(), n, v)));
        let outlook = provider.courses.iter().flat_map(|c| &c.outlook).flat_map(|o| openings(o).map(|(n, v)| (o.soc.as_str(), n, v)));
        all_finite(&provider.id, capacity.chain(outlook))?;
    }
    Ok(())
}

/// Ids that name pages of one kind.
fn distinct<'a>(ids: impl Iterator<Item = &'a str>) -> Result<(), OutputError> {
    let mut seen = BTreeSet::new();
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    for id in ids {
        if id.is_empty() || !id.chars().all(plain) {
            return Err(OutputError::RegionId { id: id.to_owned() });
        }
        if !seen.insert(id) {
            return Err(OutputError::DuplicateRegion { id: id.to_owned() });
        }
    }
    Ok(())
}

/// No number of a region is infinite or not a number.
fn finite(region: &RegionReport) -> Result<(), OutputError> {
    let rows = region.rows.iter().flat_map(|row| numbers(row).map(|(column, value)| (row.soc.as_str(), column, value)));
    let measures = region.measures.iter().map(|m| (m.measure.as_str(), "value", m.value));
    let programs = region.unlinked.iter().map(|p| (p.program_code.as_str(), "awards", Some(p.awards)));
    let total = [("all programs", "unlinked_total", Some(region.unlinked_total))];
    let sectors = region
        .sectors
        .iter()
        .flat_map(|s| [("demand", s.demand), ("supply", s.supply), ("coverage", s.coverage)].map(|(column, value)| (s.sector_id.as_str(), column, value)));
    let streams = region.streams.iter().flat_map(|s| [("weight", s.weight), ("awards", s.awards)].map(|(column, v)| (s.stream.as_str(), column, Some(v))));
    all_finite(&region.region_id, rows.chain(measures).chain(programs).chain(total).chain(sectors).chain(streams))
}

/// No value is infinite or not a number.
fn all_finite<'a>(place: &str, values: impl Iterator<Item = (&'a str, &'static str, Option<f64>)>) -> Result<(), OutputError> {
    for (item, column, value) in values {
        if value.is_some_and(|v| !v.is_finite()) {
            return Err(OutputError::NotFinite { region: place.to_owned(), item: item.to_owned(), column });
        }
    }
    Ok(())
}

/// The numbers of a group of courses.
fn seats(c: &Capacity) -> [(&'static str, Option<f64>); 9] {
    [
        ("seats", c.seats),
        ("enrolled", c.enrolled),
        ("waitlisted", c.waitlisted),
        ("completed", c.completed),
        ("placed", c.placed),
        ("fill", c.fill),
        ("completion", c.completion),
        ("placement", c.placement),
        ("capacity_completers", c.capacity_completers),
    ]
}

/// The numbers of an occupation that a course leads to.
fn openings(o: &Outlook) -> [(&'static str, Option<f64>); 5] {
    [("demand", o.demand), ("other_supply", o.other_supply), ("other_supply_whole", o.other_supply_whole), ("gap", o.gap), ("entry_wage", o.entry_wage)]
}

/// The numbers of a row with the names of their fields.
fn numbers(row: &GapRow) -> [(&'static str, Option<f64>); 12] {
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
        ("entry_wage", row.entry_wage),
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
        let mut broken = sample::set();
        broken.providers[0].courses[1].id = broken.providers[0].courses[0].id.clone();
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
        broken.providers[0].courses[0].capacity[0].fill = Some(f64::NAN);
        assert!(matches!(set(&broken), Err(OutputError::NotFinite { column: "fill", .. })));
        let mut broken = sample::set();
        broken.regions[0].unlinked[0].awards = f64::NAN;
        assert!(matches!(set(&broken), Err(OutputError::NotFinite { column: "awards", .. })));
    }
}
