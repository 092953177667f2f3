//! Rows of text put together into batches by a contract: for small tables read from text and workbooks.

use std::sync::Arc;

use arrow::array::{ArrayRef, BooleanBuilder, Float64Builder, Int32Builder, Int64Builder, ListBuilder, RecordBatch, StringBuilder};

use crate::contract::{Contract, Type};
use crate::error::{LakeError, Result};

enum Builder {
    Text(StringBuilder),
    Int32(Int32Builder),
    Int64(Int64Builder),
    Float64(Float64Builder),
    Bool(BooleanBuilder),
    TextList(ListBuilder<StringBuilder>),
}

/// Collects rows of one table. A value is text and is typed by the contract; `None` is unknown.
pub struct Rows {
    contract: Contract,
    builders: Vec<Builder>,
    rows: usize,
}

impl Rows {
    /// An empty table.
    #[must_use]
    pub fn new(contract: &Contract) -> Self {
        let builders = contract
            .columns
            .iter()
            .map(|c| match c.kind {
                Type::Text => Builder::Text(StringBuilder::new()),
                Type::Int32 => Builder::Int32(Int32Builder::new()),
                Type::Int64 => Builder::Int64(Int64Builder::new()),
                Type::Float64 => Builder::Float64(Float64Builder::new()),
                Type::Bool => Builder::Bool(BooleanBuilder::new()),
                Type::TextList => Builder::TextList(ListBuilder::new(StringBuilder::new())),
            })
            .collect();
        Self { contract: contract.clone(), builders, rows: 0 }
    }

    /// The contract.
    #[must_use]
    pub fn contract(&self) -> &Contract {
        &self.contract
    }

    /// How many rows were added.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether no row was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Adds a row: one value a column, in the contract's order. Nothing is added when a value does not fit.
    ///
    /// # Errors
    /// [`LakeError::Value`] naming column and value; a value missing from a required column is one, too.
    pub fn push(&mut self, values: &[Option<&str>]) -> Result<()> {
        if values.len() != self.contract.columns.len() {
            let problem = format!("a row has {} values for {} columns", values.len(), self.contract.columns.len());
            return Err(LakeError::Rows { table: self.contract.name.clone(), problem });
        }
        for (column, value) in self.contract.columns.iter().zip(values) {
            let fits = match (column.kind, value) {
                (_, None) => column.nullable,
                (Type::Text | Type::TextList, _) => true,
                (Type::Int32, Some(v)) => v.parse::<i32>().is_ok(),
                (Type::Int64, Some(v)) => v.parse::<i64>().is_ok(),
                (Type::Float64, Some(v)) => v.parse::<f64>().is_ok_and(f64::is_finite),
                (Type::Bool, Some(v)) => v.parse::<bool>().is_ok(),
            };
            if !fits {
                let value = value.unwrap_or("(nothing)").to_owned();
                return Err(LakeError::Value { table: self.contract.name.clone(), column: column.name.clone(), value, wanted: column.kind.word() });
            }
        }
        for (builder, value) in self.builders.iter_mut().zip(values) {
            match builder {
                Builder::Text(b) => b.append_option(*value),
                Builder::Int32(b) => b.append_option(value.and_then(|v| v.parse().ok())),
                Builder::Int64(b) => b.append_option(value.and_then(|v| v.parse().ok())),
                Builder::Float64(b) => b.append_option(value.and_then(|v| v.parse().ok())),
                Builder::Bool(b) => b.append_option(value.and_then(|v| v.parse().ok())),
                Builder::TextList(b) => {
                    for item in value.unwrap_or_default().split('|').filter(|i| !i.is_empty()) {
                        b.values().append_value(item);
                    }
                    b.append(value.is_some());
                }
            }
        }
        self.rows += 1;
        Ok(())
    }

    /// All rows as one batch.
    ///
    /// # Errors
    /// [`LakeError::Arrow`].
    pub fn finish(mut self) -> Result<RecordBatch> {
        let columns: Vec<ArrayRef> = self
            .builders
            .iter_mut()
            .map(|b| match b {
                Builder::Text(b) => Arc::new(b.finish()) as ArrayRef,
                Builder::Int32(b) => Arc::new(b.finish()),
                Builder::Int64(b) => Arc::new(b.finish()),
                Builder::Float64(b) => Arc::new(b.finish()),
                Builder::Bool(b) => Arc::new(b.finish()),
                Builder::TextList(b) => Arc::new(b.finish()),
            })
            .collect();
        RecordBatch::try_new(self.contract.schema(), columns).map_err(|source| LakeError::Arrow { table: self.contract.name.clone(), source })
    }
}
