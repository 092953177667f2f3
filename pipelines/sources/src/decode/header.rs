//! Headers: columns found by name, in any order, whatever blanks, marks or capitals an edition puts into them.

use super::Line;
use crate::card::Spelling;
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
    /// For columns of which there are several: what a header cell says, such as its year.
    pub reads: Option<fn(&str) -> Option<String>>,
}

impl Want {
    /// A column that must be there.
    #[must_use]
    pub const fn new(name: &'static str, spellings: &'static [&'static str]) -> Self {
        Self { name, spellings, optional: false, reads: None }
    }

    /// A column that an edition may lack.
    #[must_use]
    pub const fn optional(name: &'static str, spellings: &'static [&'static str]) -> Self {
        Self { name, spellings, optional: true, reads: None }
    }

    /// Columns that say in their header what they are of, such as years: at least one, each once. `like` is an example for messages.
    #[must_use]
    pub const fn many(name: &'static str, like: &'static [&'static str], reads: fn(&str) -> Option<String>) -> Self {
        Self { name, spellings: like, optional: false, reads: Some(reads) }
    }
}

/// How a row fits the wanted columns.
#[derive(Debug, Clone, Default)]
pub struct Match {
    places: Vec<(&'static str, Option<usize>)>,
    many: Vec<(&'static str, usize, String)>,
    /// Wanted columns that are not there, as a publisher spells them.
    pub missing: Vec<String>,
    /// Wanted columns that stand more than once, with how often.
    pub doubled: Vec<(String, usize)>,
    /// Columns that nobody wants, as published.
    pub unknown: Vec<String>,
    width: usize,
}

impl Match {
    /// Whether every column that must be there is there once.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.missing.is_empty() && self.doubled.is_empty() && self.found() > 0
    }

    /// How many of the wanted columns are there.
    #[must_use]
    pub fn found(&self) -> usize {
        self.places.iter().filter(|(_, p)| p.is_some()).count()
    }

    /// Where a column stands.
    #[must_use]
    pub fn place(&self, name: &str) -> Option<usize> {
        self.places.iter().find(|(n, _)| *n == name).and_then(|(_, p)| *p)
    }

    /// What the headers of columns say of which there are several.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.many.iter().filter(move |(n, ..)| *n == name).map(|(.., said)| said.as_str())
    }
}

/// Looks for the wanted columns in a row.
#[must_use]
pub fn matched(cells: &[String], wants: &'static [Want], more: &[Spelling]) -> Match {
    let names: Vec<String> = cells.iter().map(|c| fold(c)).collect();
    let mut out = Match { width: names.len(), ..Match::default() };
    let mut used = vec![false; names.len()];
    for want in wants {
        if let Some(reads) = want.reads {
            let found: Vec<(usize, String)> = names.iter().enumerate().filter_map(|(i, n)| Some((i, reads(n)?))).collect();
            if found.is_empty() {
                out.missing.push((*want.spellings.first().unwrap_or(&want.name)).to_owned());
            }
            for (i, said) in &found {
                used[*i] = true;
                let often = found.iter().filter(|(_, s)| s == said).count();
                if often > 1 && !out.doubled.iter().any(|(d, _)| *d == names[*i]) {
                    out.doubled.push((names[*i].clone(), often));
                }
            }
            out.places.push((want.name, found.first().map(|(i, _)| *i)));
            out.many.extend(found.into_iter().map(|(i, said)| (want.name, i, said)));
            continue;
        }
        let also = |name: &str| more.iter().any(|s| s.column == want.name && s.names.iter().any(|n| fold(n) == name));
        let found: Vec<usize> = (0..names.len()).filter(|i| want.spellings.contains(&names[*i].as_str()) || also(&names[*i])).collect();
        for i in &found {
            used[*i] = true;
        }
        match found.as_slice() {
            [one] => out.places.push((want.name, Some(*one))),
            [] if want.optional => out.places.push((want.name, None)),
            [] => out.missing.push((*want.spellings.first().unwrap_or(&want.name)).to_owned()),
            _ => out.doubled.push((names[found[0]].clone(), found.len())),
        }
    }
    out.unknown = (0..names.len()).filter(|i| !used[*i] && !names[*i].is_empty()).map(|i| cells[i].clone()).collect();
    out
}

/// Where the wanted columns stand.
#[derive(Debug, Clone)]
pub struct Header {
    places: Vec<(&'static str, Option<usize>)>,
    many: Vec<(&'static str, usize, String)>,
    width: usize,
    /// The header's own cells, folded: a row like it within the data is the header again.
    own: Vec<String>,
}

impl Header {
    /// Finds the wanted columns in a header row. Columns that nobody wants become a warning.
    ///
    /// # Errors
    /// [`SourceError::Header`] naming every missing or doubled column and, as a help, the unknown ones.
    pub fn find(stage: &mut Stage, line: &Line, wants: &'static [Want]) -> Result<Self> {
        let found = matched(&line.cells, wants, &stage.card.spellings);
        let ignored = |column: &String| stage.layout.is_some_and(|l| l.ignores(column));
        let extra = found.unknown.iter().filter(|c| !ignored(c)).map(|c| format!("{c:?}")).collect::<Vec<_>>().join(", ");
        let mut problems: Vec<_> = found.missing.iter().map(|c| format!("column {c:?} is missing")).collect();
        problems.extend(found.doubled.iter().map(|(c, n)| format!("column {c:?} stands {n} times")));
        if !problems.is_empty() {
            if !extra.is_empty() {
                problems.push(format!("columns that are not known: {extra}"));
            }
            return Err(stage.header_error(line.number, problems.join("; ")));
        }
        if !extra.is_empty() {
            stage.warnings.push(format!("{}: columns that are not used: {extra}", stage.name));
        }
        Ok(Self { places: found.places, many: found.many, width: found.width, own: line.cells.iter().map(|c| fold(c)).collect() })
    }

    /// Which of the first rows is the header: the one that has every wanted column, else the one that has most, so that the error names what it lacks. Rows above
    /// it are titles.
    #[must_use]
    pub fn locate(stage: &Stage, rows: &[Line], wants: &'static [Want]) -> usize {
        let all = rows.iter().take(crate::head::ROWS).map(|r| matched(&r.cells, wants, &stage.card.spellings));
        let mut best = (0, 0);
        for (at, found) in all.enumerate() {
            if found.is_whole() {
                return at;
            }
            if found.found() > best.1 {
                best = (at, found.found());
            }
        }
        best.0
    }

    /// The cell of a column, trimmed; NULL where it is blank, or the edition lacks the column.
    #[must_use]
    pub fn get<'l>(&self, line: &'l Line, name: &str) -> Option<&'l str> {
        let place = self.places.iter().find(|(n, _)| *n == name).and_then(|(_, p)| *p)?;
        line.cells.get(place).map(|c| c.trim()).filter(|c| !c.is_empty())
    }

    /// Fills a row of a sheet up to the header's width: a sheet's rows end with their last filled cell.
    pub fn pad(&self, line: &mut Line) {
        if line.cells.len() < self.width {
            line.cells.resize(self.width, String::new());
        }
    }

    /// Whether a row is the header once more.
    fn is_again(&self, line: &Line) -> bool {
        let first = |text: &str| text.trim_start().chars().next().map(|c| c.to_ascii_lowercase());
        // A look at one character spares folding every row.
        let likely = self.own.first().map(|c| first(c)) == line.cells.first().map(|c| first(c));
        let filled = self.own.len() - self.own.iter().rev().take_while(|c| c.is_empty()).count();
        likely && filled > 1 && line.cells.len() >= filled && self.own.iter().zip(&line.cells).all(|(own, cell)| *own == fold(cell))
    }

    /// The columns of which there are several: what each header says, and its cell in a row.
    pub fn each<'a>(&'a self, line: &'a Line, name: &'a str) -> impl Iterator<Item = (&'a str, Option<&'a str>)> {
        let cell = |at: usize| line.cells.get(at).map(|c| c.trim()).filter(|c| !c.is_empty());
        self.many.iter().filter(move |(n, ..)| *n == name).map(move |(_, at, said)| (said.as_str(), cell(*at)))
    }

    /// What the headers of columns say of which there are several, in their order.
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.many.iter().filter(|(n, ..)| *n == name).map(|(.., said)| said.as_str()).collect()
    }

    /// Whether the edition has the column.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.places.iter().any(|(n, p)| *n == name && p.is_some())
    }

    /// Whether a row is one of data. The header once more within the data is passed over and counted, as are notes below the table; a row with another number of
    /// cells is put aside; a last row with fewer means that the file is truncated.
    ///
    /// # Errors
    /// [`SourceError::Refused`] when the last row is cut off.
    pub fn fits(&self, stage: &mut Stage, line: &Line, is_last: bool) -> Result<bool> {
        let n = line.cells.len();
        if self.is_again(line) {
            stage.skipped.headers += 1;
            return Ok(false);
        }
        if self.width > 2 && is_note(line) {
            stage.skipped.notes += 1;
            return Ok(false);
        }
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

/// Whether a row is a note below a table: words in its first cell alone, that begin as notes do.
#[must_use]
pub fn is_note(line: &Line) -> bool {
    let mut filled = line.cells.iter().enumerate().filter(|(_, c)| !c.trim().is_empty());
    let (Some((0, first)), None) = (filled.next(), filled.next()) else { return false };
    let first = fold(first);
    const BEGINNINGS: [&str; 12] =
        ["note", "footnote", "source", "end of", "*", "\u{2020}", "(1)", "1/", "prepared by", "last updated", "release date", "released"];
    BEGINNINGS.iter().any(|b| first.starts_with(b)) || (first.len() > 40 && first.contains(' '))
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
