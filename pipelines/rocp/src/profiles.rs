//! Shipped profiles by name, others by path.

use rocp_queries::{Profile, QueryError};

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
    Ok((profile, text))
}

/// The names of the shipped profiles.
pub fn shipped() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, _)| *name)
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
