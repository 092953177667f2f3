//! Colleges by name: the Data Mart, the Centers of Excellence and the colleges themselves write one in several ways.

/// Words before and after a name that do not tell colleges apart.
const BEFORE: [&str; 5] = ["college of the ", "college of ", "city college of ", "the ", "los angeles "];
const AFTER: [&str; 5] = [" community college", " junior college", " junior", " college", " cc"];

/// Names that are one college, each after the one that is kept.
const SAME: [(&str, &[&str]); 27] = [
    ("berkeley-city", &["berkeley", "vista"]),
    ("chabot", &["chabot-hayward"]),
    ("coalinga", &["west-hills-coalinga", "west-hills"]),
    ("copper-mountain", &["copper-mtn"]),
    ("deanza", &["de-anza"]),
    ("east-la", &["east-los-angeles"]),
    ("imperial", &["imperial-valley"]),
    ("irvine", &["irvine-valley"]),
    ("la-southwest", &["la-swest"]),
    ("la-trade", &["la-trade-tech", "la-trade-technical"]),
    ("lemoore", &["west-hills-lemoore"]),
    ("long-beach", &["long-beach-city"]),
    ("miracosta", &["mira-costa"]),
    ("modesto", &["modesto-jr"]),
    ("monterey", &["monterey-peninsula"]),
    ("mt-san-antonio", &["mount-san-antonio"]),
    ("mt-san-jacinto", &["mount-san-jacinto"]),
    ("napa", &["napa-valley"]),
    ("north-orange-adult", &["north-orange-continuing-education", "north-orange-cont-ed"]),
    ("pasadena", &["pasadena-city"]),
    ("riverside", &["riverside-city"]),
    ("san-diego-adult", &["san-diego-continuing-education", "san-diego-cont-ed", "continuing-education-san-diego"]),
    ("san-francisco", &["san-francisco-city"]),
    ("san-joaquin-delta", &["delta"]),
    ("santa-barbara", &["santa-barbara-city"]),
    ("santa-rosa", &["santa-rosa-jr"]),
    ("west-la", &["west-los-angeles"]),
];

/// The one spelling of a college's name: `merritt`, `mt-san-antonio`, `la-southwest`. None where no letter is in it.
#[must_use]
pub(super) fn key(name: &str) -> Option<String> {
    let mut text = String::new();
    for c in name.to_lowercase().chars() {
        match c {
            '\u{f1}' => text.push('n'),
            '.' | '\'' | '\u{2019}' => {}
            c if c.is_ascii_alphanumeric() => text.push(c),
            _ if text.ends_with(' ') => {}
            _ => text.push(' '),
        }
    }
    let mut text = text.trim().to_owned();
    for word in BEFORE {
        if let Some(rest) = text.strip_prefix(word) {
            text = if word == "los angeles " { format!("la {rest}") } else { rest.to_owned() };
        }
    }
    for word in AFTER {
        text = text.strip_suffix(word).map_or(text.clone(), str::to_owned);
    }
    let key = text.split_whitespace().collect::<Vec<_>>().join("-");
    let kept = SAME.iter().find(|(_, others)| others.contains(&key.as_str())).map(|(kept, _)| (*kept).to_owned());
    kept.or(Some(key)).filter(|k| k.contains(|c: char| c.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::key;

    #[test]
    fn a_college_has_one_spelling() {
        for same in [
            &["West Hills Coalinga ", "Coalinga College"][..],
            &["Deanza", "De Anza College"],
            &["LA Swest", "Los Angeles Southwest College"],
            &["LA Trade ", "Los Angeles Trade-Technical College"],
            &["East LA", "East Los Angeles College"],
            &["LA City", "Los Angeles City College"],
            &["Mt San Antonio", "Mt. San Antonio College", "Mount San Antonio"],
            &["Canada", "Ca\u{f1}ada College"],
            &["Clovis", "Clovis Community College"],
            &["Sequoias", "College of the Sequoias"],
            &["San Mateo", "College of San Mateo"],
            &["San Francisco", "City College of San Francisco"],
            &["Santa Rosa", "Santa Rosa Junior College"],
            &["Merritt", "MERRITT COLLEGE"],
        ] {
            let keys: BTreeSet<_> = same.iter().map(|name| key(name).unwrap()).collect();
            assert_eq!(keys.len(), 1, "{same:?}: {keys:?}");
        }
        assert_eq!(key(" - "), None);
    }

    #[test]
    fn every_college_that_we_know_is_one_of_its_own() {
        let table = concat!(env!("CARGO_MANIFEST_DIR"), "/../../queries/crosswalks/ref_college.csv");
        let text = std::fs::read_to_string(table).unwrap();
        let names: Vec<&str> = text.lines().skip(1).filter_map(|l| l.rsplit_once(',')).map(|(name, _)| name).collect();
        let keys: BTreeSet<_> = names.iter().filter_map(|n| key(n)).collect();
        assert!(names.len() > 110);
        assert_eq!(keys.len(), names.len());
    }

    #[test]
    fn colleges_of_like_names_stay_apart() {
        let names = ["San Diego City", "San Diego Mesa", "San Diego Adult", "Santa Ana", "LA Valley", "West Valley", "Mission", "LA Mission", "Riverside"];
        let keys: BTreeSet<_> = names.iter().filter_map(|n| key(n)).collect();
        assert_eq!(keys.len(), names.len());
        assert_ne!(key("San Francisco Ctrs"), key("San Francisco"), "noncredit centers are held apart");
    }
}
