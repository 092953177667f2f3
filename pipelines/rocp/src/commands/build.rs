//! `rocp build`: compute and publish the marts, without drawing.

use rocp_lake::Lake;
use rocp_lake::lock::WriteLock;

use crate::error::Result;
use crate::inputs;
use crate::pipeline::{self, Plan};

/// Runs the command.
pub fn run(lake: &Lake, profile: &str, as_of: Option<&str>) -> Result<u8> {
    let (loaded, _) = crate::profiles::load(profile)?;
    inputs::unpack(lake, &loaded)?;
    let plan = Plan::new(lake, profile, as_of)?;
    if plan.is_published(lake)? {
        println!("nothing changed: run {} is published, made from the same files, code and profile", plan.run);
        return Ok(0);
    }
    let lock = WriteLock::take(lake)?;
    let manifest = pipeline::build(lake, &lock, &plan)?;
    pipeline::publish(lake, &lock, &plan)?;
    pipeline::summary(&manifest, None);
    Ok(pipeline::exit_code(&manifest))
}
