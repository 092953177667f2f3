//! `rocp fetch`: bytes into the archive, by hand or from the web.

use std::path::Path;
use std::sync::Arc;

use chrono::Utc;
use rocp_lake::Lake;
use rocp_lake::lock::WriteLock;
use rocp_sources::card::FileSpec;
use rocp_sources::decode::workbook::Decoder;
use rocp_sources::fetch::http::{self, Http, Limits, Secret};
use rocp_sources::fetch::many::{self, Wanted};
use rocp_sources::fetch::{self, Arrival, Outcome, due, file};
use rocp_sources::{Card, Source, SourceError, catalog};

use crate::cli::Web;
use crate::error::{AppError, Result};
use crate::{error, inputs, pipeline, say};

/// Runs the command.
pub fn run(lake: &Lake, id: &str, path: Option<&Path>, role: Option<&str>, web: &Web) -> Result<u8> {
    let source = catalog::find(id)?;
    let card = source.card()?;
    let lock = WriteLock::take(lake)?;
    match path {
        Some(path) => {
            let (file, arrival) = file::given(&card, path, role)?;
            if file.each.is_some() {
                return Err(AppError::Usage {
                    problem: format!("{} has one version of each {}", file.title.to_lowercase(), file.each.as_deref().unwrap_or_default()),
                    hint: format!("bring it in with `rocp catalog import {}`", path.display()),
                });
            }
            let outcome = fetch::accept(lake, source, file, arrival, &inputs::decoder()?)?;
            Ok(tell(source, &outcome))
        }
        None => {
            let named = |file: &FileSpec| role.is_some_and(|r| r == file.role || r == file.family());
            if let Some(role) = role.filter(|_| !card.files.iter().any(named)) {
                let roles = card.files.iter().map(|f| f.role.clone()).collect::<Vec<_>>().join(", ");
                return Err(SourceError::Role { source_id: card.id.clone(), name: role.to_owned(), roles }.into());
            }
            let files = card.files.iter().filter(|f| named(f) || (role.is_none() && (f.is_on_web() || f.required))).cloned().collect();
            let wanted = wanted(lake, source, card, files)?;
            from_web(lake, &lock, wanted, web, Failing::Stops)
        }
    }
}

/// Which publishers are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// None.
    Nothing,
    /// Those where something is due.
    Due,
    /// All.
    Everything,
}

/// Fetches what is due of one source, or of all that a profile needs.
pub fn due(lake: &Lake, source: Option<&str>, profile: &str, web: &Web) -> Result<u8> {
    match source {
        Some(id) => all(lake, &[catalog::find(id)?.id], Asking::Due, web),
        None => all(lake, &crate::profiles::load(profile)?.0.sources(), Asking::Due, web),
    }
}

/// What happens when a file cannot be fetched.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Failing {
    /// The others are taken and the first failure is the answer.
    Stops,
    /// It is a warning: the last good data stay in use.
    Warns,
}

/// Fetches the files of a profile's sources that have an address and, unless all are wanted, are due. One that fails is a warning: its last good data stay
/// in use.
pub fn all(lake: &Lake, sources: &[&str], asking: Asking, web: &Web) -> Result<u8> {
    let lock = WriteLock::take(lake)?;
    let today = Utc::now().date_naive();
    let (mut files, mut later) = (Vec::new(), None);
    for id in sources {
        let source = catalog::find(id)?;
        let card = source.card()?;
        let asked = due::read(lake, id);
        let (now, not_yet): (Vec<FileSpec>, Vec<FileSpec>) =
            card.files.iter().filter(|f| f.is_on_web()).cloned().partition(|f| asking == Asking::Everything || due::is_due(&card, f, &asked, today));
        later = not_yet.iter().filter_map(|f| due::next(&card, f, &asked)).chain(later).min();
        files.extend(wanted(lake, source, card, now)?);
    }
    if files.is_empty() {
        match later {
            Some(day) => println!("nothing is due at any publisher before {day}"),
            None => println!("no source of these has an address to fetch from"),
        }
        return Ok(0);
    }
    from_web(lake, &lock, files, web, Failing::Warns)
}

/// Files with what is held of each.
fn wanted(lake: &Lake, source: &'static Source, card: Card, files: Vec<FileSpec>) -> Result<Vec<Wanted>> {
    let card = Arc::new(card);
    files.into_iter().map(|file| Ok(Wanted { source, held: fetch::held(lake, source, &file.role)?, card: card.clone(), file })).collect()
}

/// Downloads files side by side, then takes them in one after the other.
fn from_web(lake: &Lake, _lock: &WriteLock, wanted: Vec<Wanted>, web: &Web, failing: Failing) -> Result<u8> {
    let publishers = http::Web::new(settings(web)?)?;
    let progress = say::Progress::new("fetching", wanted.len() as u64);
    let came = pipeline::runtime()?.block_on(many::fetch(publishers, lake, wanted, |w| progress.step(&format!("{} {}", w.source.id, w.file.role))));
    progress.end();
    let decoder = inputs::decoder()?;
    let (mut code, mut first) = (0, None);
    for (want, came) in came {
        match take_in(lake, &want, came, &decoder) {
            Ok(more) => code = code.max(more),
            Err(e) if failing == Failing::Warns => {
                eprint!("{}", error::render(&e));
                say::warn(&format!("{} {}: not fetched; the file held stays in use", want.source.id, want.file.role));
                code = 3;
            }
            Err(e) => first = first.or(Some(e)),
        }
    }
    first.map_or(Ok(code), Err)
}

/// Takes in what came of one file. What was had is due by its calendar; what failed or was refused is due at once.
fn take_in(lake: &Lake, want: &Wanted, came: std::result::Result<Option<Arrival>, SourceError>, decoder: &Decoder) -> Result<u8> {
    let taken = taken(lake, want, came, decoder);
    due::note(lake, want.source.id, &want.file.role, taken.is_ok().then(Utc::now))?;
    taken
}

fn taken(lake: &Lake, want: &Wanted, came: std::result::Result<Option<Arrival>, SourceError>, decoder: &Decoder) -> Result<u8> {
    let (source, file) = (want.source, &want.file);
    match came {
        Err(why) => {
            fetch::failed(lake, source, file, &why)?;
            Err(why.into())
        }
        Ok(None) => {
            if let Some(held) = &want.held {
                fetch::confirmed(lake, source, held)?;
            }
            println!("{} {}: not changed at the publisher", source.id, file.role);
            Ok(0)
        }
        Ok(Some(arrival)) => {
            let scratch = arrival.path.clone();
            let outcome = fetch::accept(lake, source, file, arrival, decoder);
            let _ = std::fs::remove_file(scratch);
            Ok(tell(source, &outcome?))
        }
    }
}

fn tell(source: &Source, outcome: &Outcome) -> u8 {
    match outcome {
        Outcome::Same(receipt) => {
            println!("{} {}: the same bytes as held, retrieved {}", source.id, receipt.role, receipt.retrieved_at);
            0
        }
        Outcome::New(receipt, summary) => {
            println!("{} {}: {} archived, {} bytes, SHA-256 {}", source.id, receipt.role, receipt.name, say::count(receipt.bytes), receipt.sha256);
            for (table, rows) in &summary.tables {
                println!("  {table}: {} rows", say::count(*rows));
            }
            if let Some(why) = source.card().ok().and_then(|c| c.file(&receipt.role).and_then(FileSpec::no_figure)) {
                println!("  {why}");
            }
            for warning in &summary.warnings {
                say::warn(warning);
            }
            let new = summary.quarantined - summary.acknowledged;
            if summary.quarantined > 0 {
                println!(
                    "  put aside: {} rows, {} of them known to the card (see stg_quarantine)",
                    say::count(summary.quarantined),
                    say::count(summary.acknowledged)
                );
            }
            if new > 0 { 3 } else { 0 }
        }
    }
}

fn settings(web: &Web) -> Result<Http> {
    let contact = web
        .contact
        .clone()
        .or_else(|| std::env::var("ROCP_CONTACT").ok())
        .filter(|c| c.contains('@') && !c.chars().any(|x| x.is_control() || x.is_whitespace()));
    let contact = contact.ok_or_else(|| AppError::Usage {
        problem: "publishers want to know whom to write to, and no e-mail address was given".into(),
        hint: "give one with --contact or ROCP_CONTACT; use --offline or --file to fetch nothing".into(),
    })?;
    let bls_key = std::env::var("ROCP_BLS_KEY").ok().filter(|k| !k.is_empty()).map(Secret::new);
    Ok(Http { contact, mirror: web.mirror.clone(), bls_key, limits: Limits::default() })
}

/// A file staged without a lake.
pub fn role<'c>(card: &'c Card, path: &Path, role: Option<&str>) -> std::result::Result<&'c FileSpec, SourceError> {
    Ok(file::given(card, path, role)?.0)
}
