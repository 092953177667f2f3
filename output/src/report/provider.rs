//! One provider's page: who it is, its capacity in every breakdown, its courses.

use std::collections::BTreeSet;

use super::capacity::{self, Spec};
use super::sections::{self, section};
use super::shell::{Here, Page, Shell};
use super::{basis, cells, docket};
use crate::canvas::Fonts;
use crate::error::OutputError;
use crate::escape::html;
use crate::figures::course_fill::CourseFill;
use crate::model::{Capacity, Course, Provider, ReportSet};
use crate::number::{counted, percent};
use crate::words::{self, REVIEW_DUE};

/// The page.
pub(super) fn page(set: &ReportSet, provider: &Provider, fonts: &Fonts, shell: &Shell) -> Result<String, OutputError> {
    let header = format!(
        "{}<p class=\"eyebrow\">Provider</p>\n<h1>{}</h1>\n{}",
        basis::example(provider.is_example),
        html(&provider.name),
        sections::facts(facts(provider).into_iter())
    );
    let main = [
        section("capacity", "Capacity by year", &years(provider)),
        section("breakdowns", "Capacity in parts", &breakdowns(provider)),
        section("courses", "Courses", &(chart(provider, fonts)? + &courses(set, provider))),
        section("docket", "Reviews and recommendations", &docket::docket(set, provider)),
        section("starts", "Programs to consider", &docket::starts(set, provider)),
        section("privacy", "What is withheld", sections::PRIVACY),
        sections::end(set),
    ]
    .concat();
    let title = basis::title(provider.is_example, &format!("{}: seats, students and courses", provider.name));
    let crumbs = [("Overview", "index.html"), ("Providers", "index.html#providers"), (provider.name.as_str(), "")];
    Ok(shell.page(&Page { title: &title, root: "../", here: Here::Provider, crumbs: &crumbs, header: &header, main: &main }))
}

/// What is known about the provider.
fn facts(provider: &Provider) -> Vec<(&'static str, &str)> {
    let known = |text: &'static str, value: &'_ str| -> (&'static str, bool) { (text, !value.is_empty()) };
    let (structure, area) = (known("Structure", &provider.structure), known("Service area", &provider.service_area));
    let or = |known: (&'static str, bool), value| (known.0, if known.1 { value } else { words::NOT_REPORTED });
    vec![
        or(structure, provider.structure.as_str()),
        or(area, provider.service_area.as_str()),
        ("Catalog", if provider.is_example { "an invented example" } else { provider.imported.as_deref().unwrap_or("not recorded") }),
    ]
}

/// Where the counts come from.
fn source(provider: &Provider) -> String {
    match &provider.imported {
        _ if provider.is_example => "Invented figures.".to_owned(),
        Some(day) => format!("Source: catalog of {}, imported {day}.", provider.name),
        None => format!("Source: catalog of {}.", provider.name),
    }
}

/// Totals by year.
fn years(provider: &Provider) -> String {
    let rows = of(provider, "all");
    let table = capacity::table(&rows, &Spec { id: "years-table", caption: "All courses by school year", note: &source(provider), group: None, summed: true });
    if table.is_empty() { "<p>The catalog holds no seats or students.</p>\n".to_owned() } else { READING.to_owned() + &table }
}

/// What the columns mean.
const READING: &str = "<p>Fill is enrolled students as a share of seats; completion is completers as a share of enrolled; placement is placed as a share of completers. \
                       Completers if full are seats times completion: what the courses would yield with every seat taken. \u{2265} marks a sum that leaves out counts withheld or not reported. \
                       One student can take several courses.</p>\n";

/// Groups of fewer courses are named and not shown.
const FEWEST: u32 = 3;

/// One table a breakdown.
fn breakdowns(provider: &Provider) -> String {
    let mut tokens: Vec<&str> = words::DIMENSIONS.iter().map(|(token, _)| *token).filter(|token| *token != "all").collect();
    for c in &provider.capacity {
        if c.dimension != "all" && !tokens.contains(&c.dimension.as_str()) {
            tokens.push(&c.dimension);
        }
    }
    let made = |(i, token): (usize, &&str)| {
        let (rows, heading) = (of(provider, token), words::dimension(token));
        let (mut rows, few): (Vec<_>, Vec<_>) = rows.into_iter().partition(|c| c.courses >= FEWEST);
        rows.sort_by(|a, b| a.group.cmp(&b.group).then_with(|| b.year.cmp(&a.year)));
        let group = heading.strip_prefix("By ").unwrap_or(heading);
        let left = few.iter().map(|c| c.group.as_str()).collect::<BTreeSet<_>>();
        let left = if left.is_empty() {
            String::new()
        } else {
            format!(" Of fewer than 3 courses and not shown: {}.", left.into_iter().collect::<Vec<_>>().join(", "))
        };
        let note = format!("A course can stand in several rows, which need not add up.{left} {}", source(provider));
        capacity::table(&rows, &Spec { id: &format!("part-{i}"), caption: heading, note: &note, group: Some(&capital(group)), summed: true })
    };
    tokens.iter().enumerate().map(made).collect()
}

/// The rows of a breakdown, as the provider has them.
fn of<'a>(provider: &'a Provider, dimension: &str) -> Vec<&'a Capacity> {
    provider.capacity.iter().filter(|c| c.dimension == dimension).collect()
}

/// Seats and students by course, where a course has a year.
fn chart(provider: &Provider, fonts: &Fonts) -> Result<String, OutputError> {
    if provider.courses.iter().all(|c| c.capacity.is_empty()) {
        return Ok(String::new());
    }
    Ok(CourseFill { provider }.draw(fonts)?.html())
}

/// Every course with its newest figures.
fn courses(set: &ReportSet, provider: &Provider) -> String {
    if provider.courses.is_empty() {
        return "<p>The catalog holds no courses.</p>\n".to_owned();
    }
    let lines: String = provider.courses.iter().map(|c| course(set, c)).collect();
    let head = [
        cells::words("Course"),
        cells::words("Newest year"),
        cells::numbers("Fill"),
        cells::numbers("Completion"),
        cells::numbers("Occupations"),
        cells::words("Review due (Education Code 52302.3)"),
    ];
    let caption = format!("{} by title", counted(provider.courses.len(), "course"));
    sections::searchable("courses-table", &caption, &source(provider), "Find a course", &head.concat(), &lines)
}

/// One course.
fn course(set: &ReportSet, course: &Course) -> String {
    let newest = course.capacity.first();
    let none = || cells::unknown(words::NOT_REPORTED);
    cells::row(&[
        format!(
            "<th scope=\"row\"><a href=\"../course/{}.html\">{}</a> <span class=\"code\">{}</span></th>",
            html(&course.id),
            html(&course.title),
            html(&course.code)
        ),
        cells::day(newest.map_or("none", |c| &c.year)),
        newest.map_or_else(none, capacity::fill),
        newest.map_or_else(none, |c| cells::or(c.completion, percent, capacity::hidden(c))),
        match course.outlook.len() {
            0 => cells::unknown("none linked"),
            n => cells::number(&n.to_string()),
        },
        due(set, course),
    ])
}

/// When the next review is due, and whether the day is past on the day of the run.
fn due(set: &ReportSet, course: &Course) -> String {
    let Some(day) = course.fact(REVIEW_DUE) else { return cells::unknown("not recorded") };
    let past = set.as_of.as_deref().is_some_and(|today| day < today);
    cells::remarks(day, if past { "past on the day of this report" } else { "" })
}

/// The word with a capital.
fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
