//! Workbooks, decoded in a child process: calamine aborts on some hostile files, so it never runs in the main process.
//!
//! The child is this program again, called as `rocp decode-workbook FILE SHEET...`; it limits its own memory and processor time, reads cell by cell and prints one
//! JSON line a row. The parent bounds time and output, and can take the rows as they come.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use calamine::{Data, Reader, Xlsx};
use rocp_lake::durable;
use serde::{Deserialize, Serialize};

use super::Line;
use crate::card::wildcard;
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

/// A line of the child.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Item {
    Sheet { sheet: String },
    Row { row: u64, cells: Vec<String> },
}

/// What the child is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ask<'a> {
    /// The sheets.
    pub wanted: &'a [&'a str],
    /// Formulas and days as a person entered them.
    pub entered: bool,
    /// Instead of the sheets: the first rows of every visible one.
    pub head: Option<usize>,
}

type Book = Xlsx<BufReader<File>>;

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

    /// The named sheets of a workbook. A sheet is named without regard to case or blanks around, `*` stands for any characters; `*` alone means the first visible
    /// one.
    ///
    /// # Errors
    /// [`SourceError::Workbook`] when the child fails, is too slow, or a sheet is missing.
    pub fn sheets(&self, source: &str, file: &str, bytes: impl Read, wanted: &[&str]) -> Result<Vec<Sheet>> {
        let sheets = self.run(source, file, bytes, Ask { wanted, ..Ask::default() })?;
        if sheets.len() == wanted.len() { Ok(sheets) } else { Err(bad(source, file, "sheets are missing".into())) }
    }

    /// The first rows of every visible sheet.
    ///
    /// # Errors
    /// As [`Decoder::sheets`].
    pub fn heads(&self, file: &str, bytes: impl Read, rows: usize) -> Result<Vec<Sheet>> {
        self.run("rocp", file, bytes, Ask { head: Some(rows), ..Ask::default() })
    }

    /// The rows of one sheet as they come, in bounded memory; `see` may refuse.
    ///
    /// # Errors
    /// As [`Decoder::sheets`], and what `see` says.
    pub fn each(&self, source: &str, file: &str, bytes: impl Read, sheet: &str, mut see: impl FnMut(Line) -> Result<()>) -> Result<()> {
        let ask = Ask { wanted: &[sheet], ..Ask::default() };
        let mut seen = false;
        let take = |item: Item| match item {
            Item::Sheet { .. } => {
                seen = true;
                Ok(())
            }
            Item::Row { row, cells } => see(Line { number: row, cells }),
        };
        self.ask(source, file, bytes, ask, take)?;
        if seen { Ok(()) } else { Err(bad(source, file, "the decoding process gave no sheet".into())) }
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
        let sheets = self.run(source, file, bytes, Ask { wanted, entered: true, head: None })?;
        if let Ok(mut last) = self.last.lock() {
            *last = Some((key, sheets.clone()));
        }
        Ok(sheets)
    }

    /// Collects sheets; rows of one sheet have the same number of cells.
    fn run(&self, source: &str, file: &str, bytes: impl Read, ask: Ask) -> Result<Vec<Sheet>> {
        let mut sheets: Vec<Sheet> = Vec::new();
        self.ask(source, file, bytes, ask, |item| {
            match (item, sheets.last_mut()) {
                (Item::Sheet { sheet }, _) => sheets.push(Sheet { name: sheet, lines: Vec::new() }),
                (Item::Row { row, cells }, Some(sheet)) => sheet.lines.push(Line { number: row, cells }),
                (Item::Row { .. }, None) => {}
            }
            Ok(())
        })?;
        for sheet in &mut sheets {
            let width = sheet.lines.iter().map(|l| l.cells.len()).max().unwrap_or(0);
            sheet.lines.iter_mut().for_each(|l| l.cells.resize(width, String::new()));
        }
        if sheets.is_empty() { Err(bad(source, file, "it has no visible sheet".into())) } else { Ok(sheets) }
    }

    /// Starts the child and hands on what it prints.
    fn ask(&self, source: &str, file: &str, mut bytes: impl Read, ask: Ask, mut take: impl FnMut(Item) -> Result<()>) -> Result<()> {
        let bad = |problem: String| bad(source, file, problem);
        let mut temp = tempfile::Builder::new().prefix("rocp-").suffix(".xlsx").tempfile().map_err(|e| bad(format!("no scratch file: {e}")))?;
        std::io::copy(&mut bytes, &mut temp).map_err(|e| bad(format!("no scratch file: {e}")))?;
        temp.flush().map_err(|e| bad(format!("no scratch file: {e}")))?;
        let mut command = Command::new(&self.program);
        command.env("RUST_BACKTRACE", "0").arg("decode-workbook").args(ask.entered.then_some("--entered"));
        if let Some(rows) = ask.head {
            command.arg("--head").arg(rows.to_string());
        }
        command.arg(temp.path()).args(ask.wanted).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|e| bad(format!("the decoding process does not start: {e}")))?;
        let (Some(stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) else { return Err(bad("the decoding process has no output".into())) };
        let (send, receive) = mpsc::sync_channel(1024);
        let reading = std::thread::spawn(move || items(stdout, &send));
        let erring = std::thread::spawn(move || {
            let mut text = String::new();
            let _ = stderr.take(4096).read_to_string(&mut text);
            text
        });
        let until = Instant::now() + Duration::from_secs(SECONDS + 10);
        let came = loop {
            match receive.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(Ok(item)) => {
                    if let Err(e) = take(item) {
                        break Err(e);
                    }
                }
                Ok(Err(problem)) => break Err(bad(problem)),
                Err(mpsc::RecvTimeoutError::Timeout) => break Err(bad(format!("decoding took over {} s and was stopped", SECONDS + 10))),
                Err(mpsc::RecvTimeoutError::Disconnected) => break Ok(()),
            }
        };
        drop(receive);
        if came.is_err() {
            let _ = child.kill();
        }
        let status = child.wait().map_err(|e| bad(e.to_string()))?;
        let _ = reading.join();
        let said = erring.join().unwrap_or_default();
        match came {
            Ok(()) if status.success() => Ok(()),
            Ok(()) => Err(bad(last_words(&said).map_or_else(|| format!("the decoding process ended with {status}"), str::to_owned))),
            Err(e) => Err(e),
        }
    }
}

fn bad(source: &str, file: &str, problem: String) -> SourceError {
    SourceError::Workbook { source_id: source.to_owned(), file: file.to_owned(), problem }
}

/// The last line of an error text that says something: a panic ends in notes about itself.
fn last_words(said: &str) -> Option<&str> {
    said.lines().map(str::trim).rfind(|l| !l.is_empty() && !l.starts_with("note:"))
}

/// Reads what the child prints, item by item.
fn items(stdout: impl Read, send: &mpsc::SyncSender<std::result::Result<Item, String>>) {
    let mut reader = BufReader::new(stdout.take(OUTPUT));
    let mut text = String::new();
    let mut read = 0;
    loop {
        text.clear();
        let item = match reader.read_line(&mut text) {
            Ok(0) if read >= OUTPUT => Err(format!("it holds over {OUTPUT} bytes of cells")),
            Ok(0) => return,
            Ok(n) => {
                read += n as u64;
                serde_json::from_str(&text).map_err(|_| "the decoding process broke off in the middle of a row".to_owned())
            }
            Err(e) => Err(e.to_string()),
        };
        let over = item.is_err();
        if send.send(item).is_err() || over {
            return;
        }
    }
}

/// What the child does: prints sheets of a workbook as JSON lines, cell by cell.
///
/// # Errors
/// The reason in words, for standard error.
pub fn child(path: &Path, ask: Ask, out: impl Write) -> std::result::Result<(), String> {
    limit()?;
    let mut out = std::io::BufWriter::new(out);
    let mut book: Xlsx<_> = calamine::open_workbook(path).map_err(|e: calamine::XlsxError| format!("it is not a readable workbook: {e}"))?;
    let visible: Vec<_> = book.sheets_metadata().iter().filter(|s| s.visible == calamine::SheetVisible::Visible).map(|s| s.name.clone()).collect();
    let names = book.sheet_names();
    let mut chosen = Vec::new();
    for want in ask.wanted {
        let pattern = want.trim().to_lowercase();
        let name = if *want == "*" { visible.first() } else { names.iter().find(|n| wildcard(&pattern, &n.trim().to_lowercase())) };
        chosen.push(name.ok_or_else(|| format!("it has no sheet {want:?}; its sheets are {}", names.join(", ")))?.clone());
    }
    if ask.head.is_some() {
        chosen = visible;
    }
    for name in chosen {
        emit(&mut out, &Item::Sheet { sheet: name.clone() })?;
        if ask.entered { as_entered(&mut book, &name, &mut out)? } else { as_computed(&mut book, &name, ask.head.unwrap_or(usize::MAX), &mut out)? }
    }
    out.flush().map_err(|e| e.to_string())
}

/// Prints a sheet's rows as they come from the file.
fn as_computed(book: &mut Book, name: &str, most: usize, out: &mut impl Write) -> std::result::Result<(), String> {
    let cannot = |e: calamine::XlsxError| format!("sheet {name:?} cannot be read: {e}");
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        // A sheet of charts has no cells.
        Err(calamine::XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(e) => return Err(cannot(e)),
    };
    let mut row: (u32, Vec<String>) = (0, Vec::new());
    let mut printed = 0;
    while let Some(cell) = cells.next_cell().map_err(cannot)? {
        let (number, place) = cell.get_position();
        if number != row.0 {
            printed += usize::from(print(&row, out)?);
            if printed >= most {
                return Ok(());
            }
            if number < row.0 {
                return Err(format!("sheet {name:?} cannot be read: its rows are not in order"));
            }
            row = (number, Vec::new());
        }
        let place = place as usize;
        if row.1.len() <= place {
            row.1.resize(place + 1, String::new());
        }
        row.1[place] = text(&Data::from(cell.get_value().clone()));
    }
    print(&row, out).map(|_| ())
}

/// Prints a row that is not blank.
fn print((number, cells): &(u32, Vec<String>), out: &mut impl Write) -> std::result::Result<bool, String> {
    let filled = cells.iter().any(|c| !c.trim().is_empty());
    if filled {
        emit(out, &Item::Row { row: u64::from(*number) + 1, cells: cells.clone() })?;
    }
    Ok(filled)
}

/// Prints a sheet's rows with formulas as formulas and days as days.
fn as_entered(book: &mut Book, name: &str, out: &mut impl Write) -> std::result::Result<(), String> {
    let cannot = |e: calamine::XlsxError| format!("sheet {name:?} cannot be read: {e}");
    let range = book.worksheet_range(name).map_err(cannot)?;
    let formulas = book.worksheet_formula(name).map_err(cannot)?;
    let (first, left) = range.start().unwrap_or_default();
    for (i, row) in range.rows().enumerate() {
        let mut cells = vec![String::new(); left as usize];
        cells.extend(row.iter().enumerate().map(|(j, cell)| match formulas.get_value((first + i as u32, left + j as u32)) {
            Some(formula) if !formula.is_empty() => format!("={formula}"),
            _ => entered(cell),
        }));
        print(&(first + i as u32, cells), out)?;
    }
    Ok(())
}

fn emit(out: &mut impl Write, item: &Item) -> std::result::Result<(), String> {
    serde_json::to_writer(&mut *out, item).map_err(|e| e.to_string())?;
    out.write_all(b"\n").map_err(|e| e.to_string())
}

fn entered(cell: &Data) -> String {
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
