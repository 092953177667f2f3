//! What came of fetching, in words: what a file is, which edition, and whether any profile uses it.

use rocp_lake::Lake;
use rocp_lake::archive::Receipt;
use rocp_sources::card::FileSpec;
use rocp_sources::fetch::Outcome;
use rocp_sources::{Source, chosen};

use crate::error::Result;
use crate::{profiles, say};

/// Tells what came of one file; the exit code.
pub(super) fn outcome(lake: &Lake, source: &'static Source, outcome: &Outcome) -> Result<u8> {
    match outcome {
        Outcome::Same(receipt) => {
            println!("{} {}: the same bytes as held, retrieved {}", source.id, receipt.role, receipt.retrieved_at);
            Ok(0)
        }
        Outcome::New(receipt, summary) => {
            println!("{} {}: {} archived, {} bytes, SHA-256 {}", source.id, receipt.role, receipt.name, say::count(receipt.bytes), receipt.sha256);
            for (table, rows) in &summary.tables {
                println!("  {table}: {} rows", say::count(*rows));
            }
            if let Some(line) = edition(lake, source, receipt)? {
                println!("  {line}");
            }
            if let Some(why) = source.card_in(lake)?.file(&receipt.role).and_then(FileSpec::no_figure) {
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
            Ok(if new > 0 { 3 } else { 0 })
        }
    }
}

/// Which edition a file is beside those held, and who does not use it; none where its card knows no editions.
pub(super) fn edition(lake: &Lake, source: &'static Source, receipt: &Receipt) -> Result<Option<String>> {
    let card = source.card_in(lake)?;
    let (Some(edition), Some(file)) = (&receipt.edition, card.file(&receipt.role)) else { return Ok(None) };
    let part = file.parts_of(&receipt.role).0;
    let held: Vec<Receipt> = chosen::held(lake, source, &card, None)?.into_iter().filter(|r| card.file(&r.role).is_some_and(|f| f.role == file.role)).collect();
    let beside = held.iter().filter(|r| r.role != receipt.role && file.parts_of(&r.role).0 == part).max_by_key(|r| chosen::rank(r));
    let given = if receipt.edition_given { " (edition as given, not in the file)" } else { "" };
    let Some(other) = beside.and_then(|r| r.edition.as_ref()) else { return Ok(Some(format!("edition {edition}{given}"))) };
    let unused = not_used_by(source, file, receipt, &held)?;
    let kept = match rocp_sources::edition::rank(edition) < rocp_sources::edition::rank(other) {
        true => "kept as an older edition",
        false => "kept as the newest edition",
    };
    let unused = if unused.is_empty() { String::new() } else { format!(", not used by profile {}", unused.join(", ")) };
    Ok(Some(format!("loaded: {other}; this file: {edition}{given}, {kept}{unused}")))
}

/// The shipped profiles that read the source and do not use this edition.
fn not_used_by(source: &'static Source, file: &FileSpec, receipt: &Receipt, held: &[Receipt]) -> Result<Vec<&'static str>> {
    let mut out = Vec::new();
    let card = source.card()?;
    for name in profiles::shipped() {
        let (profile, _) = profiles::load(name)?;
        if !profile.sources().contains(&source.id) {
            continue;
        }
        let is_used = match chosen::named(&profile.editions, source.id, file) {
            Some(named) => receipt.edition.as_deref() == Some(named),
            None => chosen::used(source, &card, held, &profile.editions)?.iter().any(|r| r.role == receipt.role),
        };
        if !is_used {
            out.push(name);
        }
    }
    Ok(out)
}
