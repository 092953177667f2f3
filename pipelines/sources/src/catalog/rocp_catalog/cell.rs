//! One cell: what it says in one spelling, or what is wrong with it and what to do.

use chrono::NaiveDate;

use super::columns::{Column, Kind, fold};
use super::{codes, days, lists};

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub kind: &'static str,
    pub problem: String,
    pub what: String,
}

pub(super) fn fault(kind: &'static str, problem: impl Into<String>, what: impl Into<String>) -> Fault {
    Fault { kind, problem: problem.into(), what: what.into() }
}

/// A cell as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// As it should be.
    Good(String),
    /// Readable, but a person should look.
    Odd(String, Fault),
    /// Not readable.
    Bad(Fault),
}

/// What reading depends on besides the cell.
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// The day on which the catalog is checked; staging looks at no clock.
    pub today: Option<NaiveDate>,
    /// Whether a CIP code exists, where a list of all codes is at hand.
    pub known_cip: Option<&'a dyn Fn(&str) -> bool>,
}

/// Letters that a cell may hold.
const LONGEST: usize = 300;
const LONGEST_LIST: usize = 2000;
/// Hours beyond which no course of a school year goes.
const MOST_HOURS: f64 = 3000.0;

/// Reads a cell that is not blank.
pub(super) fn read(column: &Column, text: &str, options: &Options, semicolons: bool) -> Cell {
    let code = matches!(column.kind, Kind::Cip | Kind::Top);
    if text.starts_with('=') && !(code && text.starts_with("=\"")) {
        return Cell::Bad(fault("formula", "the cell holds a formula", "Copy the cell and paste its value (Paste Special, Values)"));
    }
    let error = ["#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#DATA!"].iter().any(|e| text.eq_ignore_ascii_case(e));
    if error || (text.len() > 2 && text.chars().all(|c| c == '#')) {
        return Cell::Bad(fault(
            "excel-error",
            "the cell holds an error of the spreadsheet, not a value",
            "Type the value, or leave the cell blank where it is not known",
        ));
    }
    let limit = if matches!(column.kind, Kind::ServiceArea | Kind::SomeOf(_)) || column.name == "industry_partners" { LONGEST_LIST } else { LONGEST };
    let length = text.chars().count();
    if length > limit {
        return Cell::Bad(fault(
            "too-long",
            format!("the text has {length} letters, more than {limit}"),
            "Shorten it; long descriptions do not belong into the catalog",
        ));
    }
    match column.kind {
        Kind::Words => Cell::Good(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        Kind::OneOf(list) => one_of(column, text, list),
        Kind::SomeOf(list) => some_of(text, list),
        Kind::County => county(text).map_or_else(Cell::Bad, |c| Cell::Good(c.to_owned())),
        Kind::Sector => from_list("unknown-sector", "is not one of the 15 CDE industry sectors", text, lists::sectors()),
        Kind::Pathway => from_list("unknown-pathway", "is not one of the 58 CDE pathways", text, lists::pathway_names()),
        Kind::Year => days::year(text, options.today),
        Kind::Day => days::day(text, options.today, semicolons),
        Kind::Cip => codes::cip(text, options.known_cip),
        Kind::Top => codes::top(text),
        Kind::Unitid => match text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit()) {
            true => Cell::Good(text.to_owned()),
            false => Cell::Bad(fault("unitid", "a UNITID has six digits", "Look it up at nces.ed.gov/collegenavigator, or leave the cell blank")),
        },
        Kind::Hours => hours(text),
        Kind::Count => count(text),
        Kind::YesNo => match fold(text).as_str() {
            "yes" | "y" | "true" => Cell::Good("true".to_owned()),
            "no" | "n" | "false" => Cell::Good("false".to_owned()),
            _ => Cell::Bad(fault("yes-no", "it is neither yes nor no", "Write yes or no, or leave the cell blank where it is not known")),
        },
        Kind::ServiceArea => Cell::Good(text.to_owned()),
    }
}

/// A closed list in words.
fn words(list: &[&str]) -> String {
    match list.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => list.join(", "),
    }
}

fn one_of(column: &Column, text: &str, list: &'static [&'static str]) -> Cell {
    if let Some(known) = lists::entry(text, list.iter().copied()) {
        return Cell::Good(known.to_owned());
    }
    // Short forms that can mean one thing only.
    let short = match (column.name, fold(text).as_str()) {
        ("student_group", "high school" | "hs" | "high school (16+)") => Some("high school 16+"),
        ("student_group", "adults") => Some("adult"),
        ("organizational_structure", "county" | "county office of education" | "coe") => Some("county office"),
        ("organizational_structure", "jpa" | "joint powers authority" | "joint powers agreement") => Some("joint powers"),
        ("venue", "business" | "industry" | "business site" | "industry site" | "business or industry") => Some("business or industry site"),
        _ => None,
    };
    if let Some(known) = short {
        return Cell::Good(known.to_owned());
    }
    let kind = match column.name {
        "organizational_structure" => "unknown-structure",
        "venue" => "unknown-venue",
        "schedule" => "unknown-schedule",
        _ => "unknown-student-group",
    };
    Cell::Bad(fault(kind, format!("it is not {}", words(list)), advice(text, list.iter().copied())))
}

/// `Write Butte`, or `Choose from the list`.
fn advice<'l, S: AsRef<str> + ?Sized + 'l>(text: &str, list: impl IntoIterator<Item = &'l S>) -> String {
    lists::nearest(text, list).map_or_else(|| "Choose one from the list of the template".to_owned(), |n| format!("Write {n}, if that is meant"))
}

fn some_of(text: &str, list: &'static [&'static str]) -> Cell {
    let mut found = Vec::new();
    for part in text.split([';', '|']).map(str::trim).filter(|p| !p.is_empty()) {
        let plain = part.strip_suffix('s').unwrap_or(part);
        match lists::entry(part, list.iter().copied()).or_else(|| lists::entry(plain, list.iter().copied())) {
            Some(known) => found.push(known),
            None => {
                let problem = format!("{part:?} is not {}", words(list));
                let what = match part.contains(',') {
                    true => "Put semicolons between them".to_owned(),
                    false => advice(part, list.iter().copied()),
                };
                return Cell::Bad(fault("unknown-work-based-learning", problem, what));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    Cell::Good(found.join("|"))
}

fn from_list(kind: &'static str, problem: &str, text: &str, list: &[String]) -> Cell {
    match lists::entry(text, list) {
        Some(known) => Cell::Good(known.to_owned()),
        None => Cell::Bad(fault(kind, format!("it {problem}"), advice(text, list))),
    }
}

/// A county, or why it is none.
pub(super) fn county(text: &str) -> Result<&'static str, Fault> {
    lists::county(text).ok_or_else(|| fault("unknown-county", "it is not one of California's 58 counties", advice(text, lists::counties())))
}

fn number(text: &str) -> Option<f64> {
    let plain = text.replace(',', "");
    let grouped = text.contains(',');
    let groups_fit = !grouped || text.split('.').next().unwrap_or_default().split(',').skip(1).all(|g| g.len() == 3);
    let body = plain.strip_prefix('-').unwrap_or(&plain);
    let digits = !body.is_empty() && body.bytes().all(|b| b.is_ascii_digit() || b == b'.') && body.bytes().filter(|b| *b == b'.').count() <= 1 && body != ".";
    (groups_fit && digits).then(|| plain.parse().ok()).flatten()
}

fn hours(text: &str) -> Cell {
    match number(text) {
        None => Cell::Bad(fault("hours-text", "it is not a number of hours", "Write digits only, as 180, or leave the cell blank where it is not known")),
        Some(n) if n <= 0.0 => Cell::Bad(fault(
            "hours-negative",
            "a course has more than 0 hours",
            "Write the hours of instruction, or leave the cell blank where they are not known",
        )),
        Some(n) if n > MOST_HOURS => Cell::Bad(fault(
            "hours-implausible",
            format!("a course of a school year has no more than {MOST_HOURS} hours"),
            "Write the hours of instruction of one course in one school year",
        )),
        Some(n) => Cell::Good(n.to_string()),
    }
}

fn count(text: &str) -> Cell {
    match number(text) {
        None => Cell::Bad(fault("count-text", "it is not a whole number", "Write digits only; leave the cell blank where the count is not known")),
        Some(n) if n < 0.0 => {
            Cell::Bad(fault("count-negative", "a count cannot be below zero", "Write the count, or leave the cell blank where it is not known"))
        }
        Some(n) if n.fract() != 0.0 => Cell::Bad(fault("count-fraction", "it is not a whole number", "Count places or students, not shares or averages")),
        Some(n) if n > 1_000_000.0 => Cell::Bad(fault("count-implausible", "no course is that large", "Write the count of this row alone")),
        Some(n) => Cell::Good(n.to_string()),
    }
}
