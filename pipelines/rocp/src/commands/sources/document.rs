//! The page about the sources, from their cards and contracts.

use std::fmt::Write;

use rocp_sources::card::{FileSpec, Keep, Verdict};
use rocp_sources::layout::Says;
use rocp_sources::{Card, Source, catalog};

use super::{access, calendar, way};
use crate::error::Result;

const HEAD: &str = "# Sources\n\nGenerated from the cards by `rocp sources --markdown`; a test fails when it is stale. What is held now, and when each is due again: `rocp sources`.\n";

/// What no source gives; the reports say the same where it matters.
const ABSENT: &str = "\n## What no source gives\n\n\
- **Job postings.** No public agency publishes them with a licence to keep and redistribute; vendors sell them. Demand here is openings: projections by the state, or estimated from a survey and national rates.\n\
- **Enrollment and completion of ROCPs.** No public file exists. A provider's own catalog (`rocp catalog template`) is the only way in; what is not imported is not counted, and pages say so.\n\
- **Approvals of training programs** (for example of nurse assistant courses) and of apprenticeship programs by name and seat: registries are pages to look at, not data sets.\n\
- **Job placement by program** outside the catalogs, for ROCPs and adult schools.\n\
- **Seats and costs of programs** outside the catalogs.\n";

/// The page.
pub(super) fn markdown() -> Result<String> {
    let mut out = HEAD.to_owned();
    out.push_str("\n| source | what | agency | access | how fresh |\n|---|---|---|---|---|\n");
    let cards: Vec<(&Source, Card)> = catalog::SOURCES.iter().map(|s| Ok((*s, s.card()?))).collect::<Result<_>>()?;
    for (_, c) in &cards {
        line(&mut out, format_args!("| [`{0}`](#{0}) | {1} | {2} | {3} | {4} |", c.id, c.title, c.agency, access(c), calendar(c)));
    }
    for (source, card) in &cards {
        one(&mut out, source, card)?;
    }
    out.push_str(ABSENT);
    Ok(out)
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing into a String does not fail.
    let _ = writeln!(out, "{text}");
}

/// One source: its files, its tables, how it takes changes.
fn one(out: &mut String, source: &Source, card: &Card) -> Result<()> {
    line(out, format_args!("\n## {}\n\n{}. {}. Licence: {}. Page: <{}>.\n", card.id, card.title, card.agency, card.licence, card.homepage));
    out.push_str("| file | comes by | from | at most |\n|---|---|---|---|\n");
    for file in &card.files {
        line(
            out,
            format_args!(
                "| `{}`: {}{} | {} | {} | {} MB |",
                file.role,
                file.title,
                editions(source, file),
                way(file),
                address(file),
                file.max_bytes.div_ceil(1_000_000)
            ),
        );
    }
    out.push('\n');
    for contract in source.contracts()? {
        line(out, format_args!("- `{}`: {}", contract.name, contract.description));
    }
    for file in families(card).into_iter().filter_map(|f| f.first().copied()) {
        if let Some(why) = file.no_figure() {
            line(out, format_args!("- `{}` {why}.", file.family()));
        }
    }
    for file in card.files.iter().filter(|f| !f.drift.is_empty()) {
        let told: Vec<String> = file.drift.iter().map(|(change, verdict)| format!("{} {}", change.replace('_', " "), word(*verdict))).collect();
        line(out, format_args!("- Changes of `{}` that are taken otherwise than usual: {}.", file.role, told.join("; ")));
    }
    Ok(())
}

/// How the editions of a file are told apart, and whether the file itself says which it is.
fn editions(source: &Source, file: &FileSpec) -> String {
    let Some(kind) = file.edition else { return String::new() };
    let layouts: Vec<_> = source.layouts.iter().filter(|l| l.role == file.role).collect();
    let silent = layouts.iter().filter(|l| matches!(l.edition, Says::Nothing)).count();
    let part = file.part.as_ref().map(|p| format!(" and {p}")).unwrap_or_default();
    let told = match silent {
        0 => "told by the file",
        n if n == layouts.len() => "**not in the file**: asked for with `--edition`",
        _ => "told by the file in some layouts, else asked for with `--edition`",
    };
    let used = if file.keep == Keep::All { "all are used" } else { "the newest is used" };
    format!("; by {}{part}, {told}; {used}", kind.word())
}

/// Where a file comes from.
fn address(file: &FileSpec) -> String {
    match (&file.url, &file.ckan, &file.bls_api) {
        (Some(url), ..) => format!("<{url}>"),
        (_, Some(ckan), _) => format!("package `{}`, resource `{}`", ckan.package, ckan.resource),
        (.., Some(api)) => format!("{} series of the Public Data API", api.series.len()),
        _ => "its page, by hand".to_owned(),
    }
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Accept => "is read as before",
        Verdict::Lose => "is read with fewer rows",
        Verdict::Warn => "is warned of",
        Verdict::Quarantine => "is put aside",
        Verdict::Refuse => "is refused",
    }
}
