//! The credit course summary: enrollments by college, credit status, program and term.

use super::pivot::{self, Bad, Row};
use crate::clean::codes;
use crate::error::Result;
use crate::stage::Stage;

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
    if !(2..=3).contains(&table.labels) {
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
        let status = if table.labels == 3 { row.label(2) } else { None };
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
        Some(label) => {
            let bad = || ("top_code", label.to_owned(), "not a TOP code of six digits with its title");
            let (code, title) = label.split_once(" - ").ok_or_else(bad)?;
            Some((codes::top(code).ok_or_else(bad)?, title.trim()))
        }
    };
    let counts = (0..terms).map(|i| row.number(labels + i, "course_enrollments")).collect::<std::result::Result<_, _>>()?;
    Ok((program, counts))
}
