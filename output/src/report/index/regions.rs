//! One row a region with its headline figures, on the landing page and beside every region.

use crate::escape::html;
use crate::facts::{Facts, is_partial};
use crate::model::RegionReport;
use crate::number::{count, difference, grouped, percent};
use crate::report::cells::bounds;
use crate::report::{STATE, cells, sections};

/// The table; `own` is the region whose page it stands on, `root` leads to the report's folder.
pub(in crate::report) fn table(regions: &[&RegionReport], own: Option<&str>, root: &str) -> String {
    let rows: String = regions.iter().map(|r| row(r, own, root)).collect();
    let head = [
        cells::words("Region"),
        cells::numbers("Occupations compared"),
        cells::numbers("Shortage under any allocation"),
        cells::numbers("Share of compared"),
        cells::numbers("Shortlist: supply as a share of openings"),
        cells::words("Shortlist: widest gap"),
        cells::numbers("Awards without a matched occupation"),
    ];
    let note = "<p>Compared are occupations with known openings and a linked program. Shortages hold among the streams of training counted; each region\u{2019}s page names those missing. \
                Each region has its own shortlist.</p>\n";
    note.to_owned() + &sections::sortable("regions-table", "Headline figures by region", "", &head.concat(), &rows)
}

/// One region's headline figures.
fn row(region: &RegionReport, own: Option<&str>, root: &str) -> String {
    let facts = Facts::of(region);
    let known = |text: Option<String>| text.map_or_else(|| cells::unknown("unknown"), |text| cells::number(&text));
    let widest = facts.shortlist.first().and_then(|r| r.gap_allocated.map(|gap| format!("{}: {}{}", r.occupation, bounds(is_partial(r)).0, difference(gap))));
    let name = html(&region.region);
    let name = if region.region_id == STATE { format!("<strong>{name}</strong>") } else { name };
    let here = own == Some(region.region_id.as_str());
    let name =
        if here { format!("<strong>{name}</strong> (this page)") } else { format!("<a href=\"{root}region/{}.html\">{name}</a>", html(&region.region_id)) };
    let class = if here { " class=\"here\"" } else { "" };
    let line = [
        known(Some(grouped(facts.compared as f64))),
        known(Some(grouped(facts.short() as f64))),
        known(facts.short_share().map(percent)),
        known(facts.shortlist_coverage().map(percent)),
        format!("<td class=\"s\">{}</td>", html(widest.as_deref().unwrap_or("no shortlist"))),
        known(facts.unlinked_share.map(|share| format!("{} ({})", count(region.unlinked_total), percent(share)))),
    ];
    format!("<tr{class}><th scope=\"row\">{name}</th>{}</tr>\n", line.concat())
}
