//! Boxes above the figures: how demand was had, which sources are not fresh, which figures are invented.

use super::sections;
use crate::escape::html;
use crate::model::ReportSet;
use crate::words::EXAMPLE;

/// What must be known before any figure is read. `estimated`: whether every figure of demand on the page is an estimate.
pub(super) fn notices(set: &ReportSet, estimated: bool) -> String {
    sections::stale_notice(&set.sources) + &demand(set, estimated)
}

/// How demand was had; nothing where the run does not say and nothing is estimated.
pub(super) fn demand(set: &ReportSet, estimated: bool) -> String {
    let lead = if estimated { "Every figure of openings here is an estimate." } else { "Where the openings come from." };
    let basis = match (estimated, set.demand_basis.as_str()) {
        (false, "") => return String::new(),
        (true, "") => "They are had from national rates; how far they may be off is not recorded in this run.",
        (_, basis) => basis,
    };
    notice(lead, basis)
}

/// A box with a bold beginning.
pub(super) fn notice(lead: &str, text: &str) -> String {
    format!("<div class=\"notice\"><p><strong>{}</strong> {}</p></div>\n", html(lead), html(text))
}

/// The mark of invented figures at the top of a page; nothing on others.
pub(super) fn example(is_example: bool) -> String {
    if !is_example {
        return String::new();
    }
    format!("<p class=\"example\"><strong>{EXAMPLE}.</strong> They show what a page looks like and enter no regional figure.</p>\n")
}

/// The title of a document that may show invented figures.
pub(super) fn title(is_example: bool, title: &str) -> String {
    if is_example { format!("{EXAMPLE}: {title}") } else { title.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn an_estimate_is_said_even_where_the_run_gives_no_words() {
        let mut set = sample::set();
        set.demand_basis = String::new();
        assert_eq!(demand(&set, false), "");
        assert!(demand(&set, true).contains("Every figure of openings here is an estimate."));
        set.demand_basis = "Band 0.70 to 1.11 & more.".into();
        assert!(demand(&set, true).contains("Band 0.70 to 1.11 &amp; more."));
    }
}
