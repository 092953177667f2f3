//! The landing page: three answers, then sectors, regions, providers, and how far to trust them.

mod answers;
pub(super) mod heat;
pub(super) mod regions;

use super::basis::{self, example};
use super::sections::{self, section};
use super::shell::{Here, Page, Shell};
use super::{STATE, cells, changes, supply};
use crate::canvas::Fonts;
use crate::error::OutputError;
use crate::escape::html;
use crate::facts::Facts;
use crate::model::{Provider, RegionReport, ReportSet};
use crate::number::{count, percent};
use crate::words::EXAMPLE;

const TITLE: &str = "Career training and job openings in California";

/// The page; `regions` in the order to list them.
pub(super) fn page(set: &ReportSet, regions: &[&RegionReport], fonts: &Fonts, shell: &Shell) -> Result<String, OutputError> {
    let facts: Vec<Facts<'_>> = regions.iter().map(|r| Facts::of(r)).collect();
    let (state, rest): (Vec<Facts<'_>>, Vec<Facts<'_>>) = facts.into_iter().partition(|f| f.region.region_id == STATE);
    let estimated = state.iter().chain(&rest).all(Facts::all_estimated);
    let header = format!(
        "<h1>{TITLE}</h1>\n<p class=\"lead\">What career programs award each year beside the openings the labor market has, by occupation and region.</p>\n{}",
        sections::facts_list(set, None)
    );
    let main = [
        answers::section(set, state.first(), &rest),
        basis::notices(set, estimated),
        section("sectors", "Regions and sectors", &heat::section(set, state.first(), &rest, fonts)?),
        section("regions", "Regions", &regions::table(regions, None, "")),
        section("providers", "Providers with a catalog", &providers(set)),
        section("changes", changes::HEADING, &changes::overview(set, regions)),
        section("sure", "How sure we are", &sure(set, state.first())),
        section("sources", "Where the data come from", &sections::sources(&set.sources)),
        section("links", "More", &links(set)),
        sections::end(set),
    ]
    .concat();
    Ok(shell.page(&Page { title: TITLE, root: "", here: Here::Overview, crumbs: &[], header: &header, main: &main }))
}

/// Providers, examples last and marked.
fn providers(set: &ReportSet) -> String {
    if set.providers.is_empty() {
        return "<p>No provider\u{2019}s catalog is held in this run.</p>\n".to_owned();
    }
    let rows: String = set.providers.iter().map(provider).collect();
    let head = [
        cells::words("Provider"),
        cells::words("Structure"),
        cells::words("Service area"),
        cells::numbers("Courses"),
        cells::words("Newest year"),
        cells::numbers("Seats"),
        cells::numbers("Enrolled"),
        cells::numbers("Fill"),
        cells::words("Imported"),
    ];
    let mark = example(set.providers.iter().any(|p| p.is_example));
    let note = if mark.is_empty() { String::new() } else { format!("<p>Rows marked \u{201c}{EXAMPLE}\u{201d} hold invented figures.</p>\n") };
    note + &sections::sortable("providers-table", "Seats and students by provider", "Newest year of each catalog.", &head.concat(), &rows)
}

/// One provider.
fn provider(provider: &Provider) -> String {
    let newest = provider.capacity.iter().find(|c| c.dimension == "all");
    let mark = if provider.is_example { format!(" <span class=\"mark\">{EXAMPLE}</span>") } else { String::new() };
    let missing = newest.map_or("not reported", |c| super::capacity::hidden(c));
    cells::row(&[
        format!("<th scope=\"row\"><a href=\"provider/{}.html\">{}</a>{mark}</th>", html(&provider.id), html(&provider.name)),
        cells::text(&provider.structure),
        cells::text(&provider.service_area),
        cells::number(&provider.courses.len().to_string()),
        cells::day(newest.map_or("none", |c| &c.year)),
        cells::or(newest.and_then(|c| c.seats), count, missing),
        cells::or(newest.and_then(|c| c.enrolled), count, missing),
        cells::or(newest.and_then(|c| c.fill), percent, missing),
        cells::day(provider.imported.as_deref().unwrap_or("not recorded")),
    ])
}

/// What is not counted, how demand was had, and the limits.
fn sure(set: &ReportSet, state: Option<&Facts<'_>>) -> String {
    let basis = if set.demand_basis.is_empty() { String::new() } else { format!("<p><strong>Openings.</strong> {}</p>\n", html(&set.demand_basis)) };
    let wage = if set.living_wage.is_empty() { String::new() } else { format!("<p><strong>Living wage.</strong> {}</p>\n", html(&set.living_wage)) };
    let streams = state.map(|f| supply::streams(f.region)).unwrap_or_default();
    let limits = sections::caveats(set);
    let limits = if limits.is_empty() { limits } else { format!("<h3>Limits of the data</h3>\n{limits}") };
    [streams, basis, wage, limits, "<h3>What is withheld</h3>\n".to_owned(), sections::PRIVACY.to_owned()].concat()
}

/// Where to go on.
fn links(set: &ReportSet) -> String {
    let table = |name: &str| set.tables.iter().any(|t| t.name == name);
    let data = if table("supply_demand_gap") {
        "<li><a href=\"data/supply_demand_gap.csv\">Supply against demand, all regions and occupations, as CSV</a></li>\n<li><a href=\"method.html#data\">All tables as CSV and Parquet</a></li>\n"
    } else {
        ""
    };
    format!("<ul>\n<li><a href=\"method.html\">Method and sources: how every figure is had, and what each status means</a></li>\n{data}</ul>\n")
}
