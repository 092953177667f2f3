//! What a new version of a provider's catalog changes.

use std::collections::BTreeMap;

use super::columns::{COLUMNS, Kind};
use super::course::Course;
use super::problem::{SMALL, is_small};

/// A changed cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The heading of the column.
    pub column: &'static str,
    /// What stood there, fit for a log.
    pub from: String,
    /// What stands there now, fit for a log.
    pub to: String,
}

/// The difference of two versions. Rows are told by their labels, which hold no counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diff {
    /// Rows that are new.
    pub added: Vec<String>,
    /// Rows that are gone.
    pub removed: Vec<String>,
    /// Rows with changed cells.
    pub changed: Vec<(String, Vec<Change>)>,
}

impl Diff {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}

/// Compares two versions of one provider's catalog.
#[must_use]
pub fn diff(old: &[&Course], new: &[&Course]) -> Diff {
    let by_key = |rows: &[&Course]| rows.iter().filter_map(|c| Some((c.key()?, (*c).clone()))).collect::<BTreeMap<_, _>>();
    let (before, after) = (by_key(old), by_key(new));
    let mut out = Diff::default();
    for (key, course) in &after {
        match before.get(key) {
            None => out.added.push(course.label()),
            Some(earlier) => {
                let changes: Vec<Change> = COLUMNS
                    .iter()
                    .enumerate()
                    .filter(|(i, _)| earlier.values[*i] != course.values[*i])
                    .map(|(i, c)| Change { column: c.heading, from: shown(c.kind, c.name, &earlier.values[i]), to: shown(c.kind, c.name, &course.values[i]) })
                    .collect();
                if !changes.is_empty() {
                    out.changed.push((course.label(), changes));
                }
            }
        }
    }
    out.removed = before.iter().filter(|(k, _)| !after.contains_key(*k)).map(|(_, c)| c.label()).collect();
    out
}

/// A value for a log: a count of 1 to 10 students is not told.
fn shown(kind: Kind, name: &str, value: &Option<String>) -> String {
    match value {
        None => "(blank)".to_owned(),
        Some(v) if kind == Kind::Count && name != "seats" && is_small(v) => SMALL.to_owned(),
        Some(v) if kind == Kind::YesNo => if v == "true" { "yes" } else { "no" }.to_owned(),
        Some(v) => v.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::rocp_catalog::columns::place;

    fn course(code: &str, completed: &str) -> Course {
        let mut c = Course::new(2);
        for (name, value) in [
            ("provider", "X"),
            ("site", "S"),
            ("course_code", code),
            ("academic_year", "2024-25"),
            ("schedule", "evening"),
            ("student_group", "adult"),
            ("completed", completed),
        ] {
            c.values[place(name).unwrap()] = Some(value.to_owned());
        }
        c
    }

    #[test]
    fn changes_are_told_and_small_counts_are_not() {
        let (a, b, gone, new) = (course("A", "7"), course("A", "21"), course("G", "9"), course("N", "9"));
        let d = diff(&[&a, &gone], &[&b, &new]);
        assert_eq!((d.added.len(), d.removed.len(), d.changed.len()), (1, 1, 1));
        assert_eq!(d.changed[0].1, [Change { column: "Completers", from: SMALL.into(), to: "21".into() }]);
        assert!(!format!("{d:?}").contains(['7', '9']));
        assert!(diff(&[&a], &[&a]).is_empty());
    }
}
