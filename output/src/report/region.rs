//! One region's page, in the order of CHARTS.md; a part without data is absent.

use super::index::{heat, regions};
use super::shell::{Here, Page, Shell};
use super::table::{self, Spec};
use super::{STATE, basis, changes, demand, deserts, enrolled, evidence, findings, firm, lists, overrides, sections, served, supply as streams, tested, trend};
use crate::canvas::Fonts;
use crate::error::OutputError;
use crate::escape::html;
use crate::facts::Facts;
use crate::figures::gap_dumbbell::GapDumbbell;
use crate::figures::stream_coverage::StreamCoverage;
use crate::model::{GapRow, RegionReport, ReportSet};
use crate::number::counted;
use crate::words;

/// A part of the page: id, heading, HTML.
struct Part {
    id: &'static str,
    heading: &'static str,
    body: String,
}

/// The page of `region`; `regions` are those it is compared with, itself among them.
pub(super) fn page(set: &ReportSet, region: &RegionReport, regions: &[&RegionReport], fonts: &Fonts, shell: &Shell) -> Result<String, OutputError> {
    let facts = Facts::of(region);
    let state = regions.iter().find(|r| r.region_id == STATE && r.region_id != region.region_id).map(|r| Facts::of(r));
    let state = state.as_ref();
    let part = |id, heading, body| Part { id, heading, body };
    let parts = [
        part("findings", "Key findings", key_findings(set, &facts, state)),
        part("shortlist", "Widest gaps", shortlist(set, region, &facts, fonts)?),
        part("firm", "How firm the statuses are", firm::section(region)),
        part("demand", "Demand", demand::section(set, &facts, fonts)?),
        part("no-program", "Demand and hardly any program here", lists::no_program(&facts)),
        part("deserts", "Openings and no counted program", deserts::section(&facts)),
        part("low-wage", "In demand, entry wage below the named living wage", lists::low_wage(&facts)),
        part("tests", "Tests that applications ask about", tested::section(set, region)),
        part("evidence", "Evidence sheets for applications", evidence::links(set, region)?),
        part("supply", "Supply and capacity", supply(set, &facts, fonts)?),
        part("years", "Supply by year", trend::section(set, region, fonts)?),
        part("unlinked", "Programs without a matched occupation", sections::unlinked(region)),
        part("sectors", "Sectors", heat::of_region(region)),
        part("comparison", "Beside other regions", comparison(region, regions)),
        part("how-to-read", "How to read this", include_str!("../../assets/how_to_read.html").to_owned()),
        part("methods", "Methods and limits", sections::methods(set, ROOT)),
        part("limits", "Coverage", sections::measures(region)),
        part("overrides", "Overrides that act here", overrides::of_region(set, region)),
        part("sources", "Sources", sections::sources(&set.sources)),
        part("privacy", "What is withheld", sections::PRIVACY.to_owned()),
        part("changes", changes::HEADING, changes::of_region(set, region)),
        part("all", "Appendix: all occupations", all(region)),
    ];
    let present = || parts.iter().filter(|p| !p.body.is_empty());
    let links: String = present().map(|p| format!("<li><a href=\"#{}\">{}</a></li>", p.id, html(p.heading))).collect();
    let main: String = present().map(|p| sections::section(p.id, p.heading, &p.body)).collect();
    let main = basis::notices(set, facts.all_estimated()) + &main + &sections::end(set);
    let title = format!("{}: program supply and job openings", region.region);
    let crumbs = [("Overview", "index.html"), ("Regions", "index.html#regions"), (region.region.as_str(), "")];
    Ok(shell.page(&Page { title: &title, root: ROOT, here: Here::Region, crumbs: &crumbs, header: &strip(set, region, &links), main: &main }))
}

/// From a region's page to the report's folder.
const ROOT: &str = "../";

/// The title strip.
fn strip(set: &ReportSet, region: &RegionReport, links: &str) -> String {
    format!(
        "<p class=\"eyebrow\">Program supply and job openings</p>\n<h1>{}</h1>\n{}\
         <nav class=\"toc\" aria-label=\"On this page\"><ul>{links}</ul></nav>\n",
        html(&region.region),
        sections::facts_list(set, Some(words::scheme(&region.scheme))),
    )
}

/// Kinds of training here, and where the courses of providers are told.
fn supply(set: &ReportSet, facts: &Facts<'_>, fonts: &Fonts) -> Result<String, OutputError> {
    let region = facts.region;
    let table = streams::streams(region);
    if table.is_empty() {
        return Ok(table);
    }
    let (id, name, streams, period) = (&region.region_id, &region.region, &region.streams, &facts.periods().1);
    let streams = StreamCoverage { region_id: id, region: name, streams, profile: &set.profile, period, sources: &set.sources }.draw(fonts)?.html() + &table;
    let streams = streams + &enrolled::table(region);
    if set.providers.is_empty() {
        return Ok(streams);
    }
    let served = served::table(region);
    let link = "<p>Seats, fill and completion of single courses: <a href=\"../index.html#providers\">providers with a catalog</a>.</p>\n";
    Ok(streams + &served + link)
}

/// The region among the others; nothing where it is alone.
fn comparison(region: &RegionReport, regions: &[&RegionReport]) -> String {
    if regions.len() < 2 {
        return String::new();
    }
    regions::table(regions, Some(&region.region_id), ROOT)
}

/// At most five sentences, each with its source.
fn key_findings(set: &ReportSet, facts: &Facts<'_>, state: Option<&Facts<'_>>) -> String {
    let cite = sections::cite(&set.sources, "");
    let items: String = findings::of(facts, state).iter().map(|f| format!("<li>{}{cite}</li>\n", html(f))).collect();
    let list = if items.is_empty() { items } else { format!("<ol class=\"findings\">\n{items}</ol>\n") };
    if facts.region.rows.is_empty() { list } else { list + &sections::tally(facts, state) }
}

/// The chart and the table behind it.
fn shortlist(set: &ReportSet, region: &RegionReport, facts: &Facts<'_>, fonts: &Fonts) -> Result<String, OutputError> {
    if facts.shortlist.is_empty() {
        return Ok(String::new());
    }
    let figure = GapDumbbell { region_id: &region.region_id, region: &region.region, facts, sources: &set.sources }.draw(fonts)?;
    let rule = if set.shortlist_rule.is_empty() { String::new() } else { format!("<p>Which occupations are shown: {}</p>\n", html(&set.shortlist_rule)) };
    let caption = format!("Shortlisted occupations, {}: the figures behind the chart", region.region);
    let table = table::gaps(&facts.shortlist, &Spec { id: "shortlist-table", caption: &caption, filter: false });
    Ok(format!("{}{rule}<h3 class=\"behind\">The figures behind the chart</h3>\n{table}{DATA}", figure.html()))
}

/// The same data as files; the folder stands beside the landing page.
const DATA: &str = "<p>Data: <a href=\"../data/supply_demand_gap.csv\">supply_demand_gap.csv</a>, \
                    <a href=\"../data/supply_demand_gap.parquet\">supply_demand_gap.parquet</a> (all regions, unrounded).</p>\n";

/// Every occupation, in the order of the codes, folded until it is wanted.
fn all(region: &RegionReport) -> String {
    if region.rows.is_empty() {
        return String::new();
    }
    let mut rows: Vec<&GapRow> = region.rows.iter().collect();
    rows.sort_by(|a, b| a.soc.cmp(&b.soc));
    let caption = format!("All occupations, {}", region.region);
    let table = table::gaps(&rows, &Spec { id: "all-table", caption: &caption, filter: true });
    format!("<details>\n<summary>Show all {}</summary>\n{table}</details>\n", counted(rows.len(), "occupation"))
}
