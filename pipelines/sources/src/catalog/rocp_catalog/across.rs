//! What the rows of a catalog say together: keys, and facts that must agree.

use std::collections::{BTreeMap, HashMap};

use super::cell::fault;
use super::check::problem;
use super::columns::{column, fold};
use super::course::Course;
use super::problem::{Problem, Severity};
use super::{area, lists};

/// Adds the problems between rows.
pub(super) fn check(courses: &[Course], problems: &mut Vec<Problem>) {
    let mut tell = |course: &Course, name: &str, severity, kind, text: String, what: &str| {
        if let Some(column) = column(name) {
            problems.push(problem(column, course.line, course.get(name).unwrap_or_default(), severity, fault(kind, text, what)));
        }
    };
    let mut keys: HashMap<String, u64> = HashMap::new();
    for course in courses {
        if let Some(key) = course.key()
            && let Some(first) = keys.insert(key.clone(), course.line)
        {
            keys.insert(key, first);
            let text = format!("row {first} is the same site, course, school year, schedule and student group");
            tell(
                course,
                "course_code",
                Severity::Error,
                "duplicate",
                text,
                "Delete one of the rows, or add their counts up in one; sections need no rows of their own",
            );
        }
    }
    let mut providers: BTreeMap<String, Vec<&Course>> = BTreeMap::new();
    for course in courses {
        if let Some(id) = course.provider_id() {
            providers.entry(id).or_default().push(course);
        }
    }
    for rows in providers.values() {
        for (name, kind) in [("organizational_structure", "structure-differs"), ("service_area", "area-differs"), ("ipeds_unitid", "unitid-differs")] {
            agree(
                rows,
                name,
                |_| String::new(),
                |c, most, n| {
                    let text = format!("it differs from the {n} other rows of this provider ({most})");
                    tell(c, name, Severity::Error, kind, text, "Write the same on every row of a provider");
                },
            );
        }
        agree(
            rows,
            "site_county",
            |c| fold(c.get("site").unwrap_or_default()),
            |c, most, n| {
                let text = format!("the same site lies in {most} on {n} other rows");
                tell(c, "site_county", Severity::Error, "site-county-differs", text, "Correct the county, or give the two sites different names");
            },
        );
        let code = |c: &Course| fold(c.get("course_code").unwrap_or_default());
        agree(
            rows,
            "course_title",
            |c| format!("{}\u{1f}{}", code(c), c.get("academic_year").unwrap_or_default()),
            |c, most, n| {
                let text = format!("the same course code has the title {most:?} on {n} other rows of the school year");
                tell(c, "course_title", Severity::Error, "title-differs", text, "Give one title to one code, or another code to the other course");
            },
        );
        let served: Vec<String> = rows.iter().filter_map(|c| c.get("service_area")).flat_map(area::parse).map(|(county, _)| county).collect();
        for course in rows {
            if let Some(county) = course.get("site_county").filter(|c| !served.is_empty() && !served.iter().any(|s| s == c)) {
                let text = format!("{county} is not in the service area of the provider");
                tell(course, "site_county", Severity::Warning, "site-outside", text, "Make sure that both are right");
            }
        }
    }
    let ids: Vec<(&String, &&Course)> = providers.iter().filter_map(|(id, rows)| Some((id, rows.first()?))).collect();
    let plain = |id: &str| id.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    for (i, (id, course)) in ids.iter().enumerate() {
        let others: Vec<&str> = ids[..i].iter().map(|(o, _)| o.as_str()).filter(|o| plain(o) != plain(id)).collect();
        let close = others.iter().find(|o| lists::slip(id, o));
        if let Some(near) = close.and_then(|o| providers.get(*o)).and_then(|rows| rows.first()).and_then(|c| c.get("provider")) {
            let text = format!("another provider of this file has nearly the same name ({near})");
            tell(course, "provider", Severity::Warning, "similar-provider", text, "If they are one, spell the name the same on every row");
        }
    }
}

/// Tells of every row whose value is not the most frequent one among the rows of its group.
fn agree(rows: &[&Course], name: &str, group: impl Fn(&Course) -> String, mut tell: impl FnMut(&Course, &str, usize)) {
    let mut groups: BTreeMap<String, Vec<&Course>> = BTreeMap::new();
    for course in rows.iter().filter(|c| c.get(name).is_some()) {
        groups.entry(group(course)).or_default().push(course);
    }
    for rows in groups.values() {
        let mut values: Vec<(String, &str, usize)> = Vec::new();
        for value in rows.iter().filter_map(|c| c.get(name)) {
            match values.iter_mut().find(|(folded, _, _)| *folded == fold(value)) {
                Some(known) => known.2 += 1,
                None => values.push((fold(value), value, 1)),
            }
        }
        // The first of the most frequent.
        let Some(most) = values.iter().rev().max_by_key(|(_, _, n)| *n) else { continue };
        for course in rows.iter().filter(|c| c.get(name).is_some_and(|v| fold(v) != most.0)) {
            tell(course, most.1, most.2);
        }
    }
}
