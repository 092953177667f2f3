//! Status and flag tokens in words. A token that is not in the tables is shown as itself.

use crate::number::percent;

/// Token of the status of an occupation to which no program with awards is linked.
pub const NO_LINK: &str = "not_rated_no_link";

/// A status of METHOD.md 5 and what readers are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    /// Token in the data.
    pub token: &'static str,
    /// The same in words.
    pub words: &'static str,
    /// True where openings are known, at least in part, and a program is linked. Shares of occupations are of these:
    /// a row of partial openings can only be short or not rated, so leaving the latter out would swell the share.
    pub compared: bool,
    /// What the rule is, for the page on the method; `{below}`, `{above}` and `{band}` are the run's.
    meaning: &'static str,
}

impl Status {
    /// What the rule is, with the band of the run.
    #[must_use]
    pub fn said(&self, band: f64) -> String {
        self.meaning.replace("{below}", &below(band)).replace("{above}", &above(band)).replace("{band}", &percent(band))
    }
}

/// The share of openings under which awards are short, in words.
#[must_use]
pub fn below(band: f64) -> String {
    percent(1.0 - band)
}

/// The share of openings over which awards are too many, in words.
#[must_use]
pub fn above(band: f64) -> String {
    percent(1.0 + band)
}

/// What stands on everything that shows invented figures.
pub const EXAMPLE: &str = "Example - invented figures";

/// What stands for a count of one course that is withheld.
pub const WITHHELD: &str = "10 or fewer, not shown";
/// What stands for a total, or a figure made of counts, that would reveal a withheld count.
pub const HIDDEN: &str = "not shown";
/// What stands for a count that the catalog does not have.
pub const NOT_REPORTED: &str = "not reported";
/// What stands where some of the missing counts are withheld and it is not told which.
pub const HIDDEN_OR_NOT_REPORTED: &str = "not shown or not reported";

/// Names of the facts about a course that pages look up.
pub const LAST_REVIEW: &str = "Last review (Education Code 52302.3)";
/// The day by which a course is to be reviewed again.
pub const REVIEW_DUE: &str = "Next review due";

/// What the courses of a provider are grouped by: token and heading.
pub const DIMENSIONS: &[(&str, &str)] = &[
    ("all", "All courses"),
    ("venue", "By venue"),
    ("schedule", "By schedule"),
    ("student_group", "By student group"),
    ("credential", "By credential"),
    ("work_based_learning", "By work-based learning"),
];

/// Every status, in the order in which pages list them.
pub const STATUSES: &[Status] = &[
    Status {
        token: "shortage",
        words: "Shortage under any allocation",
        compared: true,
        meaning: "Even if every linked program sent all its graduates to this occupation, awards would be under {below} of openings.",
    },
    Status {
        token: "depends_shortage",
        words: "Shortage if supply is divided in proportion to openings",
        compared: true,
        meaning: "Divided supply is under {below} of openings; another division of the shared programs could change the answer.",
    },
    Status { token: "balanced", words: "Balanced under any allocation", compared: true, meaning: "Least and most supply both lie within {band} of openings." },
    Status {
        token: "depends_balanced",
        words: "Balanced if supply is divided in proportion to openings",
        compared: true,
        meaning: "Divided supply lies within {band} of openings; another division could change the answer.",
    },
    Status {
        token: "depends_surplus",
        words: "Surplus if supply is divided in proportion to openings",
        compared: true,
        meaning: "Divided supply is over {above} of openings, or cannot be divided because there are no openings; another division could change the answer.",
    },
    Status {
        token: "surplus",
        words: "Surplus under any allocation",
        compared: true,
        meaning: "Programs that lead to this occupation alone already give more than {above} as many awards as there are openings.",
    },
    Status {
        token: "too_small",
        words: "Too small to rate: under 10 openings and under 10 awards",
        compared: true,
        meaning: "Under 10 openings a year and under 10 awards a year: a difference would say nothing.",
    },
    Status {
        token: "unknown_partial",
        words: "Not rated: demand known for part of the region only",
        compared: true,
        meaning: "Some areas of the region have no figure: openings are a lower bound, and supply could be above or below them.",
    },
    Status {
        token: "unknown",
        words: "Demand unknown",
        compared: false,
        meaning: "No area of the region has a figure for openings, or no national rate is held to estimate it (rates are held for occupations that a program leads to). Unknown is not zero.",
    },
    Status {
        token: NO_LINK,
        words: "Not rated: no program with awards is linked",
        compared: false,
        meaning: "No program with counted awards in the region leads to this occupation. Whether people are trained for it some other way is not known here.",
    },
];

/// Streams of supply that a region may lack: flag token and name of the stream.
pub const STREAMS: &[(&str, &str)] = &[
    ("no_rocp_supply", "ROCP and adult school"),
    ("partial_rocp_supply", "most ROCPs and adult schools"),
    ("no_hs_cte_supply", "high-school CTE"),
    ("no_credit_supply", "community college credit"),
    ("no_noncredit_supply", "community college noncredit"),
    ("no_apprenticeship_supply", "apprenticeship"),
    ("no_private_supply", "private schools"),
];

/// Other flags in words.
const FLAGS: &[(&str, &str)] = &[
    ("partial_area", "openings known for part of the region only: a lower bound"),
    ("estimated_area_split", "openings divided between regions by estimate"),
    ("estimated_national_rate", "openings estimated from national rates"),
    ("identity_mismatch", "published parts of the openings do not add up"),
    ("period_not_published", "a part of the supply is of a period that is not published"),
    ("imputed_counts", "some awards were estimated by the agency, not reported"),
    ("periods_apart", "awards and openings lie over three years apart"),
    ("openings_under_5", "published as 0, which means under 5"),
    ("negative_openings_excluded", "a negative published figure is left out"),
    ("soc_2010_mapped", "mapped from the 2010 occupation code"),
    ("cip4_mix", "group awards divided by the statewide mix"),
    ("suppressed_counts", "counts of 1 to 10 students stand as ranges"),
    ("sampling_error", "the range of openings is that of the survey's sampling error"),
];

/// A status in words; an unknown token is shown as itself.
pub fn status(token: &str) -> &str {
    STATUSES.iter().find(|s| s.token == token).map_or(token, |s| s.words)
}

/// True where the status says that there were openings and a linked program to compare.
pub fn is_compared(token: &str) -> bool {
    STATUSES.iter().any(|s| s.token == token && s.compared)
}

/// A flag in words; an unknown token is shown as itself.
pub fn flag(token: &str) -> String {
    if let Some((_, stream)) = STREAMS.iter().find(|(flag, _)| *flag == token) {
        return format!("{stream} not counted");
    }
    FLAGS.iter().find(|(flag, _)| *flag == token).map_or(token, |(_, words)| words).to_owned()
}

/// True where the flag says that a stream of supply is missing.
pub fn is_stream(token: &str) -> bool {
    STREAMS.iter().any(|(flag, _)| *flag == token)
}

/// What the courses of a provider are grouped by; an unknown token is shown as itself.
pub fn dimension(token: &str) -> &str {
    DIMENSIONS.iter().find(|(known, _)| *known == token).map_or(token, |(_, words)| words)
}

/// A scheme of regions as the kind of place it has.
pub fn scheme(token: &str) -> &str {
    match token {
        "state" => "State",
        "macroregion" => "Strong Workforce region",
        "county" => "County",
        "edd-area" => "EDD projection area",
        "coe" => "Centers of Excellence region",
        "jobs-first" => "California Jobs First region",
        other => other,
    }
}

/// "a", "a and b", "a, b and c".
pub fn list(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_band_is_that_of_the_run() {
        let said = |token: &str, band: f64| STATUSES.iter().find(|s| s.token == token).unwrap().said(band);
        assert!(said("shortage", 0.1).ends_with("under 90% of openings.") && said("shortage", 0.25).ends_with("under 75% of openings."));
        assert!(said("balanced", 0.25).ends_with("within 25% of openings.") && said("surplus", 0.25).contains("more than 125% as many"));
        assert!(STATUSES.iter().all(|s| !s.said(0.1).contains('{')));
    }

    #[test]
    fn every_status_of_the_method_has_words() {
        for token in ["unknown", "not_rated_no_link", "too_small", "shortage", "unknown_partial", "surplus", "balanced"] {
            assert_ne!(status(token), token);
        }
        for token in ["depends_shortage", "depends_surplus", "depends_balanced"] {
            assert!(is_compared(token) && status(token) != token);
        }
        assert!(is_compared("unknown_partial") && !is_compared("unknown") && !is_compared("not_rated_no_link"));
    }

    #[test]
    fn unknown_tokens_show_as_themselves() {
        assert_eq!(status("new_status"), "new_status");
        assert_eq!(flag("new_flag"), "new_flag");
        assert_eq!(flag("no_rocp_supply"), "ROCP and adult school not counted");
        assert!(is_stream("no_private_supply") && !is_stream("partial_area"));
    }

    #[test]
    fn lists_read_as_sentences() {
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
    }
}
