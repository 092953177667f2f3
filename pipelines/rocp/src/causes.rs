//! Why two runs differ: what differs between the files, profile and code that they were made from. Nothing is guessed: where several causes can act on a
//! table, all are named.

use std::collections::BTreeSet;
use std::path::Path;

use rocp_lake::manifest::{Cause, Manifest, StagedEntry};
use rocp_queries::compare::{self, Compared, Side};
use rocp_queries::{Result as Queried, graph};
use rocp_sources::catalog::{self, overrides, rocp_catalog};

/// Everything that differs between what two runs were made from: files in order of source, then rules, then reference tables, then code.
pub async fn between(scratch: &Path, before: (&Manifest, Side<'_>), after: (&Manifest, Side<'_>)) -> Queried<Vec<Cause>> {
    let mut out = files(&before.0.staged, &after.0.staged);
    let reference = compare::tables(scratch, before.1, after.1, |t| t.layer == "ref").await?;
    for table in reference.iter().filter(|t| t.moved()) {
        let kind = if table.table.starts_with("profile_") { "rule" } else { "reference" };
        let words = match kind {
            "rule" => format!("the profile\u{2019}s {}: {}", said(&table.table), rule(scratch, before.1, after.1, table).await?),
            _ => format!("reference table {}: {}", table.table, counted(table)),
        };
        out.push(Cause { kind: kind.to_owned(), words, tables: vec![table.table.clone()] });
    }
    if before.0.code != after.0.code {
        let short = |m: &Manifest| format!("{} ({})", m.version, m.code.get(..8).unwrap_or(&m.code));
        out.push(Cause { kind: "code".into(), words: format!("the program: version {} became {}", short(before.0), short(after.0)), tables: Vec::new() });
    }
    Ok(out)
}

/// The causes that can act on a table, by the tables that stand behind it.
pub fn of<'c>(causes: &'c [Cause], table: &str) -> Queried<Vec<&'c Cause>> {
    let mut roots = graph::roots(table)?;
    roots.insert(table.to_owned());
    Ok(causes.iter().filter(|c| c.tables.is_empty() || c.tables.iter().any(|t| roots.contains(t))).collect())
}

fn files(before: &[StagedEntry], after: &[StagedEntry]) -> Vec<Cause> {
    let names: BTreeSet<(&str, &str)> = before.iter().chain(after).map(|s| (s.source.as_str(), s.role.as_str())).collect();
    let of = |all: &'_ [StagedEntry], source: &str, role: &str| all.iter().position(|s| s.source == source && s.role == role);
    let mut out = Vec::new();
    let mut replaced = BTreeSet::new();
    for (source, role) in names {
        let old = of(before, source, role).map(|i| &before[i]);
        let mut new = of(after, source, role).map(|i| &after[i]);
        if replaced.contains(&(source, role)) {
            continue;
        }
        // One edition in the place of another is one cause.
        if let (Some(old), None) = (old, new)
            && let Some(next) = successor(old, before, after)
        {
            replaced.insert((source, next.role.as_str()));
            new = Some(next);
        }
        let Some((kind, words)) = file(source, role, old, new) else { continue };
        let tables: BTreeSet<String> = old.into_iter().chain(new).flat_map(|s| s.tables.iter().map(|(t, _)| t.clone())).collect();
        out.push(Cause { kind: kind.to_owned(), words, tables: tables.into_iter().collect() });
    }
    out
}

/// The edition that came in the place of one that is no longer used: the one file of the same kind and part that the run before did not have.
fn successor<'a>(old: &StagedEntry, before: &[StagedEntry], after: &'a [StagedEntry]) -> Option<&'a StagedEntry> {
    old.receipt.edition.as_ref()?;
    let stem = |s: &StagedEntry| s.role.rsplit_once(':').map(|(stem, _)| stem.to_owned());
    let same = |s: &&StagedEntry| s.source == old.source && stem(s) == stem(old);
    let mut came = after.iter().filter(same).filter(|a| !before.iter().any(|b| b.source == a.source && b.role == a.role));
    let one = came.next()?;
    came.next().is_none().then_some(one)
}

/// What became of one file.
fn file(source: &str, role: &str, before: Option<&StagedEntry>, after: Option<&StagedEntry>) -> Option<(&'static str, String)> {
    let name = named(source, role);
    let period = |s: &StagedEntry| if s.period.is_empty() { "no period stated".to_owned() } else { s.period.clone() };
    match (before, after) {
        (Some(b), Some(a)) if b.receipt.sha256 == a.receipt.sha256 => {
            (b.key != a.key).then(|| ("code", format!("{name}: the same bytes, read by another reader or contract")))
        }
        (Some(b), Some(a)) if source == overrides::ID => Some(("override", format!("overrides: {} became {}", period(b), period(a)))),
        (None, Some(a)) if source == overrides::ID => Some(("override", format!("overrides: none became {}", period(a)))),
        (Some(b), None) if source == overrides::ID => Some(("override", format!("overrides: {} became none", period(b)))),
        (_, Some(a)) if source == rocp_catalog::ID => Some(("catalog", format!("{name}: a new version, {}", period(a)))),
        (None, Some(a)) => Some(("new_source", format!("{name}: came in, {}", period(a)))),
        (Some(b), None) => Some(("source_gone", format!("{name}: no longer used, {}", period(b)))),
        (Some(b), Some(a)) if b.period == a.period => Some(("revised", format!("{name}: revised, still {}", period(a)))),
        (Some(b), Some(a)) => Some(("new_vintage", format!("{name}: {} became {}", period(b), period(a)))),
        (None, None) => None,
    }
}

/// A file by its title, with the names that commands know it by.
fn named(source: &str, role: &str) -> String {
    let title = catalog::find(source).and_then(|s| s.card()).ok().and_then(|card| card.file(role).map(|f| f.title.clone()));
    title.map_or_else(|| format!("{source} {role}"), |title| format!("{title} ({source} {role})"))
}

fn said(table: &str) -> &'static str {
    match table {
        "profile_scheme" => "schemes of regions",
        "profile_year" => "years of supply",
        "profile_stream" => "weights of streams",
        "profile_supply" => "sources of streams",
        _ => "settings",
    }
}

/// What a table of the profile says otherwise, value by value.
async fn rule(scratch: &Path, before: Side<'_>, after: Side<'_>, table: &Compared) -> Queried<String> {
    let mut out = Vec::new();
    for batch in compare::rows(scratch, before, after, &table.table).await? {
        let keys = batch.num_columns() - 5;
        for row in 0..batch.num_rows() {
            let cell = |column: usize| arrow::util::display::array_value_to_string(batch.column(column), row).unwrap_or_default();
            let key: Vec<_> = (0..keys).map(cell).collect();
            let key = key.join(" ");
            out.push(match cell(keys).as_str() {
                "changed" => format!("{key} {} became {}", shown(&cell(keys + 2)), shown(&cell(keys + 3))),
                change => format!("{key} {change}"),
            });
        }
    }
    out.sort();
    Ok(out.join("; "))
}

fn shown(value: &str) -> String {
    if value.is_empty() { "nothing".to_owned() } else { value.to_owned() }
}

fn counted(table: &Compared) -> String {
    format!("{} rows added, {} removed, {} changed", table.added, table.removed, table.changed)
}
