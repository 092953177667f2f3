//! How supply moved, and the labor market around it.

use std::collections::BTreeSet;

use super::{cells, context, sections};
use crate::canvas::Fonts;
use crate::error::OutputError;
use crate::escape::html;
use crate::figures::supply_trend::SupplyTrend;
use crate::model::{RegionReport, ReportSet};
use crate::number::count;

/// Chart, table and context; a sentence where one year alone is held.
pub(super) fn section(set: &ReportSet, region: &RegionReport, fonts: &Fonts) -> Result<String, OutputError> {
    let years: BTreeSet<&str> = region.more.years.iter().map(|y| y.year.as_str()).collect();
    let (Some(first), Some(last)) = (years.first(), years.last()) else { return Ok(context::section(set, region)) };
    if first == last {
        let only = format!("<p>The sources of this profile hold one school year, {}: how supply moves cannot be told from them.</p>\n", html(first));
        return Ok(only + &context::section(set, region));
    }
    let figure = SupplyTrend { region_id: &region.region_id, region: &region.region, years: &region.more.years, sources: &set.sources }.draw(fonts)?;
    let figure = figure.map(|f| f.html()).unwrap_or_default();
    Ok(figure + &table(region, &years) + &context::section(set, region))
}

/// Awards by kind of training and year, with the providers that reported.
fn table(region: &RegionReport, years: &BTreeSet<&str>) -> String {
    let streams = region.streams.iter().filter(|s| region.more.years.iter().any(|y| y.stream == s.stream));
    let cell = |stream: &str, year: &str| {
        let Some(found) = region.more.years.iter().find(|y| y.stream == stream && y.year == year) else { return cells::unknown("not held") };
        let (least, _) = cells::bounds(found.partial);
        match found.awards {
            None => cells::unknown("unknown"),
            Some(awards) => format!("<td class=\"n\">{least}{} <span class=\"flags\">{} reporting</span></td>", html(&count(awards)), found.providers),
        }
    };
    let rows: String = streams
        .map(|s| {
            let cells: String = years.iter().map(|year| cell(&s.stream, year)).collect();
            format!("<tr><th scope=\"row\">{}</th>{cells}</tr>\n", html(&s.title))
        })
        .collect();
    let head: String = std::iter::once(cells::words("Kind of training")).chain(years.iter().map(|y| cells::numbers(y))).collect();
    let note = "Awards as reported, before averages and weights, with the providers that reported in the year. By sector: supply_trend.csv.";
    sections::noted("trend-table", &format!("Awards by school year, {}", region.region), note, &head, &rows)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn page(region: &RegionReport) -> String {
        section(&sample::set(), region, &Fonts::load().unwrap()).unwrap()
    }

    #[test]
    fn years_stand_side_by_side_and_one_alone_is_told() {
        let mut region = sample::region("r", "R");
        let two = page(&region);
        assert!(two.contains("<svg") && two.contains("730 <span class=\"flags\">9 reporting</span>"), "{two}");
        assert!(two.contains("4.7%") && two.contains("Pandemic &amp; more"));
        region.more.years.truncate(1);
        let one = page(&region);
        assert!(one.contains("hold one school year, 2020-21") && !one.contains("<svg"));
        region.more.years.clear();
        region.more.unemployment.clear();
        region.more.industries.clear();
        region.more.editions.clear();
        assert_eq!(page(&region), "");
    }
}
