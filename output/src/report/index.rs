//! The landing page: every region with its headline figures, the state first.

use super::sections::{self, section};
use super::shell::Shell;
use super::{STATE, region};
use crate::escape::html;
use crate::facts::Facts;
use crate::model::{RegionReport, ReportSet};
use crate::number::{NOT_PUBLISHED, count, difference, grouped, percent};

const TITLE: &str = "Career training and job openings in California";

/// The page; `regions` in the order to list them.
pub(super) fn page(set: &ReportSet, regions: &[&RegionReport], shell: &Shell) -> String {
    let header = format!(
        "<header class=\"strip\">\n<p class=\"eyebrow\">ROCP Workforce Demand</p>\n<h1>{TITLE}</h1>\n\
         <p class=\"lead\">What career programs award each year beside the openings the labor market has, \
         by occupation and region.</p>\n{}</header>",
        region::facts_list(set, None)
    );
    let main = [
        sections::stale_notice(&set.sources),
        section("regions", "Regions", &table(regions)),
        section("how-to-read", "How to read this", include_str!("../../assets/how_to_read.html")),
        section("methods", "Methods and limits", &sections::methods(set)),
        section("sources", "Sources", &sections::sources(&set.sources)),
    ]
    .concat();
    shell.page(TITLE, &header, &main)
}

/// One row a region.
fn table(regions: &[&RegionReport]) -> String {
    let rows: String = regions.iter().map(|r| row(r)).collect();
    let head = "<th scope=\"col\">Region</th><th scope=\"col\" class=\"n\">Occupations compared</th>\
                <th scope=\"col\" class=\"n\">Shortage under any allocation</th>\
                <th scope=\"col\" class=\"n\">Share of compared</th>\
                <th scope=\"col\" class=\"n\">Shortlist: supply as a share of openings</th>\
                <th scope=\"col\">Shortlist: widest gap</th>\
                <th scope=\"col\" class=\"n\">Awards without a matched occupation</th>";
    let note = "<p>Compared are occupations with published openings and a linked program. Shortages hold among the streams of training counted; each region\u{2019}s page names those missing. \
                Each region has its own shortlist.</p>\n";
    note.to_owned() + &sections::framed("regions-table", "Headline figures by region", head, &rows)
}

/// One region's headline figures.
fn row(region: &RegionReport) -> String {
    let facts = Facts::of(region);
    let number = |text: Option<String>| match text {
        Some(text) => format!("<td class=\"n\">{}</td>", html(&text)),
        None => format!("<td class=\"u\">{NOT_PUBLISHED}</td>"),
    };
    let widest = facts.shortlist.first().and_then(|r| r.gap_allocated.map(|gap| format!("{}: {}", r.occupation, difference(gap))));
    let name = html(&region.region);
    let name = if region.region_id == STATE { format!("<strong>{name}</strong>") } else { name };
    format!(
        "<tr><th scope=\"row\"><a href=\"region/{id}.html\">{name}</a></th>{}{}{}{}<td class=\"s\">{}</td>{}</tr>\n",
        number(Some(grouped(facts.compared as f64))),
        number(Some(grouped(facts.short() as f64))),
        number(facts.short_share().map(percent)),
        number(facts.shortlist_coverage().map(percent)),
        html(widest.as_deref().unwrap_or("no shortlist")),
        number(facts.unlinked_share.map(|share| format!("{} ({})", count(region.unlinked_total), percent(share)))),
        id = html(&region.region_id),
    )
}
