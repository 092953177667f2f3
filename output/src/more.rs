//! What a region's page says beside its figures: how firm they are, how many people, where nothing is offered, and how it moved.

use serde::Deserialize;

/// How many statuses hold under one assumption.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Firmness {
    /// Token of the assumption; `all` for every one together.
    pub scenario: String,
    /// Statuses that are rated.
    pub statuses: u32,
    /// Of these, those that could be tested.
    pub tested: u32,
    /// Of those tested, those that point the same way.
    pub held: u32,
}

/// Between how many people the counted awards can lie.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct People {
    /// The largest kind of training alone, people a year.
    pub low: f64,
    /// All awards, people a year.
    pub high: f64,
    /// Known ways in which the kinds counted share people.
    pub ways: Vec<String>,
}

/// An occupation with openings that no counted program in the region leads to.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Desert {
    /// Code of the occupation.
    pub soc: String,
    /// Its title.
    pub occupation: String,
    /// Openings a year.
    pub demand: f64,
    /// Whether the openings are known for a part of the region only.
    pub partial: bool,
    /// Entry wage an hour, where known.
    pub wage: Option<f64>,
    /// Whether that is a lower bound: the publisher's ceiling.
    pub wage_is_least: bool,
    /// The nearest county with such a program, with its region.
    pub nearest: Option<String>,
    /// Miles between the centers of counties.
    pub miles: Option<f64>,
    /// Awards a year there.
    pub awards: Option<f64>,
}

/// Awards of one kind of training in one year.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct YearAwards {
    /// Token of the stream.
    pub stream: String,
    /// School year.
    pub year: String,
    /// Awards; `None` = unknown.
    pub awards: Option<f64>,
    /// Providers that reported.
    pub providers: u32,
    /// Whether some programs' awards are unknown: the figure is a lower bound.
    pub partial: bool,
    /// What is different from this year on, or of its own kind in it.
    pub breaks: Vec<String>,
}

/// Residents without a job in one year.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Unemployment {
    /// Calendar year.
    pub year: i32,
    /// Share of the labor force; `None` where a county is missing.
    pub share: Option<f64>,
}

/// Seats and students of a group of the courses that providers' catalogs place in a region, in one school year.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Served {
    /// What the courses are grouped by, as in [`crate::model::Capacity`].
    pub dimension: String,
    /// The group within the dimension.
    pub group: String,
    /// School year.
    pub year: String,
    /// Providers.
    pub providers: u32,
    /// Courses.
    pub courses: u32,
    /// Seats; `None` = not reported.
    pub seats: Option<f64>,
    /// Enrolled, completed and placed students; `None` = withheld or not reported.
    pub students: [Option<f64>; 3],
    /// Whether seats are a lower bound.
    pub seats_are_least: bool,
    /// Whether students are lower bounds.
    pub students_are_least: bool,
}

/// How many are enrolled by one measure, in the newest year held.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Enrolled {
    /// The measure in words.
    pub measure: String,
    /// Token of the kind of school.
    pub school: String,
    /// School year.
    pub year: String,
    /// The least.
    pub low: f64,
    /// The most; `None` where a hidden count has no range.
    pub high: Option<f64>,
    /// What is counted.
    pub unit: String,
    /// Whether career education alone is counted.
    pub is_career: bool,
}

/// Projected jobs of one sector.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Industry {
    /// Title as published.
    pub title: String,
    /// Years of the projection.
    pub period: String,
    /// Jobs in its first year; `None` where an area of the region does not publish the sector.
    pub base: Option<f64>,
    /// Jobs in its last year.
    pub projected: Option<f64>,
    /// Change a year as a share of the jobs of the first.
    pub growth: Option<f64>,
}

/// All occupations of one area in one edition of a projection or survey.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Edition {
    /// Token of the source.
    pub source: String,
    /// Area.
    pub area: String,
    /// Period of the projection, or month of the survey.
    pub period: String,
    /// Jobs in the base year.
    pub base: Option<f64>,
    /// Jobs projected; a survey projects none.
    pub projected: Option<f64>,
    /// Openings a year.
    pub openings: Option<f64>,
    /// What is different from this edition on, or of its own kind in it.
    pub breaks: Vec<String>,
}

/// All of it for one region; empty where a run has none.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct More {
    /// By measure and kind of school.
    #[serde(default)]
    pub enrolled: Vec<Enrolled>,
    /// By assumption.
    pub firmness: Vec<Firmness>,
    /// None where nothing is counted.
    pub people: Option<People>,
    /// Most openings first.
    pub deserts: Vec<Desert>,
    /// By stream and year.
    pub years: Vec<YearAwards>,
    /// By year.
    pub unemployment: Vec<Unemployment>,
    /// Newest school year of the catalogs held, by dimension and group.
    pub served: Vec<Served>,
    /// Sectors of the newest long-term projection, in the publisher's order.
    pub industries: Vec<Industry>,
    /// Editions of demand, on the state's page alone.
    pub editions: Vec<Edition>,
}
