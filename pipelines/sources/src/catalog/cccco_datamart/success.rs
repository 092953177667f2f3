//! Credit course retention and success: three stacked header rows.

use super::pivot::{self, Bad, Heads, Row};
use crate::decode::Line;
use crate::decode::header::fold;
use crate::error::Result;
use crate::head::{Fit, Head};
use crate::stage::Stage;

/// The report's measures and their columns.
const MEASURES: [(&str, &str); 5] = [
    ("enrollment count", "course_enrollments"),
    ("retention count", "retained"),
    ("success count", "succeeded"),
    ("retention rate", "retention_rate"),
    ("success rate", "success_rate"),
];

/// The columns of one term and kind of course: places of the five measures.
struct Group {
    term: String,
    status: String,
    places: [Option<usize>; 5],
}

/// How well a file fits the report.
pub(super) fn fit(head: &Head) -> Fit {
    pivot::fit(head, lacks)
}

fn lacks(heads: &Heads, _: &[Line]) -> Option<String> {
    if heads.labels != 2 {
        return Some("two columns of labels, for college and way of teaching".to_owned());
    }
    groups(&heads.rows).err()
}

/// Reads the report.
pub(super) fn read(stage: &mut Stage) -> Result<()> {
    let table = pivot::read(stage)?;
    if table.labels != 2 {
        return Err(stage.header_error(table.line, format!("{} label columns for college and way of teaching", table.labels)));
    }
    let groups = groups(&table.heads).map_err(|problem| stage.header_error(table.line, problem))?;
    let mut rows = stage.rows("stg_cccco_course_success")?;
    for row in &table.rows {
        let figures = match groups.iter().map(|g| typed(row, g, table.labels)).collect::<std::result::Result<Vec<_>, _>>() {
            Ok(figures) => figures,
            Err(bad) => {
                row.put_aside(stage, bad);
                continue;
            }
        };
        let (number, level) = (row.line.number.to_string(), row.level.to_string());
        for (group, figures) in groups.iter().zip(&figures) {
            let mut cells = vec![Some(number.as_str()), Some(&level), row.label(1), row.label(2), Some(&group.term), Some(&group.status)];
            cells.extend(figures.iter().map(Option::as_deref));
            stage.push(&mut rows, row.line.number, &row.labels.join(" | "), &cells)?;
        }
    }
    stage.period = pivot::period(groups.iter().map(|g| &g.term));
    stage.put(rows)
}

fn typed(row: &Row, group: &Group, labels: usize) -> std::result::Result<Vec<Option<String>>, Bad> {
    let number = |(place, (_, column)): (&Option<usize>, &(&str, &'static str))| place.map_or(Ok(None), |p| row.number(labels + p, column));
    group.places.iter().zip(&MEASURES).map(number).collect()
}

/// The header rows, which may stand in any order: terms, measures, and the kinds of course as the third.
fn groups(heads: &[Vec<String>]) -> std::result::Result<Vec<Group>, String> {
    let measure = |name: &String| MEASURES.iter().position(|(spelling, _)| *spelling == fold(name));
    let (mut terms, mut measures, mut kinds) = (None, None, None);
    for head in heads {
        let place = if head.iter().all(|n| pivot::is_term(n)) {
            &mut terms
        } else if head.iter().all(|n| measure(n).is_some()) {
            &mut measures
        } else {
            &mut kinds
        };
        if place.replace(head).is_some() {
            return Err("header rows are not one of terms, one of kinds of course and one of the five measures".to_owned());
        }
    }
    let (Some(terms), Some(measures), Some(kinds)) = (terms, measures, kinds) else {
        return Err(format!("{} header rows for terms, kinds of course and the five measures", heads.len()));
    };
    let mut groups: Vec<Group> = Vec::new();
    for (i, ((term, status), name)) in terms.iter().zip(kinds).zip(measures).enumerate() {
        let at = groups.iter().position(|g| g.term == *term && g.status == *status).unwrap_or_else(|| {
            groups.push(Group { term: term.clone(), status: status.clone(), places: [None; 5] });
            groups.len() - 1
        });
        let place = measure(name).and_then(|m| groups.get_mut(at)?.places.get_mut(m));
        if place.is_none_or(|p| p.replace(i).is_some()) {
            return Err(format!("column {name:?} stands twice for {status} in {term}"));
        }
    }
    Ok(groups)
}
