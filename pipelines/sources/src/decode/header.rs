//! Headers: columns found by name, in any order, whatever blanks, marks or capitals an edition puts into them.

use super::Line;
use crate::error::{Result, SourceError};
use crate::stage::{BadRow, Stage};

/// A column that a reader wants.
#[derive(Debug, Clone, Copy)]
pub struct Want {
    /// The reader's name for it.
    pub name: &'static str,
    /// Its names over the editions, in lower case, blanks folded, footnote marks removed.
    pub spellings: &'static [&'static str],
    /// Whether an edition may lack it.
    pub optional: bool,
}

impl Want {
    /// A column that must be there.
    #[must_use]
    pub const fn new(name: &'static str, spellings: &'static [&'static str]) -> Self {
        Self { name, spellings, optional: false }
    }

    /// A column that an edition may lack.
    #[must_use]
    pub const fn optional(name: &'static str, spellings: &'static [&'static str]) -> Self {
        Self { name, spellings, optional: true }
    }
}

/// Where the wanted columns stand.
#[derive(Debug, Clone)]
pub struct Header {
    places: Vec<(&'static str, Option<usize>)>,
    width: usize,
}

impl Header {
    /// Finds the wanted columns in a header row. Columns that nobody wants become a warning.
    ///
    /// # Errors
    /// [`SourceError::Header`] naming every missing or doubled column and, as a help, the unknown ones.
    pub fn find(stage: &mut Stage, line: &Line, wants: &'static [Want]) -> Result<Self> {
        let names: Vec<String> = line.cells.iter().map(|c| fold(c)).collect();
        let mut places = Vec::new();
        let mut problems = Vec::new();
        let mut used = vec![false; names.len()];
        for want in wants {
            let found: Vec<usize> = (0..names.len()).filter(|i| want.spellings.contains(&names[*i].as_str())).collect();
            for i in &found {
                used[*i] = true;
            }
            match found.as_slice() {
                [one] => places.push((want.name, Some(*one))),
                [] if want.optional => places.push((want.name, None)),
                [] => problems.push(format!("column {:?} is missing", want.spellings.first().unwrap_or(&want.name))),
                _ => problems.push(format!("column {:?} stands {} times", names[found[0]], found.len())),
            }
        }
        let extra: Vec<_> = (0..names.len()).filter(|i| !used[*i] && !names[*i].is_empty()).map(|i| format!("{:?}", line.cells[i])).collect();
        if !problems.is_empty() {
            if !extra.is_empty() {
                problems.push(format!("columns that are not known: {}", extra.join(", ")));
            }
            return Err(stage.header_error(line.number, problems.join("; ")));
        }
        if !extra.is_empty() {
            stage.warnings.push(format!("{}: columns that are not used: {}", stage.name, extra.join(", ")));
        }
        Ok(Self { places, width: names.len() })
    }

    /// The cell of a column, trimmed; NULL where it is blank, or the edition lacks the column.
    #[must_use]
    pub fn get<'l>(&self, line: &'l Line, name: &str) -> Option<&'l str> {
        let place = self.places.iter().find(|(n, _)| *n == name).and_then(|(_, p)| *p)?;
        line.cells.get(place).map(|c| c.trim()).filter(|c| !c.is_empty())
    }

    /// Whether the edition has the column.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.places.iter().any(|(n, p)| *n == name && p.is_some())
    }

    /// Proves that a row has as many cells as the header; a last row with fewer means that the file is truncated.
    ///
    /// # Errors
    /// [`SourceError::Refused`] when the last row is cut off.
    pub fn fits(&self, stage: &mut Stage, line: &Line, is_last: bool) -> Result<bool> {
        let n = line.cells.len();
        if n == self.width || (n > self.width && line.cells[self.width..].iter().all(|c| c.trim().is_empty())) {
            return Ok(true);
        }
        if is_last && n < self.width {
            return Err(SourceError::Refused {
                source_id: stage.card.id.clone(),
                file: stage.name.to_owned(),
                problem: format!("line {} ends after {n} of {} columns: the file is truncated", line.number, self.width),
            });
        }
        let row = BadRow {
            line: line.number,
            column: "(row)".into(),
            value: line.cells.join(","),
            key: line.cells.first().cloned().unwrap_or_default(),
            reason: format!("{n} cells for {} columns", self.width),
        };
        stage.put_aside(row);
        Ok(false)
    }
}

/// A header cell without what varies: case, blanks, line breaks, a byte order mark, footnote marks like `[7]`, hyphenation.
#[must_use]
pub fn fold(cell: &str) -> String {
    let mut out = String::new();
    let mut in_mark = false;
    for c in cell.trim_start_matches('\u{feff}').chars() {
        match c {
            '[' => in_mark = true,
            ']' => in_mark = false,
            _ if in_mark => {}
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.extend(c.to_lowercase()),
        }
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn headers_fold_to_one_spelling() {
        assert_eq!(fold("\u{feff}Total  Job Openings"), "total job openings");
        assert_eq!(fold("Entry Level Education\n[11][12]"), "entry level education");
        assert_eq!(fold("Median Hourly Wage "), "median hourly wage");
    }
}
