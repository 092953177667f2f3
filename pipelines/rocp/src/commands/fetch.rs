//! `rocp fetch`: bytes into the archive, by hand or from the web.

use std::path::Path;

use rocp_lake::Lake;
use rocp_lake::lock::WriteLock;
use rocp_queries::Profile;
use rocp_sources::card::FileSpec;
use rocp_sources::fetch::http::{self, Http};
use rocp_sources::fetch::{self, Outcome, file};
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
            let http = settings(web)?;
            let mut code = 0;
            for file in &card.files {
                if named(file) || (role.is_none() && (file.url.is_some() || file.required)) {
                    code = code.max(from_web(lake, &lock, source, &card, &file.role, &http)?);
                }
            }
            Ok(code)
        }
    }
}

/// Fetches every file of a profile's sources that has an address. One that fails is a warning: its last good data stay in use.
pub fn all(lake: &Lake, profile: &Profile, web: &Web) -> Result<u8> {
    let mut code = 0;
    let lock = WriteLock::take(lake)?;
    for id in profile.sources() {
        let source = catalog::find(id)?;
        let card = source.card()?;
        for file in card.files.iter().filter(|f| f.url.is_some()) {
            match from_web(lake, &lock, source, &card, &file.role, &settings(web)?) {
                Ok(more) => code = code.max(more),
                Err(e) => {
                    eprint!("{}", error::render(&e));
                    say::warn(&format!("{id} {}: not fetched; the file held stays in use", file.role));
                    code = 3;
                }
            }
        }
    }
    Ok(code)
}

fn from_web(lake: &Lake, _lock: &WriteLock, source: &'static Source, card: &Card, role: &str, http: &Http) -> Result<u8> {
    let Some(file) = card.file(role) else { return Ok(0) };
    let held = fetch::held(lake, source, role)?;
    let arrival = match pipeline::runtime()?.block_on(http::get(lake, card, file, held.as_ref(), http)) {
        Ok(arrival) => arrival,
        Err(why) => {
            fetch::failed(lake, source, file, &why)?;
            return Err(why.into());
        }
    };
    let Some(arrival) = arrival else {
        if let Some(held) = &held {
            fetch::confirmed(lake, source, held)?;
        }
        println!("{} {role}: not changed at the publisher", source.id);
        return Ok(0);
    };
    let scratch = arrival.path.clone();
    let outcome = fetch::accept(lake, source, file, arrival, &inputs::decoder()?);
    let _ = std::fs::remove_file(scratch);
    Ok(tell(source, &outcome?))
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
    Ok(Http { contact, mirror: web.mirror.clone() })
}

/// A file staged without a lake.
pub fn role<'c>(card: &'c Card, path: &Path, role: Option<&str>) -> std::result::Result<&'c FileSpec, SourceError> {
    Ok(file::given(card, path, role)?.0)
}
