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

/// Nurse assistants and home health aides.
const CARE: &[&str] = &["31-1131", "31-1120", "31-1121", "31-1122"];

/// Occupations to which a program family leads that ROCPs are known to teach (`queries/crosswalks/ref_program_family.csv`), the best known of them.
const ROCP_TAUGHT: &[&str] = &[
    "29-2052", // pharmacy technicians
    "31-9091", // dental assistants
    "31-9092", // medical assistants
    "31-9096", // veterinary assistants
    "35-2014", // restaurant cooks
    "39-5012", // hairdressers and cosmetologists
    "47-2031", // carpenters
    "49-3021", // automotive body repairers
    "49-3023", // automotive service technicians
    "49-3031", // bus, truck and diesel mechanics
    "51-4121", // welders
];

/// Where the usual training is not told with the row, as on a course's page: carpenters, by the same projections.
const APPRENTICED: &[&str] = &["47-2031"];

/// The one place of these words. Of two that hold, the first is told.
const WAYS_IN: &[WayIn] = &[
    WayIn {
        flag: "no_rocp_supply",
        socs: CARE,
        training: None,
        clause: "about 85% of nurse assistant and home health aide programs were ROCP or adult schools (California Department of Education), which are not counted",
    },
    WayIn {
        flag: "partial_rocp_supply",
        socs: CARE,
        training: None,
        clause: "about 85% of nurse assistant and home health aide programs were ROCP or adult schools (California Department of Education), most of which are not counted",
    },
    WayIn { flag: "no_apprenticeship_supply", socs: &["47-2111"], training: None, clause: "electricians come through apprenticeship, which is not counted" },
    WayIn {
        flag: "no_apprenticeship_supply",
        socs: APPRENTICED,
        training: Some("Apprenticeship"),
        clause: "the usual training is an apprenticeship (occupational projections), which is not counted",
    },
    WayIn { flag: "no_rocp_supply", socs: ROCP_TAUGHT, training: None, clause: "ROCPs and adult schools teach it too, and they are not counted" },
    WayIn { flag: "partial_rocp_supply", socs: ROCP_TAUGHT, training: None, clause: "ROCPs and adult schools teach it too, and most of them are not counted" },
];

/// What is known about the training that the row's supply leaves out; nothing where no missing stream is known to teach it.
pub fn missing(row: &GapRow) -> Option<&'static WayIn> {
    known(&row.soc, row.job_training.as_deref(), |flag| has(row, flag))
}

/// The same where the row's status is a shortage.
pub fn of_shortage(row: &GapRow) -> Option<&'static WayIn> {
    missing(row).filter(|_| row.status.ends_with("shortage"))
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

    #[test]
    fn of_two_missing_ways_in_the_apprenticeship_is_told() {
        let flags = |tokens: &[&str]| tokens.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
        let told = |soc: &str, tokens: &[&str]| missing_of(soc, &flags(tokens)).map(|way| way.clause);
        assert!(told("47-2031", &["partial_rocp_supply", "no_apprenticeship_supply"]).unwrap().contains("apprenticeship"));
        assert!(told("47-2031", &["partial_rocp_supply"]).unwrap().ends_with("most of them are not counted"));
        assert!(told("51-4121", &["no_rocp_supply"]).unwrap().ends_with("they are not counted"));
        assert_eq!(told("51-4121", &["no_apprenticeship_supply"]), None);
    }

    #[test]
    fn what_rocps_teach_is_what_the_crosswalk_says() {
        let table = |name: &str| std::fs::read_to_string(format!("{}/../queries/crosswalks/{name}.csv", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let (links, families) = (table("ref_program_link"), table("ref_program_family"));
        let taught: Vec<&str> = families.lines().filter(|l| l.contains(",true,career")).map(|l| &l[..5]).collect();
        let linked = |soc: &str| links.lines().any(|l| l.split(',').nth(1) == Some(soc) && taught.contains(&&l[..5]));
        for soc in ROCP_TAUGHT {
            assert!(linked(soc), "{soc}");
        }
    }
}
