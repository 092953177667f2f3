//! One row of either table.

use super::sheet::{Table, indent};
use crate::clean::cells::{Cells, Misfit};
use crate::clean::codes;
use crate::decode::stacked::is_again;
use crate::decode::{Header, Line, Want};
use crate::error::Result;
use crate::stage::Stage;

/// What a column holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// A figure that is never below zero.
    Amount,
    /// A figure that can be below zero.
    Change,
    /// A wage, followed by its lower bound and its year.
    Wage,
    /// A category.
    Category,
}

/// The mark for no data.
const DASH: &str = "\u{2014}";

/// Stages a table.
pub(super) fn put(stage: &mut Stage, table: &Table, contract: &str, wants: &'static [Want], columns: &[(&'static str, Kind)]) -> Result<()> {
    let header = Header::find(stage, &table.header, wants)?;
    let mut rows = stage.rows(contract)?;
    let role = stage.role.clone();
    for line in &table.body {
        if is_again(&table.raw, line) {
            stage.skipped.headers += 1;
            continue;
        }
        let key = format!("{} | {} | {}", table.name, table.period, header.get(line, "soc_code").unwrap_or_default());
        match typed(&header, line, table, columns) {
            Ok(mut values) => {
                values.extend([Some(role.clone()), Some(line.number.to_string())]);
                let values: Vec<Option<&str>> = values.iter().map(Option::as_deref).collect();
                stage.push(&mut rows, line.number, &key, &values)?;
            }
            Err(misfit) => stage.misfit(line.number, &key, misfit),
        }
    }
    stage.put(rows)
}

fn typed(header: &Header, line: &Line, table: &Table, columns: &[(&'static str, Kind)]) -> std::result::Result<Vec<Option<String>>, Misfit> {
    let text = |name: &str| header.get(line, name);
    let soc = text("soc_code").and_then(codes::soc).ok_or_else(|| Misfit::new("soc_code", text("soc_code"), "not a code of the form NN-NNNN"))?;
    let kind = match text("occupation_type") {
        Some(kind) if kind.eq_ignore_ascii_case("summary") => "Summary",
        Some(kind) if kind.eq_ignore_ascii_case("line item") => "Line item",
        other => return Err(Misfit::new("occupation_type", other, "neither Summary nor Line item")),
    };
    let mut values = vec![
        Some(table.period.clone()),
        Some(table.years.0.to_string()),
        Some(table.years.1.to_string()),
        Some(soc),
        text("occupation").map(str::to_owned),
        Some(kind.to_owned()),
        table.is_indented.then(|| indent(line).to_string()),
    ];
    let mut cells = Cells::default();
    for (name, kind) in columns {
        match kind {
            Kind::Amount => values.push(cells.amount(name, text(name), &[DASH])?),
            Kind::Change => values.push(cells.figure(name, text(name), &[DASH])?),
            Kind::Category => values.push(cells.category(name, text(name), &[DASH])),
            Kind::Wage => {
                let least = text(name).and_then(at_least);
                values.push(match least {
                    Some(_) => cells.unknown(name, text(name).unwrap_or_default()),
                    None => cells.amount(name, text(name), &[DASH])?,
                });
                values.extend([least, table.wage_year.map(|y| y.to_string())]);
            }
        }
    }
    values.push(Some(cells.reasons()));
    Ok(values)
}

/// The bound in `>=$239,200`.
fn at_least(text: &str) -> Option<String> {
    let digits = text.strip_prefix(">=").or_else(|| text.strip_prefix('\u{2265}'))?.trim().trim_start_matches('$').replace(',', "");
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::at_least;

    #[test]
    fn bounds_of_wages() {
        assert_eq!(at_least(">=$239,200").as_deref(), Some("239200"));
        for text in ["239,200", ">=", ">=$x", "\u{2014}"] {
            assert_eq!(at_least(text), None, "{text}");
        }
    }
}
