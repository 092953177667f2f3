//! The regions of the six schemes, each as shares of EDD's areas and as counties.

use super::Outcome;
use super::read::Projections;
use std::collections::{BTreeMap, BTreeSet};

/// One region of a scheme.
#[derive(Clone, Debug)]
pub struct Region {
    /// `macroregion`, `coe`, `jobs-first`, `edd-area`, `county` or `state`.
    pub scheme: String,
    /// Its name within the scheme.
    pub name: String,
    /// EDD's areas that lie in it, each with the share that does: 1 unless the area straddles.
    pub areas: BTreeMap<String, f64>,
    /// The counties whose colleges are its supply.
    pub counties: BTreeSet<String>,
    /// The region is the whole state: every college is its supply, EDD's state rows its demand.
    pub state: bool,
    /// Some area of the region straddles and was divided.
    pub split: bool,
}

/// An area's name before its brackets, and the counties within them.
pub fn bracket(full: &str) -> Outcome<(String, Vec<String>)> {
    let parts = full.trim().strip_suffix(')').and_then(|s| s.split_once('('));
    let (name, list) = parts.ok_or_else(|| format!("{full:?} has no county list"))?;
    let list = list.trim();
    let list = list
        .strip_suffix("Counties")
        .or_else(|| list.strip_suffix("County"))
        .ok_or_else(|| format!("{full:?}: the brackets do not end in County or Counties"))?;
    let list = list.replace(" and ", ",");
    let counties = list.split(',').map(str::trim).filter(|c| !c.is_empty());
    Ok((name.trim().to_owned(), counties.map(str::to_owned).collect()))
}

/// Every region of every scheme, after proving that the areas cover each county exactly once.
pub fn regions(
    projections: &Projections,
    counties: &BTreeMap<String, BTreeMap<&'static str, String>>,
    employment: &BTreeMap<String, f64>,
) -> Outcome<Vec<Region>> {
    let mut listed: Vec<&String> = projections.areas.values().flatten().collect();
    listed.sort();
    if !listed.into_iter().eq(counties.keys()) {
        return Err("the areas' brackets do not cover each county exactly once".into());
    }

    let mut found = vec![Region {
        scheme: "state".to_owned(),
        name: super::read::STATE.to_owned(),
        areas: BTreeMap::from([(super::read::STATE.to_owned(), 1.0)]),
        counties: counties.keys().cloned().collect(),
        state: true,
        split: false,
    }];
    for (area, members) in &projections.areas {
        let whole = |scheme: &str, name: &String| Region {
            scheme: scheme.to_owned(),
            name: name.clone(),
            areas: BTreeMap::from([(area.clone(), 1.0)]),
            counties: members.iter().cloned().collect(),
            state: false,
            split: false,
        };
        found.push(whole("edd-area", area));
        if let [county] = members.as_slice() {
            found.push(whole("county", county));
        }
    }
    for scheme in ["macroregion", "coe", "jobs-first"] {
        found.extend(grouped(scheme, projections, counties, employment)?);
    }
    Ok(found)
}

/// The regions of a scheme that assigns each county to one region.
fn grouped(
    scheme: &str,
    projections: &Projections,
    counties: &BTreeMap<String, BTreeMap<&'static str, String>>,
    employment: &BTreeMap<String, f64>,
) -> Outcome<Vec<Region>> {
    let mut found: BTreeMap<&String, Region> = BTreeMap::new();
    for (area, members) in &projections.areas {
        let mut parts: BTreeMap<&String, Vec<&String>> = BTreeMap::new();
        for county in members {
            let name = counties.get(county).and_then(|of| of.get(scheme));
            let name = name.ok_or_else(|| format!("{county:?} is in no region of {scheme}"))?;
            parts.entry(name).or_default().push(county);
        }
        let straddles = parts.len() > 1;
        for (name, held) in parts {
            let share = if straddles { employed(held.iter().copied(), employment)? / employed(members.iter(), employment)? } else { 1.0 };
            let region = found.entry(name).or_insert_with(|| Region {
                scheme: scheme.to_owned(),
                name: name.clone(),
                areas: BTreeMap::new(),
                counties: BTreeSet::new(),
                state: false,
                split: false,
            });
            region.areas.insert(area.clone(), share);
            region.counties.extend(held.into_iter().cloned());
            region.split |= straddles;
        }
    }
    Ok(found.into_values().collect())
}

/// The employment of some counties together.
fn employed<'a>(counties: impl Iterator<Item = &'a String>, employment: &BTreeMap<String, f64>) -> Outcome<f64> {
    let mut sum = 0.0;
    for county in counties {
        let held = employment.get(county);
        sum += held.ok_or_else(|| format!("no employment for {county:?}"))?;
    }
    Ok(sum)
}
