//! The reviews of a run, read from its marts.

use std::collections::BTreeMap;
use std::path::Path;

use rocp_lake::{Contract, paths, table};
use serde::de::DeserializeOwned;

use crate::data;
use crate::error::OutputError;
use crate::review::{Beside, Criterion, License, Occupation, Packet, Recommendation, Review, Reviews, Tested};

/// The rows of a mart as structs whose fields are named like its columns.
fn rows<T: DeserializeOwned>(run: &Path, marts: &[Contract], name: &str) -> Result<Vec<T>, OutputError> {
    let missing = || OutputError::Column { mart: name.to_owned(), column: "(any)".into() };
    let contract = marts.iter().find(|c| c.name == name).ok_or_else(missing)?;
    let lines = data::json(&table::read(&paths::table(&run.join("mart"), name), contract)?)?;
    let read = |line: &[u8]| serde_json::from_slice(line).map_err(|e| OutputError::Column { mart: name.to_owned(), column: e.to_string() });
    lines.split(|b| *b == b'\n').filter(|line| !line.is_empty()).map(read).collect()
}

/// Rows by the course they are about.
fn by_course<T>(rows: Vec<T>, course: fn(&T) -> &str) -> BTreeMap<String, Vec<T>> {
    let mut out: BTreeMap<String, Vec<T>> = BTreeMap::new();
    for row in rows {
        out.entry(course(&row).to_owned()).or_default().push(row);
    }
    out
}

/// The packets of every course, and the programs to start.
///
/// # Errors
/// [`OutputError::Column`] where a mart is not there or is of another shape, [`OutputError::Lake`] where it cannot be read.
pub fn reviews(run: &Path, marts: &[Contract]) -> Result<Reviews, OutputError> {
    let mut criteria = by_course(rows::<Criterion>(run, marts, "course_test")?, |r| &r.course_id);
    let mut occupations = by_course(rows::<Occupation>(run, marts, "course_outlook")?, |r| &r.course_id);
    let mut beside = by_course(rows::<Beside>(run, marts, "course_duplication")?, |r| &r.course_id);
    let mut licenses = by_course(rows::<License>(run, marts, "course_licensing")?, |r| &r.course_id);
    let (courses, mut starts): (Vec<_>, Vec<_>) = rows::<Recommendation>(run, marts, "course_recommendation")?.into_iter().partition(|r| r.course_id.is_some());
    let mut recommended = by_course(courses, |r| r.course_id.as_deref().unwrap_or_default());
    let mut packets = Vec::new();
    for review in rows::<Review>(run, marts, "course_review")? {
        let id = &review.course_id;
        let mut packet = Packet {
            criteria: criteria.remove(id).unwrap_or_default(),
            occupations: occupations.remove(id).unwrap_or_default(),
            beside: beside.remove(id).unwrap_or_default(),
            licenses: licenses.remove(id).unwrap_or_default(),
            recommendation: recommended.remove(id).and_then(|mut r| r.pop()),
            review,
        };
        packet.criteria.sort_by_key(|c| c.criterion_place);
        let known = |o: &Occupation| o.demand_openings.unwrap_or(f64::NEG_INFINITY);
        packet.occupations.sort_by(|a, b| known(b).total_cmp(&known(a)).then_with(|| a.soc.cmp(&b.soc)));
        let size = |b: &Beside| b.completers.unwrap_or(f64::INFINITY);
        packet.beside.sort_by(|a, b| {
            let near = a.miles().total_cmp(&b.miles()).then_with(|| size(b).total_cmp(&size(a)));
            near.then_with(|| (&a.other_provider, &a.county, &a.stream).cmp(&(&b.other_provider, &b.county, &b.stream)))
        });
        packets.push(packet);
    }
    let key = |p: &Packet| (p.review.review_due.clone(), p.review.provider_id.clone(), p.review.course_code.clone());
    packets.sort_by_cached_key(key);
    let known = |r: &Recommendation| r.demand_openings.unwrap_or(f64::NEG_INFINITY);
    starts.sort_by(|a, b| a.provider_id.cmp(&b.provider_id).then_with(|| known(b).total_cmp(&known(a))).then_with(|| a.subject_id.cmp(&b.subject_id)));
    Ok(Reviews { packets, starts, tests: Vec::new() })
}

/// Tests of occupations in the state and in the regions of `scheme`.
///
/// # Errors
/// As [`reviews`].
pub fn tests(run: &Path, marts: &[Contract], scheme: &str) -> Result<Vec<Tested>, OutputError> {
    let mut out = rows::<Tested>(run, marts, "occupation_test")?;
    out.retain(|t| t.scheme == scheme || t.scheme == "state");
    Ok(out)
}
