//! Malformed and hostile files (test plan E): each ends in a typed error or a good table, soon, and the program stays small.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use rocp_lake::durable;
use rocp_sources::decode::{delimited, json, stream, workbook::Decoder};
use rocp_sources::stage::{File, Stage, stage_into};
use rocp_sources::{Source, inspect};
use rocp_tests::{program, root, shared};

/// What each file ended in; `ROCP_VERDICTS=write` writes it anew.
const VERDICTS: &str = "tests/e2e/hostile/verdicts.tsv";
/// Address space of the program while it reads one file, in KiB.
const MEMORY: u64 = 1 << 20;

/// A source that takes any file of a format, cell by cell.
static ANY: Source = Source {
    id: "any",
    card: include_str!("any.toml"),
    tables: &["name = \"stg_any\"\ntitle = \"T\"\ndescription = \"A row is a row.\"\nkey = [\"line\"]\nlineage = [\"line\"]\ncolumns = [{ name = \"line\" }]"],
    layouts: &[],
    bundled: &[],
    reader_version: 1,
    stage: read,
};

fn read(stage: &mut Stage) -> rocp_sources::Result<()> {
    let lines = match stage.file.role.as_str() {
        "workbook" => stage.sheets(&["*"])?.pop().map(|s| s.lines).unwrap_or_default(),
        "json" => {
            json::value(stage)?;
            vec![rocp_sources::decode::Line { number: 1, cells: Vec::new() }]
        }
        _ => delimited::lines(stage, b',')?,
    };
    if matches!(stage.file.role.as_str(), "text" | "zip") {
        // Where the reader for large files takes it, too, the two agree; lines that end at CR alone are read whole only.
        let mut rows = stream::rows(stage, b',')?;
        let streamed: rocp_sources::Result<Vec<_>> = std::iter::from_fn(|| rows.next().transpose()).collect();
        if let Ok(streamed) = streamed {
            let cells = |lines: &[rocp_sources::decode::Line]| lines.iter().map(|l| l.cells.clone()).collect::<Vec<_>>();
            assert_eq!(cells(&streamed), cells(&lines), "{}", stage.name);
        }
    }
    let mut rows = stage.rows("stg_any")?;
    for line in &lines {
        stage.push(&mut rows, line.number, "", &[Some(&line.number.to_string())])?;
    }
    stage.put(rows)
}

/// Every file of `badinput`, by its path below it.
fn files() -> Option<BTreeMap<String, PathBuf>> {
    let top = shared()?.join("data/badinput");
    let mut out = BTreeMap::new();
    let mut folders = vec![top.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                out.insert(path.strip_prefix(&top).unwrap().to_string_lossy().into_owned(), path);
            }
        }
    }
    Some(out)
}

fn role(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "xlsx" | "xls" | "xlsb" | "ooxml" => "workbook",
        "zip" => "zip",
        "json" => "json",
        _ => "text",
    }
}

/// What a file ends in, in a few words that do not change with the machine.
fn verdict(path: &Path, role: &str) -> String {
    let card = ANY.card().unwrap();
    let bytes = std::fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    if let Some(problem) = inspect::problem(Some(card.file(role).unwrap().format), bytes.as_slice()).unwrap() {
        return format!("refused at once: {problem}");
    }
    let folder = tempfile::tempdir().unwrap();
    let raw = || -> Result<Box<dyn std::io::BufRead + Send>, rocp_lake::LakeError> { Ok(Box::new(std::io::Cursor::new(bytes.clone()))) };
    let sha256 = durable::sha256(&bytes);
    let file = File { source: &ANY, card: &card, name: &name, sha256: &sha256, raw: &raw };
    match stage_into(folder.path(), &file, role, &Decoder::new(program().unwrap())) {
        Ok(summary) => format!("{} rows", summary.tables[0].1),
        Err(e) => e.to_string().replace(&name, "FILE"),
    }
}

#[test]
fn every_hostile_file_ends_in_a_typed_error_or_a_good_table() {
    let Some(files) = files() else { return };
    let mut table = String::from("file\tread as\tverdict\n");
    let mut slow = Vec::new();
    for (name, path) in &files {
        let begun = Instant::now();
        let verdict = verdict(path, role(name));
        if begun.elapsed() > Duration::from_secs(10) {
            slow.push(name);
        }
        let words: String = verdict.chars().map(|c| if c.is_control() { ' ' } else { c }).take(160).collect();
        writeln!(table, "{name}\t{}\t{words}", role(name)).unwrap();
    }
    assert!(slow.is_empty(), "over 10 s: {slow:?}");
    let kept = root().join(VERDICTS);
    if std::env::var_os("ROCP_VERDICTS").is_some() {
        std::fs::write(&kept, &table).unwrap();
    }
    let known = std::fs::read_to_string(&kept).unwrap();
    let differs: Vec<_> = table.lines().zip(known.lines()).filter(|(a, b)| a != b).take(5).collect();
    assert!(table == known, "{} files of {}; first differences (now, before): {differs:#?}", files.len(), known.lines().count() - 1);
}

#[test]
fn the_program_stays_small_on_every_hostile_file() {
    let Some(files) = files() else { return };
    let program = program().unwrap();
    let place = tempfile::tempdir().unwrap();
    for (name, path) in &files {
        let source = match role(name) {
            "workbook" => ["nces_cip_soc", "crosswalk"],
            "zip" => ["ipeds_completions", "completions:2024"],
            "json" => ["bls_api", "series"],
            _ => ["coe_supply", "supply_by_top"],
        };
        let out = place.path().join("out");
        let script = format!("ulimit -v {MEMORY}; exec \"$0\" stage {} --role {} --file \"$1\" --out \"$2\"", source[0], source[1]);
        let begun = Instant::now();
        let done = Command::new("sh").arg("-c").arg(script).arg(&program).arg(path).arg(&out).current_dir(place.path()).output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(matches!(done.status.code(), Some(0 | 2 | 3 | 4)), "{name}: {:?} {said}", done.status);
        assert!(done.status.code() == Some(0) || said.contains("error: ") || said.contains("warning: "), "{name}: {said}");
        assert!(begun.elapsed() < Duration::from_secs(10), "{name}");
    }
    let left: Vec<_> = std::fs::read_dir(place.path()).unwrap().map(|e| e.unwrap().file_name()).filter(|n| n != "out").collect();
    assert!(left.is_empty(), "written outside: {left:?}");
}
