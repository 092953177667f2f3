//! Which region a plan is for.

use super::Wanted;
use crate::error::{AppError, Result};

/// A region of the published run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its scheme.
    pub scheme: String,
    /// Its id.
    pub region_id: String,
    /// Its name.
    pub region: String,
}

/// The scheme of providers' own regions.
pub const SERVICE_AREA: &str = "service-area";

/// Names at least this like another one are offered instead.
const ALIKE: f64 = 0.75;
/// How many are offered.
const OFFERED: usize = 5;

/// The region or provider that is asked for.
pub fn find(places: &[Place], wanted: &Wanted) -> Result<Place> {
    let (asked, of_provider) = match (&wanted.provider, &wanted.region) {
        (Some(provider), _) => (provider, true),
        (None, Some(region)) => (region, false),
        (None, None) => {
            return Err(AppError::Usage { problem: "no region is named".into(), hint: "name one with --region, or a provider with --provider".into() });
        }
    };
    let fits = |p: &&Place| (p.scheme == SERVICE_AREA) == of_provider && wanted.scheme.as_ref().is_none_or(|s| p.scheme == *s);
    let known: Vec<&Place> = places.iter().filter(fits).collect();
    let same = |name: &str| name.eq_ignore_ascii_case(asked);
    let found: Vec<&&Place> = known.iter().filter(|p| same(&p.region_id) || same(&p.region)).collect();
    match found.as_slice() {
        [one] => Ok((**one).clone()),
        [] => Err(unknown(asked, of_provider, &known)),
        several => Err(AppError::Usage {
            problem: format!("{asked} is a region of several schemes"),
            hint: format!("name one with --scheme: {}", several.iter().map(|p| p.scheme.as_str()).collect::<Vec<_>>().join(", ")),
        }),
    }
}

/// No such place: those with names like it.
fn unknown(asked: &str, of_provider: bool, known: &[&Place]) -> AppError {
    let lower = asked.to_lowercase();
    let like = |name: &str| strsim::jaro_winkler(&lower, &name.to_lowercase());
    let mut near: Vec<(f64, &Place)> = known.iter().map(|p| (like(&p.region_id).max(like(&p.region)), *p)).filter(|(alike, _)| *alike >= ALIKE).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (&a.1.scheme, &a.1.region_id).cmp(&(&b.1.scheme, &b.1.region_id))));
    let names: Vec<String> = near.iter().take(OFFERED).map(|(_, p)| format!("{} ({}, {})", p.region_id, p.region, p.scheme)).collect();
    let (what, hint) = match (of_provider, known.is_empty()) {
        (true, true) => ("provider", "no provider has a catalog in the published run: `rocp catalog import`, then `rocp run`".to_owned()),
        (true, false) => ("provider", offer(&names, "`rocp catalog list` lists providers")),
        (false, _) => ("region", offer(&names, "`rocp query \"SELECT DISTINCT scheme, region_id FROM plan_option\"` lists regions")),
    };
    AppError::Usage { problem: format!("there is no {what} {asked} in the published run"), hint }
}

fn offer(names: &[String], all: &str) -> String {
    if names.is_empty() { all.to_owned() } else { format!("did you mean {}? {all}", names.join(" or ")) }
}
