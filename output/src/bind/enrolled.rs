//! Enrollment by region: all sectors, the newest year of each measure and kind of school.

use std::collections::BTreeMap;

use super::Bundle;
use super::load::{Regions, key, read};
use crate::error::OutputError;
use crate::more::Enrolled;

/// Fills how many are enrolled.
pub(super) fn fill(bundle: &Bundle, regions: &mut Regions) -> Result<(), OutputError> {
    let mart = read(bundle, "enrollment_region")?;
    let (scheme, region, list) = (mart.text("scheme")?, mart.text("region_id")?, mart.text("sector_list")?);
    let (measure, title, school, year) =
        (mart.text("enrollment_measure")?, mart.text("measure_title")?, mart.text("school_kind")?, mart.text("enrollment_year")?);
    let (low, high, unit, career) = (mart.number("enrolled_low")?, mart.number("enrolled_high")?, mart.text("unit")?, mart.truth("is_career")?);
    let mut newest = BTreeMap::new();
    for row in (0..mart.len()).filter(|row| list.at(*row) == Some("all")) {
        let Some(region) = key(bundle, scheme.at(row), region.at(row)) else { continue };
        let held = newest.entry((region, measure.owned(row), school.owned(row))).or_insert(row);
        // School years sort as text.
        if year.owned(*held) < year.owned(row) {
            *held = row;
        }
    }
    for ((at, ..), row) in newest {
        let (Some(region), Some(low)) = (regions.get_mut(&at), low.at(row)) else { continue };
        region.more.enrolled.push(Enrolled {
            measure: title.owned(row),
            school: school.owned(row),
            year: year.owned(row),
            low,
            high: high.at(row),
            unit: unit.owned(row),
            is_career: career.at(row) == Some(true),
        });
    }
    Ok(())
}
