//! Delimited text, row by row: for files that are too large to hold. Rows end at LF or CR LF.

use std::io::BufRead;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use rocp_lake::LakeError;

use super::{Line, delimited, zipped};
use crate::error::Result;
use crate::stage::Stage;

/// A row of more bytes is refused: a quoted field that is never closed would swallow the file.
const LONGEST_ROW: usize = 1 << 20;

/// Rows of a text on their way.
pub struct Rows {
    bytes: Box<dyn BufRead + Send>,
    parser: Reader,
    stage: String,
    source: String,
    is_1252: bool,
    line: u64,
    row: Vec<u8>,
    fields: Vec<u8>,
    ends: Vec<usize>,
}

/// Opens the text of a stage's file, alone or zipped.
///
/// # Errors
/// As [`zipped::open`].
pub fn rows(stage: &Stage, delimiter: u8) -> Result<Rows> {
    Ok(Rows {
        bytes: zipped::open(stage)?,
        parser: ReaderBuilder::new().delimiter(delimiter).build(),
        stage: stage.name.to_owned(),
        source: stage.card.id.clone(),
        is_1252: stage.file.encoding == crate::card::Encoding::Utf8OrWindows1252,
        line: 0,
        row: Vec::new(),
        fields: Vec::new(),
        ends: Vec::new(),
    })
}

impl Rows {
    /// The next row that is not blank; none at the end.
    #[allow(clippy::should_implement_trait, reason = "a row can fail, and the rows cannot be asked again after that")]
    ///
    /// # Errors
    /// [`crate::SourceError::Refused`] as for text that is read whole.
    pub fn next(&mut self) -> Result<Option<Line>> {
        loop {
            let Some(number) = self.read()? else { return Ok(None) };
            let cells = self.split(number)?;
            if cells.iter().any(|c| !c.trim().is_empty()) {
                return Ok(Some(Line { number, cells }));
            }
        }
    }

    /// Fills `row` with one row's bytes, lines joined where a quoted field goes on; its first line, or none at the end.
    fn read(&mut self) -> Result<Option<u64>> {
        self.row.clear();
        let first = self.line + 1;
        loop {
            let n = self.bytes.read_until(b'\n', &mut self.row).map_err(LakeError::io("read the archived file", std::path::Path::new(&self.stage)))?;
            let open = self.row.iter().filter(|b| **b == b'"').count() % 2 == 1;
            match n {
                0 if open => return Err(self.refuse(delimited::NEVER_CLOSED.to_owned())),
                0 => return Ok((!self.row.is_empty()).then_some(first)),
                _ => self.line += 1,
            }
            if self.row.len() > LONGEST_ROW {
                return Err(self.refuse(format!("line {first} has over {LONGEST_ROW} bytes")));
            }
            if !open {
                break;
            }
        }
        if first == 1 && self.row.starts_with(b"\xef\xbb\xbf") {
            self.row.drain(..3);
        }
        Ok(Some(first))
    }

    /// Splits `row` into cells.
    fn split(&mut self, number: u64) -> Result<Vec<String>> {
        if self.row.contains(&0) {
            return Err(self.refuse(format!("line {number} holds a NUL byte")));
        }
        self.fields.resize(self.row.len().max(1), 0);
        self.ends.resize(self.row.len() + 1, 0);
        self.parser.reset();
        let (mut read, mut wrote, mut ended) = (0, 0, 0);
        loop {
            let (result, r, w, e) = self.parser.read_record(&self.row[read..], &mut self.fields[wrote..], &mut self.ends[ended..]);
            (read, wrote, ended) = (read + r, wrote + w, ended + e);
            match result {
                ReadRecordResult::InputEmpty if read >= self.row.len() => {}
                ReadRecordResult::Record | ReadRecordResult::End => break,
                _ => return Err(self.refuse(format!("line {number} cannot be read as delimited text"))),
            }
        }
        if self.row[read..].iter().any(|b| !matches!(b, b'\r' | b'\n')) {
            return Err(self.refuse(format!("line {number} holds a line end of CR alone")));
        }
        let mut start = 0;
        let mut cells = Vec::with_capacity(ended);
        for end in &self.ends[..ended] {
            let field = &self.fields[start..*end];
            start = *end;
            if field.len() > delimited::LONGEST_FIELD {
                return Err(self.refuse(delimited::too_long(number)));
            }
            match std::str::from_utf8(field) {
                Ok(text) => cells.push(text.to_owned()),
                Err(_) if self.is_1252 => cells.push(encoding_rs::WINDOWS_1252.decode_without_bom_handling(field).0.into_owned()),
                Err(_) => return Err(self.refuse(format!("line {number} is not UTF-8 text"))),
            }
        }
        Ok(cells)
    }

    fn refuse(&self, problem: String) -> crate::SourceError {
        crate::SourceError::Refused { source_id: self.source.clone(), file: self.stage.clone(), problem }
    }
}
