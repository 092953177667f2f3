//! Workbooks, decoded in a child process: calamine aborts on some hostile files, so it never runs in the main process.
//!
//! The child is this program again, called as `rocp decode-workbook FILE SHEET...`; it limits its own memory and processor time and prints one
//! JSON line a row. The parent bounds time and output.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use calamine::{Data, Range, Reader, Xlsx};
use rocp_lake::durable;
use serde::{Deserialize, Serialize};

use super::Line;
use crate::error::{Result, SourceError};

/// Memory the child may use, in bytes.
const MEMORY: u64 = 1 << 30;
/// Processor time the child may use, in seconds.
const SECONDS: u64 = 60;
/// Bytes the child may print.
const OUTPUT: u64 = 256 << 20;

/// A sheet's rows; numbers are printed in their shortest form.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Sheet name.
    pub name: String,
    /// Rows with their number on the sheet.
    pub lines: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Item {
    Sheet { sheet: String },
    Row { row: u64, cells: Vec<String> },
}

/// What identifies a decoding, and its sheets.
type Remembered = (String, Vec<Sheet>);

/// Starts the decoding process.
#[derive(Debug, Clone)]
pub struct Decoder {
    program: PathBuf,
    /// The last workbook that was read as entered: one file of many providers is asked for once a provider.
    last: Arc<Mutex<Option<Remembered>>>,
}

impl Decoder {
    /// A decoder that runs the given program, which must understand `decode-workbook`.
    #[must_use]
    pub fn new(program: PathBuf) -> Self {
        Self { program, last: Arc::default() }
    }

    /// The named sheets of a workbook. A sheet is named without regard to case or blanks around; `*` means the first visible one.
    ///
    /// # Errors
    /// [`SourceError::Workbook`] when the child fails, is too slow, or a sheet is missing.
    pub fn sheets(&self, source: &str, file: &str, bytes: impl Read, wanted: &[&str]) -> Result<Vec<Sheet>> {
        self.run(source, file, bytes, wanted, false)
    }

    /// The named sheets as a person entered them: formulas stand as formulas, days as `2025-02-28`. The last workbook is remembered.
    ///
    /// # Errors
    /// As [`Decoder::sheets`].
    pub fn entered(&self, source: &str, file: &str, bytes: &[u8], wanted: &[&str]) -> Result<Vec<Sheet>> {
        let key = format!("{} {}", durable::sha256(bytes), wanted.join("|"));
        if let Ok(last) = self.last.lock()
            && let Some((_, sheets)) = last.as_ref().filter(|(k, _)| *k == key)
        {
            return Ok(sheets.clone());
        }
        let sheets = self.run(source, file, bytes, wanted, true)?;
        if let Ok(mut last) = self.last.lock() {
            *last = Some((key, sheets.clone()));
        }
        Ok(sheets)
    }

    fn run(&self, source: &str, file: &str, mut bytes: impl Read, wanted: &[&str], entered: bool) -> Result<Vec<Sheet>> {
        let bad = |problem: String| SourceError::Workbook { source_id: source.to_owned(), file: file.to_owned(), problem };
        let mut temp = tempfile::Builder::new().prefix("rocp-").suffix(".xlsx").tempfile().map_err(|e| bad(format!("no scratch file: {e}")))?;
        std::io::copy(&mut bytes, &mut temp).map_err(|e| bad(format!("no scratch file: {e}")))?;
        temp.flush().map_err(|e| bad(format!("no scratch file: {e}")))?;
        let mut command = Command::new(&self.program);
        command
            .env("RUST_BACKTRACE", "0")
            .arg("decode-workbook")
            .args(entered.then_some("--entered"))
            .arg(temp.path())
            .args(wanted)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|e| bad(format!("the decoding process does not start: {e}")))?;
        let (Some(stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) else { return Err(bad("the decoding process has no output".into())) };
        let (send, receive) = mpsc::channel();
        let reading = std::thread::spawn(move || {
            let _ = send.send(parse(stdout));
        });
        let erring = std::thread::spawn(move || {
            let mut text = String::new();
            let _ = stderr.take(4096).read_to_string(&mut text);
            text
        });
        let parsed = receive.recv_timeout(Duration::from_secs(SECONDS + 10));
        let _ = child.kill();
        let status = child.wait().map_err(|e| bad(e.to_string()))?;
        let _ = reading.join();
        let said = erring.join().unwrap_or_default();
        match parsed {
            Ok(Ok(sheets)) if !sheets.is_empty() && sheets.len() == wanted.len() => Ok(sheets),
            Ok(Err(problem)) => Err(bad(problem)),
            Err(_) => Err(bad(format!("decoding took over {} s and was stopped", SECONDS + 10))),
            Ok(Ok(_)) => Err(bad(last_words(&said).map_or_else(|| format!("the decoding process ended with {status}"), str::to_owned))),
        }
    }
}

/// The last line of an error text that says something: a panic ends in notes about itself.
fn last_words(said: &str) -> Option<&str> {
    said.lines().map(str::trim).rfind(|l| !l.is_empty() && !l.starts_with("note:"))
}

fn parse(stdout: impl Read) -> std::result::Result<Vec<Sheet>, String> {
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut reader = BufReader::new(stdout.take(OUTPUT));
    let mut text = String::new();
    let mut read = 0;
    loop {
        text.clear();
        let n = reader.read_line(&mut text).map_err(|e| e.to_string())?;
        read += n as u64;
        if n == 0 && read >= OUTPUT {
            return Err(format!("it holds over {OUTPUT} bytes of cells"));
        }
        if n == 0 {
            return Ok(sheets);
        }
        match serde_json::from_str(&text) {
            Ok(Item::Sheet { sheet }) => sheets.push(Sheet { name: sheet, lines: Vec::new() }),
            Ok(Item::Row { row, cells }) => {
                if let Some(sheet) = sheets.last_mut() {
                    sheet.lines.push(Line { number: row, cells });
                }
            }
            Err(_) => return Err("the decoding process broke off in the middle of a row".into()),
        }
    }
}

/// What the child does: prints the wanted sheets of a workbook as JSON lines; as entered, formulas and days are not turned into numbers.
///
/// # Errors
/// The reason in words, for standard error.
pub fn child(path: &Path, wanted: &[String], entered: bool, out: impl Write) -> std::result::Result<(), String> {
    limit()?;
    let mut out = std::io::BufWriter::new(out);
    let mut book: Xlsx<_> = calamine::open_workbook(path).map_err(|e: calamine::XlsxError| format!("it is not a readable workbook: {e}"))?;
    let visible: Vec<_> = book.sheets_metadata().iter().filter(|s| s.visible == calamine::SheetVisible::Visible).map(|s| s.name.clone()).collect();
    let names = book.sheet_names();
    for want in wanted {
        let name = if want == "*" { visible.first() } else { names.iter().find(|n| n.trim().eq_ignore_ascii_case(want.trim())) };
        let name = name.ok_or_else(|| format!("it has no sheet {want:?}; its sheets are {}", names.join(", ")))?.clone();
        emit(&mut out, &Item::Sheet { sheet: name.clone() })?;
        let range = book.worksheet_range(&name).map_err(|e| format!("sheet {name:?} cannot be read: {e}"))?;
        let formulas = if entered { book.worksheet_formula(&name).map_err(|e| format!("sheet {name:?} cannot be read: {e}"))? } else { Range::empty() };
        let (first, left) = range.start().unwrap_or_default();
        let margin = vec![String::new(); left as usize];
        for (i, row) in range.rows().enumerate() {
            let cells: Vec<String> = margin
                .iter()
                .cloned()
                .chain(row.iter().enumerate().map(|(j, cell)| match formulas.get_value((first + i as u32, left + j as u32)) {
                    Some(formula) if !formula.is_empty() => format!("={formula}"),
                    _ if entered => as_entered(cell),
                    _ => text(cell),
                }))
                .collect();
            if cells.iter().any(|c| !c.trim().is_empty()) {
                emit(&mut out, &Item::Row { row: u64::from(first) + i as u64 + 1, cells })?;
            }
        }
    }
    out.flush().map_err(|e| e.to_string())
}

fn emit(out: &mut impl Write, item: &Item) -> std::result::Result<(), String> {
    serde_json::to_writer(&mut *out, item).map_err(|e| e.to_string())?;
    out.write_all(b"\n").map_err(|e| e.to_string())
}

fn as_entered(cell: &Data) -> String {
    match cell {
        Data::DateTime(day) if day.is_datetime() => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Error(e) => e.to_string(),
        other => text(other),
    }
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::Error(e) => format!("#{e:?}"),
        other => other.to_string(),
    }
}

#[cfg(unix)]
fn limit() -> std::result::Result<(), String> {
    rlimit::Resource::AS.set(MEMORY, MEMORY).map_err(|e| e.to_string())?;
    rlimit::Resource::CPU.set(SECONDS, SECONDS).map_err(|e| e.to_string())
}

#[cfg(not(unix))]
fn limit() -> std::result::Result<(), String> {
    Ok(())
}
