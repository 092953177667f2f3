//! Openings that a program can serve, and no counted program in the region.

use super::{cells, sections};
use crate::escape::html;
use crate::facts::Facts;
use crate::model::RegionReport;
use crate::more::Desert;
use crate::number::{count, counted, grouped};

/// Rows on the page; the others stand in the data file.
const SHOWN: usize = 15;

/// The largest by openings, and where the nearest program is; nothing where there are none.
pub(super) fn section(facts: &Facts<'_>) -> String {
    let region: &RegionReport = facts.region;
    let deserts = &region.more.deserts;
    if deserts.is_empty() {
        return String::new();
    }
    let rows: String = deserts.iter().take(SHOWN).map(row).collect();
    let head = [
        cells::words("Occupation"),
        cells::numbers("Openings a year"),
        cells::numbers("Entry wage an hour"),
        cells::words("Nearest program, elsewhere"),
        cells::numbers("Miles"),
        cells::numbers("Awards a year there"),
    ];
    let more = if deserts.len() > SHOWN { format!(" The {SHOWN} with most openings are shown.") } else { String::new() };
    let lead = format!(
        "<p><strong>{}</strong> that a career program can serve {} 10 openings a year or more here and no counted program that leads there.{more} \
         All: <a href=\"../data/program_desert.csv\">program_desert.csv</a>. No program counted is no proof that nobody trains for them: see what is not held under Supply.</p>\n",
        counted(deserts.len(), "occupation"),
        if deserts.len() == 1 { "has" } else { "have" },
    );
    let note = "Miles between the centers of counties, from the nearest county of the region. Awards there can lead to other occupations, too.";
    lead + &sections::sortable("deserts-table", &format!("Openings and no counted program, {}", region.region), note, &head.concat(), &rows)
}

fn row(desert: &Desert) -> String {
    let (least, _) = cells::bounds(desert.partial);
    cells::row(&[
        cells::head(&desert.occupation, &desert.soc),
        format!("<td class=\"n\">{least}{}</td>", html(&count(desert.demand))),
        cells::wage(desert.wage, desert.wage_is_least),
        cells::text(desert.nearest.as_deref().unwrap_or("none counted in California")),
        cells::or(desert.miles, grouped, "\u{2013}"),
        cells::or(desert.awards, count, "\u{2013}"),
    ])
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn deserts_say_where_the_nearest_program_is() {
        let region = sample::region("r", "R");
        let page = section(&Facts::of(&region));
        assert!(page.contains("<strong>2 occupations</strong>") && page.contains("have 10 openings"), "{page}");
        assert!(page.contains("<td>Imperial County (San Diego)</td><td class=\"n\">61</td><td class=\"n\">59</td>"));
        assert!(page.contains("at least </span>77</td><td class=\"u\">not published</td><td>none counted in California</td>"));
        let mut none = sample::region("r", "R");
        none.more.deserts.clear();
        assert_eq!(section(&Facts::of(&none)), "");
    }
}
