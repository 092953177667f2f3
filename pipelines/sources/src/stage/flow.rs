//! Large tables on their way: rows are read one by one and written a batch at a time, so that memory stays bounded.

use rocp_lake::rows::Rows;
use rocp_lake::table::TableWriter;

use super::Stage;
use crate::decode::{Header, Line, Want, stream};
use crate::error::Result;

/// Rows a batch is made of.
const BATCH: usize = 1 << 16;
/// More rows put aside end the reading: the file is not what its card says.
const TOO_MANY: usize = 100_000;

/// A staged table that is written while it is read. Its rows come in the contract's order.
pub struct Flow {
    table: &'static str,
    rows: Rows,
    writer: TableWriter,
}

impl Flow {
    /// Opens the table.
    ///
    /// # Errors
    /// As [`Stage::writer`].
    pub fn open(stage: &Stage, table: &'static str) -> Result<Self> {
        Ok(Self { table, rows: stage.rows(table)?, writer: stage.writer(table, &[])? })
    }

    /// Adds a row as [`Stage::push`] does.
    ///
    /// # Errors
    /// [`crate::SourceError::Lake`].
    pub fn push(&mut self, stage: &mut Stage, line: u64, key: &str, values: &[Option<&str>]) -> Result<()> {
        stage.push(&mut self.rows, line, key, values)?;
        if self.rows.len() >= BATCH {
            let full = std::mem::replace(&mut self.rows, stage.rows(self.table)?);
            self.writer.write(&full.finish()?)?;
        }
        Ok(())
    }

    /// Completes the table.
    ///
    /// # Errors
    /// [`crate::SourceError::Lake`].
    pub fn close(mut self, stage: &mut Stage) -> Result<()> {
        self.writer.write(&self.rows.finish()?)?;
        stage.close(self.table, self.writer)
    }
}

/// Finds the header of a delimited text and calls `read` for every row below that has as many cells.
///
/// # Errors
/// What `read` says; [`crate::SourceError::Header`]; [`crate::SourceError::Refused`] for a file that is empty, truncated or full of bad rows.
pub fn each_row(stage: &mut Stage, delimiter: u8, wants: &'static [Want], mut read: impl FnMut(&mut Stage, &Header, &Line) -> Result<()>) -> Result<()> {
    let mut rows = stream::rows(stage, delimiter)?;
    let Some(first) = rows.next()? else { return Err(stage.refuse("it holds no rows")) };
    let header = Header::find(stage, &first, wants)?;
    let mut next = rows.next()?;
    while let Some(line) = next {
        next = rows.next()?;
        if header.fits(stage, &line, next.is_none())? {
            read(stage, &header, &line)?;
        }
        if stage.bad.len() > TOO_MANY {
            let first = stage.bad.first().map_or(0, |b| b.line);
            return Err(stage.refuse(format!("over {TOO_MANY} rows are bad; the first is line {first}")));
        }
    }
    Ok(())
}
