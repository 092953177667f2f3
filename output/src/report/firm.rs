//! How firm the statuses of a region are.

use super::{cells, sections};
use crate::model::RegionReport;
use crate::more::Firmness;
use crate::number::{count, grouped, percent};

/// Assumptions in the order of the table, in words; one that is not named here is not shown.
const ASSUMPTIONS: &[(&str, &str, &str)] = &[
    ("sampling", "Openings at either end of the survey\u{2019}s 90% interval", "the publisher gives no sampling error"),
    ("without_transfers", "Openings without people changing occupation", "exits and transfers are not known"),
    ("whole", "Every program counted whole for each occupation", "no program is linked"),
    ("other_average", "The other rule for averaging years", "no year is known"),
    ("overrides_off", "Without an analyst\u{2019}s overrides of links", "no program is linked"),
    ("all", "All of these together", "nothing could be tested"),
];

/// A sentence and the table; nothing where no status is rated.
pub(super) fn section(region: &RegionReport) -> String {
    let of = |token: &str| region.more.firmness.iter().find(|f| f.scenario == token);
    let Some(all) = of("all").filter(|f| f.tested > 0) else { return String::new() };
    let shown: String = ASSUMPTIONS.iter().filter_map(|(token, words, untested)| of(token).map(|f| row(f, words, untested))).collect();
    let lead = format!(
        "<p><strong>{} of the {} rated short, balanced or over point the same way under every assumption that can be tested.</strong> \
         The others depend on how openings or awards are counted: <a href=\"../data/status_scenario.csv\">status_scenario.csv</a> says on what.</p>\n",
        grouped(f64::from(all.held)),
        if all.statuses == 1 { "1 status".to_owned() } else { format!("{} statuses", grouped(f64::from(all.statuses))) },
    );
    let head = [cells::words("Assumption"), cells::numbers("Statuses tested"), cells::numbers("Hold"), cells::numbers("Share")];
    let note = "A status holds where it points the same way. One that cannot be tested has neither held nor failed.";
    lead + &sections::noted("firm-table", &format!("How firm the statuses are, {}", region.region), note, &head.concat(), &shown)
}

/// One assumption.
fn row(firm: &Firmness, words: &str, untested: &str) -> String {
    let tested = (firm.tested > 0).then_some(f64::from(firm.tested));
    cells::row(&[
        format!("<th scope=\"row\">{words}</th>"),
        cells::or(tested, count, untested),
        cells::or(tested.map(|_| f64::from(firm.held)), grouped, "not tested"),
        cells::or(tested.map(|tested| f64::from(firm.held) / tested), percent, "not tested"),
    ])
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn what_cannot_be_tested_has_not_failed() {
        let page = section(&sample::region("r", "R"));
        assert!(page.contains("<strong>20 of the 40 statuses rated"), "{page}");
        assert!(page.contains("<td class=\"u\">the publisher gives no sampling error</td><td class=\"u\">not tested</td>"));
        assert!(page.contains("<td class=\"n\">32</td><td class=\"n\">24</td><td class=\"n\">75%</td>"));
        let mut none = sample::region("r", "R");
        none.more.firmness.clear();
        assert_eq!(section(&none), "");
    }
}
