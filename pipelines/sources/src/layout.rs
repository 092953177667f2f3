//! Layouts: how a file of a source looks, so that it is known by what is in it and not by its name.

use crate::card::wildcard;
use crate::decode::Want;
use crate::decode::header::fold;
use crate::edition::Bounds;
use crate::head::{Fit, Head};
use crate::seen::Seen;

/// Where a layout's table stands in the file.
#[derive(Clone, Copy)]
pub enum At {
    /// In text with this delimiter, alone or in a zip file.
    Text(u8),
    /// On a sheet of a workbook: names in which `*` stands for any characters, without regard to case. Of the visible sheets that fit, in the order of the names, the
    /// first that has the columns; with `*` as the last name, a sheet's name is a hint.
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
    /// A column of which the newest value counts: the whole file is read.
    Newest(&'static str, fn(&str) -> Option<String>),
    /// The newest of the columns of which there are several ([`Want::many`]).
    Columns(&'static str),
    /// The first of these that tells.
    First(&'static [Self]),
    /// The title rows above the header, or the sheet's name: the first cell that reads.
    Title(fn(&str) -> Option<String>),
    /// Something else in the file; none where this file does not tell.
    Own(fn(&Head) -> Option<String>),
    /// Something in its rows, found through its columns; none where this file does not tell.
    Rows(fn(&Seen) -> Option<String>),
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
    /// What must hold of its rows, where another file has the same columns.
    pub only: Option<fn(&Seen) -> bool>,
    /// Between which years its edition lies, where the content does not tell the edition itself.
    pub bounds: Option<fn(&Seen) -> Bounds>,
    /// Columns that no reader of it wants and that need no word, `*` as in names.
    pub ignored: &'static [&'static str],
}

impl Layout {
    /// A layout of a file without editions.
    #[must_use]
    pub const fn new(role: &'static str, name: &'static str, at: At, wants: &'static [Want]) -> Self {
        Self { role, name, at, wants, edition: Says::One, part: Says::One, only: None, bounds: None, ignored: &[] }
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

    /// The same for a file whose rows tell it from another with the same columns.
    #[must_use]
    pub const fn only(self, only: fn(&Seen) -> bool) -> Self {
        Self { only: Some(only), ..self }
    }

    /// The same with what its content tells of an edition that somebody has to say.
    #[must_use]
    pub const fn bounded(self, bounds: fn(&Seen) -> Bounds) -> Self {
        Self { bounds: Some(bounds), ..self }
    }
}
