//! The numbers a report is made of, each with its unit. Unknown is `None`, never zero.

use rocp_lake::manifest::Changes;
use serde::Deserialize;

use crate::more::More;

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
    /// Place in its list, from 1; `None` = in no list.
    pub rank: Option<u32>,
    /// The list it stands in (METHOD.md 8); `None` = in no list, the full table has it.
    pub list: Option<List>,
    /// Entry wage (25th percentile) in dollars an hour, lowest among the region's areas.
    pub entry_wage: Option<f64>,
    /// Whether that is a lower bound: the publisher's ceiling, above which it prints no wage.
    pub entry_wage_is_least: bool,
    /// Typical training on the job as the projections give it, such as `Apprenticeship`.
    pub job_training: Option<String>,
}

/// Ranked lists of a region (METHOD.md 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum List {
    /// A program can serve it, the entry wage reaches the named living wage, and a counted program leads to it.
    Lead,
    /// The same, but no counted program leads to it.
    NoProgram,
    /// A program can serve it, but the entry wage is below the named living wage.
    LowWage,
}

/// One sector in one region, over its distinct occupations and programs; sectors overlap and do not add up.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SectorRow {
    /// Id of the sector.
    pub sector_id: String,
    /// Name of the sector.
    pub sector: String,
    /// Openings a year of its occupations with known demand.
    pub demand: Option<f64>,
    /// Awards a year allocated to them.
    pub supply: Option<f64>,
    /// `P / D`, a ratio.
    pub coverage: Option<f64>,
    /// The most of those openings that counted programs can fill together, a year.
    pub most_filled: Option<f64>,
    /// Awards a year of programs whose links all lie in the sector.
    pub must_enter: f64,
    /// Occupations that its programs lead to.
    pub occupations: u32,
    /// Those with known demand.
    pub known: u32,
    /// Rated `shortage`.
    pub short: u32,
    /// Rated `depends_shortage`.
    pub depends_short: u32,
    /// Rated `balanced` or `depends_balanced`.
    pub balanced: u32,
    /// Rated `depends_surplus`.
    pub depends_over: u32,
    /// Rated `surplus`.
    pub over: u32,
    /// True where demand is a lower bound.
    pub partial: bool,
}

/// One kind of training in one region.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct StreamRow {
    /// Token of the stream.
    pub stream: String,
    /// Its name for readers.
    pub title: String,
    /// Weight in the profile; 0 = not counted by it.
    pub weight: f64,
    /// Awards a year counted; 0 with a weight above 0 means that nothing of it is held, not that there is none.
    pub awards: f64,
    /// Programs counted.
    pub programs: u32,
    /// All programs by rule coe, awards a year; `None` where nothing is counted.
    pub by_coe: Option<f64>,
    /// The same by the plain mean.
    pub by_plain: Option<f64>,
    /// School years that the averages run over.
    pub years: Option<String>,
    /// Years between them and the openings they are compared with.
    pub years_apart: Option<u32>,
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

/// How a source came to the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A file of its publisher, with the day it was fetched.
    #[default]
    File,
    /// A table of published figures that the program carries.
    Quoted,
    /// A table of decisions that the program carries, such as which program leads to which occupation.
    Choice,
    /// A file of its publisher that stands beside the figures and enters none of them.
    Context,
}

/// One source that the figures of the report rest on. The chart's "Source:" line names all that hold figures.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct SourceLine {
    /// Id of the source card.
    pub id: String,
    /// Title of the data set.
    pub title: String,
    /// Which of its files or tables; may be empty.
    pub file: String,
    /// How it came to the program.
    #[serde(default)]
    pub kind: SourceKind,
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
    /// Sectors.
    pub sectors: Vec<SectorRow>,
    /// Every kind of training, counted or not.
    pub streams: Vec<StreamRow>,
    /// Versions of the overrides in force that are about counted programs of the region.
    pub overrides: Vec<u32>,
    /// How firm the figures are, people, deserts and years.
    #[serde(default)]
    pub more: More,
    /// The living wage that its wages are held against in words, with its amount; empty where none is named.
    #[serde(default)]
    pub living_wage: String,
}

/// An override in force: an analyst's decision on a link or on a share outside the linked occupations.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Override {
    /// Running number of its line.
    pub version: u32,
    /// Day on which it was set, `YYYY-MM-DD`.
    pub date: String,
    /// Who set it: a role or initials.
    pub author: String,
    /// Program code.
    pub program_code: String,
    /// Name of the program; none where no counted program has the code.
    pub program: Option<String>,
    /// Occupation code of the link; none for a share outside.
    pub soc_code: Option<String>,
    /// Name of the published occupation behind it.
    pub occupation: Option<String>,
    /// Weight of the link or share outside, 0 to 1.
    pub value: f64,
    /// What comes of it, as the mart `override_in_force` says it.
    pub effect: String,
    /// The analyst's reason.
    pub reason: String,
}

impl Override {
    /// Whether it changes anything in this run.
    pub fn acts(&self) -> bool {
        ["weighs", "removes", "adds", "outside"].contains(&self.effect.as_str())
    }
}

/// Seats and students of a group of courses in one school year. `None` = unknown, not reported, or withheld to protect students.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Capacity {
    /// School year, `2024-25`.
    pub year: String,
    /// What the courses are grouped by: `all`, `course`, `venue`, `schedule`, `student_group`, `credential`, `work_based_learning`.
    pub dimension: String,
    /// The group within the dimension; the course id for `course`.
    pub group: String,
    /// Course rows in the group.
    pub courses: u32,
    /// Seats offered.
    pub seats: Option<f64>,
    /// Students enrolled.
    pub enrolled: Option<f64>,
    /// Students on a waiting list.
    pub waitlisted: Option<f64>,
    /// Students who completed.
    pub completed: Option<f64>,
    /// Completers placed in work, training or further study.
    pub placed: Option<f64>,
    /// Enrolled / seats.
    pub fill: Option<f64>,
    /// Completed / enrolled.
    pub completion: Option<f64>,
    /// Placed / completed.
    pub placement: Option<f64>,
    /// Seats x completion: what the courses would yield if full.
    pub capacity_completers: Option<f64>,
    /// Counts of 1 to 10 students, or of totals over fewer than 3 courses, that are withheld.
    pub withheld: u32,
    /// Which of `seats`, `enrolled`, `waitlisted`, `completed`, `placed` are lower bounds: some rows' counts are withheld or not given.
    pub lower_bounds: Vec<String>,
}

/// One occupation that a course leads to, in the service area of its provider.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Outlook {
    /// Occupation code.
    pub soc: String,
    /// Name of the occupation.
    pub occupation: String,
    /// Why the course is linked to it.
    pub reason: String,
    /// Openings a year.
    pub demand: Option<f64>,
    /// Awards a year of other providers' programs there, each divided in proportion to openings.
    pub other_supply: Option<f64>,
    /// The same, each counted whole; unknown where no service area is given.
    pub other_supply_whole: Option<f64>,
    /// `D - P` of the service area, the provider's own completers among the supply.
    pub gap: Option<f64>,
    /// Entry wage, dollars an hour.
    pub entry_wage: Option<f64>,
    /// Whether that is a lower bound: the publisher's ceiling, above which it prints no wage.
    pub entry_wage_is_least: bool,
    /// Status token of METHOD.md 5 among the streams counted; the provider's own completers are among them.
    pub status: String,
    /// Flag tokens.
    pub flags: Vec<String>,
    /// Years the openings are for.
    pub demand_period: Option<String>,
    /// Years the other providers' awards were given in.
    pub supply_period: Option<String>,
}

/// A course of a provider's catalog.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Course {
    /// Id, also the name of the page's file: `a-z`, `0-9`, hyphen; unique over all providers.
    pub id: String,
    /// Course code as the provider writes it.
    pub code: String,
    /// Title.
    pub title: String,
    /// Facts about the course in reading order, as name and value: sector, pathway, program code, hours, credential, sites, venues, schedules, student groups,
    /// work-based learning, partners, advisory board, last and next review under Education Code 52302.3, CalWORKs, student organization, apprenticeship sponsor.
    pub facts: Vec<(String, String)>,
    /// Its capacity, newest year first.
    pub capacity: Vec<Capacity>,
    /// Its occupations, largest demand first; none where its program code leads to none.
    pub outlook: Vec<Outlook>,
    /// Its occupations taken together; `None` where it has none.
    pub together: Option<Together>,
}

/// The occupations of a course taken together, in its provider's service area.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Together {
    /// Distinct occupations.
    pub occupations: u32,
    /// Those with known openings.
    pub known: u32,
    /// Known openings a year; `None` where none is known.
    pub demand: Option<f64>,
    /// Counted programs linked to them.
    pub programs: u32,
    /// The most of the known openings that these programs can fill together, a year.
    pub most_filled: Option<f64>,
    /// Awards a year of programs that lead nowhere else.
    pub must_enter: f64,
    /// True where openings are a lower bound.
    pub partial: bool,
}

impl Course {
    /// The value of a fact by its name.
    pub fn fact(&self, name: &str) -> Option<&str> {
        self.facts.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// A provider with its catalog.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Provider {
    /// Id, also the name of the page's file.
    pub id: String,
    /// Name.
    pub name: String,
    /// County office, joint powers or single district.
    pub structure: String,
    /// The service area in words, counties with their weights.
    pub service_area: String,
    /// True where the figures are invented to show what a page looks like.
    pub is_example: bool,
    /// Day the catalog was imported, `YYYY-MM-DD`.
    pub imported: Option<String>,
    /// Capacity by every dimension but `course`, newest year first.
    pub capacity: Vec<Capacity>,
    /// Its courses by title.
    pub courses: Vec<Course>,
    /// The living wage of its service area in words, with its amount; empty where none is named.
    #[serde(default)]
    pub living_wage: String,
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
    /// The living wage that entry wages are compared with, in words with its amount, year and source; empty where none is held.
    pub living_wage: String,
    /// How demand was had, in words: published projections, or estimated from national rates with its band.
    pub demand_basis: String,
    /// Band within which openings and awards count as balanced, as a share of openings.
    pub band: f64,
    /// Providers with a catalog; examples among them.
    pub providers: Vec<Provider>,
    /// What moved against the run before it of the same profile; none where none was compared.
    pub changes: Option<Changes>,
    /// Whether no run was published before it.
    pub is_first: bool,
    /// Overrides in force, oldest first.
    pub overrides: Vec<Override>,
    /// Reviews of their courses, and tests of occupations.
    #[serde(default)]
    pub reviews: crate::review::Reviews,
    /// The tables that lie beside the pages as files.
    pub tables: Vec<TableFile>,
}

/// A table beside the pages: `data/<name>.csv` and `data/<name>.parquet`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct TableFile {
    /// Name of the table and its files.
    pub name: String,
    /// Title for readers.
    pub title: String,
}
