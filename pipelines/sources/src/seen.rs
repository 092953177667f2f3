//! The rows of a file through the columns of a layout that it has: for what columns alone do not tell.

use crate::card::{Card, FileSpec};
use crate::decode::Line;
use crate::decode::header::{Match, fold};
use crate::edition;
use crate::head::{Head, best};
use crate::layout::{At, Layout};

/// A file whose columns are found.
pub struct Seen<'h, 'b> {
    head: &'h Head<'b>,
    file: &'h FileSpec,
    at: At,
    found: Match,
    header: Vec<String>,
    /// The rows above the header.
    titles: Vec<Line>,
    /// The rows that were looked at, below the header.
    rows: Vec<Line>,
}

impl<'h, 'b> Seen<'h, 'b> {
    /// Finds the columns; none where the file has no header like the layout's.
    #[must_use]
    pub fn new(head: &'h Head<'b>, card: &Card, file: &'h FileSpec, layout: &Layout) -> Option<Self> {
        let mut rows = head.rows(card, file, layout);
        let (at, found) = best(&rows, card, layout).filter(|(_, found)| found.is_whole())?;
        let header = rows.get(at)?.cells.iter().map(|c| fold(c)).collect();
        let below = rows.split_off(at + 1);
        rows.pop();
        Some(Self { head, file, at: layout.at, found, header, titles: rows, rows: below })
    }

    /// The cells of the title rows and of the header, folded.
    pub fn above(&self) -> impl Iterator<Item = String> {
        self.titles.iter().flat_map(|l| &l.cells).map(|c| fold(c)).chain(self.header.iter().cloned())
    }

    /// Whether one of the column's first values reads so.
    #[must_use]
    pub fn any(&self, name: &str, reads: fn(&str) -> bool) -> bool {
        let place = self.found.place(name);
        self.rows.iter().any(|l| place.and_then(|p| l.cells.get(p)).is_some_and(|c| reads(c.trim())))
    }

    /// The newest edition in the cells of some columns, as `read` takes them.
    #[must_use]
    pub fn newest<const N: usize>(&self, names: [&str; N], read: impl Fn([&str; N]) -> Option<String>) -> Option<String> {
        let mut newest: Option<String> = None;
        self.each(names, |cells| {
            if let Some(one) = read(cells)
                && newest.as_ref().is_none_or(|n| edition::rank(n) < edition::rank(&one))
            {
                newest = Some(one);
            }
        });
        newest
    }

    /// Whether it has an optional column.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.found.place(name).is_some()
    }

    /// The cells of some columns, trimmed, in every row of a text; of a sheet or of the member of a zip file in the first rows. A column that is not there is blank.
    pub fn each<const N: usize>(&self, names: [&str; N], mut see: impl FnMut([&str; N])) {
        let places = names.map(|n| self.found.place(n));
        let mut tell = |cells: &[String]| see(places.map(|p| p.and_then(|p| cells.get(p)).map_or("", |c| c.trim())));
        match self.at {
            At::Text(delimiter) if !self.head.is_zip() => {
                let mut below = false;
                self.head.each(self.file, delimiter, |cells| {
                    let again = cells.len() >= self.header.len() && self.header.iter().zip(cells).all(|(own, c)| *own == fold(c));
                    if below && !again {
                        tell(cells);
                    }
                    below |= again;
                });
            }
            _ => self.rows.iter().for_each(|l| tell(&l.cells)),
        }
    }

    /// The text that stands in most rows, as `read` takes it; of equals the last in order.
    #[must_use]
    pub fn most<const N: usize>(&self, names: [&str; N], read: impl Fn([&str; N]) -> Option<String>) -> Option<String> {
        let mut counts = std::collections::BTreeMap::<String, u64>::new();
        self.each(names, |cells| {
            if let Some(text) = read(cells) {
                *counts.entry(text).or_default() += 1;
            }
        });
        counts.into_iter().max_by_key(|(_, n)| *n).map(|(text, _)| text)
    }
}
