//! The column dictionary: one meaning a name, shared by every contract.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::contract::Type;

/// What a dictionary entry says of a column.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Storage type.
    #[serde(rename = "type")]
    pub kind: Type,
    /// Unit of the figures, or the code system of a code; empty for plain text.
    #[serde(default)]
    pub unit: String,
    /// Meaning in one sentence.
    pub description: String,
}

static TEXT: &str = include_str!("../dictionary.toml");
static ENTRIES: LazyLock<std::result::Result<BTreeMap<String, Entry>, String>> = LazyLock::new(|| toml::from_str(TEXT).map_err(|e| e.to_string()));

/// Every entry by name.
///
/// # Errors
/// The parser's words when `dictionary.toml` is not valid.
pub fn entries() -> std::result::Result<&'static BTreeMap<String, Entry>, String> {
    ENTRIES.as_ref().map_err(Clone::clone)
}

#[cfg(test)]
mod tests {
    #[test]
    fn is_valid_and_says_something_of_every_column() {
        for (name, entry) in super::entries().unwrap() {
            assert!(entry.description.ends_with('.') && entry.description.len() > 15, "{name}: {}", entry.description);
        }
    }
}
