//! One region's page, in the order of CHARTS.md; a part without data is absent.

use super::shell::Shell;
use super::table::{self, Spec};
use super::{findings, sections};
use crate::canvas::Fonts;
use crate::error::OutputError;
use crate::escape::html;
use crate::facts::Facts;
use crate::figures::gap_dumbbell::GapDumbbell;
use crate::model::{GapRow, RegionReport, ReportSet};
use crate::number::counted;
use crate::words;

/// A part of the page: id, heading, HTML.
struct Part {
    id: &'static str,
    heading: &'static str,
    body: String,
}

/// The page of `region`.
pub(super) fn page(set: &ReportSet, region: &RegionReport, state: Option<&Facts<'_>>, fonts: &Fonts, shell: &Shell) -> Result<String, OutputError> {
    let facts = Facts::of(region);
    let state = state.filter(|_| region.region_id != super::STATE);
    let part = |id, heading, body| Part { id, heading, body };
    let parts = [
        part("findings", "Key findings", key_findings(set, &facts, state)),
        part("shortlist", "Widest gaps", shortlist(set, region, &facts, fonts)?),
        part("all", "All occupations", all(region)),
        part("unlinked", "Programs without a matched occupation", sections::unlinked(region)),
        part("limits", "Coverage and limits", sections::measures(region)),
        part("how-to-read", "How to read this", include_str!("../../assets/how_to_read.html").to_owned()),
        part("methods", "Methods and limits", sections::methods(set)),
        part("sources", "Sources", sections::sources(&set.sources)),
    ];
    let present = || parts.iter().filter(|p| !p.body.is_empty());
    let links: String = present().map(|p| format!("<li><a href=\"#{}\">{}</a></li>", p.id, html(p.heading))).collect();
    let main: String = present().map(|p| sections::section(p.id, p.heading, &p.body)).collect();
    let main = sections::stale_notice(&set.sources) + &main + &end(set);
    Ok(shell.page(&format!("{}: program supply and job openings", region.region), &strip(set, region, &links), &main))
}

/// The title strip.
fn strip(set: &ReportSet, region: &RegionReport, links: &str) -> String {
    format!(
        "<header class=\"strip\">\n<nav class=\"crumb\" aria-label=\"Regions\"><a href=\"../index.html\">All regions</a></nav>\n\
         <p class=\"eyebrow\">Program supply and job openings</p>\n<h1>{}</h1>\n{}\
         <nav class=\"toc\" aria-label=\"On this page\"><ul>{links}</ul></nav>\n</header>",
        html(&region.region),
        facts_list(set, Some(words::scheme(&region.scheme))),
    )
}

/// Area, dates, run and profile; what is not known is left out.
pub(super) fn facts_list(set: &ReportSet, area: Option<&str>) -> String {
    let pairs = [
        ("Kind of region", area),
        ("Data as of", set.as_of.as_deref()),
        ("Data retrieved", set.data_retrieved.as_deref()),
        ("Run", Some(set.run.as_str())),
        ("Profile", Some(set.profile.as_str())),
    ];
    let facts: String = pairs.iter().filter_map(|(name, value)| value.map(|value| format!("<div><dt>{name}</dt><dd>{}</dd></div>", html(value)))).collect();
    format!("<dl class=\"facts\">{facts}</dl>\n")
}

/// At most five sentences, each with its source.
fn key_findings(set: &ReportSet, facts: &Facts<'_>, state: Option<&Facts<'_>>) -> String {
    let cite = sections::cite(&set.sources);
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
    Ok(format!("<figure>\n{}{}</figure>\n{rule}<h3 class=\"behind\">The figures behind the chart</h3>\n{table}{DATA}", figure.wide, figure.narrow))
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

/// The last lines of the page.
fn end(set: &ReportSet) -> String {
    format!("<footer class=\"end\"><p>Run {}, profile {}.</p></footer>\n", html(&set.run), html(&set.profile))
}
