//! Closed lists: California's 58 counties, the sectors and pathways of the California Department of Education, and the nearest match in a list.

use std::sync::LazyLock;

use super::columns::fold;

static COUNTIES: &str = include_str!("lists/counties.txt");
static PATHWAYS: &str = include_str!("lists/pathways.csv");

/// The 58 counties, without the word County, in order of name.
#[must_use]
pub fn counties() -> Vec<&'static str> {
    COUNTIES.lines().filter(|l| !l.is_empty()).collect()
}

static PAIRS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(PATHWAYS.as_bytes());
    reader.records().flatten().filter_map(|r| Some((r.get(0)?.to_owned(), r.get(1)?.to_owned()))).collect()
});

static SECTORS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut out: Vec<String> = PAIRS.iter().map(|(s, _)| s.clone()).collect();
    out.dedup();
    out
});

static PATHWAY_NAMES: LazyLock<Vec<String>> = LazyLock::new(|| PAIRS.iter().map(|(_, p)| p.clone()).collect());

/// Sectors and pathways, as pairs in order of sector. Source: California Department of Education, CTE industry sectors and pathways.
#[must_use]
pub fn pathways() -> &'static [(String, String)] {
    &PAIRS
}

/// The 58 pathways, in order of their sector.
#[must_use]
pub fn pathway_names() -> &'static [String] {
    &PATHWAY_NAMES
}

/// The 15 sectors.
#[must_use]
pub fn sectors() -> &'static [String] {
    &SECTORS
}

/// A county in its one spelling: `butte county` is Butte.
#[must_use]
pub fn county(text: &str) -> Option<&'static str> {
    if let Some(exact) = COUNTIES.lines().find(|c| *c == text) {
        return Some(exact);
    }
    let wanted = fold(text);
    let wanted = wanted.strip_suffix(" county").or_else(|| wanted.strip_prefix("county of ")).unwrap_or(&wanted);
    COUNTIES.lines().find(|c| fold(c) == wanted)
}

/// How a list's entries are compared: letters and digits only, `&` for `and`.
#[must_use]
pub fn loose(text: &str) -> String {
    fold(text).replace('&', " and ").chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The entry of a list that a text is, whatever its capitals, blanks and marks.
pub fn entry<'l, S: AsRef<str> + ?Sized + 'l>(text: &str, list: impl IntoIterator<Item = &'l S>) -> Option<&'l str> {
    let wanted = loose(text);
    list.into_iter().map(AsRef::as_ref).find(|e| e.trim() == text.trim() || loose(e) == wanted)
}

/// The entry of a list that is nearest to a text, if it is near: at most a third of its letters differ, or one holds the other.
pub fn nearest<'l, S: AsRef<str> + ?Sized + 'l>(text: &str, list: impl IntoIterator<Item = &'l S>) -> Option<&'l str> {
    let wanted: Vec<char> = loose(text).chars().collect();
    if wanted.len() < 2 {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for item in list.into_iter().map(AsRef::as_ref) {
        let other: Vec<char> = loose(item).chars().collect();
        let (short, long) = if wanted.len() < other.len() { (&wanted, &other) } else { (&other, &wanted) };
        let inside = short.len() >= 4 && long.windows(short.len()).any(|w| w == short.as_slice());
        let away = if inside { 1 } else { distance(&wanted, &other) };
        if (inside || away * 3 <= wanted.len().max(other.len())) && best.is_none_or(|(b, _)| away < b) {
            best = Some((away, item));
        }
    }
    best.map(|(_, item)| item)
}

/// Whether two names differ by one slip of the hand: a letter more, less, other, or two swapped.
#[must_use]
pub fn slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (loose(a).chars().collect(), loose(b).chars().collect());
    a.len() >= 6 && distance(&a, &b) <= 1
}

/// How many letters must be put in, left out, replaced or swapped with their neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut now = vec![i];
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            let mut d = (last[j] + 1).min(now[j - 1] + 1).min(last[j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                d = d.min(before[j - 2] + 1);
            }
            now.push(d);
        }
        before = std::mem::replace(&mut last, now);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_whole() {
        assert_eq!(counties().len(), 58);
        assert_eq!((sectors().len(), pathways().len()), (15, 58));
        assert_eq!(county(" butte  COUNTY"), Some("Butte"));
        assert_eq!(county("County of Glenn"), Some("Glenn"));
        assert_eq!(county("Bute"), None);
    }

    #[test]
    fn the_nearest_is_near_or_none() {
        assert_eq!(nearest("Bute", counties()), Some("Butte"));
        assert_eq!(nearest("San Bernadino", counties()), Some("San Bernardino"));
        assert_eq!(nearest("Los Angels", counties()), Some("Los Angeles"));
        assert_eq!(nearest("Oregon", counties()), None);
        assert_eq!(nearest("Health Science", sectors()), Some("Health Science and Medical Technology"));
        assert_eq!(nearest("evnening", super::super::columns::SCHEDULES.iter().copied()), Some("evening"));
        assert_eq!(nearest("x", counties()), None);
        assert_eq!(entry("Hospitality, Tourism & Recreation", sectors()), Some("Hospitality, Tourism, and Recreation"));
    }
}
