//! The Data Mart's pivot tables: stacked header rows, labels in the leading columns, totals among their parts.

use crate::clean::numbers::{Figure, figure};
use crate::decode::header::{fold, is_note};
use crate::decode::{Line, delimited};
use crate::edition;
use crate::error::Result;
use crate::head::{Fit, Head, Near, ROWS};
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

/// Where the header rows stand.
pub(super) struct Heads {
    /// Index of the first.
    at: usize,
    /// How many columns hold labels.
    pub labels: usize,
    /// Their cells behind the labels.
    pub rows: Vec<Vec<String>>,
}

impl Heads {
    /// Finds the header rows among the first rows: those that leave the columns of labels blank, one of them naming terms.
    pub fn find(lines: &[Line]) -> Option<Self> {
        let blanks = |l: &Line| l.cells.iter().take_while(|c| c.trim().is_empty()).count();
        let at = lines.iter().take(ROWS).position(|l| (1..l.cells.len()).contains(&blanks(l)))?;
        let labels = blanks(&lines[at]);
        let rows: Vec<_> = lines[at..].iter().take_while(|l| blanks(l) >= labels).map(|l| carried(&l.cells, labels)).collect();
        rows.iter().any(|r| r.iter().all(|name| is_term(name))).then_some(Self { at, labels, rows })
    }

    /// Their terms.
    pub fn terms(&self) -> impl Iterator<Item = &String> {
        self.rows.iter().filter(|r| r.iter().all(|name| is_term(name))).flatten()
    }

    /// The rows below them.
    pub fn below<'l>(&self, lines: &'l [Line]) -> &'l [Line] {
        lines.get(self.at + self.rows.len()..).unwrap_or_default()
    }
}

/// How well a file fits one of the reports; `lacks` says what it has not.
pub(super) fn fit(head: &Head, lacks: fn(&Heads, &[Line]) -> Option<String>) -> Fit {
    let lines = head.text(b',');
    let Some(heads) = Heads::find(&lines) else { return Fit::No };
    let found = heads.terms().collect::<std::collections::BTreeSet<_>>().len() + heads.labels;
    match lacks(&heads, heads.below(&lines)) {
        None => Fit::Yes(found),
        Some(missing) => Fit::Near(Near { found, missing: vec![missing], unknown: Vec::new() }),
    }
}

/// The newest term of a report, by the month in which it begins.
pub(super) fn newest(head: &Head) -> Option<String> {
    Heads::find(&head.text(b','))?.terms().filter_map(|t| edition::month(t)).max()
}

/// Reads the table.
pub(super) fn read(stage: &mut Stage) -> Result<Pivot> {
    let lines = delimited::lines(stage, b',')?;
    let Some(first) = lines.first() else { return Err(stage.refuse("it holds no rows")) };
    let Some(heads) = Heads::find(&lines) else {
        let problem = "no row has blank columns before terms such as Fall 2025: it is not a pivot table of the Data Mart";
        return Err(stage.header_error(first.number, problem.into()));
    };
    let (labels, own) = (heads.labels, &lines[heads.at..heads.at + heads.rows.len()]);
    let (width, line) = own.first().map_or((0, 0), |l| (l.cells.len(), l.number));
    let body = heads.below(&lines);
    let mut rows: Vec<Row> = Vec::new();
    let mut path: Vec<String> = Vec::new();
    for (i, line) in body.iter().enumerate() {
        if own.iter().any(|head| head.cells == line.cells) {
            stage.skipped.headers += 1;
            continue;
        }
        if is_note(line) {
            stage.skipped.notes += 1;
            continue;
        }
        if line.cells.len() != width {
            if i + 1 == body.len() && line.cells.len() < width {
                return Err(stage.refuse(format!("line {} ends after {} of {width} columns: the file is truncated", line.number, line.cells.len())));
            }
            let reason = format!("{} cells for {width} columns", line.cells.len());
            stage.put_aside(BadRow { line: line.number, column: "(row)".into(), value: line.cells.join(","), key: String::new(), reason });
            continue;
        }
        match descend(&mut path, line, labels) {
            Some(level) => rows.push(Row { line: line.clone(), level, labels: path.clone() }),
            None => {
                let (value, reason) = (line.cells.join(","), "a row without a label, or a part without the row of its whole".to_owned());
                stage.put_aside(BadRow { line: line.number, column: "(row)".into(), value, key: String::new(), reason });
            }
        }
    }
    Ok(Pivot { labels, heads: heads.rows, line, rows })
}

/// Takes the row's own labels into the path of labels that hold for it, and says its level; none where it has none, or a level above has none.
fn descend(path: &mut Vec<String>, line: &Line, labels: usize) -> Option<usize> {
    if line.cells.iter().take(labels).all(|c| c.trim().is_empty()) {
        return None;
    }
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
    ["fall ", "winter ", "spring ", "summer "].iter().any(|season| folded.starts_with(season)) && edition::month(&folded).is_some()
}

/// The first and the last term.
pub(super) fn period<'t>(terms: impl IntoIterator<Item = &'t String>) -> String {
    let mut terms: Vec<_> = terms.into_iter().collect();
    terms.sort_by_key(|t| edition::month(t));
    let (first, last) = (terms.first().map_or("", |t| t.as_str()), terms.last().map_or("", |t| t.as_str()));
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
        assert_eq!(go("", "", " ").0, None);
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
