//! Area names: the label, and the bracketed county list, which alone is stable over editions. Where an edition prints no list, the areas' own list of an edition that
//! does is asked (`areas.csv`).

use std::sync::LazyLock;

/// An area name taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Area {
    /// The name without the brackets.
    pub label: String,
    /// The counties in alphabetical order, separated by `; `; none where the edition gives no list.
    pub counties: Option<String>,
}

/// Takes `Label (A, B, and C Counties)` apart. Brackets that do not end in County or Counties are part of the label.
pub(crate) fn parse(name: &str) -> Area {
    let name = name.trim();
    let listed = name.strip_suffix(')').and_then(|n| n.rsplit_once('(')).and_then(|(label, list)| {
        let list = list.trim();
        let list = list.strip_suffix("Counties").or_else(|| list.strip_suffix("County"))?;
        let list = list.replace(" and ", ",");
        let mut counties: Vec<_> = list.split(',').map(str::trim).filter(|c| !c.is_empty()).collect();
        counties.sort_unstable();
        counties.dedup();
        (!counties.is_empty()).then(|| (label.trim().to_owned(), counties.join("; ")))
    });
    match listed {
        Some((label, counties)) => Area { label, counties: Some(counties) },
        None => Area { label: name.to_owned(), counties: None },
    }
}

/// Areas and their counties as editions print them: base year, label, counties.
static LISTED: LazyLock<Vec<(i32, String, String)>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(include_bytes!("areas.csv").as_slice());
    let read = |r: csv::StringRecord| Some((r.get(0)?.get(..4)?.parse().ok()?, r.get(1)?.to_owned(), r.get(2)?.to_owned()));
    reader.records().filter_map(|r| r.ok().and_then(read)).collect()
});

/// The first base year that is known to have the areas of the oldest list: EDD's 2018-2028 has the same.
const OLDEST: i32 = 2018;

/// The counties of an area that an edition names without them. A name that had other counties in other editions is known only where its edition is: in an edition that
/// is listed, after the last one or before the first.
pub(crate) fn listed(label: &str, base_year: i32) -> Option<&'static str> {
    let of: Vec<_> = LISTED.iter().filter(|(_, l, _)| l == label).collect();
    let (_, _, first) = of.first().filter(|_| base_year >= OLDEST)?;
    if of.iter().all(|(_, _, counties)| counties == first) {
        return Some(first);
    }
    let years = LISTED.iter().map(|(year, ..)| *year);
    let (oldest, newest) = (years.clone().min()?, years.max()?);
    let base = base_year.clamp(oldest, newest);
    of.iter().find(|(year, ..)| *year == base).map(|(_, _, counties)| counties.as_str())
}

/// The counties of an area, printed or listed; none where neither tells them, and for the state.
pub(crate) fn counties(area: &Area, area_type: &str, base_year: i32) -> Option<String> {
    let of_list = || Some(area.label.as_str()).filter(|_| !is_state(area_type)).and_then(|label| listed(label, base_year)).map(str::to_owned);
    area.counties.clone().or_else(of_list)
}

/// Why a file is refused whose areas nobody can place; none where there are none such.
pub(crate) fn refusal(nowhere: &std::collections::BTreeSet<String>) -> Option<String> {
    let names = nowhere.iter().take(6).map(|n| format!("{n:?}")).collect::<Vec<_>>().join(", ");
    let more = if nowhere.len() > 6 { format!(" and {} more", nowhere.len() - 6) } else { String::new() };
    (!nowhere.is_empty())
        .then(|| format!("nothing tells the counties of {names}{more}: the file does not print them, and areas.csv of edd_projections does not have the name"))
}

/// Whether a row is about the state as a whole.
pub(crate) fn is_state(area_type: &str) -> bool {
    area_type.trim().eq_ignore_ascii_case("state")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_counties_is_looked_up() {
        assert_eq!(LISTED.len(), 63);
        for edition in [2020, 2024] {
            let all: std::collections::BTreeSet<&str> = LISTED.iter().filter(|(y, ..)| *y == edition).flat_map(|(_, _, c)| c.split("; ")).collect();
            assert_eq!(all.len(), 58, "every county stands in an area of {edition}");
        }
        assert_eq!(listed("Oakland-Hayward-Berkeley MD", 2020), Some("Alameda; Contra Costa"));
        assert_eq!(listed("Bakersfield-Delano MSA", 2023), Some("Kern"), "a name that has meant the same counties whenever it was used");
        // Madera had an area of its own until it joined Fresno's.
        assert_eq!(
            (listed("Fresno MSA", 2018), listed("Fresno MSA", 2020), listed("Fresno MSA", 2026)),
            (Some("Fresno"), Some("Fresno"), Some("Fresno; Madera"))
        );
        assert_eq!(listed("Fresno MSA", 2022), None, "between the two nobody can tell");
        assert_eq!((listed("Chico MSA", 2008), listed("Gotham MSA", 2024)), (None, None));
        let state = parse("California");
        assert_eq!(counties(&state, "State", 2024), None);
    }

    #[test]
    fn county_lists() {
        let list = |name| parse(name).counties.unwrap_or_default();
        assert_eq!(list("Salinas MSA (Monterey County)"), "Monterey");
        assert_eq!(list("X MSA (Riverside and San Bernardino Counties)"), "Riverside; San Bernardino");
        assert_eq!(list("X (Yolo, El Dorado, Placer, and Sacramento Counties)"), "El Dorado; Placer; Sacramento; Yolo");
        assert_eq!(parse("X--Y MSA (Napa County)").label, "X--Y MSA");
        assert_eq!(parse("California"), Area { label: "California".into(), counties: None });
        assert_eq!(parse("East Bay (Oakland)"), Area { label: "East Bay (Oakland)".into(), counties: None });
    }
}
