//! Streams `oe.data.0.Current` into typed batches.
//!
//! A line is `series_id`, `year`, `period`, `value`, `footnote_codes`, separated by tabs. BLS pads the columns to a fixed width, so that nearly
//! every line has the same shape: such a line is read by position ([`row::fixed`]), any other one field by field ([`row::split`]). Both
//! give the same [`row::Row`].

mod columns;
mod error;
mod row;
#[cfg(test)]
mod tests;

use std::io::Read;

use arrow::array::RecordBatch;

pub use columns::LINE;
pub use error::{BadRow, ReadError};

use columns::Columns;
use row::Row;

/// Lines a batch is made of.
const BATCH: usize = 1 << 16;

/// Bytes asked for at a time.
const BLOCK: usize = 1 << 18;

/// Bytes a line can have; BLS's have 56.
const LONGEST: usize = 4096;

/// Bytes by which a file is known to be a web page, or empty.
const HEAD: usize = 256;

const HEADER: [&str; 5] = ["series_id", "year", "period", "value", "footnote_codes"];

/// Reads the flat file in bounded memory.
pub struct OewsReader<R: Read> {
    input: R,
    block: Vec<u8>,
    start: usize,
    end: usize,
    /// No more bytes will come.
    over: bool,
    /// The line read last.
    line: u64,
    last: Option<Row>,
    columns: Columns,
}

impl<R: Read> OewsReader<R> {
    /// Reads the header.
    ///
    /// # Errors
    /// [`ReadError::Empty`], [`ReadError::Html`], [`ReadError::Binary`], the header errors, [`ReadError::LineTooLong`],
    /// [`ReadError::Io`].
    pub fn new(input: R) -> Result<Self, ReadError> {
        let columns = Columns::new(BATCH);
        let mut reader = Self { input, block: vec![0; BLOCK + LONGEST], start: 0, end: 0, over: false, line: 0, last: None, columns };
        while reader.end < HEAD && !reader.over {
            reader.fill()?;
        }
        let head = reader.block.get(..reader.end.min(HEAD)).unwrap_or_default();
        let text = String::from_utf8_lossy(head);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if text.starts_with('<') {
            return Err(ReadError::Html { start: text.chars().take(60).collect() });
        }
        if head.split(|b| *b == b'\n').next().is_some_and(|header| header.contains(&0)) {
            return Err(ReadError::Binary);
        }
        if text.is_empty() {
            return Err(ReadError::Empty);
        }
        if let Some(line) = reader.next_line()? {
            check_header(line.bytes)?;
        }
        Ok(reader)
    }

    /// The next batch, at most 65,536 lines; `None` at the end of the file. A batch of lines that are all bad is empty. Bad lines are added to
    /// `quarantine`, in order.
    ///
    /// # Errors
    /// [`ReadError::Unsorted`], [`ReadError::Truncated`], [`ReadError::LineTooLong`], [`ReadError::NoRows`], [`ReadError::Io`]. The reader
    /// is of no use after an error.
    pub fn next_batch(&mut self, quarantine: &mut Vec<BadRow>) -> Result<Option<RecordBatch>, ReadError> {
        let mut lines = 0;
        while lines < BATCH {
            lines += self.fixed_lines(BATCH - lines)?;
            if lines == BATCH {
                break;
            }
            let Some(line) = self.next_line()? else { break };
            let (number, cut) = (line.number, line.cut);
            match row::split(line.bytes, number) {
                Ok(row) if is_new(self.last.as_ref(), &row, number)? => self.push(row),
                Ok(row) => quarantine.push(row.duplicate(number)),
                Err(bad) if cut => return Err(ReadError::Truncated { bad }),
                Err(bad) => quarantine.push(bad),
            }
            lines += 1;
        }
        match lines {
            0 if self.line <= 1 => Err(ReadError::NoRows),
            0 => Ok(None),
            _ => Ok(Some(self.columns.finish(self.line)?)),
        }
    }

    /// Reads lines of the usual shape, until `most` or one that needs a closer look.
    fn fixed_lines(&mut self, most: usize) -> Result<usize, ReadError> {
        let mut lines = 0;
        while lines < most {
            let found = self.block.get(self.start..self.end).and_then(|rest| rest.first_chunk());
            let Some(bytes) = found else {
                if self.over {
                    break;
                }
                self.fill()?;
                continue;
            };
            let Some((row, length)) = row::fixed(bytes, self.last.as_ref()) else { break };
            if !is_new(self.last.as_ref(), &row, self.line + 1)? {
                break;
            }
            self.start += length;
            self.line += 1;
            lines += 1;
            self.push(row);
        }
        Ok(lines)
    }

    #[inline]
    fn push(&mut self, row: Row) {
        self.columns.push(&row, self.line);
        self.last = Some(row);
    }

    /// The next line, without its end.
    fn next_line(&mut self) -> Result<Option<Line<'_>>, ReadError> {
        let mut seen = 0;
        let length = loop {
            let rest = self.block.get(self.start..self.end).unwrap_or_default();
            if let Some(at) = rest.iter().skip(seen).position(|b| *b == b'\n') {
                break Some(seen + at);
            }
            seen = rest.len();
            if seen > LONGEST {
                return Err(ReadError::LineTooLong { line: self.line + 1, limit: LONGEST });
            }
            if self.over {
                break None;
            }
            self.fill()?;
        };
        if length.is_none() && self.start == self.end {
            return Ok(None);
        }
        let (from, until) = (self.start, length.map_or(self.end, |n| self.start + n));
        self.start = length.map_or(self.end, |n| self.start + n + 1);
        self.line += 1;
        let bytes = self.block.get(from..until).unwrap_or_default();
        Ok(Some(Line { bytes: bytes.strip_suffix(b"\r").unwrap_or(bytes), number: self.line, cut: length.is_none() }))
    }

    /// Moves what is left to the front and reads more behind it.
    fn fill(&mut self) -> Result<(), ReadError> {
        self.block.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        let Some(room) = self.block.get_mut(self.end..) else { return Ok(()) };
        let n = loop {
            match self.input.read(room) {
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
                other => break other.map_err(|source| ReadError::Io { line: self.line, source })?,
            }
        };
        self.over = n == 0;
        self.end += n;
        Ok(())
    }
}

struct Line<'a> {
    bytes: &'a [u8],
    number: u64,
    /// The file ends without a line end.
    cut: bool,
}

/// Whether the row comes after the one before; `false` where both have the same key.
#[inline]
fn is_new(last: Option<&Row>, row: &Row, line: u64) -> Result<bool, ReadError> {
    let Some(last) = last else { return Ok(true) };
    if row.same_key(last) && row.datatype() > last.datatype() {
        return Ok(true);
    }
    match last.sort_key().cmp(&row.sort_key()) {
        std::cmp::Ordering::Less => Ok(true),
        std::cmp::Ordering::Equal => Ok(false),
        std::cmp::Ordering::Greater => Err(ReadError::Unsorted { line, previous: last.name(), found: row.name() }),
    }
}

fn check_header(line: &[u8]) -> Result<(), ReadError> {
    let text = String::from_utf8_lossy(line);
    let found: Vec<&str> = text.split('\t').map(str::trim).collect();
    for (i, column) in HEADER.into_iter().enumerate() {
        match found.get(i) {
            Some(name) if *name == column => {}
            Some(name) if found.len() >= HEADER.len() && !found.contains(&column) => {
                return Err(ReadError::RenamedColumn { position: i + 1, column, found: (*name).to_owned() });
            }
            Some(name) if found.contains(&column) && found.len() == HEADER.len() => {
                return Err(ReadError::MovedColumn { position: i + 1, column, found: (*name).to_owned() });
            }
            Some(_) if found.contains(&column) => {}
            _ => return Err(ReadError::MissingColumn { column }),
        }
    }
    match found.iter().enumerate().find(|(i, name)| HEADER.get(*i) != Some(name)) {
        Some((i, name)) => Err(ReadError::ExtraColumn { position: i + 1, found: (*name).to_owned() }),
        None => Ok(()),
    }
}
