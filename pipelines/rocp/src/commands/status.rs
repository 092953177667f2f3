//! `rocp status`: what is published, from what, the runs before it, the last nights and the next.

use rocp_lake::{Lake, paths, release};

use crate::error::Result;
use crate::say;

/// Runs the command.
pub fn run(lake: &Lake) -> Result<u8> {
    published(lake)?;
    super::schedule::status(lake)?;
    Ok(0)
}

fn published(lake: &Lake) -> Result<()> {
    let Some(current) = release::current(lake)? else {
        println!("nothing is published in {} yet; `rocp run` makes the first run", lake.root().display());
        return Ok(());
    };
    let manifest = release::manifest(lake, &current)?;
    println!(
        "published: run {current}, profile {}, made {}{}",
        manifest.profile,
        manifest.made_at,
        manifest.as_of.as_ref().map(|d| format!(", as of {d}")).unwrap_or_default()
    );
    for s in &manifest.staged {
        println!(
            "  {} {}: {} retrieved {} SHA-256 {}",
            s.source,
            s.role,
            s.receipt.name,
            s.receipt.retrieved_at,
            s.receipt.sha256.get(..12).unwrap_or_default()
        );
        if let Some(stale) = &s.stale {
            println!("    stale: {stale}");
        }
        let now = rocp_lake::archive::current(lake, &s.source, None)?;
        match now.iter().find(|r| r.role == s.role) {
            Some(r) if r.sha256 != s.receipt.sha256 => println!("    a newer file is held, retrieved {}: the next run uses it", r.retrieved_at),
            _ => {}
        }
        if let Some(refused) = crate::inputs::refused_since(lake, &s.source, &s.receipt, None)? {
            println!("    {refused}");
        }
    }
    println!("runs, newest first:");
    for m in release::runs(lake)? {
        let mark = if m.run == current { " published" } else { "" };
        let pin = if paths::pinned(&lake.run(&m.run)).exists() { " pinned" } else { "" };
        let rows: u64 = m.tables.iter().filter(|t| t.layer == "mart").map(|t| t.rows).sum();
        println!("  {} {} profile {}, {} mart rows{mark}{pin}", m.run, m.made_at, m.profile, say::count(rows));
    }
    Ok(())
}
