//! Which columns of its inputs a model reads for some of its own columns, as the engine's optimizer finds them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arrow::array::Array;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::datasource::MemTable;
use datafusion::logical_expr::LogicalPlan;
use datafusion::prelude::SessionContext;

use super::{Explainer, Step, batch};
use crate::error::{QueryError, Result};
use crate::model::Model;

/// Columns read, by input.
pub type Needs = BTreeMap<String, BTreeSet<String>>;

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
        if let LogicalPlan::TableScan(scan) = node {
            let columns = scan.projected_schema.fields().iter().map(|f| f.name().clone());
            out.entry(scan.table_name.table().to_owned()).or_default().extend(columns);
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
