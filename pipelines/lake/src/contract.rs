//! Table contracts: TOML that says what a table holds and becomes its Arrow schema.

mod diff;

use std::sync::Arc;

use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::dictionary;
use crate::error::{LakeError, Result};

/// The storage types a column can have. Codes are always [`Type::Text`], so that they keep their zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// UTF-8 text.
    Text,
    /// 32-bit signed integer.
    Int32,
    /// 64-bit signed integer.
    Int64,
    /// 64-bit float.
    Float64,
    /// True or false.
    Bool,
    /// A sorted list of text values, never NULL inside.
    TextList,
}

impl Type {
    /// The Arrow type.
    #[must_use]
    pub fn arrow(self) -> DataType {
        match self {
            Self::Text => DataType::Utf8,
            Self::Int32 => DataType::Int32,
            Self::Int64 => DataType::Int64,
            Self::Float64 => DataType::Float64,
            Self::Bool => DataType::Boolean,
            Self::TextList => DataType::List(Arc::new(Field::new("item", DataType::Utf8, true))),
        }
    }

    /// The word used in contracts and messages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Int32 => "int32",
            Self::Int64 => "int64",
            Self::Float64 => "float64",
            Self::Bool => "bool",
            Self::TextList => "text_list",
        }
    }
}

/// One column of a contract, complete after [`Contract::parse`].
#[derive(Debug, Clone, Serialize)]
pub struct Column {
    /// Name in the table.
    pub name: String,
    /// Storage type.
    pub kind: Type,
    /// Unit or code system; empty for plain text.
    pub unit: String,
    /// Meaning in one sentence.
    pub description: String,
    /// Whether NULL (unknown) can occur.
    pub nullable: bool,
    /// The tables this column's figures come from; empty means all inputs of the table.
    pub from: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawColumn {
    name: String,
    like: Option<String>,
    #[serde(rename = "type")]
    kind: Option<Type>,
    unit: Option<String>,
    description: Option<String>,
    #[serde(default)]
    nullable: bool,
    #[serde(default)]
    from: Vec<String>,
}

/// A query that returns the rows which break a promise.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Short name.
    pub name: String,
    /// What a failing row means, as a sentence.
    pub says: String,
    /// SQL that returns failing rows; none means the check holds.
    pub sql: String,
    /// `error` refuses to publish, `warning` publishes with exit code 3, `note` is shown in the report's coverage only.
    #[serde(default)]
    pub severity: Severity,
    /// Inputs of the table whose rows a join leaves out and this check counts: their keys find nothing on the other side.
    #[serde(default)]
    pub drops: Vec<String>,
}

/// An input that a join may leave rows out of, and why that is no loss or who else counts it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keep {
    /// The input.
    pub input: String,
    /// Why nothing is lost, in a sentence.
    pub why: String,
}

/// How grave a failing check is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Refuse to publish.
    #[default]
    Error,
    /// Publish and warn.
    Warning,
    /// Publish and mention.
    Note,
}

/// How rows of an input belong to rows of a table, where the names of their columns do not say it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trace {
    /// The input.
    pub input: String,
    /// Pairs of SQL expressions that agree: over the table's row, over the input's row.
    #[serde(default)]
    pub on: Vec<(String, String)>,
    /// Further condition on the input's rows, in SQL.
    #[serde(rename = "where")]
    pub only: Option<String>,
    /// The input's rows that belong to every row, in SQL.
    pub also: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawContract {
    name: String,
    title: String,
    description: String,
    #[serde(default = "one")]
    version: u32,
    key: Vec<String>,
    sort: Option<Vec<String>>,
    #[serde(default)]
    lineage: Vec<String>,
    #[serde(default)]
    caveats: Vec<String>,
    #[serde(default)]
    inputs: Vec<String>,
    #[serde(default)]
    trace: Vec<Trace>,
    #[serde(default)]
    keeps: Vec<Keep>,
    columns: Vec<RawColumn>,
    #[serde(default)]
    checks: Vec<Check>,
}

fn one() -> u32 {
    1
}

/// What a table promises: columns in order, key, order of rows, lineage, checks, caveats.
#[derive(Debug, Clone, Serialize)]
pub struct Contract {
    /// Table name, unique in the lake.
    pub name: String,
    /// Title in words.
    pub title: String,
    /// What a row is and how the table comes about.
    pub description: String,
    /// Grows when the meaning changes.
    pub version: u32,
    /// Columns that identify a row.
    pub key: Vec<String>,
    /// Columns that order the rows, ascending, NULL last; the key where not said otherwise.
    pub sort: Vec<String>,
    /// Columns by which a row is traced to its inputs.
    pub lineage: Vec<String>,
    /// Names in the caveat catalogue.
    pub caveats: Vec<String>,
    /// Tables this one is computed from (models only).
    pub inputs: Vec<String>,
    /// Which rows of an input a row is made from, beyond what equal column names say (models only).
    pub trace: Vec<Trace>,
    /// Inputs that joins may leave rows out of without a check that counts them (models only).
    pub keeps: Vec<Keep>,
    /// Columns in order.
    pub columns: Vec<Column>,
    /// Checks in order.
    pub checks: Vec<Check>,
}

impl Contract {
    /// Reads a contract and completes its columns from the dictionary.
    ///
    /// # Errors
    /// [`LakeError::Contract`] naming what is wrong: unknown field, unknown dictionary entry, key or sort column that is not a column,
    /// nullable key, unknown caveat.
    pub fn parse(text: &str) -> Result<Self> {
        let raw: RawContract = toml::from_str(text).map_err(|e| LakeError::Contract { contract: first_line(text), problem: e.to_string() })?;
        let bad = |problem: String| LakeError::Contract { contract: raw.name.clone(), problem };
        let dictionary = dictionary::entries().map_err(|e| bad(format!("the dictionary is not valid: {e}")))?;
        let caveats = crate::caveat::all().map_err(|e| bad(format!("the caveat catalogue is not valid: {e}")))?;
        let mut columns = Vec::with_capacity(raw.columns.len());
        for c in &raw.columns {
            let entry = match (&c.like, &c.kind) {
                (Some(like), _) => Some(dictionary.get(like).ok_or_else(|| bad(format!("column {} is like {like}, which the dictionary lacks", c.name)))?),
                (None, None) => Some(dictionary.get(&c.name).ok_or_else(|| bad(format!("column {} has no type and is not in the dictionary", c.name)))?),
                (None, Some(_)) => None,
            };
            let own = |value: &Option<String>, of: fn(&dictionary::Entry) -> &String| value.clone().or_else(|| entry.map(|e| of(e).clone()));
            columns.push(Column {
                name: c.name.clone(),
                kind: c.kind.or(entry.map(|e| e.kind)).ok_or_else(|| bad(format!("column {} has no type", c.name)))?,
                unit: own(&c.unit, |e| &e.unit).unwrap_or_default(),
                description: own(&c.description, |e| &e.description).ok_or_else(|| bad(format!("column {} has no description", c.name)))?,
                nullable: c.nullable,
                from: c.from.clone(),
            });
        }
        let sort = raw.sort.clone().unwrap_or_else(|| raw.key.clone());
        for name in raw.key.iter().chain(&sort).chain(&raw.lineage) {
            if !columns.iter().any(|c| &c.name == name) {
                return Err(bad(format!("key, sort or lineage column {name} is not a column")));
            }
        }
        if let Some(name) = raw.key.iter().find(|k| columns.iter().any(|c| &&c.name == k && c.nullable)) {
            return Err(bad(format!("key column {name} is nullable")));
        }
        if let Some(name) = raw.caveats.iter().find(|c| !caveats.contains_key(*c)) {
            return Err(bad(format!("caveat {name} is not in the catalogue")));
        }
        if let Some(trace) = raw.trace.iter().find(|t| !raw.inputs.contains(&t.input)) {
            return Err(bad(format!("trace names {}, which is not among the inputs", trace.input)));
        }
        let named = raw.checks.iter().flat_map(|c| &c.drops).chain(raw.keeps.iter().map(|k| &k.input));
        if let Some(input) = named.into_iter().find(|i| !raw.inputs.contains(i)) {
            return Err(bad(format!("a check or a reason names {input}, which is not among the inputs")));
        }
        Ok(Self {
            name: raw.name,
            title: raw.title,
            description: raw.description,
            version: raw.version,
            key: raw.key,
            sort,
            lineage: raw.lineage,
            caveats: raw.caveats,
            inputs: raw.inputs,
            trace: raw.trace,
            keeps: raw.keeps,
            columns,
            checks: raw.checks,
        })
    }

    /// The Arrow schema: the columns in order, without metadata.
    #[must_use]
    pub fn schema(&self) -> SchemaRef {
        Arc::new(Schema::new(self.columns.iter().map(|c| Field::new(&c.name, c.kind.arrow(), c.nullable)).collect::<Vec<_>>()))
    }

    /// The position of a column.
    #[must_use]
    pub fn index_of(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.name == column)
    }

    /// SHA-256 (hex) of the schema: names, types and nullability in order.
    #[must_use]
    pub fn schema_hash(&self) -> String {
        let mut hash = Sha256::new();
        for c in &self.columns {
            hash.update(format!("{}\t{}\t{}\n", c.name, c.kind.word(), c.nullable));
        }
        crate::durable::hex(&hash.finalize())
    }

    /// Every difference between a schema and this contract, in words; empty when they agree. Nullability is judged by the data, not here.
    #[must_use]
    pub fn differences(&self, actual: &Schema) -> Vec<String> {
        diff::differences(self, actual)
    }
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or("(empty)").to_owned()
}

#[cfg(test)]
mod tests;
