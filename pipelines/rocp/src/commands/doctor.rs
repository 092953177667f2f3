//! `rocp doctor`: what is missing, damaged or stale, and what to do.

use std::path::Path;

use rocp_lake::lock::WriteLock;
use rocp_lake::{Lake, LakeError, archive, durable, release};
use rocp_sources::catalog;

use crate::error::Result;
use crate::say;

/// Runs the command: exit code 1 when something was found.
pub fn run(lake: &Lake, reports: &Path) -> Result<u8> {
    let mut found = 0_u32;
    let mut tell = |good: std::result::Result<String, String>| match good {
        Ok(text) => println!("ok     {text}"),
        Err(text) => {
            println!("found  {text}");
            found += 1;
        }
    };
    tell(match WriteLock::take(lake) {
        Ok(_) => Ok(format!("the lake {} can be written", lake.root().display())),
        Err(LakeError::Locked { .. }) => Ok("another rocp is writing to the lake just now".into()),
        Err(e) => Err(format!("{e}: a reader can still use `rocp query` and `rocp status`")),
    });
    tell(durable::make_folder(reports).map(|()| format!("reports go to {}", reports.display())).map_err(|e| e.to_string()));
    match release::current(lake)? {
        None => tell(Err("no run is published: `rocp run` makes the first one".into())),
        Some(run) => match release::manifest(lake, &run) {
            Err(e) => tell(Err(format!("the published run {run} cannot be read: {e}; `rocp rollback RUN` points at another"))),
            Ok(manifest) => {
                let folder = lake.run(&run);
                let bad: Vec<_> = manifest
                    .tables
                    .iter()
                    .filter(|t| std::fs::read(folder.join(&t.path)).map(|b| durable::sha256(&b)).ok().as_ref() != Some(&t.sha256))
                    .map(|t| t.name.clone())
                    .collect();
                tell(if bad.is_empty() {
                    Ok(format!("all {} tables of run {run} are as they were written", manifest.tables.len()))
                } else {
                    Err(format!("damaged tables in run {run}: {}; remove its folder and run again", bad.join(", ")))
                });
            }
        },
    }
    for source in catalog::SOURCES {
        for receipt in archive::current(lake, source.id, None)? {
            let whole = archive::open(lake, &receipt.sha256).and_then(|r| {
                let mut hashing = durable::Hashing::new(r);
                std::io::copy(&mut hashing, &mut std::io::sink()).map_err(LakeError::io("read", &lake.blob(&receipt.sha256)))?;
                Ok(hashing.finish().1 == receipt.sha256)
            });
            tell(match whole {
                Ok(true) => Ok(format!("{} {}: {} bytes in the archive, hash as received", source.id, receipt.role, say::count(receipt.bytes))),
                _ => Err(format!("{} {}: the archived file is missing or damaged; fetch it again", source.id, receipt.role)),
            });
        }
    }
    tell(match std::env::var("ROCP_CONTACT") {
        Ok(c) if c.contains('@') => Ok("ROCP_CONTACT is set: publishers can be asked".into()),
        _ => Ok("ROCP_CONTACT is not set: give --contact when fetching from the web".into()),
    });
    Ok(u8::from(found > 0))
}
