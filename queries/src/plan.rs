//! The seat plan (method, section 8): where new seats fill the most unmet openings.
//!
//! A whole number of seats for every program or course. Its completers, seats times completion, are divided over the occupations it leads to in proportion to
//! their openings, as in every other figure; no occupation gets more than its unmet openings, so that no surplus is made or made worse.

mod build;
mod options;
mod solve;
mod write;

use serde::Serialize;

pub use build::make;
pub use options::read;
pub use solve::{Best, Program, Row, best};
pub use write::lp;

/// One occupation that an option leads to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Target {
    /// Occupation code.
    pub soc: String,
    /// Its title.
    pub occupation: String,
    /// Share of the option's completers divided to it, less what an analyst puts outside; `None` where its openings are unknown or 0.
    pub share: Option<f64>,
    /// Unmet openings a year: the lower end of openings less allocated supply; `None` where openings are unknown or 0.
    pub unmet: Option<f64>,
    /// Supply above the upper end of openings, awards a year.
    pub excess: Option<f64>,
    /// Lowest median hourly wage of the region's areas, dollars.
    pub wage: Option<f64>,
}

/// What seats can be added to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Choice {
    /// Program code, or identifier of the course.
    pub id: String,
    /// Whether it is a provider's course.
    pub is_course: bool,
    /// Title.
    pub title: String,
    /// Program code.
    pub code: String,
    /// Counted programs of the code in the region.
    pub programs: i64,
    /// Whether ROCPs are known to teach its family; `None` where the family is not listed.
    pub rocp_taught: Option<bool>,
    /// Seats a year; `None` where not known in full.
    pub seats: Option<f64>,
    /// Enrolled / seats.
    pub fill: Option<f64>,
    /// Completed / enrolled.
    pub completion: Option<f64>,
    /// Whose completion it is, and of which year.
    pub completion_basis: Option<String>,
    /// Whether every occupation it leads to is in surplus.
    pub can_shrink: bool,
    /// Why no seats can be added.
    pub left_out: Option<String>,
    /// The occupations.
    pub targets: Vec<Target>,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ask {
    /// New seats.
    pub seats: u32,
    /// Weigh each opening by its median hourly wage.
    pub by_wages: bool,
    /// Move seats out of courses in surplus, too.
    pub moves: bool,
    /// The most seats one option may get.
    pub at_most: Option<u32>,
    /// Completion to assume where none is known.
    pub completion: Option<f64>,
}

/// Seats for one option.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// The option.
    pub choice: Choice,
    /// Whether no counted program of its code is there yet.
    pub is_new: bool,
    /// Seats added, or taken away where the plan shrinks it.
    pub seats: u32,
    /// Completion that is reckoned with.
    pub completion: f64,
    /// Where it is from.
    pub basis: String,
    /// Completers a year of these seats.
    pub completers: f64,
}

/// A constraint of the program.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Limit {
    /// What is limited.
    pub what: String,
    /// How much of it the plan uses.
    pub used: f64,
    /// The limit.
    pub limit: f64,
    /// Whether it holds the plan back: one more whole seat of some option does not fit.
    pub binds: bool,
}

/// Options without seats for one reason.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeftOut {
    /// The reason.
    pub reason: String,
    /// Their titles and codes.
    pub options: Vec<String>,
}

/// The plan.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plan {
    /// Options that exist there and get seats.
    pub grow: Vec<Line>,
    /// Options that no counted program offers there and that get seats.
    pub start: Vec<Line>,
    /// Courses whose every occupation is in surplus; the seats are those moved, 0 unless asked.
    pub shrink: Vec<Line>,
    /// Seats used.
    pub seats: u32,
    /// Unmet openings filled a year.
    pub filled: f64,
    /// Gain in the objective.
    pub gain: f64,
    /// What one more seat would add to the objective, by solving again; `None` where either answer is not proven.
    pub one_more_seat: Option<f64>,
    /// No plan gains more than this.
    pub bound: f64,
    /// Whether it is proven that no plan gains more.
    pub proven: bool,
    /// The constraints.
    pub limits: Vec<Limit>,
    /// What got no seats and why, most options first.
    pub left_out: Vec<LeftOut>,
    /// The program in the LP format of linear programming.
    pub program: String,
}
