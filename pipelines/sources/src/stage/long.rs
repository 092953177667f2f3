//! Tables with too many rows to collect: written as they are read, in the order of their lines.

use std::collections::VecDeque;

use rocp_lake::rows::Rows;
use rocp_lake::table::{Encoding, TableWriter};

use super::Stage;
use crate::clean::cells::Misfit;
use crate::decode::header::matched;
use crate::decode::{Header, Line, Want, stream};
use crate::error::Result;

/// Rows held before they are written.
const HELD: usize = 1 << 16;
/// Bad rows after which reading stops: the file is then refused anyway.
const TOO_MANY: usize = 100_000;

/// A table on its way to the disk. Its rows come in the contract's order.
pub struct Long {
    table: String,
    rows: Rows,
    writer: TableWriter,
}

impl Long {
    /// Opens one of the source's tables.
    ///
    /// # Errors
    /// [`crate::SourceError::Card`], [`crate::SourceError::Lake`].
    pub fn open(stage: &Stage, table: &str) -> Result<Self> {
        Ok(Self { table: table.to_owned(), rows: stage.rows(table)?, writer: stage.writer(table, &[("line", Encoding::Delta)])? })
    }

    /// Adds a row as [`Stage::push`] does.
    ///
    /// # Errors
    /// [`crate::SourceError::Lake`]; [`crate::SourceError::Refused`] when there are too many bad rows.
    pub fn push(&mut self, stage: &mut Stage, line: u64, key: &str, values: &[Option<&str>]) -> Result<()> {
        stage.push(&mut self.rows, line, key, values)?;
        bounded(stage)?;
        if self.rows.len() >= HELD { self.flush() } else { Ok(()) }
    }

    /// Puts a row aside as [`Stage::misfit`] does.
    ///
    /// # Errors
    /// [`crate::SourceError::Refused`] when there are too many bad rows.
    pub fn misfit(&self, stage: &mut Stage, line: u64, key: &str, misfit: Misfit) -> Result<()> {
        stage.misfit(line, key, misfit);
        bounded(stage)
    }

    /// Adds a row that was typed, or puts it aside for the cell that does not fit.
    ///
    /// # Errors
    /// As [`Long::push`] and [`Long::misfit`].
    pub fn take(&mut self, stage: &mut Stage, line: u64, key: &str, typed: std::result::Result<Vec<Option<String>>, Misfit>) -> Result<()> {
        match typed {
            Ok(values) => self.push(stage, line, key, &values.iter().map(Option::as_deref).collect::<Vec<_>>()),
            Err(misfit) => self.misfit(stage, line, key, misfit),
        }
    }

    fn flush(&mut self) -> Result<()> {
        let empty = Rows::new(self.rows.contract());
        let full = std::mem::replace(&mut self.rows, empty);
        Ok(self.writer.write(&full.finish()?)?)
    }

    /// Completes the table.
    ///
    /// # Errors
    /// [`crate::SourceError::Lake`].
    pub fn close(mut self, stage: &mut Stage) -> Result<()> {
        if !self.rows.is_empty() {
            self.flush()?;
        }
        stage.close(&self.table, self.writer)
    }
}

/// Finds the header of a delimited text, below title rows, and calls `read` for every row of data below it.
///
/// # Errors
/// What `read` says; [`crate::SourceError::Header`]; [`crate::SourceError::Refused`] for a file that is empty, truncated or full of bad rows.
pub fn each_row(stage: &mut Stage, delimiter: u8, wants: &'static [Want], mut read: impl FnMut(&mut Stage, &Header, &Line) -> Result<()>) -> Result<()> {
    let mut rows = stream::rows(stage, delimiter)?;
    let mut first = Vec::new();
    while first.len() < crate::head::ROWS
        && let Some(line) = rows.next()?
    {
        first.push(line);
    }
    if first.is_empty() {
        return Err(stage.refuse("it holds no rows"));
    }
    let at = Header::locate(stage, &first, wants);
    let mut first: VecDeque<Line> = first.into_iter().skip(at).collect();
    let Some(line) = first.pop_front() else { return Err(stage.refuse("it holds no rows")) };
    let header = Header::find(stage, &line, wants)?;
    let mut more = || if let Some(line) = first.pop_front() { Ok(Some(line)) } else { rows.next() };
    let mut next = more()?;
    while let Some(line) = next {
        next = more()?;
        if header.fits(stage, &line, next.is_none())? {
            read(stage, &header, &line)?;
        }
        bounded(stage)?;
    }
    Ok(())
}

/// Finds the header on the sheet of the stage's layout, below title rows, and calls `read` for every row of data below it, in bounded memory.
///
/// # Errors
/// As [`each_row`]; [`crate::SourceError::Workbook`].
pub fn each_row_of_sheet(stage: &mut Stage, wants: &'static [Want], mut read: impl FnMut(&mut Stage, &Header, &Line) -> Result<()>) -> Result<()> {
    let Some(layout) = stage.layout else { return Err(stage.refuse("its source has no layout for it")) };
    let sheet = stage.sheet(layout)?;
    let (decoder, source, name, bytes) = (stage.decoder().clone(), stage.card.id.clone(), stage.name, stage.open()?);
    let mut header: Option<Header> = None;
    let mut above = Vec::new();
    decoder.each(&source, name, bytes, &sheet, |mut line| {
        let Some(header) = &header else {
            let is_header = matched(&line.cells, wants, &stage.card.spellings).is_whole();
            above.push(line);
            if is_header || above.len() >= crate::head::ROWS {
                header = Some(found(stage, &above, wants)?);
            }
            return Ok(());
        };
        header.pad(&mut line);
        if header.fits(stage, &line, false)? {
            read(stage, header, &line)?;
        }
        bounded(stage)
    })?;
    if header.is_none() { found(stage, &above, wants).map(|_| ()) } else { Ok(()) }
}

/// The header among the first rows, or what the row nearest to it lacks.
fn found(stage: &mut Stage, first: &[Line], wants: &'static [Want]) -> Result<Header> {
    let at = Header::locate(stage, first, wants);
    let Some(line) = first.get(at) else { return Err(stage.refuse("it holds no rows")) };
    Header::find(stage, line, wants)
}

fn bounded(stage: &Stage) -> Result<()> {
    match stage.bad.first() {
        Some(first) if stage.bad.len() > TOO_MANY => Err(stage.refuse(format!("over {TOO_MANY} rows are bad; the first is line {}", first.line))),
        _ => Ok(()),
    }
}
