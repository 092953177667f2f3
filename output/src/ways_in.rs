//! Streams that are known to teach an occupation. Where one of them is not counted, a shortage says so in its first sentence.

use crate::facts::has;
use crate::model::GapRow;

/// A stream known to teach some occupations.
#[derive(Debug, PartialEq, Eq)]
pub struct WayIn {
    /// The flag of a region that lacks it.
    pub flag: &'static str,
    /// Occupations it is known to teach.
    socs: &'static [&'static str],
    /// Typical training on the job that says the same.
    training: Option<&'static str>,
    /// A clause with its source; it ends in what is not counted.
    pub clause: &'static str,
}

/// The one place of these words.
const WAYS_IN: &[WayIn] = &[
    WayIn {
        flag: "no_rocp_supply",
        socs: &["31-1131", "31-1120", "31-1121", "31-1122"],
        training: None,
        clause: "about 85% of nurse assistant and home health aide programs were ROCP or adult schools (California Department of Education), which are not counted",
    },
    WayIn {
        flag: "partial_rocp_supply",
        socs: &["31-1131", "31-1120", "31-1121", "31-1122"],
        training: None,
        clause: "about 85% of nurse assistant and home health aide programs were ROCP or adult schools (California Department of Education), most of which are not counted",
    },
    WayIn { flag: "no_apprenticeship_supply", socs: &["47-2111"], training: None, clause: "electricians come through apprenticeship, which is not counted" },
    WayIn {
        flag: "no_apprenticeship_supply",
        socs: &[],
        training: Some("Apprenticeship"),
        clause: "the usual training is an apprenticeship (occupational projections), which is not counted",
    },
];

/// What is known about the training that the row's supply leaves out; nothing where no missing stream is known to teach it.
pub fn missing(row: &GapRow) -> Option<&'static WayIn> {
    known(&row.soc, row.job_training.as_deref(), |flag| has(row, flag))
}

/// The same for an occupation with its flags.
pub fn missing_of(soc: &str, flags: &[String]) -> Option<&'static WayIn> {
    known(soc, None, |flag| flags.iter().any(|f| f == flag))
}

fn known(soc: &str, training: Option<&str>, lacks: impl Fn(&str) -> bool) -> Option<&'static WayIn> {
    let teaches = |way: &&WayIn| way.socs.contains(&soc) || (way.training.is_some() && way.training == training);
    WAYS_IN.iter().filter(teaches).find(|way| lacks(way.flag))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn a_missing_stream_is_told_where_it_teaches_the_occupation() {
        let mut row = sample::row("31-1131", "Nursing Assistants", Some(10.0), (0.0, Some(0.0), 0.0), "shortage");
        assert_eq!(missing(&row), None, "nothing is missing");
        row.flags = vec!["no_apprenticeship_supply".into()];
        assert_eq!(missing(&row), None, "apprenticeship does not teach it");
        row.flags.push("no_rocp_supply".into());
        assert!(missing(&row).unwrap().clause.starts_with("about 85%"));
        row.soc = "47-2152".into();
        assert_eq!(missing(&row), None);
        row.job_training = Some("Apprenticeship".into());
        assert!(missing(&row).unwrap().clause.starts_with("the usual training is an apprenticeship"));
        assert!(missing_of("47-2111", &row.flags).unwrap().clause.starts_with("electricians"));
    }
}
