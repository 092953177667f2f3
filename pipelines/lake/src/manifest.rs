//! The manifest of a run: what it was made from and what it holds. The only place where a clock is recorded.

use serde::{Deserialize, Serialize};

use crate::archive::Receipt;

/// One table of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableEntry {
    /// Table name.
    pub name: String,
    /// `ref`, `core` or `mart`.
    pub layer: String,
    /// Path inside the run folder.
    pub path: String,
    /// Number of rows.
    pub rows: u64,
    /// Size of the file.
    pub bytes: u64,
    /// SHA-256 (hex) of the file.
    pub sha256: String,
    /// SHA-256 (hex) of the schema.
    pub schema: String,
    /// Version of the contract.
    pub contract_version: u32,
}

/// A staged folder that a run reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StagedEntry {
    /// Source id.
    pub source: String,
    /// Which file of the source.
    pub role: String,
    /// Key of the staged folder.
    pub key: String,
    /// Names and row counts of its tables.
    pub tables: Vec<(String, u64)>,
    /// Rows quarantined, those that the card acknowledges among them.
    pub quarantined: u64,
    /// Rows quarantined that the card acknowledges.
    pub acknowledged: u64,
    /// The period or edition of the rows.
    #[serde(default)]
    pub period: String,
    /// What staging warned of.
    pub warnings: Vec<String>,
    /// The file it was made from.
    pub receipt: Receipt,
    /// Why the figures are old, where a newer file was refused; NULL when fresh.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stale: Option<String>,
}

/// A check that returned rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Table.
    pub table: String,
    /// Check.
    pub check: String,
    /// What it means.
    pub says: String,
    /// `error`, `warning` or `note`.
    pub severity: String,
    /// How many rows fail.
    pub rows: u64,
    /// The first failing rows, as printed.
    pub sample: String,
}

/// What a run folder holds and where it came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Run id: hash of inputs, code, config and as-of date.
    pub run: String,
    /// Profile name.
    pub profile: String,
    /// Profile text, word for word.
    pub profile_text: String,
    /// The day up to which retrieved files count, where one was given.
    pub as_of: Option<String>,
    /// Program version.
    pub version: String,
    /// SHA-256 of the code that made it.
    pub code: String,
    /// RFC 3339, UTC.
    pub made_at: String,
    /// The run published before this one.
    pub parent: Option<String>,
    /// Inputs.
    pub staged: Vec<StagedEntry>,
    /// Tables.
    pub tables: Vec<TableEntry>,
    /// Checks that returned rows.
    pub findings: Vec<Finding>,
    /// What moved against the run before it of the same profile; none where there was none when it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changes: Option<Changes>,
}

/// Why figures of two runs differ: something that differs between what they were made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cause {
    /// `override`, `new_vintage`, `revised`, `new_source`, `source_gone`, `catalog`, `rule`, `reference` or `code`.
    pub kind: String,
    /// What differs, in words.
    pub words: String,
    /// The staged and reference tables through which it acts; none where it can act on every table.
    pub tables: Vec<String>,
}

/// What moved in a run against an earlier one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Changes {
    /// The earlier run.
    pub against: String,
    /// Last day on which its data were fetched, `YYYY-MM-DD`.
    pub retrieved: Option<String>,
    /// Why the two could not be compared; none where they could.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    /// What differs between what the two were made from, as far as it can act on supply against demand.
    pub causes: Vec<Cause>,
    /// The regions that have pages and the state, by scheme and id.
    pub regions: Vec<RegionChanges>,
}

/// What moved in one region.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RegionChanges {
    /// Scheme of the region.
    pub scheme: String,
    /// Its id.
    pub region_id: String,
    /// Occupations of which openings, supply, gap or status moved.
    pub moved: u64,
    /// Those of which the status changed.
    pub statuses: u64,
    /// The largest of them: changed statuses first, then by the change of the gap.
    pub largest: Vec<Move>,
}

/// One occupation of a region before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Move {
    /// Occupation code.
    pub soc: String,
    /// Its name.
    pub occupation: String,
    /// Openings a year, before and after.
    pub demand: (Option<f64>, Option<f64>),
    /// Divided supply P, awards a year, before and after.
    pub supply: (Option<f64>, Option<f64>),
    /// Status tokens, before and after; none where the earlier or later run lacks the occupation.
    pub status: (Option<String>, Option<String>),
}
