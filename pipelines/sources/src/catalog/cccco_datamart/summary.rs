//! The credit course summary: enrollments by college, credit status, program and term.

use super::pivot::{self, Bad, Heads, Row};
use crate::clean::codes;
use crate::decode::Line;
use crate::error::Result;
use crate::head::{Fit, Head};
use crate::stage::Stage;

/// How well a file fits the report.
pub(super) fn fit(head: &Head) -> Fit {
    pivot::fit(head, lacks)
}

/// The credit status must be there: without it the report of noncredit courses looks the same.
fn lacks(heads: &Heads, below: &[Line]) -> Option<String> {
    let (1, 3) = (heads.rows.len(), heads.labels) else {
        return Some("one header row of terms and three columns of labels: college, credit status, program (export the enrollment count alone)".to_owned());
    };
    let label = |place: usize| below.iter().filter_map(move |l| l.cells.get(place)).map(|c| c.trim()).filter(|c| !c.is_empty());
    if !label(1).any(|l| l.to_lowercase().starts_with("credit")) {
        return Some("a credit status such as Credit - Degree Applicable".to_owned());
    }
    (!label(2).any(|l| program(l).is_some())).then(|| "programs such as 010100 - Agriculture".to_owned())
}

/// Code and title of a program's label.
fn program(label: &str) -> Option<(String, &str)> {
    let (code, title) = label.split_once(" - ")?;
    Some((codes::top(code)?, title.trim()))
}

/// Reads the report.
pub(super) fn read(stage: &mut Stage) -> Result<()> {
    let table = pivot::read(stage)?;
    let [terms] = table.heads.as_slice() else {
        let problem = format!("{} header rows for one of terms: export the report with the enrollment count alone", table.heads.len());
        return Err(stage.header_error(table.line, problem));
    };
    if let Some(name) = terms.iter().find(|t| !pivot::is_term(t)) {
        return Err(stage.header_error(table.line, format!("column {name:?} is not a term such as Fall 2025")));
    }
    if table.labels != 3 {
        return Err(stage.header_error(table.line, format!("{} label columns for college, credit status and program", table.labels)));
    }
    let mut rows = stage.rows("stg_cccco_course_summary")?;
    for row in &table.rows {
        let (program, counts) = match typed(row, table.labels, terms.len()) {
            Ok(typed) => typed,
            Err(bad) => {
                row.put_aside(stage, bad);
                continue;
            }
        };
        let (number, level) = (row.line.number.to_string(), row.level.to_string());
        let status = row.label(2);
        let (top, title) = program.as_ref().map_or((None, None), |(top, title)| (Some(top.as_str()), Some(*title)));
        for (term, count) in terms.iter().zip(&counts) {
            let cells = [Some(number.as_str()), Some(level.as_str()), row.label(1), status, top, title, Some(term.as_str()), count.as_deref()];
            stage.push(&mut rows, row.line.number, &row.labels.join(" | "), &cells)?;
        }
    }
    stage.period = pivot::period(terms);
    stage.put(rows)
}

type Typed<'r> = (Option<(String, &'r str)>, Vec<Option<String>>);

fn typed(row: &Row, labels: usize, terms: usize) -> std::result::Result<Typed<'_>, Bad> {
    let program = match row.label(labels) {
        None => None,
        Some(label) => Some(self::program(label).ok_or_else(|| ("top_code", label.to_owned(), "not a TOP code of six digits with its title"))?),
    };
    let counts = (0..terms).map(|i| row.number(labels + i, "course_enrollments")).collect::<std::result::Result<_, _>>()?;
    Ok((program, counts))
}
