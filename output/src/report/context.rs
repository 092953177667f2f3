//! The labor market around supply and demand: unemployment by year and sectors as projected.

use super::{cells, sections};
use crate::escape::html;
use crate::model::RegionReport;
use crate::number::count;

/// Both tables; nothing of what is not held.
pub(super) fn section(region: &RegionReport) -> String {
    unemployment(region) + &industries(region)
}

fn unemployment(region: &RegionReport) -> String {
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
    let note = "Residents, not jobs: the labor force of the region\u{2019}s counties added up.";
    sections::noted("unemployment-table", &format!("Unemployment, {}", region.region), note, &head.concat(), &rows)
}

fn industries(region: &RegionReport) -> String {
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
    let note = "Jobs, not openings: what people leave behind is not in the change. Rounded by the publisher; mining and construction are published apart, together or both. All industries: industry_outlook.csv.";
    sections::noted("industry-table", &format!("Sectors as projected {}, {}", first.period, region.region), note, &head.concat(), &rows)
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
        let both = section(&region);
        assert!(both.contains("4.7%") && both.contains("not known for every county"), "{both}");
        assert!(both.contains("Jobs 2018") && both.contains("Jobs 2028") && both.contains("1,500") && both.contains("\u{2212}1.5%"), "{both}");
        assert!(both.contains("not published for every area") && both.contains("Trade &amp; more"));
        region.more.industries.clear();
        assert!(!section(&region).contains("Sectors"));
        region.more.unemployment.clear();
        assert_eq!(section(&region), "");
    }
}
