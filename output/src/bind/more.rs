//! How firm statuses are, people, deserts and years, by region.

use std::cmp::Ordering;

use super::Bundle;
use super::load::{Regions, key, read};
use crate::error::OutputError;
use crate::more::{Desert, Firmness, People, Served, YearAwards};

/// Fills what the pages say beside the figures.
pub(super) fn fill(bundle: &Bundle, regions: &mut Regions) -> Result<(), OutputError> {
    firmness(bundle, regions)?;
    people(bundle, regions)?;
    deserts(bundle, regions)?;
    years(bundle, regions)?;
    served(bundle, regions)
}

fn firmness(bundle: &Bundle, regions: &mut Regions) -> Result<(), OutputError> {
    let mart = read(bundle, "status_stability")?;
    let (scheme, region, scenario) = (mart.text("scheme")?, mart.text("region_id")?, mart.text("scenario")?);
    let (statuses, tested, held) = (mart.size("statuses")?, mart.size("statuses_tested")?, mart.size("statuses_held")?);
    for row in 0..mart.len() {
        let Some(region) = key(bundle, scheme.at(row), region.at(row)).and_then(|k| regions.get_mut(&k)) else { continue };
        region.more.firmness.push(Firmness { scenario: scenario.owned(row), statuses: statuses.at(row), tested: tested.at(row), held: held.at(row) });
    }
    Ok(())
}

fn people(bundle: &Bundle, regions: &mut Regions) -> Result<(), OutputError> {
    let mart = read(bundle, "people_range")?;
    let (scheme, region, ways) = (mart.text("scheme")?, mart.text("region_id")?, mart.list("shared_ways")?);
    let (low, high) = (mart.number("people_low")?, mart.number("people_high")?);
    for row in 0..mart.len() {
        let Some(region) = key(bundle, scheme.at(row), region.at(row)).and_then(|k| regions.get_mut(&k)) else { continue };
        region.more.people = low.at(row).zip(high.at(row)).map(|(low, high)| People { low, high, ways: ways.at(row) });
    }
    Ok(())
}

fn deserts(bundle: &Bundle, regions: &mut Regions) -> Result<(), OutputError> {
    let mart = read(bundle, "program_desert")?;
    let (scheme, region, soc, occupation) = (mart.text("scheme")?, mart.text("region_id")?, mart.text("soc")?, mart.text("occupation")?);
    let (near_region, near_county, miles, awards) =
        (mart.text("nearest_region")?, mart.text("nearest_county")?, mart.number("miles")?, mart.number("nearest_completers")?);
    let (demand, wage, flags) = (mart.number("demand_openings")?, mart.number("entry_wage_low")?, mart.list("flags")?);
    let least = mart.truth("is_entry_wage_least")?;
    for row in 0..mart.len() {
        let Some(region) = key(bundle, scheme.at(row), region.at(row)).and_then(|k| regions.get_mut(&k)) else { continue };
        let nearest = near_county.at(row).map(|county| match near_region.at(row) {
            Some(region) if region != format!("{county} County") => format!("{county} County ({region})"),
            _ => format!("{county} County"),
        });
        region.more.deserts.push(Desert {
            soc: soc.owned(row),
            occupation: occupation.owned(row),
            demand: demand.known(row),
            partial: flags.at(row).iter().any(|f| f == "partial_area"),
            wage: wage.at(row),
            wage_is_least: least.holds(row),
            nearest,
            miles: miles.at(row),
            awards: awards.at(row),
        });
    }
    for region in regions.values_mut() {
        region.more.deserts.sort_by(|a, b| b.demand.total_cmp(&a.demand).then_with(|| a.soc.cmp(&b.soc)));
    }
    Ok(())
}

/// All programs of a stream together: sectors are left to the data file.
fn years(bundle: &Bundle, regions: &mut Regions) -> Result<(), OutputError> {
    let mart = read(bundle, "supply_trend")?;
    let (scheme, region, sector) = (mart.text("scheme")?, mart.text("region_id")?, mart.text("sector_id")?);
    let (stream, year, breaks) = (mart.text("stream")?, mart.text("academic_year")?, mart.list("breaks")?);
    let (awards, providers, unknown) = (mart.number("awards")?, mart.size("providers")?, mart.size("programs_unknown")?);
    for row in (0..mart.len()).filter(|row| sector.at(*row) == Some("all")) {
        let Some(region) = key(bundle, scheme.at(row), region.at(row)).and_then(|k| regions.get_mut(&k)) else { continue };
        region.more.years.push(YearAwards {
            stream: stream.owned(row),
            year: year.owned(row),
            awards: awards.at(row),
            providers: providers.at(row),
            partial: unknown.at(row) > 0,
            breaks: breaks.at(row),
        });
    }
    Ok(())
}

/// The newest school year that catalogs of a region give.
fn served(bundle: &Bundle, regions: &mut Regions) -> Result<(), OutputError> {
    let mart = read(bundle, "capacity_region")?;
    let (scheme, region, year) = (mart.text("scheme")?, mart.text("region_id")?, mart.text("academic_year")?);
    let (dimension, group) = (mart.text("dimension")?, mart.text("dimension_value")?);
    let (providers, courses, seats) = (mart.size("providers")?, mart.size("courses")?, mart.number("seats")?);
    let (enrolled, completed, placed) = (mart.number("enrolled")?, mart.number("completed")?, mart.number("placed")?);
    let (seats_least, students_least) = (mart.truth("seats_are_least")?, mart.truth("counts_are_least")?);
    for row in 0..mart.len() {
        let Some(region) = key(bundle, scheme.at(row), region.at(row)).and_then(|k| regions.get_mut(&k)) else { continue };
        let held = &mut region.more.served;
        let year = year.owned(row);
        match held.first().map(|s| s.year.cmp(&year)) {
            Some(Ordering::Greater) => continue,
            Some(Ordering::Less) => held.clear(),
            _ => {}
        }
        held.push(Served {
            dimension: dimension.owned(row),
            group: group.owned(row),
            year,
            providers: providers.at(row),
            courses: courses.at(row),
            seats: seats.at(row),
            students: [enrolled.at(row), completed.at(row), placed.at(row)],
            seats_are_least: seats_least.at(row) == Some(true),
            students_are_least: students_least.at(row) == Some(true),
        });
    }
    Ok(())
}
