//! The living wage that wages are held against, by region.

use std::collections::BTreeMap;

use super::Bundle;
use super::load::read;
use crate::error::OutputError;
use crate::number::dollars;

/// By scheme and region, service areas too: the amount and the standard, in words.
pub(super) fn by_region(bundle: &Bundle) -> Result<BTreeMap<(String, String), String>, OutputError> {
    let mart = read(bundle, "living_wage_region")?;
    let (scheme, region, hourly, standard) =
        (mart.text("scheme")?, mart.text("region_id")?, mart.number("hourly_living_wage")?, mart.text("living_wage_standard")?);
    let words = |row: usize| standard.at(row).filter(|name| !name.is_empty()).map(|name| format!("{} an hour, {name}.", dollars(hourly.known(row))));
    Ok((0..mart.len()).filter_map(|row| Some(((scheme.owned(row), region.owned(row)), words(row)?))).collect())
}
