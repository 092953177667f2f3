//! Evidence sheets: a page a region and application, with what the application asks for and what the figures answer.

use serde::Deserialize;

use super::shell::{Here, Page, Shell};
use super::table::{self, Spec};
use super::tested::{Tests, cell};
use super::{basis, cells, sections, served, supply};
use crate::error::OutputError;
use crate::escape::html;
use crate::facts::Facts;
use crate::model::{GapRow, RegionReport, ReportSet};
use crate::number::{count, counted, dollars, grouped};
use crate::words;

/// The applications as data.
#[derive(Debug, Deserialize)]
struct File {
    application: Vec<Application>,
}

/// One application.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Application {
    id: String,
    title: String,
    law: String,
    asks: Vec<Ask>,
}

/// Something an application asks for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ask {
    ask: String,
    answer: Option<String>,
    #[serde(default)]
    note: String,
}

/// The parts of a sheet that answer something: id and heading.
const PARTS: [(&str, &str); 5] = [
    ("demand", "Labor market demand"),
    ("tests", "High skill, high wage, in demand"),
    ("gaps", "Where training falls short"),
    ("programs", "Programs counted"),
    ("served", "Who is served"),
];
/// How many occupations a sheet lists.
const LISTED: usize = 25;

fn applications() -> Result<Vec<Application>, OutputError> {
    let file: File =
        toml::from_str(include_str!("../../assets/applications.toml")).map_err(|e| OutputError::Words { figure: "applications", source: Box::new(e) })?;
    Ok(file.application)
}

/// The sheets of a region as their paths and HTML; none where nothing was tested.
pub(super) fn pages(set: &ReportSet, region: &RegionReport, shell: &Shell) -> Result<Vec<(String, String)>, OutputError> {
    let tests = Tests::of(set, region);
    if tests.tallies().is_empty() {
        return Ok(Vec::new());
    }
    let made = |a: &Application| (format!("evidence/{}-{}.html", region.region_id, a.id), page(set, region, a, &tests, shell));
    Ok(applications()?.iter().map(made).collect())
}

/// Links from a region's page to its sheets; nothing where there are none.
pub(super) fn links(set: &ReportSet, region: &RegionReport) -> Result<String, OutputError> {
    if Tests::of(set, region).tallies().is_empty() {
        return Ok(String::new());
    }
    let item = |a: &Application| format!("<li><a href=\"../evidence/{}-{}.html\">{}</a></li>\n", html(&region.region_id), html(&a.id), html(&a.title));
    let items: String = applications()?.iter().map(item).collect();
    Ok(format!("<p>A sheet for each application: what it asks for, the figures that answer it, and what is not known. Each prints.</p>\n<ul>\n{items}</ul>\n"))
}

fn page(set: &ReportSet, region: &RegionReport, a: &Application, tests: &Tests<'_>, shell: &Shell) -> String {
    let facts = Facts::of(region);
    let header = format!(
        "<p class=\"eyebrow\">Evidence sheet</p>\n<h1>{}: {}</h1>\n{}<p class=\"hash\">{}</p>\n",
        html(&a.title),
        html(&region.region),
        sections::facts_list(set, Some(words::scheme(&region.scheme))),
        html(&a.law)
    );
    let bodies = [demand(region, tests), tests.tallies(), gaps(&facts), supply::streams(region), groups(set, region)];
    let answered: String = PARTS.iter().zip(&bodies).map(|((id, heading), body)| sections::section(id, heading, body)).collect();
    let main = [
        basis::notices(set, facts.all_estimated()),
        sections::section("asks", "What the application asks for", &asks(a, &bodies)),
        answered,
        sections::section("unknown", "What is not known", &unknown(set, region)),
        sections::section("sources", "Sources", &sections::sources(&set.sources)),
        sections::end(set),
    ]
    .concat();
    let title = format!("{}: {}", a.title, region.region);
    let up = format!("region/{}.html", region.region_id);
    let crumbs = [("Overview", "index.html"), ("Regions", "index.html#regions"), (region.region.as_str(), up.as_str()), (a.title.as_str(), "")];
    shell.light(&Page { title: &title, root: "../", here: Here::Region, crumbs: &crumbs, header: &header, main: &main })
}

/// What is asked, and where it is answered: `bodies` are the parts, of which some may be empty.
fn asks(a: &Application, bodies: &[String]) -> String {
    let row = |ask: &Ask| {
        let part = ask.answer.as_ref().and_then(|id| PARTS.iter().zip(bodies).find(|((known, _), body)| known == id && !body.is_empty()));
        let answer = part.map_or_else(|| "not held here".to_owned(), |((id, heading), _)| format!("<a href=\"#{id}\">{}</a>", html(heading)));
        cells::row(&[format!("<th scope=\"row\">{}</th>", html(&ask.ask)), format!("<td class=\"s\">{answer}{}</td>", cells::small(&ask.note))])
    };
    let rows: String = a.asks.iter().map(row).collect();
    let head = [cells::words("Asked"), cells::words("Answered by")];
    let note = "In short, as the law has it; the agency\u{2019}s own request for applications decides.";
    sections::noted("asks-table", "Asked and answered", note, &head.concat(), &rows)
}

/// Occupations that pass the test of Perkins V, most openings first, with every criterion that applications ask about.
fn demand(region: &RegionReport, tests: &Tests<'_>) -> String {
    let passed = |r: &&GapRow| tests.get(&r.soc, "perkins_v", "verdict").is_some_and(|t| t.result == "passed");
    let mut rows: Vec<&GapRow> = region.rows.iter().filter(passed).filter(|r| r.demand.is_some()).collect();
    let all = rows.len();
    rows.sort_by(|a, b| b.demand.unwrap_or_default().total_cmp(&a.demand.unwrap_or_default()).then_with(|| a.soc.cmp(&b.soc)));
    rows.truncate(LISTED);
    if rows.is_empty() {
        return "<p>No occupation that programs lead to is known to pass two of in demand, high wage and high skill. That can be for want of published figures.</p>\n".to_owned();
    }
    let asked = [
        ("perkins_v", "in_demand", "In demand"),
        ("perkins_v", "high_wage", "High wage"),
        ("perkins_v", "high_skill", "High skill"),
        ("coe", "gap", "Openings exceed awards"),
        ("coe", "entry_wage", "Living wage at entry"),
    ];
    let mut head =
        vec![cells::words("Occupation"), cells::numbers("Openings a year"), cells::numbers("Without job changers"), cells::numbers("Entry wage an hour")];
    head.extend(asked.iter().map(|(.., name)| cells::words(name)));
    let line = |r: &&GapRow| {
        let mut line = vec![
            cells::head(&r.occupation, &r.soc),
            cells::openings(r),
            cells::published(r.demand_new, count),
            cells::wage(r.entry_wage, r.entry_wage_is_least),
        ];
        line.extend(asked.iter().map(|(test, criterion, _)| result(tests, &r.soc, test, criterion)));
        cells::row(&line)
    };
    let lines: String = rows.iter().map(line).collect();
    let periods: std::collections::BTreeSet<&str> = rows.iter().filter_map(|r| r.demand_period.as_deref()).collect();
    let wage = if region.living_wage.is_empty() { String::new() } else { format!(" Living wage: {}", region.living_wage) };
    let note = format!(
        "Those that pass two of in demand, high wage and high skill: {}, the {} with the most openings here. Openings: {}.{wage}",
        counted(all, "occupation"),
        grouped(rows.len() as f64),
        periods.into_iter().collect::<Vec<_>>().join("; ")
    );
    sections::sortable("demand-table", &format!("Occupations in demand, {}", region.region), &note, &head.concat(), &lines)
}

/// A criterion's result, with its figures where it has any.
fn result(tests: &Tests<'_>, soc: &str, test: &str, criterion: &str) -> String {
    let Some(t) = tests.get(soc, test, criterion) else { return cell(None) };
    let print = if criterion.contains("wage") { dollars } else { count };
    let told = match (criterion, t.value, t.threshold) {
        ("high_skill", ..) => t.reason.clone().unwrap_or_default(),
        ("in_demand", ..) => {
            let part = |name: &str| tests.get(soc, test, name);
            let openings = part("openings").and_then(|o| Some(format!("median {}", count(o.threshold?)))).unwrap_or_default();
            let growth = part("growth")
                .map(|g| {
                    if g.result == "passed" {
                        "grows"
                    } else if g.result == "failed" {
                        "does not grow"
                    } else {
                        "growth unknown"
                    }
                })
                .unwrap_or_default();
            format!("{growth}; {openings}")
        }
        ("gap", Some(v), _) if v < 0.0 => format!("{} fewer", print(-v)),
        ("gap", Some(v), _) => format!("{} more", print(v)),
        (_, Some(v), Some(threshold)) => format!("{}{} against {}", if t.is_value_least { "at least " } else { "" }, print(v), print(threshold)),
        _ => t.reason.clone().unwrap_or_default(),
    };
    let class = if t.result == "unknown" { " class=\"u w\"" } else { "" };
    format!("<td{class}>{}{}</td>", html(&t.result), cells::small(&told))
}

/// The widest gaps among occupations a program can serve.
fn gaps(facts: &Facts<'_>) -> String {
    if facts.shortlist.is_empty() {
        return String::new();
    }
    let caption = format!("Widest gaps among occupations that a program can serve, {}", facts.region.region);
    table::gaps(&facts.shortlist, &Spec { id: "gaps-table", caption: &caption, filter: false })
}

/// Student groups, where providers tell them.
fn groups(set: &ReportSet, region: &RegionReport) -> String {
    let real: Vec<String> = set
        .providers
        .iter()
        .filter(|p| !p.is_example)
        .map(|p| format!("<li><a href=\"../provider/{}.html#breakdowns\">{}</a></li>\n", html(&p.id), html(&p.name)))
        .collect();
    let none = "<p>No public count of students by group is held here, so who is served is <strong>not known</strong> from this run.</p>\n";
    if real.is_empty() {
        return format!(
            "{none}<p>A provider\u{2019}s own catalog tells seats and students by group, with counts of 1 to 10 withheld: none is held in this run.</p>\n"
        );
    }
    let table = served::table(region);
    let none = if table.is_empty() { none } else { "" };
    format!(
        "{none}{table}<p>Providers whose catalogs tell seats and students by group, venue and schedule (some of them outside this region):</p>\n<ul>\n{}</ul>\n",
        real.concat()
    )
}

/// What the sheet cannot say.
fn unknown(set: &ReportSet, region: &RegionReport) -> String {
    let without = region.rows.iter().filter(|r| r.demand.is_none()).count();
    let linkless = region.rows.iter().filter(|r| r.status == words::NO_LINK).count();
    let partial = region.rows.iter().filter(|r| r.demand.is_some() && r.demand_high.is_none()).count();
    let missing: Vec<&str> = region.streams.iter().filter(|s| s.awards <= 0.0 || s.weight <= 0.0).map(|s| s.title.as_str()).collect();
    let mut items = vec![
        format!("Openings of {} of the {} here.", grouped(without as f64), counted(region.rows.len(), "occupation")),
        format!("Whether people are trained for {} with openings to which no counted program leads.", counted(linkless, "occupation")),
        format!("The upper end of openings of {}, which part of the region does not publish.", counted(partial, "occupation")),
    ];
    if !missing.is_empty() {
        items.push(format!("Training of these kinds, which no figure here counts: {}.", words::list(&missing)));
    }
    let items: String = items.iter().map(|i| format!("<li>{}</li>\n", html(i))).collect();
    format!("<ul>\n{items}</ul>\n{}", sections::caveats(set))
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn every_answer_is_a_part_of_the_sheet_and_every_gap_is_said() {
        for a in applications().unwrap() {
            for ask in &a.asks {
                let known = ask.answer.as_ref().is_some_and(|id| PARTS.iter().any(|(part, _)| part == id));
                assert!(known || (ask.answer.is_none() && !ask.note.is_empty()), "{}: {}", a.id, ask.ask);
            }
        }
    }

    #[test]
    fn a_region_with_tests_has_three_sheets_and_one_without_has_none() {
        let set = sample::set();
        let shell = Shell::new(true);
        let made = pages(&set, &set.regions[0], &shell).unwrap();
        assert_eq!(
            made.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(),
            ["evidence/los-angeles-perkins-v.html", "evidence/los-angeles-cteig.html", "evidence/los-angeles-k12-swp.html"]
        );
        let sheet = &made[0].1;
        assert!(
            sheet.contains("not held here") && sheet.contains("<a href=\"#demand\">Labor market demand</a>") && sheet.contains("Nursing Assistants"),
            "{sheet}"
        );
        assert!(sheet.contains("not known</strong> from this run") && sheet.contains("Openings of 1 of the 5 occupations here."));
        assert!(pages(&set, &set.regions[1], &shell).unwrap().is_empty() && links(&set, &set.regions[1]).unwrap().is_empty());
    }
}
