//! Layouts: how a file of a source looks, so that it is known by what is in it and not by its name.

use crate::card::wildcard;
use crate::decode::Want;
use crate::decode::header::fold;
use crate::head::{Fit, Head};

/// Where a layout's table stands in the file.
#[derive(Clone, Copy)]
pub enum At {
    /// In text with this delimiter, alone or in a zip file.
    Text(u8),
    /// On a sheet of a workbook: names in which `*` stands for any characters, without regard to case; of those, the first that holds the table.
    Sheet(&'static [&'static str]),
    /// Somewhere that columns alone do not tell.
    Own(fn(&Head) -> Fit),
}

/// How a layout tells its edition, or the part that it is.
#[derive(Clone, Copy)]
pub enum Says {
    /// There is only one.
    One,
    /// The content does not tell: the user is asked.
    Nothing,
    /// A column, the same in every row: the reader's name of the column, and how a cell is read.
    Column(&'static str, fn(&str) -> Option<String>),
    /// A column of which the newest value counts.
    Newest(&'static str, fn(&str) -> Option<String>),
    /// The title rows above the header, or the sheet's name: the first cell that reads.
    Title(fn(&str) -> Option<String>),
    /// Two columns of which the newest pair counts: a year and its month or quarter.
    NewestOf([&'static str; 2], fn(&str, &str) -> Option<String>),
    /// Something else in the file; none where this file does not tell.
    Own(fn(&Head) -> Option<String>),
}

/// One layout of one file of a source's card.
pub struct Layout {
    /// The role on the card, without edition.
    pub role: &'static str,
    /// What it is, in words: `workbook since 2017-18`.
    pub name: &'static str,
    /// Where its table stands.
    pub at: At,
    /// Its columns. Those that are not optional tell the layout.
    pub wants: &'static [Want],
    /// How it tells its edition.
    pub edition: Says,
    /// How it tells which part it is: a college, a county.
    pub part: Says,
    /// A column of which one of the first values must read so, where other files have the same columns: the reader's name of the column, and the test.
    pub having: Option<(&'static str, fn(&str) -> bool)>,
    /// What one of the title rows above the header must say, folded, where other files have the same columns.
    pub titled: Option<fn(&str) -> bool>,
    /// Columns that no reader of it wants and that need no word, `*` as in names.
    pub ignored: &'static [&'static str],
}

impl Layout {
    /// A layout of a file without editions.
    #[must_use]
    pub const fn new(role: &'static str, name: &'static str, at: At, wants: &'static [Want]) -> Self {
        Self { role, name, at, wants, edition: Says::One, part: Says::One, having: None, titled: None, ignored: &[] }
    }

    /// The same, told from files with the same columns by one of the column's first values.
    #[must_use]
    pub const fn having(self, column: &'static str, reads: fn(&str) -> bool) -> Self {
        Self { having: Some((column, reads)), ..self }
    }

    /// The same, told from files with the same columns by a title row.
    #[must_use]
    pub const fn titled(self, reads: fn(&str) -> bool) -> Self {
        Self { titled: Some(reads), ..self }
    }

    /// The same with columns that are passed over without a word.
    #[must_use]
    pub const fn ignoring(self, columns: &'static [&'static str]) -> Self {
        Self { ignored: columns, ..self }
    }

    /// Whether a column is passed over without a word.
    #[must_use]
    pub fn ignores(&self, column: &str) -> bool {
        !self.ignored.is_empty() && self.ignored.iter().any(|pattern| wildcard(pattern, &fold(column)))
    }

    /// The same with the way it tells its edition.
    #[must_use]
    pub const fn edition(self, edition: Says) -> Self {
        Self { edition, ..self }
    }

    /// The same with the way it tells its part.
    #[must_use]
    pub const fn part(self, part: Says) -> Self {
        Self { part, ..self }
    }
}
