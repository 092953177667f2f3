//! Files given by hand: one, or all of a folder or zip file. What a file is, is read from it.

use std::path::{Path, PathBuf};

use rocp_lake::lock::WriteLock;
use rocp_lake::{Lake, LakeError};
use rocp_sources::decode::workbook::Decoder;
use rocp_sources::decode::zipped;
use rocp_sources::fetch::{self, Meant, Outcome, file};
use rocp_sources::head::Head;
use rocp_sources::identify::{self, Known, Said};
use rocp_sources::{Source, SourceError, catalog};

use super::tell;
use crate::cli::AsGiven;
use crate::error::{AppError, Result};
use crate::{inputs, say};

/// Most bytes that a zip file of publishers' files may unpack to.
const UNPACKED: u64 = 4 << 30;

/// Runs the command.
pub fn run(lake: &Lake, source: Option<&str>, path: &Path, role: Option<&str>, as_given: &AsGiven) -> Result<u8> {
    let source = source.map(catalog::find).transpose()?;
    let said = Said { role, edition: as_given.edition.as_deref(), part: as_given.part.as_deref() };
    let _lock = WriteLock::take(lake)?;
    let known = identify::known(lake)?;
    let decoder = inputs::decoder()?;
    if path.is_dir() {
        return all(lake, &known, files(path)?, path, &decoder);
    }
    std::fs::File::open(path).map_err(LakeError::io("open", path))?;
    let taken = one(lake, &known, source, path, said, &decoder);
    match taken {
        // A zip file that is no publisher's may be a folder of them.
        Err(AppError::Source(SourceError::Unknown { .. } | SourceError::Refused { .. })) if source.is_none() && zipped::is_zip(path)? => {
            let folder = tempfile::tempdir_in(fetch::scratch(lake)?).map_err(LakeError::io("unpack into", lake.root()))?;
            let files = zipped::unpack(path, folder.path(), UNPACKED)?;
            all(lake, &known, files, folder.path(), &decoder)
        }
        other => other.and_then(|(source, outcome)| tell::outcome(lake, source, &outcome)),
    }
}

/// Takes in one file.
fn one(lake: &Lake, known: &[Known], source: Option<&'static Source>, path: &Path, said: Said, decoder: &Decoder) -> Result<(&'static Source, Outcome)> {
    by_import(known, source, path, said, decoder)?;
    let id = source.map(|s| s.id);
    let card = known.iter().find(|(s, _)| Some(s.id) == id).map(|(_, card)| card);
    let url = card.map(|c| said.role.and_then(|r| c.file(r)).and_then(|f| f.url.clone()).unwrap_or_else(|| c.homepage.clone())).unwrap_or_default();
    let arrival = file::given(path, url)?;
    Ok(fetch::accept(lake, &Meant { known, source: id, said }, arrival, decoder)?)
}

/// Refuses what comes in by a command of its own: a provider's catalog.
fn by_import(known: &[Known], source: Option<&'static Source>, path: &Path, said: Said, decoder: &Decoder) -> Result<()> {
    let name = identify::name_of(path);
    let raw = || file::open(path);
    let Ok(head) = Head::new(&name, &raw, decoder) else { return Ok(()) };
    let found = match source {
        Some(source) => identify::of_source(known, source.id, &head, said),
        None => identify::of_all(known, &head, said),
    };
    let each = found.ok().and_then(|((_, card), identity)| card.file(&identity.family).filter(|f| f.each.is_some()).cloned());
    match each {
        None => Ok(()),
        Some(file) => Err(AppError::Usage {
            problem: format!("{} has one version of each {}", file.title.to_lowercase(), file.each.unwrap_or_default()),
            hint: format!("bring it in with `rocp catalog import {}`", path.display()),
        }),
    }
}

/// Every file of a folder, in order of name.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    let mut left = vec![folder.to_owned()];
    while let Some(folder) = left.pop() {
        for entry in std::fs::read_dir(&folder).map_err(LakeError::io("read", &folder))? {
            let path = entry.map_err(LakeError::io("read", &folder))?.path();
            // A link could lead anywhere, or in a circle.
            match std::fs::symlink_metadata(&path).map_err(LakeError::io("read", &path))? {
                kind if kind.is_dir() => left.push(path),
                kind if kind.is_file() => out.push(path),
                _ => {}
            }
        }
    }
    out.sort();
    Ok(out)
}

/// A line of the table that is printed of a folder.
struct Line {
    file: String,
    what: String,
    edition: String,
    loaded: String,
}

/// Takes in every file that is recognised and prints what became of each: 0 where all were, 3 where some were, 4 where none was.
fn all(lake: &Lake, known: &[Known], files: Vec<PathBuf>, folder: &Path, decoder: &Decoder) -> Result<u8> {
    let (mut lines, mut taken) = (Vec::new(), 0);
    let progress = say::Progress::new("fetching", files.len() as u64);
    for path in &files {
        let file = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned();
        progress.step(&file);
        let line = |what: String, edition: String, loaded: String| Line { file: file.clone(), what, edition, loaded };
        lines.push(match one(lake, known, None, path, Said::default(), decoder) {
            Ok((source, Outcome::Same(receipt))) => {
                taken += 1;
                line(format!("{} {}", source.id, family(&receipt.role)), receipt.edition.clone().unwrap_or_else(|| "-".into()), "the same bytes as held".into())
            }
            Ok((source, Outcome::New(receipt, summary))) => {
                taken += 1;
                let rows: u64 = summary.tables.iter().map(|(_, n)| n).sum();
                let beside = tell::edition(lake, source, &receipt)?.filter(|e| e.starts_with("loaded")).map(|e| format!("; {e}")).unwrap_or_default();
                let aside = if summary.quarantined > 0 { format!(", {} put aside", say::count(summary.quarantined)) } else { String::new() };
                line(
                    format!("{} {}", source.id, family(&receipt.role)),
                    receipt.edition.clone().unwrap_or_else(|| "-".into()),
                    format!("loaded, {} rows{aside}{beside}", say::count(rows)),
                )
            }
            Err(AppError::Lake(e)) => return Err(e.into()),
            Err(e) => {
                line("-".into(), "-".into(), format!("not loaded: {}", crate::error::render(&e).trim_end().trim_start_matches("error: ").replace('\n', "; ")))
            }
        });
    }
    progress.end();
    let wide = |of: fn(&Line) -> &str, head: &str| lines.iter().map(|l| of(l).chars().count()).max().unwrap_or(0).max(head.len());
    let (a, b, c) = (wide(|l| &l.file, "file"), wide(|l| &l.what, "what it is"), wide(|l| &l.edition, "edition"));
    println!("{:a$}  {:b$}  {:c$}  loaded, or why not", "file", "what it is", "edition");
    for l in &lines {
        println!("{:a$}  {:b$}  {:c$}  {}", l.file, l.what, l.edition, l.loaded);
    }
    println!("{} of {} files loaded", say::count(taken), say::count(lines.len() as u64));
    Ok(match taken {
        n if n == lines.len() as u64 => 0,
        0 => 4,
        _ => 3,
    })
}

/// The role on the card.
fn family(role: &str) -> String {
    let mut parts = role.split(':');
    let family = parts.next().unwrap_or_default();
    // A part is told beside it; the edition has a column of its own.
    match parts.collect::<Vec<_>>().as_slice() {
        [part, _] => format!("{family} {part}"),
        _ => family.to_owned(),
    }
}
