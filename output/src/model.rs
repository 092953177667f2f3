//! The numbers a report is made of, each with its unit. Unknown is `None`, never zero.

use serde::Deserialize;

/// One occupation in one region: demand, supply, gap and status (METHOD.md 1-5).
///
/// Openings are jobs to be filled in a year; supply is counted in awards a year.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct GapRow {
    /// Occupation code as EDD and OEWS publish it, `NN-NNNN`.
    pub soc: String,
    /// Name of the occupation.
    pub occupation: String,
    /// `D`: average annual openings.
    pub demand: Option<f64>,
    /// Lower end of the demand for sampling error, openings a year.
    pub demand_low: Option<f64>,
    /// Upper end, openings a year; unknown where only part of the region is published.
    pub demand_high: Option<f64>,
    /// Openings a year without job-to-job transfers.
    pub demand_new: Option<f64>,
    /// Openings a year estimated from national rates where no projection covers the region.
    pub demand_estimated: Option<f64>,
    /// `L`: awards a year of programs linked to this occupation alone.
    pub supply_low: f64,
    /// `P`: awards a year when each program is divided in proportion to openings.
    pub supply_allocated: Option<f64>,
    /// `U`: awards a year of all linked programs, counted whole.
    pub supply_whole: f64,
    /// `D - U`, a year: the smallest gap.
    pub gap_whole: Option<f64>,
    /// `D - P`, a year.
    pub gap_allocated: Option<f64>,
    /// `P / D`, a ratio.
    pub coverage: Option<f64>,
    /// Status token of METHOD.md 5.
    pub status: String,
    /// Flag tokens.
    pub flags: Vec<String>,
    /// Years the openings are for, such as `2020-2030`.
    pub demand_period: Option<String>,
    /// Years the awards were given in.
    pub supply_period: Option<String>,
    /// Place in the shortlist that the chart draws, from 1; `None` = not in it.
    pub rank: Option<u32>,
}

/// One figure about the region as a whole.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Measure {
    /// Id of the measure.
    pub measure: String,
    /// Its name for readers.
    pub label: String,
    /// Its value in `unit`.
    pub value: Option<f64>,
    /// Unit in words; `ratio` is printed as a percentage.
    pub unit: String,
    /// What the reader must know about it; may be empty.
    pub note: String,
}

/// A program whose awards could be given to no occupation.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct UnlinkedProgram {
    /// Program code (TOP, CIP or CDE pathway).
    pub program_code: String,
    /// Name of the program.
    pub program: String,
    /// Awards a year.
    pub awards: f64,
    /// Why, in words.
    pub reason: String,
}

/// One source that the figures of the report rest on. The chart's "Source:" line names all of them.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SourceLine {
    /// Id of the source card.
    pub id: String,
    /// Title of the data set.
    pub title: String,
    /// Who publishes it.
    pub agency: String,
    /// Years the data are for.
    pub period: String,
    /// Day the bytes were fetched, `YYYY-MM-DD`.
    pub retrieved: Option<String>,
    /// Licence in words.
    pub licence: String,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
    /// Where the data set is published.
    pub url: String,
    /// True where the last fetch failed and the last good copy is used.
    pub stale: bool,
}

/// Everything the report says about one region.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct RegionReport {
    /// Scheme of regions, such as `macroregion`.
    pub scheme: String,
    /// Id, also the name of the page's file: `a-z`, `0-9`, hyphen. The state is `california`.
    pub region_id: String,
    /// Name for readers.
    pub region: String,
    /// One row an occupation.
    pub rows: Vec<GapRow>,
    /// Figures about the region as a whole.
    pub measures: Vec<Measure>,
    /// The largest programs that could be given to no occupation.
    pub unlinked: Vec<UnlinkedProgram>,
    /// Awards a year of all such programs.
    pub unlinked_total: f64,
}

/// A whole run's report.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ReportSet {
    /// Id of the run.
    pub run: String,
    /// Name of the profile (which streams are counted, which rules).
    pub profile: String,
    /// The as-of day of the run, `YYYY-MM-DD`.
    pub as_of: Option<String>,
    /// Last day on which data were fetched, `YYYY-MM-DD`.
    pub data_retrieved: Option<String>,
    /// The regions, in the order they are listed; the state is listed first wherever it stands.
    pub regions: Vec<RegionReport>,
    /// The sources.
    pub sources: Vec<SourceLine>,
    /// Limits of the data, one sentence or two each.
    pub caveats: Vec<String>,
    /// In words: which occupations the chart draws.
    pub shortlist_rule: String,
}
