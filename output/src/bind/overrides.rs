//! Overrides in force, and the regions whose counted programs they are about.

use std::collections::BTreeMap;

use super::Bundle;
use super::load::{Regions, key, read};
use crate::error::OutputError;
use crate::model::Override;

/// Every override in force, oldest first; each region learns which are about its programs.
pub(super) fn overrides(bundle: &Bundle, regions: &mut Regions) -> Result<Vec<Override>, OutputError> {
    let mart = read(bundle, "override_in_force")?;
    let (version, date, author) = (mart.size("override_version")?, mart.text("override_date")?, mart.text("override_author")?);
    let (code, program, soc) = (mart.text("program_code")?, mart.text("program")?, mart.text("soc_code")?);
    let (occupation, value, effect) = (mart.text("occupation")?, mart.number("override_value")?, mart.text("override_effect")?);
    let reason = mart.text("override_reason")?;
    let all: Vec<Override> = (0..mart.len())
        .map(|row| Override {
            version: version.at(row),
            date: date.owned(row),
            author: author.owned(row),
            program_code: code.owned(row),
            program: program.known(row),
            soc_code: soc.known(row),
            occupation: occupation.known(row),
            value: value.known(row),
            effect: effect.owned(row),
            reason: reason.owned(row),
        })
        .collect();
    if all.is_empty() {
        return Ok(all);
    }
    let mut by_code: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for o in &all {
        by_code.entry(&o.program_code).or_default().push(o.version);
    }
    let supply = read(bundle, "program_supply")?;
    let (scheme, region, code) = (supply.text("scheme")?, supply.text("region_id")?, supply.text("program_code")?);
    for row in 0..supply.len() {
        let Some(versions) = code.at(row).and_then(|c| by_code.get(c)) else { continue };
        let Some(region) = key(bundle, scheme.at(row), region.at(row)).and_then(|k| regions.get_mut(&k)) else { continue };
        region.overrides.extend(versions);
    }
    for region in regions.values_mut() {
        region.overrides.sort_unstable();
        region.overrides.dedup();
    }
    Ok(all)
}
