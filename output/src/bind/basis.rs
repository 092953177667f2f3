//! How demand was had, in words made from the settings of the run: no edition and no year stands here.

use std::collections::BTreeMap;

/// The sentences for every page; empty where all openings are published.
pub(super) fn words(settings: &BTreeMap<String, String>) -> String {
    let said = |name: &str| settings.get(name).map(String::as_str).filter(|v| !v.is_empty());
    let lead = match said("demand_estimated") {
        Some("all") => "Estimated, not projected locally:",
        Some("some") => "Where no local projection covers a county, openings are estimated:",
        _ => return String::new(),
    };
    let survey = said("survey_release").map_or_else(|| "the wage survey".to_owned(), |release| format!("the {release} wage survey"));
    let edition = said("rate_period").map(|period| format!(" for {period}")).unwrap_or_default();
    let estimate = format!("{lead} employment of {survey}, raised by the self-employed, times national rates of exits, transfers and growth{edition}.");
    [Some(estimate), band(&said)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// How far the estimate was off where it could be compared, and which release it was, where that is not the one in use.
fn band<'a>(said: &impl Fn(&str) -> Option<&'a str>) -> Option<String> {
    let number = |name: &str| said(name).and_then(|v| v.parse::<f64>().ok());
    let (median, low, high) = (number("band_median")?, number("band_low")?, number("band_high")?);
    let (period, compared) = (said("band_projection_period")?, said("band_survey_release")?);
    let whose = if said("survey_release") == Some(compared) {
        "the estimate\u{2019}s".to_owned()
    } else {
        format!("an estimate\u{2019}s from the {compared} survey, the nearest compared,")
    };
    Some(format!(
        "Against EDD\u{2019}s own projections for {period} the median of {whose} openings is {median:.2} of theirs; eight in ten lie between {low:.2} and {high:.2} of them."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(changes: &[(&str, &str)]) -> BTreeMap<String, String> {
        let all = [
            ("demand_estimated", "all"),
            ("survey_release", "May 2031"),
            ("rate_period", "2030-2040"),
            ("band_survey_release", "May 2031"),
            ("band_projection_period", "2028-2038"),
            ("band_median", "0.9"),
            ("band_low", "0.5"),
            ("band_high", "1.5"),
        ];
        all.iter().chain(changes).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn editions_come_from_the_run() {
        let told = words(&settings(&[]));
        for part in [
            "Estimated, not projected locally: employment of the May 2031 wage survey",
            "growth for 2030-2040.",
            "projections for 2028-2038",
            "is 0.90 of theirs",
        ] {
            assert!(told.contains(part), "{part}: {told}");
        }
        assert!(words(&settings(&[("survey_release", "May 2032")])).contains("from the May 2031 survey, the nearest compared,"));
        assert!(words(&settings(&[("demand_estimated", "some")])).starts_with("Where no local projection covers a county"));
        assert_eq!(words(&settings(&[("demand_estimated", "none")])), "");
        assert_eq!(words(&settings(&[("band_low", "")])).matches(". ").count(), 0, "no half of a band is told");
    }
}
