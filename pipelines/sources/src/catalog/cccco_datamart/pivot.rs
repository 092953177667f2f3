//! The Data Mart's pivot tables: stacked header rows, labels in the leading columns, totals among their parts.

use crate::clean::numbers::{Figure, figure};
use crate::decode::header::fold;
use crate::decode::{Line, delimited};
use crate::error::Result;
use crate::stage::{BadRow, Stage};

/// A pivot table as it stands in the file.
pub(super) struct Pivot {
    /// How many columns hold labels.
    pub labels: usize,
    /// The header rows, with the number of the first.
    pub heads: Vec<Vec<String>>,
    /// Line of the first header row.
    pub line: u64,
    /// What stands below.
    pub rows: Vec<Row>,
}

/// A row below the header.
pub(super) struct Row {
    /// The row as published.
    pub line: Line,
    /// 0 for all colleges, 1 for a college, above for its parts.
    pub level: usize,
    /// One label for each level down to the row's own, without `Total`.
    pub labels: Vec<String>,
}

impl Row {
    /// The label at a level, counted from 1.
    pub fn label(&self, level: usize) -> Option<&str> {
        self.labels.get(level.checked_sub(1)?).map(String::as_str)
    }

    /// Puts the row aside.
    pub fn put_aside(&self, stage: &mut Stage, (column, value, reason): Bad) {
        let key = self.labels.join(" | ");
        stage.put_aside(BadRow { line: self.line.number, column: column.to_owned(), value, key, reason: reason.to_owned() });
    }

    /// A count, or a share in percent; none where the cell is blank.
    pub fn number(&self, place: usize, column: &'static str) -> std::result::Result<Option<String>, Bad> {
        let text = self.line.cells.get(place).map(|c| c.trim()).unwrap_or_default();
        let bad = |why| (column, text.to_owned(), why);
        match figure(Some(text.strip_suffix('%').unwrap_or(text))).map_err(bad)? {
            Figure::Known(n) if n < 0.0 || (text.ends_with('%') && n > 100.0) => Err(bad("out of bounds")),
            Figure::Known(n) => Ok(Some(n.to_string())),
            Figure::Unknown(_) => Ok(None),
        }
    }
}

/// Column, value and reason of a row that does not fit.
pub(super) type Bad = (&'static str, String, &'static str);

/// Reads the table.
pub(super) fn read(stage: &mut Stage) -> Result<Pivot> {
    let lines = delimited::lines(stage, b',')?;
    let Some(first) = lines.first() else { return Err(stage.refuse("it holds no rows")) };
    let (width, line) = (first.cells.len(), first.number);
    let labels = first.cells.iter().take_while(|c| c.trim().is_empty()).count();
    if labels == 0 {
        return Err(stage.header_error(line, "the first row has no blank columns before its terms: it is not a pivot table of the Data Mart".into()));
    }
    let is_head = |l: &&Line| l.cells.iter().take(labels).all(|c| c.trim().is_empty());
    let heads: Vec<Vec<String>> = lines.iter().take_while(is_head).map(|l| carried(&l.cells, labels)).collect();
    let mut rows: Vec<Row> = Vec::new();
    let mut path: Vec<String> = Vec::new();
    for (i, line) in lines.iter().enumerate().skip(heads.len()) {
        if line.cells.len() != width {
            if i + 1 == lines.len() && line.cells.len() < width {
                return Err(stage.refuse(format!("line {} ends after {} of {width} columns: the file is truncated", line.number, line.cells.len())));
            }
            let reason = format!("{} cells for {width} columns", line.cells.len());
            stage.put_aside(BadRow { line: line.number, column: "(row)".into(), value: line.cells.join(","), key: String::new(), reason });
            continue;
        }
        match descend(&mut path, line, labels) {
            Some(level) => rows.push(Row { line: line.clone(), level, labels: path.clone() }),
            None => {
                let (value, reason) = (line.cells.join(","), "a part without the row of its whole".to_owned());
                stage.put_aside(BadRow { line: line.number, column: "(row)".into(), value, key: String::new(), reason });
            }
        }
    }
    Ok(Pivot { labels, heads, line, rows })
}

/// Takes the row's own labels into the path of labels that hold for it, and says its level; none where a level above has no label.
fn descend(path: &mut Vec<String>, line: &Line, labels: usize) -> Option<usize> {
    for (i, cell) in line.cells.iter().take(labels).enumerate().filter(|(_, c)| !c.trim().is_empty()) {
        if i > path.len() {
            path.clear();
            return None;
        }
        path.truncate(i);
        let label = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        if i == 0 && label == "Grand Total" {
            path.clear();
            return Some(0);
        }
        path.push(label.strip_suffix(" Total").map_or(label.clone(), str::to_owned));
    }
    (!path.is_empty()).then_some(path.len())
}

/// A header row's cells behind the labels, a blank one filled from its left: a name may stand over several columns.
fn carried(cells: &[String], labels: usize) -> Vec<String> {
    let mut last = String::new();
    let mut out = Vec::with_capacity(cells.len());
    for cell in cells.iter().skip(labels) {
        if !cell.trim().is_empty() {
            last = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        out.push(last.clone());
    }
    out
}

/// Whether a name is a term such as `Fall 2025`.
pub(super) fn is_term(name: &str) -> bool {
    let folded = fold(name);
    let year = |y: &str| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit());
    folded.split_once(' ').is_some_and(|(season, y)| matches!(season, "fall" | "winter" | "spring" | "summer") && year(y))
}

/// The first and the last term.
pub(super) fn period(terms: &[String]) -> String {
    let (first, last) = (terms.first().map(String::as_str).unwrap_or_default(), terms.last().map(String::as_str).unwrap_or_default());
    if first == last { first.to_owned() } else { format!("{first} to {last}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_carry_the_labels_of_their_whole() {
        let mut path = Vec::new();
        let mut go = |a: &str, b: &str, c: &str| {
            let line = Line { number: 1, cells: [a, b, c, "1"].map(str::to_owned).to_vec() };
            let level = descend(&mut path, &line, 3);
            (level, path.join("/"))
        };
        assert_eq!(go("Madera Total", "", ""), (Some(1), "Madera".to_owned()));
        assert_eq!(go("", "Credit     Total", ""), (Some(2), "Madera/Credit".to_owned()));
        assert_eq!(go("", "", "010100 - Agri"), (Some(3), "Madera/Credit/010100 - Agri".to_owned()));
        assert_eq!(go("", "", "010200 - Animal"), (Some(3), "Madera/Credit/010200 - Animal".to_owned()));
        assert_eq!(go("Butte", "Credit", "010100 - Agri"), (Some(3), "Butte/Credit/010100 - Agri".to_owned()));
        assert_eq!(go("Grand Total", "", ""), (Some(0), String::new()));
        assert_eq!(go("", "", "010200 - Animal").0, None);
    }

    #[test]
    fn names_over_several_columns_and_terms() {
        let cells = ["", "", "Fall 2025", "", "Spring  2026"].map(str::to_owned);
        assert_eq!(carried(&cells, 2), ["Fall 2025", "Fall 2025", "Spring 2026"]);
        assert!(is_term("Fall 2025") && is_term("summer 1999") && !is_term("Annual 2025") && !is_term("Fall 25") && !is_term("Fall"));
    }
}
