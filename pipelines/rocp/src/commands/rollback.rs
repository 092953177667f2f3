//! `rocp rollback` and `rocp pin`: which run readers see, and which runs stay.

use std::path::Path;

use rocp_lake::lock::WriteLock;
use rocp_lake::{Lake, release};

use super::render;
use crate::error::{AppError, Result};

/// Runs `rocp rollback`.
pub fn run(lake: &Lake, reports: &Path, run: Option<&str>) -> Result<u8> {
    let lock = WriteLock::take(lake)?;
    let run = match run {
        Some(run) => run.to_owned(),
        None => {
            let now = release::published(lake)?;
            release::manifest(lake, &now)?
                .parent
                .ok_or_else(|| AppError::Usage { problem: format!("run {now} has no run before it"), hint: "`rocp status` lists the runs".into() })?
        }
    };
    let manifest = release::manifest(lake, &run)?;
    let report = render::draw(lake, reports, &manifest)?;
    release::publish(lake, &lock, &run)?;
    render::follow(reports, &run)?;
    println!("run {run} is published, made {}; report: {}", manifest.made_at, render::landing(&report).display());
    Ok(0)
}

/// Runs `rocp pin`.
pub fn pin(lake: &Lake, run: &str, keep: bool) -> Result<u8> {
    let lock = WriteLock::take(lake)?;
    release::pin(lake, &lock, run, keep)?;
    println!("run {run} is {}", if keep { "kept" } else { "no longer kept beyond its turn" });
    Ok(0)
}
