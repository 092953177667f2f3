//! Regions and sectors: supply as a share of openings, with printed numbers.

use std::collections::BTreeSet;

use crate::canvas::Fonts;
use crate::error::OutputError;
use crate::escape::html;
use crate::facts::Facts;
use crate::figures::sector_heat::{MOST_REGIONS, MOST_SECTORS, SectorHeat};
use crate::model::{RegionReport, ReportSet, SectorRow};
use crate::number::{NOT_DIVIDED, NOT_PUBLISHED, count, percent};
use crate::report::{STATE, cells, sections};

/// The figure with the table behind it folded; the table alone where the figure has no room; nothing where no sector is held.
pub(super) fn section(set: &ReportSet, state: Option<&Facts<'_>>, regions: &[Facts<'_>], fonts: &Fonts) -> Result<String, OutputError> {
    let all: Vec<&RegionReport> = state.into_iter().chain(regions).map(|f| f.region).collect();
    let table = table(&all);
    let with: Vec<(&str, &[SectorRow])> =
        regions.iter().filter(|f| !f.region.sectors.is_empty()).map(|f| (f.region.region.as_str(), f.region.sectors.as_slice())).collect();
    let sectors: BTreeSet<&str> = all.iter().flat_map(|r| &r.sectors).map(|s| s.sector_id.as_str()).collect();
    if with.is_empty() || with.len() > MOST_REGIONS || sectors.len() > MOST_SECTORS {
        return Ok(table);
    }
    let own = state.filter(|f| !f.region.sectors.is_empty());
    let (demand_period, supply_period) = own.or(regions.first()).map(Facts::periods).unwrap_or_default();
    let scheme = regions.first().map_or("", |f| f.region.scheme.as_str());
    let own = own.map(|f| (f.region.region.as_str(), f.region.sectors.as_slice()));
    let figure =
        SectorHeat { scheme, regions: &with, state: own, demand_period: &demand_period, supply_period: &supply_period, sources: &set.sources }.draw(fonts)?;
    Ok(format!("{}<details>\n<summary>The figures behind the chart, with links to the regions</summary>\n{table}</details>\n", figure.html()))
}

/// Shares below these ends get these shades; the printed number says the same.
const SHADES: [(f64, &str); 4] = [(0.25, "h1"), (0.5, "h2"), (0.9, "h3"), (1.1, "h4")];

/// The table, a row a sector and a column a region; nothing where no sector is held.
fn table(regions: &[&RegionReport]) -> String {
    let with: Vec<&&RegionReport> = regions.iter().filter(|r| !r.sectors.is_empty()).collect();
    let mut sectors: Vec<(&str, &str)> = with.iter().flat_map(|r| &r.sectors).map(|s| (s.sector.as_str(), s.sector_id.as_str())).collect();
    sectors.sort_unstable();
    sectors.dedup();
    if sectors.is_empty() {
        return String::new();
    }
    let head: String =
        with.iter().map(|r| format!("<th scope=\"col\" class=\"n\"><a href=\"region/{}.html\">{}</a></th>", html(&r.region_id), html(&r.region))).collect();
    let rows: String = sectors
        .iter()
        .map(|(name, id)| {
            let line: String = with.iter().map(|r| cell(r.sectors.iter().find(|s| s.sector_id == *id), r.region_id == STATE)).collect();
            format!("<tr><th scope=\"row\">{}</th>{line}</tr>\n", html(name))
        })
        .collect();
    let bound = if with.iter().flat_map(|r| &r.sectors).any(|s| s.partial) {
        " \u{2264} marks a share whose openings are known in part only: it is at most that, and unshaded where it could lie in any band."
    } else {
        ""
    };
    let lead = "<p>Each cell is the awards divided to a sector\u{2019}s occupations as a share of their known openings; below it, how many of its rated occupations are short under \
                any allocation. 100% means as many awards as openings, among the streams counted. Sectors share occupations and do not add up.";
    let key = "<p class=\"key-line\"><span class=\"h1\">under 25%</span> <span class=\"h2\">25 to 50%</span> <span class=\"h3\">50 to 90%</span> \
               <span class=\"h4\">90 to 110%</span> <span class=\"h5\">over 110%</span></p>\n";
    format!("{lead}{bound}</p>\n")
        + key
        + &sections::framed("heat-table", "Supply as a share of openings, by sector and region", &(cells::words("Sector") + &head), &rows)
}

/// One sector in one region.
fn cell(sector: Option<&SectorRow>, state: bool) -> String {
    let Some(sector) = sector else { return cells::unknown("none held") };
    let Some(coverage) = sector.coverage else { return cells::unknown("unknown") };
    // A share that is only known to be at most 90% or more may lie in any band: it gets no shade.
    let open = sector.partial && coverage >= 0.9;
    let band = SHADES.iter().find(|(end, _)| coverage < *end).map_or("h5", |(_, shade)| *shade);
    let shade = if open { "hp" } else { band };
    let rated = sector.short + sector.depends_short + sector.balanced + sector.depends_over + sector.over;
    let most = if sector.partial { "\u{2264}\u{a0}" } else { "" };
    let own = if state { " state" } else { "" };
    format!("<td class=\"n {shade}{own}\">{most}{} <span class=\"flags\">{} of {}</span></td>", html(&percent(coverage)), sector.short, rated)
}

/// The sectors of one region, most openings first, unknown last; nothing where none is held.
pub(in crate::report) fn of_region(region: &RegionReport) -> String {
    if region.sectors.is_empty() {
        return String::new();
    }
    let mut sectors: Vec<&SectorRow> = region.sectors.iter().collect();
    let demand = |s: &SectorRow| s.demand.unwrap_or(f64::NEG_INFINITY);
    sectors.sort_by(|a, b| demand(b).total_cmp(&demand(a)).then_with(|| a.sector.cmp(&b.sector)));
    let rows: String = sectors
        .iter()
        .map(|s| {
            let (least, most) = cells::bounds(s.partial);
            let known = format!("{} of {}", s.known, s.occupations);
            cells::row(&[
                format!("<th scope=\"row\">{}</th>", html(&s.sector)),
                cells::bounded(s.demand, count, least, NOT_PUBLISHED),
                cells::or(s.supply, count, NOT_DIVIDED),
                cells::bounded(s.coverage, percent, most, "unknown"),
                cells::bounded(s.most_filled, count, least, NOT_PUBLISHED),
                cells::number(&count(s.must_enter)),
                cells::number(&s.short.to_string()),
                cells::number(&s.depends_short.to_string()),
                cells::number(&s.balanced.to_string()),
                cells::number(&(s.depends_over + s.over).to_string()),
                cells::text(&known),
            ])
        })
        .collect();
    let head = [
        cells::words("Sector"),
        cells::numbers("Openings a year"),
        cells::numbers("Awards divided to it, a year"),
        cells::numbers("Coverage"),
        cells::numbers("Most that can be filled"),
        cells::numbers("Fewest who must enter"),
        cells::numbers("Short under any allocation"),
        cells::numbers("Short if divided"),
        cells::numbers("Balanced"),
        cells::numbers("Surplus, divided or any"),
        cells::words("Known"),
    ];
    let note = "<p>An occupation can lie in several sectors: the sectors do not add up. Most that can be filled: of the known openings, by all counted programs linked to them together, however completers choose. \
                Fewest who must enter: awards a year of programs that lead to this sector\u{2019}s occupations alone.</p>\n";
    note.to_owned() + &sections::sortable("sectors-table", &format!("Sectors, {}", region.region), "", &head.concat(), &rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn numbers_are_printed_and_unknown_is_a_word() {
        let mut region = sample::region("a", "A <x>");
        region.sectors[1].coverage = None;
        let other = sample::region("b", "B");
        let table = table(&[&region, &other]);
        assert!(table.contains("<td class=\"n h1\">10% <span class=\"flags\">2 of 3</span></td>"), "{table}");
        region.sectors[0].partial = true;
        region.sectors[0].coverage = Some(1.5);
        assert!(super::table(&[&region]).contains("<td class=\"n hp\">\u{2264}\u{a0}150%"), "at most 150% is no surplus");
        assert!(table.contains("<td class=\"u\">unknown</td>") && table.contains("A &lt;x&gt;"));
        assert!(table.contains("\u{2264}\u{a0}10%"), "a lower bound of openings is an upper bound of coverage");
    }

    #[test]
    fn no_sector_no_table() {
        let mut region = sample::region("a", "A");
        region.sectors.clear();
        assert_eq!(table(&[&region]) + &of_region(&region), "");
    }
}
