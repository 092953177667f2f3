//! A second, independent computation of the supply and demand gap figures, used as a test oracle.
//!
//! It reads the agencies' own files and follows the text of `METHOD.md` (sections 1 to 6), with no
//! database engine and no code of the product, so that an error in either shows as a difference.
//!
//! - [`read`] turns the text files into plain rows,
//! - [`crosswalk`] reads the workbook that links programs to occupations,
//! - [`region`] builds the regions of the six schemes from the counties,
//! - [`measure`] computes a region's figures, totals and fair shares.
#![allow(dead_code, reason = "an oracle offers more figures than one test compares")]

pub mod crosswalk;
pub mod measure;
pub mod read;
pub mod region;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

/// What every step of the second reading answers with.
pub type Outcome<T> = Result<T, Box<dyn Error>>;

/// The distinct occupations each TOP code leads to.
pub type Links = BTreeMap<String, BTreeSet<String>>;

/// Scheme, region name and SOC code of one row of figures.
pub type FigureKey = (String, String, String);

/// Scheme and region name of one row of totals.
pub type RegionKey = (String, String);

/// Scheme, region name, college, six digit TOP code and award level of one fair share.
pub type ProgramKey = (String, String, String, String, String);

/// The figures of one occupation in one region; openings and completions are per year.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// `D`, annual openings over the region's publishing areas; none where no area publishes it.
    pub demand: Option<f64>,
    /// `D_lo`, equal to `D`.
    pub demand_low: Option<f64>,
    /// `D_hi`, equal to `D`, and unknown where the figure is partial.
    pub demand_high: Option<f64>,
    /// `D_new`, openings without job-to-job transfers.
    pub demand_new: Option<f64>,
    /// `L`, the supply of programs linked to this occupation alone.
    pub supply_low: f64,
    /// `P`, supply divided in proportion to openings; unknown where `D` is unknown or 0.
    pub supply_allocated: Option<f64>,
    /// `U`, the supply of every linked program, counted whole.
    pub supply_whole: f64,
    /// `D - U`.
    pub gap_whole: Option<f64>,
    /// `D - P`.
    pub gap_allocated: Option<f64>,
    /// `P / D`, a ratio.
    pub coverage: Option<f64>,
    /// The token of METHOD 5.
    pub status: String,
    /// `D` is known, and at least one area of the region does not publish the occupation.
    pub partial: bool,
    /// The region holds a part of an area that was divided by county employment.
    pub split: bool,
}

/// What a region's figures must add up to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    /// Sum of `C` over the region's programs, weighted by stream.
    pub supply: f64,
    /// Sum of `P` over the occupations where it is known.
    pub allocated: f64,
    /// Supply of programs with no linked occupation of known `D > 0`.
    pub unallocatable: f64,
    /// Half the sum of |P share - D share| over linked occupations with known `D`.
    pub mismatch: Option<f64>,
    /// Supply of colleges without a county, counted in the state only: the same for every region
    /// of a scheme, and 0 in the state.
    pub unlocated: f64,
    /// Sum of `D` where it is known.
    pub demand: f64,
    /// Sum of `F` over the region's programs.
    pub fair_shares: f64,
    /// Sum of `D` over the occupations that receive no allocated supply.
    pub demand_unserved: f64,
    /// Number of programs (college, TOP, award level) with `C > 0`.
    pub programs: usize,
}

/// Everything the second reading computes.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// One row for each region and occupation.
    pub figures: BTreeMap<FigureKey, Figures>,
    /// One row for each region.
    pub totals: BTreeMap<RegionKey, Totals>,
    /// `F` of each program that could be allocated; an unallocatable program has no entry.
    pub fair_shares: BTreeMap<ProgramKey, f64>,
}

/// The figures of every region and occupation.
///
/// `shared` is the folder that holds `data/`, `weights` the inclusion weight of each stream
/// (`credit`, `noncredit`, `transfer`, `bachelors`; 1 where absent) and `county_employment` the
/// employment of each county, needed only for the counties of areas that straddle regions.
pub fn compute(shared: &Path, weights: &BTreeMap<String, f64>, county_employment: &BTreeMap<String, f64>) -> Outcome<BTreeMap<FigureKey, Figures>> {
    Ok(reading(shared, weights, county_employment)?.figures)
}

/// The totals of every region, and the fair share of every program in every region it lies in.
pub fn totals(
    shared: &Path,
    weights: &BTreeMap<String, f64>,
    county_employment: &BTreeMap<String, f64>,
) -> Outcome<(BTreeMap<RegionKey, Totals>, BTreeMap<ProgramKey, f64>)> {
    let all = reading(shared, weights, county_employment)?;
    Ok((all.totals, all.fair_shares))
}

/// Figures, totals and fair shares in one pass over the files.
pub fn reading(shared: &Path, weights: &BTreeMap<String, f64>, county_employment: &BTreeMap<String, f64>) -> Outcome<Reading> {
    let data = shared.join("data");
    let projections = read::projections(&data)?;
    let links = crosswalk::crosswalk(&data, &projections.universe)?.links;
    let counties = read::counties(&data)?;
    let colleges = read::colleges(&data, &counties)?;
    let supply = read::supply(&data, weights)?;
    let regions = region::regions(&projections, &counties, county_employment)?;

    let mut county_of = BTreeMap::new();
    for program in &supply {
        let county = colleges.get(&program.college).ok_or_else(|| format!("no county row for college {:?}", program.college))?;
        county_of.insert(program.college.as_str(), county.as_deref());
    }
    let located = |program: &read::Program| county_of.get(program.college.as_str()).copied();
    let unlocated = supply.iter().filter(|program| located(program) == Some(None)).map(|program| program.completions).sum::<f64>();

    let mut all = Reading::default();
    for region in &regions {
        let programs: Vec<&read::Program> = supply
            .iter()
            .filter(|program| match located(program) {
                Some(Some(county)) => region.state || region.counties.contains(county),
                _ => region.state,
            })
            .collect();
        let demand = measure::demand(region, &projections);
        let mut measured = measure::region(region, &demand, &programs, &links);
        measured.totals.unlocated = if region.state { 0.0 } else { unlocated };

        let key = (region.scheme.clone(), region.name.clone());
        for (soc, figures) in measured.figures {
            let row = (key.0.clone(), key.1.clone(), soc);
            all.figures.insert(row, figures);
        }
        for (program, share) in measured.fair_shares {
            let (college, top, award) = program;
            let row = (key.0.clone(), key.1.clone(), college, top, award);
            all.fair_shares.insert(row, share);
        }
        if all.totals.insert(key, measured.totals).is_some() {
            return Err(format!("region {:?} occurs twice", region.name).into());
        }
    }
    Ok(all)
}
