//! `rocp fetch`: bytes into the archive, by hand or from the web.

pub mod given;
mod tell;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, Utc};
use rocp_lake::Lake;
use rocp_lake::archive::Receipt;
use rocp_lake::lock::WriteLock;
use rocp_sources::card::FileSpec;
use rocp_sources::decode::workbook::Decoder;
use rocp_sources::fetch::http::{self, Http, Limits, Secret};
use rocp_sources::fetch::many::{self, Came, Wanted};
use rocp_sources::fetch::{self, Arrival, Meant, due};
use rocp_sources::identify::{self, Known, Said};
use rocp_sources::{Card, Source, SourceError, catalog, chosen, edition};

use crate::cli::Web;
use crate::error::{AppError, Result};
use crate::{error, inputs, pipeline, say};

/// Fetches the files of a source from the web: one by its role, or all that have an address.
pub fn run(lake: &Lake, id: &str, role: Option<&str>, web: &Web) -> Result<u8> {
    let source = catalog::find(id)?;
    let card = source.card_in(lake)?;
    let lock = WriteLock::take(lake)?;
    let files: Vec<FileSpec> = match role {
        Some(role) => {
            let unknown = || SourceError::Role {
                source_id: card.id.clone(),
                name: role.to_owned(),
                roles: card.files.iter().map(|f| f.role.clone()).collect::<Vec<_>>().join(", "),
            };
            let file = card.file(role).ok_or_else(unknown)?;
            // A role with its edition is one file of those that the publisher has.
            match file.parts_of(role) {
                (part, Some(edition)) => vec![file.at(&edition, part.as_deref())],
                _ => spread(lake, source, &card, file)?,
            }
        }
        None => {
            let mut all = Vec::new();
            for file in card.files.iter().filter(|f| f.is_on_web() || f.required) {
                all.extend(spread(lake, source, &card, file)?);
            }
            all
        }
    };
    let wanted = wanted(lake, source, card, files)?;
    from_web(lake, &lock, wanted, web, Failing::Stops)
}

/// A file as the web is asked for it: once, or once for each edition and part.
fn spread(lake: &Lake, source: &'static Source, card: &Card, file: &FileSpec) -> Result<Vec<FileSpec>> {
    let held = chosen::held(lake, source, card, None)?;
    let of = held.iter().filter(|r| card.file(&r.role).is_some_and(|f| f.role == file.role));
    let newest = of.max_by_key(|r| chosen::rank(r)).and_then(|r| r.edition.clone());
    Ok(file.web(newest.as_deref(), Utc::now().year()))
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
        let card = source.card_in(lake)?;
        let asked = due::read(lake, id);
        let mut on_web = Vec::new();
        for file in card.files.iter().filter(|f| f.is_on_web()) {
            on_web.extend(spread(lake, source, &card, file)?);
        }
        let (now, not_yet): (Vec<FileSpec>, Vec<FileSpec>) =
            on_web.into_iter().partition(|f| asking == Asking::Everything || due::is_due(&card, f, &asked, today));
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
    files.into_iter().map(|file| Ok(Wanted { source, held: asked_before(lake, source, &file)?, card: card.clone(), file })).collect()
}

/// What is held of a file that is asked for. The newest edition stands for a file whose address names none.
fn asked_before(lake: &Lake, source: &'static Source, file: &FileSpec) -> Result<Option<Receipt>> {
    let card = source.card_in(lake)?;
    let held = chosen::held(lake, source, &card, None)?;
    if file.asked.is_some() || file.edition.is_none() {
        let role = file.asked_role();
        return Ok(held.into_iter().find(|r| r.role == role));
    }
    let of = held.into_iter().filter(|r| file.url.as_ref().is_none_or(|url| *url == r.url) && card.file(&r.role).is_some_and(|f| f.role == file.role));
    Ok(of.max_by(|a, b| a.retrieved_at.cmp(&b.retrieved_at)))
}

/// Downloads files side by side, then takes them in one after the other.
fn from_web(lake: &Lake, _lock: &WriteLock, wanted: Vec<Wanted>, web: &Web, failing: Failing) -> Result<u8> {
    let publishers = http::Web::new(settings(web)?)?;
    let progress = say::Progress::new("fetching", wanted.len() as u64);
    let came = pipeline::runtime()?.block_on(many::fetch(publishers, lake, wanted, |w| progress.step(&format!("{} {}", w.source.id, w.file.asked_role()))));
    progress.end();
    let decoder = inputs::decoder()?;
    let known = identify::known(lake)?;
    let (mut code, mut first) = (0, None);
    // An edition that is not there, and newer than one that is, is not published yet.
    let newest = newest_there(&came);
    for (want, came) in came {
        let key = (want.source.id, want.file.role.clone());
        let is_missing = matches!(came, Err(SourceError::Http { is_missing: true, .. }));
        let newer = |edition: &String| newest.get(&key).is_some_and(|newest| edition::rank(edition) > *newest);
        if is_missing && want.file.asked.as_ref().is_some_and(newer) {
            println!("{} {}: not published yet", want.source.id, want.file.asked_role());
            due::note(lake, want.source.id, &want.file.asked_role(), Some(Utc::now()))?;
            continue;
        }
        match take_in(lake, &known, &want, came, &decoder) {
            Ok(more) => code = code.max(more),
            Err(e) if failing == Failing::Warns => {
                eprint!("{}", error::render(&e));
                say::warn(&format!("{} {}: not fetched; the file held stays in use", want.source.id, want.file.asked_role()));
                code = 3;
            }
            Err(e) => first = first.or(Some(e)),
        }
    }
    first.map_or(Ok(code), Err)
}

/// The newest edition of each file that came or is held.
fn newest_there(came: &Came) -> BTreeMap<(&'static str, String), Vec<u64>> {
    let mut out: BTreeMap<(&'static str, String), Vec<u64>> = BTreeMap::new();
    for (want, came) in came {
        let there = if came.is_ok() { want.file.asked.as_deref() } else { want.held.as_ref().and_then(|h| h.edition.as_deref()) };
        if let Some(edition) = there {
            let newest = out.entry((want.source.id, want.file.role.clone())).or_default();
            *newest = edition::rank(edition).max(std::mem::take(newest));
        }
    }
    out
}

/// Takes in what came of one file. What was had is due by its calendar; what failed or was refused is due at once.
fn take_in(lake: &Lake, known: &[Known], want: &Wanted, came: std::result::Result<Option<Arrival>, SourceError>, decoder: &Decoder) -> Result<u8> {
    let taken = taken(lake, known, want, came, decoder);
    due::note(lake, want.source.id, &want.file.asked_role(), taken.is_ok().then(Utc::now))?;
    taken
}

fn taken(lake: &Lake, known: &[Known], want: &Wanted, came: std::result::Result<Option<Arrival>, SourceError>, decoder: &Decoder) -> Result<u8> {
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
            println!("{} {}: not changed at the publisher", source.id, file.asked_role());
            Ok(0)
        }
        Ok(Some(arrival)) => {
            let scratch = arrival.path.clone();
            let said = Said { role: Some(&file.role), edition: file.asked.as_deref(), part: file.asked_part.as_deref() };
            let outcome = fetch::accept(lake, &Meant { known, source: Some(source.id), said }, arrival, decoder);
            let _ = std::fs::remove_file(scratch);
            let (source, outcome) = outcome?;
            tell::outcome(lake, source, &outcome)
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
