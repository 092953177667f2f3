//! The caveat catalogue: what a reader must know of a figure, written once and named by contracts.

use std::collections::BTreeMap;
use std::sync::LazyLock;

static TEXT: &str = include_str!("../caveats.toml");
static CAVEATS: LazyLock<std::result::Result<BTreeMap<String, String>, String>> = LazyLock::new(|| toml::from_str(TEXT).map_err(|e| e.to_string()));

/// Every caveat: its name and its sentence.
///
/// # Errors
/// The parser's words when `caveats.toml` is not valid.
pub fn all() -> std::result::Result<&'static BTreeMap<String, String>, String> {
    CAVEATS.as_ref().map_err(Clone::clone)
}
