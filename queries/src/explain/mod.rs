//! One figure back through the models to the rows of the publishers' files.
//!
//! For each model, from the figure's table down, [`Explainer::explain`] looks for the rows of its inputs that the wanted rows are made from, and proves
//! them: the model's own SQL, run over those rows alone, must give the wanted rows again. Which columns matter is read off the engine's plan; which rows
//! belong together follows from key columns of one name (a name has one meaning) and from the contract's `trace`. Where these rows do not suffice, the
//! search ([`search`]) takes more, at worst the whole input.

mod batch;
mod needs;
mod replay;
mod search;
mod witness;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use arrow::array::RecordBatch;
use arrow::row::OwnedRow;
use datafusion::prelude::SessionContext;
use rocp_lake::Contract;
use rocp_lake::contract::Type;

use crate::error::{QueryError, Result};
use crate::run::Staged;
use crate::{graph, model, session};

pub use batch::text;

/// Name of the column that numbers a staged row's file.
const FILE: &str = "_file";

/// A step of an explanation: the rows of one table that the figure is made from.
#[derive(Debug)]
pub struct Step {
    /// The table's contract.
    pub contract: Contract,
    /// `mart`, `core`, or empty for a table that nothing here computes.
    pub layer: &'static str,
    /// The columns that the figure depends on, keys included, in the contract's order.
    pub columns: Vec<String>,
    /// The rows, all columns of the contract, in the order of its key.
    pub rows: RecordBatch,
    /// For each row the place of its file among the table's files; empty for a computed table.
    pub files: Vec<usize>,
    /// The tables that these rows were computed from, with the number of rows there.
    pub inputs: Vec<(String, usize)>,
    /// Whether the figure is made from these rows' values or number. Where only their being there matters (a title is joined, a list is kept to), they are
    /// not traced further.
    pub has_values: bool,
}

/// A figure, explained.
#[derive(Debug)]
pub struct Explanation {
    /// The steps, the figure's own table first; each comes before the tables it was computed from.
    pub steps: Vec<Step>,
}

/// Explains figures of one run; tables and plans are read once.
pub struct Explainer {
    tables: BTreeMap<String, Staged>,
    keyed: BTreeSet<String>,
    held: SessionContext,
    replay: SessionContext,
    plans: BTreeMap<String, needs::Needs>,
    found: BTreeMap<(String, Vec<OwnedRow>), Vec<search::Found>>,
}

/// Rows wanted of one table.
struct Wanted {
    rows: RecordBatch,
    columns: BTreeSet<String>,
    has_values: bool,
}

impl Explainer {
    /// Over the tables of a run: staged tables, reference tables and models with their files.
    ///
    /// # Errors
    /// [`QueryError::Engine`] when the engine cannot be set up.
    pub fn new(scratch: &Path, tables: Vec<Staged>) -> Result<Self> {
        let tables: BTreeMap<String, Staged> = tables.into_iter().map(|t| (t.contract.name.clone(), t)).collect();
        let text = |c: &Contract, name: &String| c.columns.iter().any(|x| &x.name == name && x.kind == Type::Text);
        let keyed = tables.values().flat_map(|t| t.contract.key.iter().filter(|k| text(&t.contract, k))).cloned().collect();
        Ok(Self { tables, keyed, held: session::new(scratch)?, replay: session::new(scratch)?, plans: BTreeMap::new(), found: BTreeMap::new() })
    }

    /// The one row of a table in which the named columns have the given values.
    ///
    /// # Errors
    /// [`QueryError::Cell`] when there is no such table, column or row, or more than one row.
    pub async fn row(&mut self, table: &str, key: &[(String, String)]) -> Result<RecordBatch> {
        let cell = |problem: String, hint: &str| QueryError::Cell { problem, hint: hint.to_owned() };
        let t = self.tables.get(table).filter(|_| model::find(table).is_some_and(|m| m.layer == "mart"));
        let t = t.ok_or_else(|| {
            cell(format!("there is no mart {table}"), "`rocp models` lists the tables; write MART.COLUMN, for example supply_demand_gap.gap_whole")
        })?;
        if let Some((name, _)) = key.iter().find(|(name, _)| t.contract.index_of(name).is_none()) {
            return Err(cell(format!("{table} has no column {name}"), &format!("its key is {}", t.contract.key.join(", "))));
        }
        let keys = t.contract.key.clone();
        let rows = witness::by_text(self, table, key).await?;
        match rows.num_rows() {
            1 => Ok(rows),
            0 => Err(cell(format!("{table} has no row with {}", shown(key)), &format!("its key is {}; `rocp query` shows the values", keys.join(", ")))),
            n => {
                let open: Vec<_> = keys.iter().filter(|k| !key.iter().any(|(name, _)| name == *k)).cloned().collect();
                Err(cell(format!("{n} rows of {table} have {}", shown(key)), &format!("name one of them by {}", open.join(", "))))
            }
        }
    }

    /// Explains one column of one row, which [`Self::row`] found.
    ///
    /// # Errors
    /// [`QueryError::Cell`] for a column that is not there, or where a model no longer gives the run's own rows (it was made by another version).
    pub async fn explain(&mut self, table: &str, row: RecordBatch, column: &str) -> Result<Explanation> {
        let contract = &self.tables[table].contract;
        if contract.index_of(column).is_none() {
            let names: Vec<_> = contract.columns.iter().map(|c| c.name.as_str()).collect();
            return Err(QueryError::Cell { problem: format!("{table} has no column {column}"), hint: format!("its columns are {}", names.join(", ")) });
        }
        let columns = contract.key.iter().cloned().chain([column.to_owned()]).collect();
        let mut wanted = BTreeMap::from([(table.to_owned(), Wanted { rows: row, columns, has_values: true })]);
        let mut steps = Vec::new();
        let mut order: Vec<String> = graph::ordered()?.iter().rev().map(|m| m.name.to_owned()).collect();
        order.extend(self.tables.keys().filter(|t| model::find(t).is_none()).cloned());
        for name in order {
            let Some(want) = wanted.remove(&name) else { continue };
            let contract = self.tables[&name].contract.clone();
            let columns: Vec<String> = contract.columns.iter().map(|c| c.name.clone()).filter(|c| want.columns.contains(c)).collect();
            let (rows, files) = batch::split_file(&contract, &want.rows)?;
            let mut step =
                Step { layer: model::find(&name).map_or("", |m| m.layer), contract, columns, rows, files, inputs: Vec::new(), has_values: want.has_values };
            if let Some(model) = model::find(&name).filter(|_| want.has_values) {
                let found = search::inputs(self, model, &step).await?;
                // A figure that reads no value of any input counts rows: then these are what it is made from.
                let values = |input: &str, read: &BTreeSet<String>| read.iter().any(|c| !self.tables[input].contract.key.contains(c));
                let counts = !found.iter().any(|(input, rows, read)| rows.num_rows() > 0 && values(input, read));
                for (input, rows, read) in found {
                    step.inputs.push((input.clone(), rows.num_rows()));
                    if rows.num_rows() > 0 {
                        let has_values = counts || values(&input, &read);
                        self.add(&mut wanted, input, rows, read, has_values)?;
                    }
                }
            }
            steps.push(step);
        }
        Ok(Explanation { steps })
    }

    /// Adds rows to what is wanted of an input, each once.
    fn add(&self, wanted: &mut BTreeMap<String, Wanted>, input: String, rows: RecordBatch, read: BTreeSet<String>, has_values: bool) -> Result<()> {
        let contract = &self.tables[&input].contract;
        let mut columns = read;
        columns.extend(contract.key.iter().cloned());
        let more = match wanted.remove(&input) {
            None => Wanted { rows: batch::distinct(contract, &[rows])?, columns, has_values },
            Some(mut old) => {
                old.columns.append(&mut columns);
                Wanted { rows: batch::distinct(contract, &[old.rows, rows])?, columns: old.columns, has_values: old.has_values || has_values }
            }
        };
        wanted.insert(input, more);
        Ok(())
    }
}

fn shown(key: &[(String, String)]) -> String {
    if key.is_empty() { "no condition".to_owned() } else { key.iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>().join(" ") }
}
