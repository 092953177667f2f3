//! `rocp run`: fetch, compute, draw, publish.

use std::path::Path;

use rocp_lake::lock::WriteLock;
use rocp_lake::{Lake, archive};
use serde_json::json;

use super::fetch::{self, Asking};
use super::render;
use crate::cli::Web;
use crate::error::Result;
use crate::inputs;
use crate::pipeline::{self, Plan};

/// Runs the command.
pub fn run(lake: &Lake, reports: &Path, profile: &str, as_of: Option<&str>, asking: Asking, web: &Web) -> Result<u8> {
    let mut code = 0;
    render::can_follow(reports)?;
    let (loaded, _) = crate::profiles::load(profile)?;
    for note in crate::profiles::unread(&loaded)? {
        println!("note: {note}");
    }
    if asking != Asking::Nothing && !loaded.offline {
        code = fetch::all(lake, &loaded.sources(), asking, web)?;
    }
    inputs::unpack(lake, &loaded)?;
    let plan = Plan::new(lake, profile, as_of)?;
    if plan.is_published(lake)? && render::is_drawn(reports, &plan.run) {
        println!("nothing changed: run {} is published, made from the same files, code and profile", plan.run);
        println!("report: {}", render::landing(&render::folder(reports, &plan.run)).display());
        for h in plan.held.iter().filter_map(|h| Some((h, h.stale.as_ref()?))) {
            crate::say::warn(&format!("{} {}: {}", h.0.source.id, h.0.receipt.role, h.1));
        }
        return Ok(code);
    }
    let lock = WriteLock::take(lake)?;
    let manifest = pipeline::build(lake, &lock, &plan)?;
    let report = render::draw(lake, reports, &manifest)?;
    pipeline::publish(lake, &lock, &plan)?;
    render::follow(reports, &plan.run)?;
    archive::append_line(&lake.log(), &json!({"run": plan.run, "made_at": manifest.made_at, "profile": plan.profile.name, "parent": manifest.parent}))?;
    pipeline::summary(&manifest, Some(&report));
    Ok(code.max(pipeline::exit_code(&manifest)))
}
