//! Shipped profiles by name, others by path.

use rocp_queries::Profile;

use crate::error::{AppError, Result};

static SHIPPED: &[(&str, &str)] = &[
    ("bundled", include_str!("../profiles/bundled.toml")),
    ("coe", include_str!("../profiles/coe.toml")),
    ("live", include_str!("../profiles/live.toml")),
];

/// A profile and its text, word for word.
pub fn load(name: &str) -> Result<(Profile, String)> {
    let text = match SHIPPED.iter().find(|(n, _)| *n == name) {
        Some((_, text)) => (*text).to_owned(),
        None => std::fs::read_to_string(name).map_err(|e| AppError::Usage {
            problem: format!("there is no profile {name}: {e}"),
            hint: format!("the shipped profiles are {}; or give the path of a profile file", names()),
        })?,
    };
    Ok((Profile::parse(&text)?, text))
}

fn names() -> String {
    SHIPPED.iter().map(|(n, _)| *n).collect::<Vec<_>>().join(", ")
}
