//! `rocp sources`: what each source is, what is held of it, and when it is due again.

use std::collections::BTreeMap;

use chrono::{Datelike, Utc};
use rocp_lake::archive::Receipt;
use rocp_lake::{Lake, paths};
use rocp_sources::card::{Access, FileSpec};
use rocp_sources::fetch::due::{self, Asked};
use rocp_sources::stage::{self, Summary};
use rocp_sources::{Card, Source, catalog, chosen};

use crate::error::Result;
use crate::{inputs, say};

mod document;

/// Runs the command.
pub fn run(lake: &Lake, markdown: bool) -> Result<u8> {
    if markdown {
        print!("{}", document::markdown()?);
        return Ok(0);
    }
    for source in catalog::SOURCES {
        let card = source.card_in(lake)?;
        println!("{}: {}", card.id, card.title);
        println!("  {}; {}; {}", card.agency, access(&card), card.licence);
        println!("  {}; {}", card.homepage, calendar(&card));
        let (held, asked) = (chosen::held(lake, source, &card, None)?, due::read(lake, source.id));
        for file in &card.files {
            println!("  {} [{}] {}: {}", file.role, way(file), file.title, state(lake, source, &card, file, &held, &asked)?);
            if let Some(why) = file.no_figure() {
                println!("    {why}");
            }
            for more in editions(lake, &card, file, &held)? {
                println!("    {more}");
            }
        }
    }
    Ok(0)
}

/// "public" or "restricted".
fn access(card: &Card) -> &'static str {
    if card.access == Access::Public { "public" } else { "restricted" }
}

/// How often it is published and asked for.
fn calendar(card: &Card) -> String {
    if !card.files.iter().any(FileSpec::is_on_web) {
        return format!("published {}", card.cadence);
    }
    let released = if card.releases.is_empty() { String::new() } else { format!(" and on {}", card.releases.join(", ")) };
    format!("published {}, asked for every {} days{released}", card.cadence, card.every_days)
}

/// How a file comes into the lake.
fn way(file: &FileSpec) -> &'static str {
    match () {
        () if file.each.is_some() => "import",
        () if file.is_on_web() => "web or file",
        () => "file",
    }
}

/// What is held of a file: its period, when it came, whether it is fresh, when it is due.
fn state(lake: &Lake, source: &Source, card: &Card, file: &FileSpec, held: &[Receipt], asked: &Asked) -> Result<String> {
    if file.each.is_some() {
        let n = held.iter().filter(|r| r.role.split_once(':').is_some_and(|(family, _)| family == file.role)).count();
        return Ok(format!("{n} held (`rocp catalog list`)"));
    }
    let today = Utc::now();
    let of = |r: &&Receipt| card.file(&r.role).is_some_and(|f| f.role == file.role);
    let newest = held.iter().filter(of).max_by_key(|r| chosen::rank(r));
    // Of a file with editions, the first that is due tells.
    let files = file.web(newest.and_then(|r| r.edition.as_deref()), today.year());
    let due = match files.iter().map(|f| due::next(card, f, asked)).min().flatten() {
        _ if !file.is_on_web() => String::new(),
        Some(day) if day > today.date_naive() => format!("; due {day}"),
        _ => "; due now".to_owned(),
    };
    let Some(receipt) = newest else {
        return Ok(format!("{}{due}", if file.required { "not held (needed)" } else { "not held" }));
    };
    let day = receipt.retrieved_at.get(..10).unwrap_or_default();
    let period = period(lake, source, card, receipt)?.map(|p| format!("{p}, ")).unwrap_or_default();
    // Of a file with editions, each tells for itself.
    let stale = if file.edition.is_some() { None } else { inputs::refused_since(lake, source.id, receipt, None)? };
    let stale = stale.map(|why| format!("; stale: {why}")).unwrap_or_default();
    Ok(format!("{period}{} ({} bytes), retrieved {day} by {}{stale}{due}", receipt.name, say::count(receipt.bytes), receipt.transport))
}

/// The editions held of a file, newest first, with their parts, and which of them are stale.
fn editions(lake: &Lake, card: &Card, file: &FileSpec, held: &[Receipt]) -> Result<Vec<String>> {
    let of: Vec<&Receipt> = held.iter().filter(|r| file.edition.is_some() && card.file(&r.role).is_some_and(|f| f.role == file.role)).collect();
    let mut by_edition: BTreeMap<Vec<u64>, Vec<&Receipt>> = BTreeMap::new();
    for receipt in of {
        by_edition.entry(chosen::rank(receipt)).or_default().push(receipt);
    }
    let mut out = Vec::new();
    for receipts in by_edition.into_values().rev() {
        let parts: Vec<String> = receipts.iter().filter_map(|r| file.parts_of(&r.role).0).collect();
        let parts = match parts.len() {
            0 => String::new(),
            1..=5 => format!(": {}", parts.join(", ")),
            n => format!(": {n} times a {}", file.part.as_deref().unwrap_or("part")),
        };
        let mut stale = String::new();
        for receipt in &receipts {
            if let Some(why) = inputs::refused_since(lake, &card.id, receipt, None)? {
                stale = format!("; stale: {why}");
            }
        }
        let first = receipts.first();
        let given = if first.is_some_and(|r| r.edition_given) { " (as given, not in the file)" } else { "" };
        out.push(format!("edition {}{given}{parts}{stale}", first.and_then(|r| r.edition.as_deref()).unwrap_or_default()));
    }
    Ok(out)
}

/// The period that a staged file's rows are about; none before it is staged.
fn period(lake: &Lake, source: &Source, card: &Card, receipt: &Receipt) -> Result<Option<String>> {
    let folder = lake.staged(source.id, &receipt.role, &stage::key(source, card, &receipt.sha256));
    let text = std::fs::read_to_string(paths::stage_summary(&folder)).ok();
    Ok(text.and_then(|t| serde_json::from_str::<Summary>(&t).ok()).map(|s| s.period).filter(|p| !p.is_empty()))
}
