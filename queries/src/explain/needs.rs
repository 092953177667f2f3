//! Which columns of its inputs a model reads for some of its own columns, as the engine's optimizer finds them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arrow::array::Array;
use datafusion::common::Column;
use datafusion::common::tree_node::{Transformed, TreeNode, TreeNodeRecursion};
use datafusion::datasource::MemTable;
use datafusion::logical_expr::{Expr, LogicalPlan};
use datafusion::prelude::SessionContext;

use super::{Explainer, Step, batch};
use crate::error::{QueryError, Result};
use crate::model::Model;

/// What a model reads of one input.
#[derive(Debug, Clone, Default)]
pub struct Read {
    /// Columns.
    pub columns: BTreeSet<String>,
    /// The conditions that the model's own SQL puts on the rows, one for each time it reads the input; fewer where it once reads all.
    filters: Vec<Expr>,
    scans: usize,
}

impl Read {
    /// The condition that every row read fulfils; none where the model reads all.
    pub fn filter(&self) -> Option<Expr> {
        if self.filters.len() == self.scans { self.filters.iter().cloned().reduce(Expr::or) } else { None }
    }
}

/// What is read, by input.
pub type Needs = BTreeMap<String, Read>;

/// The model's SQL, reduced to the columns of a step, and to the one value of each key column that no input has (the measure, test or list of a row): branches
/// that give other values are then not computed.
pub fn reduced(x: &Explainer, model: &Model, step: &Step) -> Result<String> {
    let mut only = Vec::new();
    for key in &step.contract.key {
        let elsewhere = step.contract.inputs.iter().any(|i| x.tables[i].contract.index_of(key).is_some());
        if let Some(values) = step.rows.column_by_name(key).filter(|_| x.keyed.contains(key) && !elsewhere) {
            let first = batch::text(values, 0)?;
            let mut same = true;
            for i in 1..values.len() {
                same = same && batch::text(values, i)? == first;
            }
            if same {
                only.push(format!("t.{key} = '{}'", first.replace('\'', "''")));
            }
        }
    }
    let only = if only.is_empty() { String::new() } else { format!(" WHERE {}", only.join(" AND ")) };
    Ok(format!("SELECT {} FROM ({}) AS t{only}", step.columns.join(", "), model.sql))
}

/// The columns of each input that the step's columns are computed from.
pub async fn of(x: &mut Explainer, model: &Model, step: &Step) -> Result<Needs> {
    let sql = reduced(x, model, step)?;
    if let Some(known) = x.plans.get(&sql) {
        return Ok(known.clone());
    }
    for input in &step.contract.inputs {
        let schema = x.tables[input].contract.schema();
        register(&x.replay, input, MemTable::try_new(schema, vec![vec![]]).map_err(QueryError::model(model.name))?)?;
    }
    let plan = x.replay.sql(&sql).await.and_then(|f| f.into_optimized_plan()).map_err(QueryError::model(model.name))?;
    let mut out = Needs::new();
    let walk = plan.apply_with_subqueries(|node| {
        match node {
            LogicalPlan::TableScan(scan) => {
                let read = out.entry(scan.table_name.table().to_owned()).or_default();
                read.columns.extend(scan.projected_schema.fields().iter().map(|f| f.name().clone()));
                read.scans += 1;
            }
            LogicalPlan::Filter(filter) => {
                if let LogicalPlan::TableScan(scan) = filter.input.as_ref() {
                    let plain = filter.predicate.clone().transform(|e| {
                        Ok(match e {
                            Expr::Column(c) => Transformed::yes(Expr::Column(Column::new_unqualified(c.name))),
                            other => Transformed::no(other),
                        })
                    })?;
                    out.entry(scan.table_name.table().to_owned()).or_default().filters.push(plain.data);
                }
            }
            _ => {}
        }
        Ok(TreeNodeRecursion::Continue)
    });
    walk.map_err(QueryError::model(model.name))?;
    x.plans.insert(sql, out.clone());
    Ok(out)
}

/// Puts a table in place of another of the same name.
pub fn register(session: &SessionContext, name: &str, table: MemTable) -> Result<()> {
    let failed = || QueryError::engine(format!("register table {name}"));
    session.deregister_table(name).map_err(failed())?;
    session.register_table(name, Arc::new(table)).map_err(failed())?;
    Ok(())
}
