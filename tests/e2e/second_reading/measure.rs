//! The figures of one region: demand, supply, division of supply, status, totals.

use super::read::{Program, Projections};
use super::region::Region;
use super::{Figures, Links, Totals};
use std::collections::{BTreeMap, BTreeSet};

/// Comparisons of the statuses leave this much room for binary fractions.
const ROUNDING: f64 = 1e-9;

/// The band of METHOD 5.
const BAND: f64 = 0.1;

/// The demand for one occupation in one region.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Demand {
    /// `D`; none where no area publishes it.
    pub openings: Option<f64>,
    /// `D_new`.
    pub new: Option<f64>,
    /// `D` is known and some area is missing from it.
    pub partial: bool,
}

/// What [`region`] computes.
#[derive(Debug, Default)]
pub struct Measured {
    /// The figures of every occupation of the universe.
    pub figures: BTreeMap<String, Figures>,
    /// The region's sums.
    pub totals: Totals,
    /// `F` by college, TOP code and award level.
    pub fair_shares: BTreeMap<(String, String, String), f64>,
}

/// The demand for every occupation of the universe in a region.
pub fn demand(region: &Region, projections: &Projections) -> BTreeMap<String, Demand> {
    let mut found = BTreeMap::new();
    for soc in &projections.universe {
        let (mut openings, mut exits, mut change) = (0.0, 0.0, 0.0);
        let (mut published, mut missing) = (0_usize, 0_usize);
        for (area, share) in &region.areas {
            if *share <= 0.0 {
                continue;
            }
            match projections.rows.get(&(area.clone(), soc.clone())) {
                None => missing += 1,
                Some(row) => {
                    published += 1;
                    openings += share * row.openings / row.years;
                    exits += share * row.exits / row.years;
                    change += share * row.change / row.years;
                }
            }
        }
        let mut of = Demand::default();
        if published > 0 {
            of.openings = Some(openings);
            of.new = Some(openings.min(exits + change.max(0.0)));
            of.partial = missing > 0;
        }
        found.insert(soc.clone(), of);
    }
    found
}

/// A program's completions divided in proportion to openings; none where there are no openings.
pub fn divide(completions: f64, openings: &[f64]) -> Option<Vec<f64>> {
    let all = openings.iter().sum::<f64>();
    (all > 0.0).then(|| openings.iter().map(|d| completions * d / all).collect())
}

/// The figures, totals and fair shares of a region.
pub fn region(region: &Region, demand: &BTreeMap<String, Demand>, programs: &[&Program], links: &Links) -> Measured {
    let openings = |soc: &str| demand.get(soc).and_then(|of| of.openings);
    let mut whole: BTreeMap<&str, f64> = BTreeMap::new();
    let mut alone: BTreeMap<&str, f64> = BTreeMap::new();
    let mut divided: BTreeMap<&str, f64> = BTreeMap::new();
    let mut parts: Vec<(&Program, Vec<(&str, f64)>)> = Vec::new();
    let mut found = Measured::default();
    let none = BTreeSet::new();

    for program in programs {
        let c = program.completions;
        found.totals.programs += 1;
        found.totals.supply += c;
        let targets = links.get(&program.top).unwrap_or(&none);
        for soc in targets {
            *whole.entry(soc).or_default() += c;
            if targets.len() == 1 {
                *alone.entry(soc).or_default() += c;
            }
        }
        let wanted: Vec<(&str, f64)> = targets.iter().filter_map(|soc| Some((soc.as_str(), openings(soc).filter(|d| *d > 0.0)?))).collect();
        let sizes: Vec<f64> = wanted.iter().map(|(_, d)| *d).collect();
        let Some(shares) = divide(c, &sizes) else {
            found.totals.unallocatable += c;
            continue;
        };
        let shares: Vec<(&str, f64)> = wanted.iter().map(|(s, _)| *s).zip(shares).collect();
        for (soc, share) in &shares {
            *divided.entry(soc).or_default() += share;
        }
        parts.push((program, shares));
    }

    for (program, shares) in parts {
        let fair = shares.iter().filter_map(|(soc, share)| {
            let all = divided.get(soc).filter(|all| **all > 0.0)?;
            Some(openings(soc)? * share / all)
        });
        let fair = fair.sum::<f64>();
        found.totals.fair_shares += fair;
        let key = (program.college.clone(), program.top.clone(), program.award.clone());
        found.fair_shares.insert(key, fair);
    }

    for (soc, of) in demand {
        let linked = whole.contains_key(soc.as_str());
        let upper = whole.get(soc.as_str()).copied().unwrap_or(0.0);
        let lower = alone.get(soc.as_str()).copied().unwrap_or(0.0);
        let share = divided.get(soc.as_str()).copied().unwrap_or(0.0);
        let known = of.openings;
        let allocated = known.filter(|d| *d > 0.0).map(|_| share);
        let compared = Compared { demand: known, demand_low: known, demand_high: known.filter(|_| !of.partial), linked, low: lower, allocated, whole: upper };
        if let Some(d) = known {
            found.totals.demand += d;
            if share == 0.0 {
                found.totals.demand_unserved += d;
            }
        }
        found.totals.allocated += allocated.unwrap_or(0.0);
        let figures = Figures {
            demand: known,
            demand_low: compared.demand_low,
            demand_high: compared.demand_high,
            demand_new: of.new,
            supply_low: lower,
            supply_allocated: allocated,
            supply_whole: upper,
            gap_whole: known.map(|d| d - upper),
            gap_allocated: known.zip(allocated).map(|(d, p)| d - p),
            coverage: known.zip(allocated).map(|(d, p)| p / d),
            status: status(&compared).to_owned(),
            partial: of.partial,
            split: region.split,
        };
        found.figures.insert(soc.clone(), figures);
    }
    let linked = demand.iter().filter(|(s, _)| whole.contains_key(s.as_str()));
    let pairs: Vec<(f64, f64)> = linked.filter_map(|(s, of)| Some((divided.get(s.as_str()).copied().unwrap_or(0.0), of.openings?))).collect();
    found.totals.mismatch = mismatch(&pairs);
    found
}

/// Half the sum of the differences between two distributions, given as pairs of supply and demand.
pub fn mismatch(pairs: &[(f64, f64)]) -> Option<f64> {
    let supply = pairs.iter().map(|(p, _)| p).sum::<f64>();
    let demand = pairs.iter().map(|(_, d)| d).sum::<f64>();
    let apart = |(p, d): &(f64, f64)| (p / supply - d / demand).abs();
    (supply > 0.0 && demand > 0.0).then(|| pairs.iter().map(apart).sum::<f64>() / 2.0)
}

/// What a status is decided from.
#[derive(Clone, Copy, Debug)]
pub struct Compared {
    /// `D`.
    pub demand: Option<f64>,
    /// `D_lo`.
    pub demand_low: Option<f64>,
    /// `D_hi`.
    pub demand_high: Option<f64>,
    /// Some program of the region is linked to the occupation.
    pub linked: bool,
    /// `L`.
    pub low: f64,
    /// `P`.
    pub allocated: Option<f64>,
    /// `U`.
    pub whole: f64,
}

/// The first token of METHOD 5 whose condition holds.
pub fn status(of: &Compared) -> &'static str {
    let less = |a: f64, b: f64| a < b - ROUNDING;
    let (Some(demand), Some(low)) = (of.demand, of.demand_low) else {
        return "unknown";
    };
    if !of.linked {
        return "not_rated_no_link";
    }
    if of.demand_high.is_some_and(|high| less(high, 10.0)) && less(of.whole, 10.0) {
        return "too_small";
    }
    if less(of.whole, (1.0 - BAND) * low) {
        return "shortage";
    }
    let Some(high) = of.demand_high else {
        return "unknown_partial";
    };
    if less((1.0 + BAND) * high, of.low) {
        return "surplus";
    }
    if !less(of.low, (1.0 - BAND) * high) && !less((1.0 + BAND) * low, of.whole) {
        return "balanced";
    }
    match of.allocated {
        Some(p) if less(p, (1.0 - BAND) * demand) => "depends_shortage",
        Some(p) if !less((1.0 + BAND) * demand, p) => "depends_balanced",
        _ => "depends_surplus",
    }
}
