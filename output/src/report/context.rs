//! The labor market around supply and demand: editions of demand, unemployment by year and sectors as projected.

use std::collections::BTreeSet;

use super::{cells, sections};
use crate::escape::html;
use crate::model::{RegionReport, ReportSet, SourceKind};
use crate::number::{NOT_PUBLISHED, count};

/// The tables; nothing of what is not held.
pub(super) fn section(set: &ReportSet, region: &RegionReport) -> String {
    editions(region) + &unemployment(set, region) + &industries(set, region)
}

/// Who publishes it, in the words of the list of sources.
fn source(set: &ReportSet, ids: &[&str]) -> String {
    let is_one = |id: &str| ids.iter().any(|source| id.split('/').next() == Some(source));
    let found = set.sources.iter().filter(|s| s.kind == SourceKind::Context && is_one(&s.id));
    let told: BTreeSet<String> = found.map(|s| format!("{}, {}", s.agency, s.title)).collect();
    if told.is_empty() { String::new() } else { format!(" Source: {}.", told.into_iter().collect::<Vec<_>>().join("; ")) }
}

/// Editions of demand: each counts in its own way, so that no line joins them.
fn editions(region: &RegionReport) -> String {
    let rows: String = region
        .more
        .editions
        .iter()
        .map(|e| {
            let named = SOURCES.iter().find(|(token, _)| *token == e.source).map_or(e.source.as_str(), |(_, words)| words);
            cells::row(&[
                cells::head(&format!("{}, {}", e.area, e.period), named),
                cells::or(e.base, count, NOT_PUBLISHED),
                cells::or(e.projected, count, "none"),
                cells::or(e.openings, count, "none"),
                cells::remarks(&e.breaks.join("; "), ""),
            ])
        })
        .collect();
    if rows.is_empty() {
        return rows;
    }
    let head = [cells::words("Area and edition"), cells::numbers("Jobs at its beginning"), cells::numbers("Jobs projected"), cells::numbers("Openings a year")];
    let note = "All occupations. Projections count the self-employed, the survey does not and gives no openings: editions are no series. By area and occupation: demand_trend.csv.";
    sections::noted("editions-table", "Demand by edition", note, &(head.concat() + &cells::words("What is different")), &rows)
}

/// Sources of editions in words.
const SOURCES: [(&str, &str); 3] = [
    ("bls_oews", "Occupational Employment and Wage Statistics, U.S. Bureau of Labor Statistics"),
    ("bls_projections", "Employment Projections, U.S. Bureau of Labor Statistics"),
    ("edd_projections", "Long-term projections, California Employment Development Department"),
];

fn unemployment(set: &ReportSet, region: &RegionReport) -> String {
    if region.more.unemployment.is_empty() {
        return String::new();
    }
    let rows: String = region
        .more
        .unemployment
        .iter()
        .map(|u| cells::row(&[format!("<th scope=\"row\">{}</th>", u.year), cells::or(u.share, share, "not known for every county")]))
        .collect();
    let head = [cells::words("Year"), cells::numbers("Unemployed, share of the labor force")];
    let note = format!("Residents, not jobs: the labor force of the region\u{2019}s counties added up.{}", source(set, &["bls_laus", "edd_laus"]));
    sections::noted("unemployment-table", &format!("Unemployment, {}", region.region), &note, &head.concat(), &rows)
}

fn industries(set: &ReportSet, region: &RegionReport) -> String {
    let Some(first) = region.more.industries.first() else { return String::new() };
    let unknown = "not published for every area";
    let rows: String = region
        .more
        .industries
        .iter()
        .map(|i| {
            let jobs = |value: Option<f64>| cells::or(value, count, unknown);
            cells::row(&[format!("<th scope=\"row\">{}</th>", html(&i.title)), jobs(i.base), jobs(i.projected), cells::or(i.growth, change, unknown)])
        })
        .collect();
    let years: Vec<&str> = first.period.split('-').collect();
    let jobs = |year: Option<&&str>| cells::numbers(&format!("Jobs {}", year.unwrap_or(&"")));
    let head = [cells::words("Sector"), jobs(years.first()), jobs(years.last()), cells::numbers("Change a year")];
    let note = format!(
        "Jobs, not openings: what people leave behind is not in the change. Rounded by the publisher. All industries: industry_outlook.csv.{}",
        source(set, &["edd_projections_industry"])
    );
    sections::noted("industry-table", &format!("Sectors as projected {}, {}", first.period, region.region), &note, &head.concat(), &rows)
}

fn share(value: f64) -> String {
    format!("{:.1}%", value * 100.0)
}

/// With its sign.
fn change(value: f64) -> String {
    format!("{:+.1}%", value * 100.0).replace('-', "\u{2212}")
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn what_is_not_held_is_not_there_and_what_is_unknown_is_said() {
        let mut region = sample::region("r", "R");
        let mut set = sample::set();
        let both = section(&set, &region);
        assert!(both.contains("4.7%") && both.contains("not known for every county"), "{both}");
        assert!(both.contains("Jobs 2018") && both.contains("Jobs 2028") && both.contains("1,500") && both.contains("\u{2212}1.5%"), "{both}");
        assert!(both.contains("not published for every area") && both.contains("Trade &amp; more") && !both.contains("Source:"));
        (set.sources[0].kind, set.sources[0].id) = (SourceKind::Context, "bls_laus/counties:24".into());
        assert_eq!(section(&set, &region).matches("Source: ").count(), 1, "the other table's source is not held");
        assert!(both.contains("California, 2020-2030") && both.contains("Pandemic &amp; base") && both.contains("17,785,900"));
        region.more.editions.clear();
        region.more.industries.clear();
        assert!(!section(&set, &region).contains("Sectors"));
        region.more.unemployment.clear();
        assert_eq!(section(&set, &region), "");
    }
}
