//! Shipped profiles by name, others by path.

use std::collections::BTreeSet;

use rocp_queries::{Profile, QueryError, model, slots};
use rocp_sources::catalog;

use crate::error::{AppError, Result};
use crate::schedule::plan::Job;

static SHIPPED: &[(&str, &str)] =
    &[("bundled", include_str!("../profiles/bundled.toml")), ("coe", include_str!("../profiles/coe.toml")), ("live", include_str!("../profiles/live.toml"))];

/// A profile and its text, word for word.
pub fn load(name: &str) -> Result<(Profile, String)> {
    let text = match SHIPPED.iter().find(|(n, _)| *n == name) {
        Some((_, text)) => (*text).to_owned(),
        None => std::fs::read_to_string(name).map_err(|e| AppError::Usage {
            problem: format!("there is no profile {name}: {e}"),
            hint: format!("the shipped profiles are {}; or give the path of a profile file", names()),
        })?,
    };
    let profile = Profile::parse(&text)?;
    jobs(&profile)?;
    if let Some(source) = references_unread(&profile)?.into_iter().find(|s| !profile.is_optional(s)) {
        let problem = format!("reference names {source}, of which no model reads a table: it would enter no figure; take it out, or name it under `optional`");
        return Err(QueryError::Profile { profile: profile.name, problem }.into());
    }
    Ok((profile, text))
}

/// The names of the shipped profiles.
pub fn shipped() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, _)| *name)
}

/// What an optional source of the profile is named for in vain: a slot in which no model reads it.
pub fn unread(profile: &Profile) -> Result<Vec<String>> {
    let slots = slots::unread(profile).into_iter().map(|(slot, source, problem)| format!("{slot} of the profile names {source}, {problem}"));
    let reference = references_unread(profile)?
        .into_iter()
        .map(|source| format!("reference of the profile names {source}, of which no model reads a table: it enters no figure"));
    let basis = profile.demand_basis.iter().map(|_| "demand_basis of the profile is not used: how demand was had is told from what the run read".to_owned());
    Ok(slots.chain(reference).chain(basis).collect())
}

/// Sources under `reference` of which no model reads a table.
fn references_unread(profile: &Profile) -> Result<Vec<String>> {
    let mut read = BTreeSet::new();
    for model in model::MODELS {
        read.extend(model.contract()?.inputs);
    }
    let mut out = Vec::new();
    for id in &profile.reference {
        if !catalog::find(id)?.contracts()?.iter().any(|c| read.contains(&c.name)) {
            out.push(id.clone());
        }
    }
    Ok(out)
}

/// The jobs of a profile, proved.
pub fn jobs(profile: &Profile) -> Result<Vec<Job>> {
    let given = profile.job.iter().map(|j| (j.name.as_str(), j.cron.as_str(), j.zone.as_str()));
    Ok(Job::all(given).map_err(|e| QueryError::Profile { profile: profile.name.clone(), problem: e.to_string() })?)
}

/// A profile's name as another working folder understands it: shipped names as they are, paths absolute.
pub fn absolute(name: &str) -> Result<String> {
    if SHIPPED.iter().any(|(n, _)| *n == name) {
        return Ok(name.to_owned());
    }
    let path = std::path::absolute(name).map_err(|source| AppError::Machine { problem: format!("the folder of {name} is not known"), source })?;
    Ok(path.to_string_lossy().into_owned())
}

fn names() -> String {
    shipped().collect::<Vec<_>>().join(", ")
}
