//! Headers that stand on several rows of a sheet.

use super::Line;
use super::header::fold;

/// One header row of several: the cells of each column from top to bottom. Where cells are merged, a blank one above a filled one has its left neighbour's text.
#[must_use]
pub fn stacked(rows: &[Line], merged: bool) -> Line {
    let width = rows.iter().map(|r| r.cells.len()).max().unwrap_or(0);
    let cells = (0..width).map(|at| {
        let parts = rows.iter().enumerate().map(|(i, row)| {
            let below = rows.iter().skip(i + 1).any(|r| !cell(r, at).is_empty());
            let left = if merged && below { (0..at).rev().map(|c| cell(row, c)).find(|c| !c.is_empty()) } else { None };
            if cell(row, at).is_empty() { left.unwrap_or_default() } else { cell(row, at) }
        });
        parts.filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
    });
    Line { number: rows.last().map_or(0, |r| r.number), cells: cells.collect() }
}

/// Whether a row is one of the header rows once more, within the data.
#[must_use]
pub fn is_again(rows: &[Line], line: &Line) -> bool {
    let folded = |l: &Line| l.cells.iter().map(|c| fold(c)).collect::<Vec<_>>();
    let filled = |cells: &[String]| cells.iter().filter(|c| !c.is_empty()).count();
    let own = folded(line);
    filled(&own) > 1 && rows.iter().any(|r| folded(r) == own)
}

fn cell(row: &Line, at: usize) -> &str {
    row.cells.get(at).map_or("", |c| c.trim())
}

#[cfg(test)]
mod tests {
    use super::{Line, is_again, stacked};

    fn rows(rows: &[&[&str]]) -> Vec<Line> {
        rows.iter().enumerate().map(|(i, r)| Line { number: i as u64 + 2, cells: r.iter().map(|c| (*c).to_owned()).collect() }).collect()
    }

    #[test]
    fn merged_cells_reach_over_their_columns() {
        let two = rows(&[&["Title", "", "Employment", "", "Openings"], &["", "", "2016", "2026", ""]]);
        let one = stacked(&two, true);
        assert_eq!((one.number, one.cells.join("|").as_str()), (3, "Title||Employment 2016|Employment 2026|Openings"));
    }

    #[test]
    fn cells_that_are_not_merged_stand_for_themselves() {
        let three = rows(&[&["LAUS", "Labor", ""], &["", "", ""], &["Code", "Force", "Employed"]]);
        assert_eq!(stacked(&three, false).cells.join("|"), "LAUS Code|Labor Force|Employed");
        assert!(is_again(&three, &rows(&[&["Code ", "FORCE", "Employed"]])[0]));
        assert!(!is_again(&three, &rows(&[&["Code", "12", "Employed"]])[0]) && !is_again(&three, &rows(&[&["", "", ""]])[0]));
    }
}
