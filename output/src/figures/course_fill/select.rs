//! Which courses are drawn: those with figures for the newest year, most seats first.

use super::MOST_ROWS;
use crate::model::{Capacity, Course, Provider};

/// Groupings of a course's capacity that cover the course as a whole, the better first.
const WHOLE: [&str; 2] = ["all", "course"];

/// One course with its figures of the year.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    /// Title of the course.
    pub title: &'a str,
    /// Seats offered.
    pub seats: Option<f64>,
    /// Students enrolled.
    pub enrolled: Option<f64>,
    /// True where the students are unknown and counts of the course are withheld.
    pub withheld: bool,
}

impl<'a> Row<'a> {
    fn of(course: &'a Course, capacity: &Capacity) -> Self {
        let withheld = capacity.enrolled.is_none() && capacity.withheld > 0;
        Self { title: &course.title, seats: capacity.seats, enrolled: capacity.enrolled, withheld }
    }

    /// How far the row reaches: seats or students.
    pub(super) fn length(&self) -> f64 {
        self.seats.unwrap_or(0.0).max(self.enrolled.unwrap_or(0.0))
    }

    /// Students over seats; unknown where either is, or where there are no seats.
    pub(super) fn fill(&self) -> Option<f64> {
        let (seats, enrolled) = self.seats.zip(self.enrolled)?;
        (seats > 0.0).then(|| enrolled / seats)
    }
}

/// The courses of one year.
#[derive(Debug)]
pub(super) struct Selection<'a> {
    /// The newest year of any course; unknown where no course has figures.
    pub year: Option<&'a str>,
    /// Courses with figures for it, most seats first, unknown seats last.
    pub rows: Vec<Row<'a>>,
    /// Courses without.
    pub missing: usize,
}

impl<'a> Selection<'a> {
    /// Finds the newest year and its courses.
    pub(super) fn of(provider: &'a Provider) -> Self {
        let whole = |c: &&Capacity| WHOLE.contains(&c.dimension.as_str());
        let year = provider.courses.iter().flat_map(|c| &c.capacity).filter(whole).map(|c| c.year.as_str()).max();
        let figures = |course: &'a Course| {
            let of_year = |dimension: &str| course.capacity.iter().find(|c| Some(c.year.as_str()) == year && c.dimension == dimension);
            WHOLE.into_iter().find_map(of_year).map(|capacity| Row::of(course, capacity))
        };
        let mut rows: Vec<Row<'a>> = provider.courses.iter().filter_map(figures).collect();
        let seats = |r: &Row<'_>| r.seats.unwrap_or(f64::NEG_INFINITY);
        rows.sort_by(|a, b| seats(b).total_cmp(&seats(a)).then_with(|| a.title.cmp(b.title)));
        let missing = provider.courses.len() - rows.len();
        Self { year, rows, missing }
    }

    /// The rows that the figure shows.
    pub(super) fn drawn(&self) -> &[Row<'a>] {
        self.rows.get(..MOST_ROWS).unwrap_or(&self.rows)
    }
}
