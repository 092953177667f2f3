//! The check of a catalog: every problem of every row, and the rows that can be read.

use super::area;
pub use super::cell::Options;
use super::cell::{self, Cell, Fault};
use super::columns::{COLUMNS, Column, Kind};
use super::course::Course;
use super::problem::{Problem, Severity, short};
use super::table::{Table, is_heading, of_file};
use super::{across, lists};
use crate::decode::Line;

/// A catalog that was read.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// Its rows, in order of line.
    pub courses: Vec<Course>,
    /// Every problem, in order of line.
    pub problems: Vec<Problem>,
}

impl Catalog {
    /// How many problems keep it from being imported.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.problems.iter().filter(|p| p.is_error()).count()
    }
}

/// Columns that say something about the provider, the same on each of its rows.
pub(super) const OF_PROVIDER: &[&str] = &["provider", "organizational_structure", "service_area", "ipeds_unitid"];

/// Reads and checks a catalog. Pure: the same rows and options give the same answer.
#[must_use]
pub fn check(table: &Table, options: &Options) -> Catalog {
    let mut out = Catalog { courses: Vec::new(), problems: table.problems.clone() };
    let Some(header) = &table.header else { return out };
    let places = places(header, &mut out.problems);
    for line in &table.body {
        out.courses.push(row(table, header, line, &places, options, &mut out.problems));
    }
    if table.body.is_empty() && table.problems.iter().all(|p| !p.is_error()) {
        out.problems.push(of_file(Severity::Error, "no-courses", 0, "it holds no courses", "Write one row a course below the headings"));
    }
    across::check(&out.courses, &mut out.problems);
    fold_repeats(&mut out.problems);
    out.problems.sort_by_key(|p| (p.line, COLUMNS.iter().position(|c| c.heading == p.column), p.severity));
    out
}

/// Where each column stands; headings that are missing, doubled or unknown are problems.
fn places(header: &Line, problems: &mut Vec<Problem>) -> Vec<Option<usize>> {
    let mut used = vec![false; header.cells.len()];
    let mut places = Vec::new();
    let mut missing = Vec::new();
    for column in COLUMNS {
        let found: Vec<usize> = (0..header.cells.len()).filter(|i| is_heading(column.heading, column.also, &header.cells[*i])).collect();
        found.iter().for_each(|i| used[*i] = true);
        if found.len() > 1 {
            let what = "Keep one of them and delete the other";
            problems.push(heading(header, column.heading, Severity::Error, "column-twice", &format!("the column stands {} times", found.len()), what));
        }
        if found.is_empty() && column.in_header {
            missing.push(column);
        }
        places.push(found.first().copied());
    }
    let extra: Vec<&str> = (0..used.len()).filter(|i| !used[*i]).map(|i| header.cells[i].trim()).filter(|c| !c.is_empty()).collect();
    for column in missing {
        let what = lists::nearest(column.heading, extra.iter().copied()).map_or_else(
            || format!("Add a column with the heading {}", column.heading),
            |near| format!("Is it the column {near:?}? Then rename it {}", column.heading),
        );
        problems.push(heading(header, column.heading, Severity::Error, "missing-column", "the column is missing", &what));
    }
    for name in extra {
        let known = COLUMNS.iter().filter(|c| !c.in_header && places[COLUMNS.iter().position(|k| k.name == c.name).unwrap_or(0)].is_none());
        let what = lists::nearest(name, known.map(|c| c.heading)).map_or_else(
            || "Nothing, if it is your own; its cells are not read".to_owned(),
            |near| format!("If it is {near}, write the heading so; otherwise its cells are not read"),
        );
        problems.push(heading(header, &short(name), Severity::Warning, "extra-column", "the column is not one of the catalog's", &what));
    }
    places
}

fn heading(header: &Line, column: &str, severity: Severity, kind: &'static str, problem: &str, what: &str) -> Problem {
    Problem { column: column.to_owned(), ..of_file(severity, kind, header.number, problem, what) }
}

fn row(table: &Table, header: &Line, line: &Line, places: &[Option<usize>], options: &Options, problems: &mut Vec<Problem>) -> Course {
    let mut course = Course::new(line.number);
    let (n, width) = (line.cells.len(), header.cells.len());
    if line.cells.iter().skip(width).any(|c| !c.trim().is_empty()) || (table.is_text && n < width) {
        let what = if n < width {
            "The row is cut off: complete it"
        } else {
            "A comma in a cell needs quotes around the cell; save the file from the spreadsheet again"
        };
        problems.push(of_file(Severity::Error, "row-length", line.number, &format!("the row has {n} cells below {width} headings"), what));
        return course;
    }
    for (i, (column, place)) in COLUMNS.iter().zip(places).enumerate() {
        let Some(place) = place else { continue };
        let written = line.cells.get(*place).map_or("", |c| c.trim().trim_start_matches('\u{feff}'));
        let mut tell = |severity, f: Fault| problems.push(problem(column, line.number, written, severity, f));
        if written.is_empty() {
            if column.in_row {
                tell(Severity::Error, missing(column));
            }
            continue;
        }
        let read = cell::read(column, written, options, table.semicolons);
        course.values[i] = match read {
            Cell::Good(_) if column.kind == Kind::ServiceArea => {
                let (counties, faults) = area::read(written);
                let whole = faults.is_empty();
                faults.into_iter().for_each(|f| tell(Severity::Error, f));
                whole.then(|| area::text(&counties))
            }
            Cell::Good(value) => Some(value),
            Cell::Odd(value, fault) => {
                tell(Severity::Warning, fault);
                Some(value)
            }
            Cell::Bad(fault) => {
                tell(Severity::Error, fault);
                None
            }
        };
    }
    within(&course, line, places, problems);
    course
}

/// What the cells of one row say together.
fn within(course: &Course, line: &Line, places: &[Option<usize>], problems: &mut Vec<Problem>) {
    let written = |name: &str| {
        let place = super::columns::place(name).and_then(|i| places[i]);
        place.and_then(|p| line.cells.get(p)).map_or("", |c| c.trim())
    };
    let mut tell = |name: &str, severity, kind, text: String, what: String| {
        if let Some(column) = super::columns::column(name) {
            problems.push(problem(column, course.line, written(name), severity, cell::fault(kind, text, what)));
        }
    };
    if written("cip_code").is_empty() && written("top_code").is_empty() {
        tell(
            "cip_code",
            Severity::Error,
            "no-code",
            "neither a CIP nor a TOP code".to_owned(),
            "Give one of them; without it the course cannot be compared with jobs".to_owned(),
        );
    }
    if let (Some(sector), Some(pathway)) = (course.get("cde_sector"), course.get("cde_pathway"))
        && let Some((right, _)) = lists::pathways().iter().find(|(_, p)| p == pathway)
        && right != sector
    {
        tell(
            "cde_pathway",
            Severity::Error,
            "pathway-of-other-sector",
            format!("it is a pathway of the sector {right}, not of {sector}"),
            "Correct the sector or the pathway".to_owned(),
        );
    }
    let counts = |a: &str, b: &str| Some((course.count(a)?, course.count(b)?));
    if counts("completed", "enrolled").is_some_and(|(c, e)| c > e) {
        tell(
            "completed",
            Severity::Error,
            "completers-over-enrolled",
            "more completers than students enrolled in this row".to_owned(),
            "Correct one of the two counts".to_owned(),
        );
    }
    if counts("placed", "completed").is_some_and(|(p, c)| p > c) {
        tell(
            "placed",
            Severity::Error,
            "placed-over-completers",
            "more students placed than completers in this row".to_owned(),
            "Correct one of the two; count only completers as placed".to_owned(),
        );
    }
    match (course.count("enrolled"), course.count("seats")) {
        (Some(e), Some(0.0)) if e > 0.0 => {
            tell(
                "seats",
                Severity::Error,
                "enrolled-without-seats",
                "students are enrolled, but there are no seats".to_owned(),
                "Write the seats offered, or leave the cell blank where they are not known".to_owned(),
            );
        }
        (Some(e), Some(s)) if e > 1.5 * s => {
            tell(
                "enrolled",
                Severity::Warning,
                "over-full",
                "over one and a half times as many students as seats".to_owned(),
                "Make sure that both counts are of this row's course, year and time".to_owned(),
            );
        }
        (Some(e), None) if e > 0.0 && written("seats").is_empty() => {
            tell(
                "seats",
                Severity::Warning,
                "seats-unknown",
                "students are enrolled, but the seats are not given".to_owned(),
                "Give the seats if you can: without them the report cannot say how full the course is".to_owned(),
            );
        }
        _ => {}
    }
}

fn missing(column: &Column) -> Fault {
    let kind = match column.name {
        "provider" => "missing-provider",
        "course_title" => "missing-title",
        "course_code" => "missing-code",
        "academic_year" => "missing-year",
        _ => "missing-value",
    };
    cell::fault(kind, "it is blank", column.help.to_owned())
}

pub(super) fn problem(column: &Column, line: u64, value: &str, severity: Severity, f: Fault) -> Problem {
    Problem {
        line,
        column: column.heading.to_owned(),
        value: short(value),
        problem: f.problem,
        what_to_do: f.what.trim_end_matches('.').to_owned(),
        kind: f.kind,
        severity,
        is_count: column.kind == Kind::Count && column.name != "seats",
    }
}

/// What is wrong with a provider stands on each of its rows: told once, with the number of rows.
fn fold_repeats(problems: &mut Vec<Problem>) {
    let of_provider = |p: &Problem| COLUMNS.iter().any(|c| c.heading == p.column && OF_PROVIDER.contains(&c.name)) && !p.value.is_empty();
    let mut kept: Vec<(Problem, usize)> = Vec::new();
    let mut seen: std::collections::HashMap<(String, String, &'static str, String), usize> = std::collections::HashMap::new();
    for p in problems.drain(..) {
        let key = (p.column.clone(), p.value.clone(), p.kind, p.problem.clone());
        match seen.get(&key) {
            Some(at) if of_provider(&p) => kept[*at].1 += 1,
            _ => {
                seen.insert(key, kept.len());
                kept.push((p, 1));
            }
        }
    }
    problems.extend(kept.into_iter().map(|(mut p, n)| {
        if n > 1 {
            p.problem.push_str(&format!(" (on {n} rows)"));
        }
        p
    }));
}
