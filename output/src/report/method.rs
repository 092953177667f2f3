//! The page on method and sources.

use super::sections::{self, section};
use super::shell::{Here, Page, Shell};
use super::{STATE, cells, overrides, supply};
use crate::escape::html;
use crate::model::ReportSet;
use crate::number::percent;
use crate::words::STATUSES;

const TITLE: &str = "Method and sources";

/// The page.
pub(super) fn page(set: &ReportSet, shell: &Shell) -> String {
    let header = format!(
        "<h1>{TITLE}</h1>\n<p class=\"lead\">How every figure in this report is had, what it does not hold, and where it comes from.</p>\n{}",
        sections::facts_list(set, None)
    );
    let region = set.regions.iter().find(|r| r.region_id == STATE).or(set.regions.first());
    let main = [
        sections::stale_notice(&set.sources),
        section("demand", "Demand", &demand(set)),
        section("streams", "Supply", &(SUPPLY.to_owned() + &region.map(supply::streams).unwrap_or_default())),
        section("links", "From programs to occupations", LINKS),
        section("overrides", "Overrides in force", &overrides::all(set)),
        section("statuses", "Statuses", &statuses(set)),
        section("lists", "Lists", &lists(set)),
        section("courses", "Courses of a provider", COURSES),
        section("privacy", "What is withheld", sections::PRIVACY),
        section("words", "Words and rounding", include_str!("../../assets/how_to_read.html")),
        section("limits", "Limits of the data", &sections::caveats(set)),
        section("sources", "Sources", &sources(set)),
        section("data", "Data", &data(set)),
        sections::end(set),
    ]
    .concat();
    let crumbs = [("Overview", "index.html"), (TITLE, "")];
    shell.page(&Page { title: TITLE, root: "", here: Here::Method, crumbs: &crumbs, header: &header, main: &main })
}

const SUPPLY: &str = "<p>Supply is awards a year: the average over the years published, leaving out years before a program\u{2019}s first award, where the profile uses the rule of the \
                      Centers of Excellence. Kinds of training stay apart and each has a weight; a weight of 0 leaves it out. A count that a publisher withheld stays unknown. \
                      Invented example figures enter no regional figure.</p>\n";

const LINKS: &str = "<p>A crosswalk links each program to the occupations it prepares for; one program can lead to several. Three figures follow for each occupation:</p>\n\
                     <ul>\n<li><strong>Least:</strong> awards of programs that lead to this occupation alone.</li>\n\
                     <li><strong>Divided:</strong> each program\u{2019}s awards shared among its occupations in proportion to their openings, so that no award is counted twice.</li>\n\
                     <li><strong>Most:</strong> every linked program counted whole.</li>\n</ul>\n\
                     <p>The gap is openings minus supply; coverage is divided supply as a share of openings. Programs that lead to no occupation with known openings are counted and listed, and \
                     stand in no gap.</p>\n";

const COURSES: &str = "<p>A seat is one place in one course in one year. Fill is enrolled students as a share of seats, completion completers as a share of enrolled, placement those placed \
                       as a share of completers. Completers if full are seats times completion. A course is linked to occupations through its program code and set beside the openings of its \
                       provider\u{2019}s service area and the awards of other providers\u{2019} programs there; gap and status also count the provider\u{2019}s own completers, 1 to 10 of a course as a range. Education Code 52302.3 asks for a review of every course \
                       every two years: documented demand, no unnecessary duplication, and effectiveness by employment and completion.</p>\n";

/// How demand is had.
fn demand(set: &ReportSet) -> String {
    let basis = if set.demand_basis.is_empty() { String::new() } else { format!("<p><strong>In this run:</strong> {}</p>\n", html(&set.demand_basis)) };
    format!(
        "<p>Demand is average annual openings: people leaving the labor force, people changing occupation, and growth or decline, divided by the years of the projection. \
         Openings are neither employment nor job postings. A region\u{2019}s openings are the sum over its published areas; where some of its areas have no figure they are a lower bound, and where \
         none has one they are unknown. California\u{2019}s figures are the state\u{2019}s own, never the sum of the regions.</p>\n{basis}"
    )
}

/// Every status with its rule.
fn statuses(set: &ReportSet) -> String {
    let rows: String = STATUSES
        .iter()
        .map(|s| {
            cells::row(&[
                format!("<th scope=\"row\">{}</th>", html(s.words)),
                cells::remarks(&s.said(set.band), ""),
                format!("<td><code>{}</code></td>", s.token),
            ])
        })
        .collect();
    let head = [cells::words("Status"), cells::words("What it says"), cells::words("In the data")];
    let note = format!(
        "<p>Every status holds among the streams of training counted. Where openings have a range, ratings under any allocation hold over all of it. The band of {} is our choice: no peer publishes one.</p>\n",
        percent(set.band)
    );
    note + &sections::framed("statuses-table", "Statuses in the order in which pages list them", &head.concat(), &rows)
}

/// Which occupations lists lead with.
fn lists(set: &ReportSet) -> String {
    let rule = if set.shortlist_rule.is_empty() { String::new() } else { format!("<p><strong>Shortlist.</strong> {}</p>\n", html(&set.shortlist_rule)) };
    let wage = if set.living_wage.is_empty() { "No living wage is named in this run." } else { &set.living_wage };
    format!(
        "{rule}<p><strong>Demand and hardly any program here</strong> lists occupations that pass the same tests but have fewer than 10 counted awards a year in the region, or under 1% of their openings. \
         <strong>In demand, entry wage below the living wage</strong> lists those that fail the wage test alone.</p>\n<p><strong>Living wage.</strong> {}</p>\n",
        html(wage)
    )
}

/// The sources and, folded, their hashes in full.
fn sources(set: &ReportSet) -> String {
    let table = sections::sources(&set.sources);
    if table.is_empty() {
        return table;
    }
    let hashes: String = set.sources.iter().map(|s| format!("<dt>{}</dt><dd class=\"hash\">{}</dd>", html(&sections::named(s)), html(&s.sha256))).collect();
    format!("{table}<details>\n<summary>SHA-256 of each file in full</summary>\n<dl class=\"words\">{hashes}</dl>\n</details>\n")
}

/// The tables beside the pages.
fn data(set: &ReportSet) -> String {
    if set.tables.is_empty() {
        return String::new();
    }
    let rows: String = set
        .tables
        .iter()
        .map(|t| {
            let name = html(&t.name);
            let file = |kind: &str, ending: &str| format!("<td><a href=\"data/{name}.{ending}\" aria-label=\"{name} as {kind}\">{kind}</a></td>");
            cells::row(&[cells::head(&t.title, &t.name), file("CSV", "csv"), file("Parquet", "parquet")])
        })
        .collect();
    let head = [cells::words("Table"), cells::words("CSV"), cells::words("Parquet")];
    let note = "<p>Every table behind these pages, unrounded, in the folder <a href=\"data/\">data</a>. An empty cell is unknown, not zero.</p>\n";
    note.to_owned() + &sections::framed("data-table", "Tables of this run", &head.concat(), &rows)
}
