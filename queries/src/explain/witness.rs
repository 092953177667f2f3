//! The rows of a model's inputs that its wanted rows can be made from.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use arrow::array::{Array, AsArray, BooleanArray, RecordBatch};
use arrow::compute::{concat_batches, filter_record_batch};
use arrow::datatypes::{DataType, Field, Schema};
use datafusion::dataframe::DataFrame;
use datafusion::logical_expr::{Expr, cast, ident, lit};
use rocp_lake::contract::Trace;

use super::{Explainer, FILE, Step, batch, needs::Needs};
use crate::catalog;
use crate::error::{QueryError, Result};
use crate::run::Staged;

/// Files up to this size (bytes, compressed) are read into memory once.
const SMALL: u64 = 4 << 20;

/// Which inputs' rows must agree with the rows of the other inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// All, with each of the others.
    Every,
    /// All, with one of the others.
    Any,
    /// Those that share no key column with the table.
    Unbound,
    /// None.
    None,
}

/// How the rows of one input are looked for.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Columns of the table by which the input's rows are not chosen.
    pub drop: BTreeSet<String>,
    /// Whether they must agree with the rows of the other inputs, too.
    pub agreement: Agreement,
    /// Whether the contract's `trace` is kept to: a figure can rest on rows that are *not* there, and these no trace names.
    pub traced: bool,
}

/// Texts that a column may have.
type Texts = BTreeSet<String>;

/// The search for one step: what its rows say, and the rows read so far.
pub struct Search<'a> {
    step: &'a Step,
    reads: &'a Needs,
    values: BTreeMap<String, Texts>,
    on: BTreeMap<String, Vec<(String, Texts)>>,
    read: BTreeMap<(String, Vec<String>, bool), RecordBatch>,
}

impl<'a> Search<'a> {
    /// Reads the key columns of the step's rows, and what the contract's `trace` says of them.
    pub async fn new(x: &Explainer, step: &'a Step, reads: &'a Needs) -> Result<Self> {
        let mut values = BTreeMap::new();
        for c in &step.contract.columns {
            // An unknown value says nothing about where the row comes from.
            if let Some(column) = step.rows.column_by_name(&c.name).filter(|col| x.keyed.contains(&c.name) && col.null_count() == 0) {
                values.insert(c.name.clone(), texts(column));
            }
        }
        let mut on: BTreeMap<String, Vec<(String, Texts)>> = BTreeMap::new();
        for trace in &step.contract.trace {
            for (of_row, of_input) in &trace.on {
                let failed = || QueryError::model(step.contract.name.clone());
                let frame = x.held.read_batch(step.rows.clone()).map_err(failed())?;
                let expr = frame.parse_sql_expr(of_row).map_err(failed())?;
                let answer = collect(frame.select(vec![cast(expr, DataType::Utf8).alias("it")]).map_err(failed())?, &step.contract.name).await?;
                let found = answer.column_by_name("it").map(|c| texts(c)).unwrap_or_default();
                on.entry(trace.input.clone()).or_default().push((of_input.clone(), found));
            }
        }
        Ok(Self { step, reads, values, on, read: BTreeMap::new() })
    }

    /// The columns by which an input's rows can be chosen.
    fn chosen_by(&self, x: &Explainer, input: &str, choice: &Choice) -> Vec<String> {
        let shared = |c: &&String| x.keyed.contains(*c) && self.values.contains_key(*c) && !choice.drop.contains(*c);
        self.reads[input].columns.iter().filter(shared).cloned().collect()
    }

    fn traced(&self, input: &str, choice: &Choice) -> bool {
        choice.traced && self.step.contract.trace.iter().any(|t| t.input == input)
    }

    /// The rows of every input under the given choices. An input without rows says nothing about the others.
    pub async fn rows(&mut self, x: &mut Explainer, choices: &BTreeMap<String, Choice>) -> Result<BTreeMap<String, RecordBatch>> {
        let mut out: BTreeMap<String, Option<RecordBatch>> = BTreeMap::new();
        let mut bound: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (input, choice) in choices {
            let by = self.chosen_by(x, input, choice);
            let free = by.is_empty() && !self.traced(input, choice);
            out.insert(input.clone(), if free { None } else { Some(self.fetch(x, input, &by, None, choice.traced).await?) });
            bound.insert(input.clone(), by);
        }
        let mut changed = true;
        while changed {
            changed = false;
            for (input, choice) in choices {
                let unbound = bound[input].is_empty() && !self.traced(input, choice);
                if choice.agreement == Agreement::None || (choice.agreement == Agreement::Unbound && !unbound) {
                    continue;
                }
                let free: Vec<_> = self.reads[input].columns.iter().filter(|c| x.keyed.contains(*c) && !bound[input].contains(*c)).collect();
                for column in free {
                    let others = out.iter().filter(|(other, _)| *other != input && self.reads[*other].columns.contains(column));
                    let said = others.filter_map(|(_, rows)| rows.as_ref().and_then(|r| r.column_by_name(column)).map(|c| texts(c)));
                    let said = said.filter(|s| !s.is_empty());
                    let said =
                        if choice.agreement == Agreement::Any { said.reduce(|a, b| a.union(&b).cloned().collect()) } else { said.min_by_key(BTreeSet::len) };
                    let Some(said) = said else { continue };
                    let narrowed = match &out[input] {
                        None => self.fetch(x, input, &[], Some((column, &said)), choice.traced).await?,
                        Some(rows) => keep(&self.step.contract.name, rows, column, &said)?,
                    };
                    if out[input].as_ref().is_none_or(|rows| narrowed.num_rows() < rows.num_rows()) {
                        out.insert(input.clone(), Some(narrowed));
                        changed = true;
                    }
                }
            }
        }
        let mut whole = BTreeMap::new();
        for (input, rows) in out {
            let rows = match rows {
                Some(rows) => rows,
                None => {
                    let traced = choices[&input].traced;
                    self.fetch(x, &input, &[], None, traced).await?
                }
            };
            whole.insert(input, rows);
        }
        Ok(whole)
    }

    /// Reads rows of an input: by columns of the step's rows, by its trace, and by one column of another input.
    async fn fetch(&mut self, x: &mut Explainer, input: &str, by: &[String], said: Option<(&String, &Texts)>, traced: bool) -> Result<RecordBatch> {
        let memo = (input.to_owned(), by.to_vec(), traced);
        if said.is_none()
            && let Some(rows) = self.read.get(&memo)
        {
            return Ok(rows.clone());
        }
        let failed = || QueryError::model(self.step.contract.name.clone());
        let frame = frame(x, input).await?;
        let mut all: Vec<Expr> = by.iter().map(|c| one_of(ident(c), &self.values[c])).collect();
        all.extend(said.map(|(column, texts)| one_of(ident(column), texts)));
        let mut also = None;
        if said.is_none() && traced {
            for (of_input, found) in self.on.get(input).into_iter().flatten() {
                all.push(one_of(cast(frame.parse_sql_expr(of_input).map_err(failed())?, DataType::Utf8), found));
            }
            for Trace { only, also: more, .. } in self.step.contract.trace.iter().filter(|t| t.input == input) {
                if let Some(sql) = only {
                    all.push(frame.parse_sql_expr(sql).map_err(failed())?);
                }
                if let Some(sql) = more {
                    also = Some(frame.parse_sql_expr(sql).map_err(failed())?);
                }
            }
        }
        all.extend(self.reads[input].filter());
        let mut filter = all.into_iter().reduce(Expr::and);
        if let (Some(f), Some(a)) = (filter.clone(), also) {
            filter = Some(f.or(a));
        }
        let frame = match filter {
            Some(filter) => frame.filter(filter).map_err(failed())?,
            None => frame,
        };
        let rows = collect(frame, input).await?;
        if said.is_none() {
            self.read.insert(memo, rows.clone());
        }
        Ok(rows)
    }
}

fn one_of(column: Expr, texts: &Texts) -> Expr {
    column.in_list(texts.iter().map(|t| lit(t.clone())).collect(), false)
}

/// The texts of a column of type text.
fn texts(column: &dyn Array) -> Texts {
    column.as_string_opt::<i32>().map(|c| c.iter().flatten().map(str::to_owned).collect()).unwrap_or_default()
}

fn keep(table: &str, rows: &RecordBatch, column: &str, said: &Texts) -> Result<RecordBatch> {
    let said: HashSet<&str> = said.iter().map(String::as_str).collect();
    let Some(values) = rows.column_by_name(column).and_then(|c| c.as_string_opt::<i32>()) else { return Ok(rows.clone()) };
    let mask: BooleanArray = values.iter().map(|v| Some(v.is_some_and(|v| said.contains(v)))).collect();
    filter_record_batch(rows, &mask).map_err(batch::arrow(table))
}

/// All rows of an answer.
async fn collect(frame: DataFrame, table: &str) -> Result<RecordBatch> {
    let schema = std::sync::Arc::new(frame.schema().as_arrow().clone());
    let batches = frame.collect().await.map_err(QueryError::model(table))?;
    concat_batches(&schema, &batches).map_err(batch::arrow(table))
}

/// A table of the run, with the number of the file where a staged row comes from.
async fn frame(x: &mut Explainer, name: &str) -> Result<DataFrame> {
    let failed = || QueryError::engine(format!("read table {name}"));
    if !x.held.table_exist(name).map_err(failed())? {
        let table = x.tables.get(name).ok_or_else(|| QueryError::Graph { problem: format!("the run holds no table {name}") })?;
        let frame = open(x, table).await?;
        let size: u64 = table.files.iter().filter_map(|f| f.metadata().ok()).map(|m| m.len()).sum();
        let frame = if size <= SMALL { frame.cache().await.map_err(failed())? } else { frame };
        x.held.register_table(name, frame.into_view()).map_err(failed())?;
    }
    x.held.table(name).await.map_err(failed())
}

async fn open(x: &Explainer, table: &Staged) -> Result<DataFrame> {
    let failed = || QueryError::engine(format!("read table {}", table.contract.name));
    let numbered = |n: usize| {
        let mut fields = table.contract.columns.iter().map(|c| ident(&c.name)).collect::<Vec<_>>();
        fields.push(lit(i64::try_from(n).unwrap_or(i64::MAX)).alias(FILE));
        fields
    };
    let mut out: Option<DataFrame> = None;
    for (n, file) in table.files.iter().enumerate() {
        let mut one = table.contract.clone();
        one.name = format!("{}_{n}", table.contract.name);
        catalog::register(&x.held, &one, std::slice::from_ref(file))?;
        let frame = x.held.table(&one.name).await.and_then(|f| f.select(numbered(n))).map_err(failed())?;
        out = Some(match out {
            None => frame,
            Some(before) => before.union(frame).map_err(failed())?,
        });
    }
    match out {
        Some(frame) => Ok(frame),
        None => {
            let mut fields: Vec<_> = table.contract.schema().fields().iter().map(|f| f.as_ref().clone()).collect();
            fields.push(Field::new(FILE, DataType::Int64, false));
            x.held.read_batch(RecordBatch::new_empty(std::sync::Arc::new(Schema::new(fields)))).map_err(failed())
        }
    }
}

/// The rows of a table in which the named columns show the given texts.
pub async fn by_text(x: &mut Explainer, table: &str, key: &[(String, String)]) -> Result<RecordBatch> {
    let failed = || QueryError::engine(format!("read table {table}"));
    let mut frame = frame(x, table).await?;
    for (column, value) in key {
        frame = frame.filter(cast(ident(column), DataType::Utf8).eq(lit(value.clone()))).map_err(failed())?;
    }
    collect(frame, table).await
}
