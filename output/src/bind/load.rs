//! The marts of a run as the structs that pages are made of.

use std::collections::BTreeMap;

use super::columns::Mart;
use super::{Bundle, basis, catalog, context, courses, coverage, enrolled, gaps, groups, more, overrides, reviews, wages};
use crate::error::OutputError;
use crate::model::{RegionReport, ReportSet, TableFile};

const SHORTLIST: &str = "The chart draws the largest gaps among occupations that a career program can serve: middle-skill by the Centers of Excellence, or needing some college, a \
                         postsecondary award, an associate degree, or a high school diploma with moderate or long training; no prior experience; an entry wage at or above the \
                         living wage where one is named; and counted awards of at least 10 a year and 1% of the openings.";

/// The regions that have pages, by scheme and id.
pub(super) type Regions = BTreeMap<(String, String), RegionReport>;

/// Everything the pages show.
pub(super) fn set(bundle: &Bundle) -> Result<ReportSet, OutputError> {
    let mut regions = gaps::regions(bundle)?;
    coverage::measures(bundle, &mut regions)?;
    coverage::unlinked(bundle, &mut regions)?;
    groups::sectors(bundle, &mut regions)?;
    groups::streams(bundle, &mut regions)?;
    let overrides = overrides::overrides(bundle, &mut regions)?;
    more::fill(bundle, &mut regions)?;
    context::fill(bundle, &mut regions)?;
    enrolled::fill(bundle, &mut regions)?;
    let wages = wages::by_region(bundle)?;
    for (key, region) in &mut regions {
        region.living_wage = wages.get(key).cloned().unwrap_or_default();
    }
    let settings = settings(&read(bundle, "setting")?)?;
    let capacity = read(bundle, "program_capacity")?;
    let mut providers = catalog::providers(
        &capacity,
        &read(bundle, "course")?,
        courses::outlooks(&read(bundle, "course_outlook")?)?,
        groups::courses(&read(bundle, "group_region")?)?,
    )?;
    for provider in &mut providers {
        let area = ("service-area".to_owned(), provider.id.clone());
        provider.living_wage = wages.get(&area).cloned().unwrap_or_default();
    }
    for provider in providers.iter_mut().filter(|p| !p.is_example) {
        let role = format!("provider:{}", provider.id);
        let version = bundle.manifest.staged.iter().find(|s| s.source == "rocp_catalog" && s.receipt.role == role);
        provider.imported = version.and_then(|s| s.receipt.retrieved_at.get(..10)).map(str::to_owned);
    }
    let mut reviews = reviews::reviews(bundle.run_folder, bundle.marts)?;
    reviews.tests = reviews::tests(bundle.run_folder, bundle.marts, bundle.scheme)?;
    let retrieved = bundle.manifest.staged.iter().filter_map(|s| s.receipt.retrieved_at.get(..10)).max();
    Ok(ReportSet {
        run: bundle.manifest.run.clone(),
        profile: bundle.profile_title.to_owned(),
        as_of: bundle.manifest.as_of.clone(),
        data_retrieved: retrieved.map(str::to_owned),
        regions: regions.into_values().collect(),
        sources: bundle.sources.clone(),
        caveats: bundle.caveats.clone(),
        shortlist_rule: SHORTLIST.to_owned(),
        living_wage: living_wage(&settings),
        demand_basis: basis::words(&settings),
        band: settings.get("band").and_then(|b| b.parse().ok()).unwrap_or_default(),
        providers,
        changes: bundle.manifest.changes.clone(),
        is_first: bundle.manifest.parent.is_none(),
        overrides,
        reviews,
        tables: bundle.marts.iter().map(|m| TableFile { name: m.name.clone(), title: m.title.clone() }).collect(),
    })
}

/// A mart of the run.
pub(super) fn read(bundle: &Bundle, name: &str) -> Result<Mart, OutputError> {
    Mart::read(bundle.run_folder, bundle.marts, name)
}

/// The region of a row, where it has a page.
pub(super) fn key(bundle: &Bundle, scheme: Option<&str>, region: Option<&str>) -> Option<(String, String)> {
    let scheme = scheme.filter(|s| *s == bundle.scheme || *s == "state")?;
    Some((scheme.to_owned(), region?.to_owned()))
}

/// The profile's own wage in words, with its amount, and where another stands in its place.
fn living_wage(settings: &BTreeMap<String, String>) -> String {
    match (settings.get("living_wage"), settings.get("living_wage_name")) {
        (Some(hourly), Some(name)) if !name.is_empty() => {
            let named = format!("${hourly} an hour, {name}.");
            match settings.get("living_wage_household") {
                Some(household) => {
                    named
                        + &format!(
                            " Where wages of the household {household} are held for every county of a region, their median stands in its place there, by name."
                        )
                }
                None => named,
            }
        }
        _ => String::new(),
    }
}

/// Settings by name.
fn settings(mart: &Mart) -> Result<BTreeMap<String, String>, OutputError> {
    let (name, value) = (mart.text("setting")?, mart.text("setting_value")?);
    Ok((0..mart.len()).map(|row| (name.owned(row), value.owned(row))).collect())
}
