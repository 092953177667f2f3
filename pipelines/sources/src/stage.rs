//! From an archived file to staged tables: the frame around each source's reader.

mod long;
mod quarantine;

use std::collections::BTreeSet;
use std::io::BufRead;
use std::path::{Path, PathBuf};

use rocp_lake::archive::{self, Receipt};
use rocp_lake::rows::Rows;
use rocp_lake::table::{self, Encoding, TableWriter};
use rocp_lake::{Contract, Lake, LakeError, durable, paths};
use serde::{Deserialize, Serialize};

use crate::card::{Card, FileSpec};
use crate::clean::cells::Misfit;
use crate::decode::workbook::{Decoder, Sheet};
use crate::decode::{Header, Line, delimited};
use crate::error::{Result, SourceError};
use crate::head::{Raw, pick};
use crate::identify;
use crate::layout::{At, Layout};
use crate::source::Source;
pub use long::{Long, each_row, each_row_of_sheet};
pub use quarantine::{BadRow, QUARANTINE, contract as quarantine_contract};

/// What staging one file gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Table names and row counts.
    pub tables: Vec<(String, u64)>,
    /// Rows put aside.
    pub quarantined: u64,
    /// Rows put aside that the card acknowledges.
    pub acknowledged: u64,
    /// What the reader should know.
    pub warnings: Vec<String>,
    /// The period or edition that the rows are about, as the file says it.
    pub period: String,
}

/// What was passed over in a file, because it is no data.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Skipped {
    /// Rows that are the header once more.
    pub headers: u64,
    /// Notes below a table.
    pub notes: u64,
}

/// A table of a file that fits in memory.
pub struct Sheeted {
    /// Where the columns stand.
    pub header: Header,
    /// The rows below the header.
    pub rows: Vec<Line>,
    /// The rows above it.
    pub titles: Vec<Line>,
}

/// What a source's reader works with.
pub struct Stage<'a> {
    /// The source's card.
    pub card: &'a Card,
    /// The file's place in the card.
    pub file: &'a FileSpec,
    /// The role under which it is held: the file's own, with part and edition where it has them, or one of each.
    pub role: String,
    /// The layout that the file has, or comes nearest to; none where the source has no layouts for the role.
    pub layout: Option<&'static Layout>,
    /// What was passed over.
    pub skipped: Skipped,
    /// File name as published.
    pub name: &'a str,
    /// What the reader should know: extra columns and the like.
    pub warnings: Vec<String>,
    /// The period or edition that the rows are about; each reader says it.
    pub period: String,
    raw: Raw<'a>,
    decoder: &'a Decoder,
    edition: Option<String>,
    part: Option<String>,
    seen: BTreeSet<String>,
    contracts: Vec<Contract>,
    provenance: table::Provenance,
    folder: PathBuf,
    bad: Vec<BadRow>,
    rows_read: u64,
    tables: Vec<(String, u64)>,
}

impl Stage<'_> {
    /// The edition that the file is, in its one spelling; empty where the card knows no editions.
    #[must_use]
    pub fn edition(&self) -> &str {
        self.edition.as_deref().unwrap_or_default()
    }

    /// The part that the file is, such as a college; empty where the card knows no parts.
    #[must_use]
    pub fn part(&self) -> &str {
        self.part.as_deref().unwrap_or_default()
    }

    /// Notes the edition that a row says it is of. A file whose rows say another edition than the file is refused in the end.
    pub fn saw(&mut self, edition: &str) {
        if !self.seen.contains(edition) {
            self.seen.insert(edition.to_owned());
        }
    }

    /// The publisher's bytes.
    ///
    /// # Errors
    /// [`SourceError::Lake`].
    pub fn open(&self) -> Result<Box<dyn BufRead + Send>> {
        Ok((self.raw)()?)
    }

    /// Opens the file as a workbook in a child process and returns the named sheets' cells.
    ///
    /// # Errors
    /// [`SourceError::Workbook`].
    pub fn sheets(&self, wanted: &[&str]) -> Result<Vec<Sheet>> {
        self.decoder.sheets(&self.card.id, self.name, self.open()?, wanted)
    }

    /// Opens the file as a workbook in a child process and hands on one sheet's rows as they come, in bounded memory.
    ///
    /// # Errors
    /// [`SourceError::Workbook`], and what `see` says.
    pub fn each_sheet_row(&self, sheet: &str, see: impl FnMut(Line) -> Result<()>) -> Result<()> {
        self.decoder.each(&self.card.id, self.name, self.open()?, sheet, see)
    }

    /// The table of a file that fits in memory, by its layout: its header, the rows below it as they stand in the file, and the title rows above. A row is data where
    /// [`Header::fits`] says so.
    ///
    /// # Errors
    /// [`SourceError::Card`] when the source has no layout for the role; [`SourceError::Header`], [`SourceError::Refused`], [`SourceError::Workbook`].
    pub fn table(&mut self) -> Result<Sheeted> {
        let missing = || SourceError::Card { source_id: self.card.id.clone(), problem: format!("it has no layout for {}", self.role) };
        let layout = self.layout.ok_or_else(missing)?;
        let lines = match layout.at {
            At::Text(delimiter) => delimited::lines(self, delimiter)?,
            At::Sheet(_) => {
                let sheet = self.sheet(layout)?;
                self.sheets(&[&sheet])?.pop().map(|s| s.lines).unwrap_or_default()
            }
            At::Own(_) => return Err(missing()),
        };
        if lines.is_empty() {
            return Err(self.refuse("it holds no rows"));
        }
        let at = Header::locate(self, &lines, layout.wants);
        let mut titles = lines;
        let mut body = titles.split_off(at);
        let rows = body.split_off(1);
        let Some(first) = body.pop() else { return Err(self.refuse("it holds no rows")) };
        let header = Header::find(self, &first, layout.wants)?;
        Ok(Sheeted { header, rows, titles })
    }

    /// The name of the sheet on which a layout's table stands.
    ///
    /// # Errors
    /// [`SourceError::Workbook`] where no sheet has one of the layout's names.
    pub fn sheet(&self, layout: &Layout) -> Result<String> {
        let At::Sheet(names) = layout.at else { return Err(self.refuse("its layout names no sheet")) };
        // One name: the decoder says what is missing.
        if let [one] = names
            && !one.contains('*')
        {
            return Ok((*one).to_owned());
        }
        let heads = self.decoder.heads(self.name, self.open()?, crate::head::ROWS)?;
        let found = pick(&heads, names, self.card, layout);
        Ok(found.map_or_else(|| (*names.first().unwrap_or(&"*")).to_owned(), |s| s.name.clone()))
    }

    /// The first rows of every visible sheet.
    ///
    /// # Errors
    /// [`SourceError::Workbook`].
    pub fn heads(&self) -> Result<Vec<Sheet>> {
        self.decoder.heads(self.name, self.open()?, crate::head::ROWS)
    }

    /// What opens workbooks.
    #[must_use]
    pub fn decoder(&self) -> &Decoder {
        self.decoder
    }

    /// An empty table of one of the source's contracts.
    ///
    /// # Errors
    /// [`SourceError::Card`] when the source has no such contract.
    pub fn rows(&self, table: &str) -> Result<Rows> {
        Ok(Rows::new(self.contract(table)?))
    }

    fn contract(&self, table: &str) -> Result<&Contract> {
        let missing = || SourceError::Card { source_id: self.card.id.clone(), problem: format!("there is no contract {table}") };
        self.contracts.iter().find(|c| c.name == table).ok_or_else(missing)
    }

    /// Adds a row, or puts it aside with its reason when a value does not fit its column.
    ///
    /// # Errors
    /// [`SourceError::Lake`] when the row has the wrong number of values.
    pub fn push(&mut self, rows: &mut Rows, line: u64, key: &str, values: &[Option<&str>]) -> Result<()> {
        match rows.push(values) {
            Err(LakeError::Value { column, value, wanted, .. }) => {
                self.put_aside(BadRow { line, column, value, key: key.to_owned(), reason: format!("not {wanted}") });
                Ok(())
            }
            other => Ok(other?),
        }
    }

    /// Puts a row aside.
    pub fn put_aside(&mut self, row: BadRow) {
        self.bad.push(row);
    }

    /// Puts a row aside for a cell that does not fit.
    pub fn misfit(&mut self, line: u64, key: &str, misfit: Misfit) {
        self.put_aside(BadRow { line, column: misfit.column.to_owned(), value: misfit.value, key: key.to_owned(), reason: misfit.reason.to_owned() });
    }

    /// Writes a table whose rows were collected in memory.
    ///
    /// # Errors
    /// [`SourceError::Lake`]: also where the contract's key is not unique.
    pub fn put(&mut self, rows: Rows) -> Result<()> {
        let contract = rows.contract().clone();
        self.rows_read = self.rows_read.max(rows.len() as u64);
        let path = paths::table(&self.folder, &contract.name);
        let written = table::write_all(&path, &contract, &self.provenance, &[rows.finish()?])?;
        self.tables.push((contract.name, written.rows));
        Ok(())
    }

    /// Opens a table for streaming; the rows must come in the contract's order.
    ///
    /// # Errors
    /// [`SourceError::Lake`].
    pub fn writer(&self, table: &str, encodings: &[(&str, Encoding)]) -> Result<TableWriter> {
        let contract = self.contract(table)?;
        Ok(TableWriter::create(&paths::table(&self.folder, table), contract, &self.provenance, encodings)?)
    }

    /// Completes a streamed table.
    ///
    /// # Errors
    /// [`SourceError::Lake`].
    pub fn close(&mut self, table: &str, writer: TableWriter) -> Result<()> {
        let written = writer.finish()?;
        self.rows_read = self.rows_read.max(written.rows);
        self.tables.push((table.to_owned(), written.rows));
        Ok(())
    }

    /// A header error at a line.
    #[must_use]
    pub fn header_error(&self, line: u64, problem: String) -> SourceError {
        SourceError::Header { source_id: self.card.id.clone(), file: self.name.to_owned(), line, problem }
    }

    /// A refusal of the whole file.
    #[must_use]
    pub fn refuse(&self, problem: impl Into<String>) -> SourceError {
        SourceError::Refused { source_id: self.card.id.clone(), file: self.name.to_owned(), problem: problem.into() }
    }

    fn end(mut self) -> Result<Summary> {
        if let Some(edition) = &self.edition
            && let Some(other) = self.seen.iter().find(|s| *s != edition)
        {
            return Err(self.refuse(format!("it holds rows of {other} beside {edition}: one file is one edition")));
        }
        let Skipped { headers, notes } = self.skipped;
        if headers > 0 {
            self.warnings.push(format!("{}: the header stands {headers} more times within the data; those rows are passed over", self.name));
        }
        if notes > 0 {
            self.warnings.push(format!("{}: {notes} rows below or beside the table are notes, not data", self.name));
        }
        if self.tables.iter().all(|(_, rows)| *rows == 0) {
            let first = self.bad.iter().min_by_key(|b| b.line).map(|b| format!("line {}, {} is {:?}: {}", b.line, b.column, b.value, b.reason));
            return Err(self.refuse(first.map_or("it holds no rows".to_owned(), |first| format!("none of its rows can be used; {first}"))));
        }
        let (quarantined, acknowledged) = quarantine::write(&mut self)?;
        Ok(Summary { tables: self.tables, quarantined, acknowledged, warnings: self.warnings, period: self.period })
    }
}

/// The key of a staged folder: the bytes, the card, the contracts and the reader decide what it holds.
#[must_use]
pub fn key(source: &Source, card: &Card, sha256: &str) -> String {
    let mut text = format!("{sha256} {} {} {}", source.reader_version, card.text, quarantine::TOML);
    for table in source.tables {
        text.push_str(table);
    }
    durable::sha256(text.as_bytes())[..16].to_owned()
}

/// Stages an archived file, unless that was done before.
///
/// # Errors
/// [`SourceError`]: the file is then not used and what was staged before stays.
pub fn stage(lake: &Lake, source: &Source, receipt: &Receipt, decoder: &Decoder) -> Result<(PathBuf, Summary)> {
    let card = source.card_in(lake)?;
    let folder = lake.staged(source.id, &receipt.role, &key(source, &card, &receipt.sha256));
    let summary_path = paths::stage_summary(&folder);
    if let Ok(text) = std::fs::read_to_string(&summary_path)
        && let Ok(summary) = serde_json::from_str(&text)
    {
        return Ok((folder, summary));
    }
    let raw = || archive::open(lake, &receipt.sha256);
    let file = File { source, card: &card, name: &receipt.name, sha256: &receipt.sha256, raw: &raw };
    let summary = stage_into(&folder, &file, &receipt.role, decoder)?;
    let text = serde_json::to_string_pretty(&summary).map_err(|source| LakeError::Json { path: summary_path.clone(), source })?;
    durable::write(&summary_path, text.as_bytes())?;
    Ok((folder, summary))
}

/// A file that is to be staged.
#[derive(Clone, Copy)]
pub struct File<'a> {
    /// Its source.
    pub source: &'a Source,
    /// The source's card.
    pub card: &'a Card,
    /// Its name as given.
    pub name: &'a str,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: &'a str,
    /// Opens its bytes.
    pub raw: Raw<'a>,
}

/// Stages bytes into a folder, without a lake: what `rocp stage` does. Part and edition stand in the role.
///
/// # Errors
/// As [`stage`].
pub fn stage_into(folder: &Path, what: &File, role: &str, decoder: &Decoder) -> Result<Summary> {
    let File { source, card, name, sha256, raw } = *what;
    let file = card.file(role).ok_or_else(|| SourceError::Card { source_id: card.id.clone(), problem: format!("it has no file {role}") })?;
    let (part, edition) = file.parts_of(role);
    let layout = identify::layout(source, card, file, name, raw, decoder)?;
    let provenance = vec![("source".to_owned(), source.id.to_owned()), ("role".to_owned(), role.to_owned()), ("input_sha256".to_owned(), sha256.to_owned())];
    let mut stage = Stage {
        card,
        file,
        role: role.to_owned(),
        layout,
        skipped: Skipped::default(),
        name,
        warnings: Vec::new(),
        period: String::new(),
        raw,
        decoder,
        edition,
        part,
        seen: BTreeSet::new(),
        contracts: source.contracts()?,
        provenance,
        folder: folder.to_owned(),
        bad: Vec::new(),
        rows_read: 0,
        tables: Vec::new(),
    };
    (source.stage)(&mut stage)?;
    stage.end()
}
