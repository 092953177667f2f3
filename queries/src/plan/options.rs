//! Options from the mart `plan_option`.

use arrow::array::{Array, AsArray, BooleanArray, RecordBatch, StringArray};
use arrow::datatypes::{Float64Type, Int64Type};

use super::{Choice, Target};
use crate::error::{QueryError, Result};

/// The options in rows of the mart, sorted by option and occupation; a row an occupation.
///
/// # Errors
/// [`QueryError::Plan`] where a column is missing.
pub fn read(batches: &[RecordBatch]) -> Result<Vec<Choice>> {
    let mut out: Vec<Choice> = Vec::new();
    for batch in batches {
        let column = |name: &str| batch.column_by_name(name).ok_or_else(|| QueryError::Plan { problem: format!("the table plan_option has no column {name}") });
        let text = |name: &str| column(name).map(|c| c.as_string::<i32>().clone());
        let number = |name: &str| column(name).map(|c| c.as_primitive::<Float64Type>().clone());
        let truth = |name: &str| column(name).map(|c| c.as_boolean().clone());
        let (kind, id, title, code) = (text("option_kind")?, text("option_id")?, text("option_title")?, text("program_code")?);
        let (basis, left_out, soc, occupation) = (text("completion_basis")?, text("left_out")?, text("soc")?, text("occupation")?);
        let (seats, fill, completion) = (number("seats")?, number("fill")?, number("completion_rate")?);
        let (share, unmet, excess, wage) = (number("division_share")?, number("unmet_openings")?, number("excess_supply")?, number("median_hourly_low")?);
        let (taught, shrinks) = (truth("rocp_taught")?, truth("can_shrink")?);
        let programs = column("programs")?.as_primitive::<Int64Type>();
        for row in 0..batch.num_rows() {
            let is_course = kind.value(row) == "course";
            let at = |column: &arrow::array::Float64Array| column.is_valid(row).then(|| column.value(row));
            let target = Target {
                soc: soc.value(row).to_owned(),
                occupation: occupation.value(row).to_owned(),
                share: at(&share),
                unmet: at(&unmet),
                excess: at(&excess),
                wage: at(&wage),
            };
            match out.last_mut().filter(|c| c.id == id.value(row) && c.is_course == is_course) {
                Some(choice) => choice.targets.push(target),
                None => out.push(Choice {
                    id: id.value(row).to_owned(),
                    is_course,
                    title: title.value(row).to_owned(),
                    code: code.value(row).to_owned(),
                    programs: programs.value(row),
                    rocp_taught: flag(&taught, row),
                    seats: at(&seats),
                    fill: at(&fill),
                    completion: at(&completion),
                    completion_basis: known(&basis, row),
                    can_shrink: flag(&shrinks, row) == Some(true),
                    left_out: known(&left_out, row),
                    targets: vec![target],
                }),
            }
        }
    }
    Ok(out)
}

fn known(column: &StringArray, row: usize) -> Option<String> {
    column.is_valid(row).then(|| column.value(row).to_owned())
}

fn flag(column: &BooleanArray, row: usize) -> Option<bool> {
    column.is_valid(row).then(|| column.value(row))
}
