//! The beginning of a file, whatever it is: text, a zip file of texts, a workbook, JSON. Its columns and title rows tell what it is; its name does not.

use std::io::{BufRead, Read};

use rocp_lake::LakeError;
use serde_json::Value;

use crate::card::{Card, FileSpec, wildcard};
use crate::decode::header::{self, Match};
use crate::decode::workbook::{Decoder, Sheet};
use crate::decode::{Line, delimited, zipped};
use crate::error::{Result, SourceError};
use crate::layout::{At, Layout, Says};
use crate::seen::Seen;

/// How many bytes of a text are looked at.
const WINDOW: u64 = 1 << 18;
/// How many rows of a text or sheet are looked at for a header.
pub const ROWS: usize = 60;
/// No publisher's header has more cells: a row of more is none.
const WIDEST: usize = 1000;
/// How many members of a zip file are looked at.
const MEMBERS: usize = 60;

/// Opens the bytes of a file.
pub type Raw<'a> = &'a dyn Fn() -> std::result::Result<Box<dyn BufRead + Send>, LakeError>;

/// What the bytes are.
enum Looks {
    Text(Vec<u8>),
    /// Names and beginnings of the members.
    Zip(Vec<(String, Vec<u8>)>),
    /// Every sheet's first rows.
    Book(Vec<Sheet>),
    Json(Value),
}

/// How well a file fits a layout.
#[derive(Debug, Clone)]
pub enum Fit {
    /// It has the layout's table; how many of its columns are there.
    Yes(usize),
    /// Something like it.
    Near(Near),
    /// It is something else.
    No,
}

/// A header that is not quite a layout's.
#[derive(Debug, Clone, Default)]
pub struct Near {
    /// Columns that are there.
    pub found: usize,
    /// Columns that are not.
    pub missing: Vec<String>,
    /// Columns that the layout does not know.
    pub unknown: Vec<String>,
}

/// The beginning of a file.
pub struct Head<'a> {
    /// The file's name: a hint.
    pub name: &'a str,
    raw: Raw<'a>,
    decoder: &'a Decoder,
    looks: Looks,
}

impl<'a> Head<'a> {
    /// Looks at a file.
    ///
    /// # Errors
    /// [`SourceError::Lake`] when it cannot be read; [`SourceError::Workbook`] and [`SourceError::Refused`] for a damaged workbook or zip file.
    pub fn new(name: &'a str, raw: Raw<'a>, decoder: &'a Decoder) -> Result<Self> {
        let io = |what| LakeError::io(what, std::path::Path::new(name));
        let mut start = Vec::new();
        raw()?.take(WINDOW).read_to_end(&mut start).map_err(io("read"))?;
        let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start);
        let looks = if start.starts_with(b"PK\x03\x04") {
            match zipped::heads(name, raw()?, WINDOW, MEMBERS)? {
                Some(members) => Looks::Zip(members),
                None => Looks::Book(decoder.heads(name, raw()?, ROWS)?),
            }
        } else if matches!(text.trim_ascii_start().first(), Some(b'{' | b'[')) {
            let mut whole = Vec::new();
            raw()?.take(64 << 20).read_to_end(&mut whole).map_err(io("read"))?;
            match serde_json::from_slice(whole.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&whole)) {
                Ok(value) => Looks::Json(value),
                Err(_) => Looks::Text(start),
            }
        } else {
            Looks::Text(start)
        };
        Ok(Self { name, raw, decoder, looks })
    }

    /// The JSON document that it is.
    #[must_use]
    pub fn json(&self) -> Option<&Value> {
        if let Looks::Json(value) = &self.looks { Some(value) } else { None }
    }

    /// The sheets of the workbook that it is, each with its first rows.
    #[must_use]
    pub fn sheets(&self) -> &[Sheet] {
        if let Looks::Book(sheets) = &self.looks { sheets } else { &[] }
    }

    /// The first sheet whose name fits one of the patterns, tried in order.
    #[must_use]
    pub fn sheet(&self, patterns: &[&str]) -> Option<&Sheet> {
        patterns.iter().find_map(|p| self.sheets().iter().find(|s| wildcard(&p.to_lowercase(), &s.name.trim().to_lowercase())))
    }

    /// The sheet on which a layout's table stands.
    #[must_use]
    pub fn place(&self, card: &Card, layout: &Layout) -> Option<&Sheet> {
        let At::Sheet(names) = layout.at else { return None };
        pick(self.sheets(), names, card, layout)
    }

    /// The rows of a sheet from its first, until `see` has seen enough: for what the first rows do not tell.
    pub fn each_sheet_row(&self, sheet: &str, mut see: impl FnMut(&Line) -> bool) {
        let Ok(bytes) = (self.raw)() else { return };
        let enough = || refuse(self.name, "enough".to_owned());
        // What cannot be read says so when it is staged.
        let _ = self.decoder.each("rocp", self.name, bytes, sheet, |line| if see(&line) { Ok(()) } else { Err(enough()) });
    }

    /// Whether it is a zip file of texts.
    #[must_use]
    pub fn is_zip(&self) -> bool {
        matches!(self.looks, Looks::Zip(_))
    }

    /// The first rows of the text that it is; none where it is a zip file or a workbook.
    #[must_use]
    pub fn plain(&self, delimiter: u8) -> Vec<Line> {
        if let Looks::Text(bytes) = &self.looks { split(bytes, delimiter) } else { Vec::new() }
    }

    /// The first rows of the text that it is, or of the member of a zip file that the card's file names. A row cut off at the end is left out.
    #[must_use]
    pub fn lines(&self, file: &FileSpec, delimiter: u8) -> Vec<Line> {
        match &self.looks {
            Looks::Zip(members) => match zipped::member(&file.members, members.iter().map(|(n, _)| n.as_str())) {
                Some(name) => split(members.iter().find(|(n, _)| n == name).map_or(&[][..], |(_, b)| b), delimiter),
                None => Vec::new(),
            },
            _ => self.text(delimiter),
        }
    }

    /// The first rows of the text that it is, not of one in a zip file. A row cut off at the end is left out.
    #[must_use]
    pub fn text(&self, delimiter: u8) -> Vec<Line> {
        if let Looks::Text(bytes) = &self.looks { split(bytes, delimiter) } else { Vec::new() }
    }

    /// Every row of the text that it is (of a zip file: the beginning of its member), from its first line.
    pub fn each(&self, file: &FileSpec, delimiter: u8, mut see: impl FnMut(&[String])) {
        let Looks::Text(_) = &self.looks else {
            self.lines(file, delimiter).iter().for_each(|l| see(&l.cells));
            return;
        };
        let Ok(bytes) = (self.raw)() else { return };
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes.take(file.max_bytes));
        let mut record = csv::ByteRecord::new();
        while reader.read_byte_record(&mut record).unwrap_or(false) {
            let cells: Vec<String> = record.iter().map(|c| String::from_utf8_lossy(c).into_owned()).collect();
            see(&cells);
        }
    }

    /// The rows among which a layout's header is looked for.
    #[must_use]
    pub fn rows(&self, card: &Card, file: &FileSpec, layout: &Layout) -> Vec<Line> {
        match layout.at {
            At::Text(delimiter) => self.lines(file, delimiter),
            At::Sheet(_) => self.place(card, layout).map(|s| s.lines.clone()).unwrap_or_default(),
            At::Own(_) => Vec::new(),
        }
    }

    /// How well it fits a layout.
    #[must_use]
    pub fn fit(&self, card: &Card, file: &FileSpec, layout: &Layout) -> Fit {
        if let At::Own(fits) = layout.at {
            return fits(self);
        }
        let rows = self.rows(card, file, layout);
        match best(&rows, card, layout) {
            Some((_, found)) if found.is_whole() => {
                let only = layout.only.is_none_or(|holds| Seen::new(self, card, file, layout).is_some_and(|seen| holds(&seen)));
                if only { Fit::Yes(found.found()) } else { Fit::No }
            }
            Some((_, found)) if found.found() > 0 => Fit::Near(Near { found: found.found(), missing: found.missing, unknown: found.unknown }),
            _ => Fit::No,
        }
    }

    /// What a layout says of the file, as its way of saying allows: all the values, in order of rank; empty where it is silent.
    #[must_use]
    pub fn says(&self, card: &Card, file: &FileSpec, layout: &Layout, says: Says) -> Vec<String> {
        let mut out: Vec<String> = match says {
            Says::One | Says::Nothing => Vec::new(),
            Says::Own(read) => read(self).into_iter().collect(),
            Says::Rows(read) => Seen::new(self, card, file, layout).and_then(|seen| read(&seen)).into_iter().collect(),
            Says::Title(read) => self.title(card, file, layout, read).into_iter().collect(),
            Says::First(all) => all.iter().map(|s| self.says(card, file, layout, *s)).find(|said| !said.is_empty()).unwrap_or_default(),
            Says::Columns(name) => {
                let rows = self.rows(card, file, layout);
                best(&rows, card, layout).map(|(_, found)| found.all(name).map(str::to_owned).collect()).unwrap_or_default()
            }
            Says::Column(name, read) | Says::Newest(name, read) => {
                let rows = self.rows(card, file, layout);
                let Some((at, found)) = best(&rows, card, layout) else { return Vec::new() };
                let Some(place) = found.place(name) else { return Vec::new() };
                let mut values = std::collections::BTreeSet::new();
                let mut see = |cells: &[String]| values.extend(cells.get(place).and_then(|c| read(c.trim())));
                match (says, layout.at) {
                    (Says::Newest(..), At::Text(delimiter)) => self.each(file, delimiter, see),
                    (Says::Newest(..), At::Sheet(_)) => {
                        let Some(sheet) = self.place(card, layout) else { return Vec::new() };
                        let Ok(bytes) = (self.raw)() else { return Vec::new() };
                        let seen = self.decoder.each(&card.id, self.name, bytes, &sheet.name, |line| {
                            see(&line.cells);
                            Ok(())
                        });
                        // What cannot be read to its end does not tell.
                        if seen.is_err() {
                            return Vec::new();
                        }
                    }
                    _ => rows.iter().skip(at + 1).for_each(|l| see(&l.cells)),
                }
                values.into_iter().collect()
            }
        };
        out.sort_by_key(|e| crate::edition::rank(e));
        if matches!(says, Says::Newest(..) | Says::Columns(_)) {
            out = out.pop().into_iter().collect();
        }
        out
    }

    fn title(&self, card: &Card, file: &FileSpec, layout: &Layout, read: fn(&str) -> Option<String>) -> Option<String> {
        let rows = self.rows(card, file, layout);
        let above = best(&rows, card, layout).map_or(rows.len().min(12), |(at, _)| at);
        let cells = rows.iter().take(above).flat_map(|l| &l.cells).map(|c| header::fold(c));
        let named = self.place(card, layout).map(|s| s.name.to_lowercase());
        cells.chain(named).find_map(|c| read(&c))
    }
}

/// The sheet on which a layout's table stands: of those whose names fit, in the order of the patterns, the first that has its columns, else the one that has most.
pub(crate) fn pick<'s>(sheets: &'s [Sheet], patterns: &[&str], card: &Card, layout: &Layout) -> Option<&'s Sheet> {
    let mut named: Vec<&Sheet> = Vec::new();
    for pattern in patterns.iter().map(|p| p.to_lowercase()) {
        let fits = |s: &&Sheet| wildcard(&pattern, &s.name.trim().to_lowercase());
        let more: Vec<&Sheet> = sheets.iter().filter(fits).filter(|s| !named.iter().any(|o| o.name == s.name)).collect();
        named.extend(more);
    }
    let fit = |s: &Sheet| best(&s.lines, card, layout).map_or((false, 0), |(_, found)| if found.is_whole() { (true, 0) } else { (false, found.found()) });
    named.iter().rev().max_by_key(|s| fit(s)).copied()
}

/// Rows of the beginning of a text; one that is cut off at the end is left out.
fn split(bytes: &[u8], delimiter: u8) -> Vec<Line> {
    if bytes.contains(&0) {
        return Vec::new();
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let whole = (bytes.len() as u64) < WINDOW - 3;
    let end = if whole { bytes.len() } else { bytes.iter().rposition(|b| *b == b'\n').unwrap_or(0) };
    let text = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes[..end]).0;
    let text = std::str::from_utf8(&bytes[..end]).map_or(text, std::borrow::Cow::Borrowed);
    delimited::rows(&text, delimiter).or_else(|_| delimited::rows(&text.replace('"', ""), delimiter)).unwrap_or_default()
}

/// The row that fits a layout's columns best, with its place.
pub(crate) fn best(rows: &[Line], card: &Card, layout: &Layout) -> Option<(usize, Match)> {
    let mut out: Option<(usize, Match)> = None;
    for (at, row) in rows.iter().take(ROWS).enumerate().filter(|(_, row)| row.cells.len() <= WIDEST) {
        let found = header::matched(&row.cells, layout.wants, &card.spellings);
        if found.is_whole() {
            return Some((at, found));
        }
        if out.as_ref().is_none_or(|(_, b)| found.found() > b.found()) {
            out = Some((at, found));
        }
    }
    out
}

/// A refusal of a file that no source was named for.
pub(crate) fn refuse(name: &str, problem: String) -> SourceError {
    SourceError::Refused { source_id: "rocp".to_owned(), file: name.to_owned(), problem }
}
