//! Which columns of its inputs a model reads for some of its own columns, as the engine's optimizer finds them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::datasource::MemTable;
use datafusion::logical_expr::LogicalPlan;
use datafusion::prelude::SessionContext;

use super::Explainer;
use crate::error::{QueryError, Result};
use crate::model::Model;

/// Columns read, by input.
pub type Needs = BTreeMap<String, BTreeSet<String>>;

/// The model's SQL, reduced to some columns.
pub fn reduced(model: &Model, columns: &[String]) -> String {
    format!("SELECT {} FROM ({}) AS t", columns.join(", "), model.sql)
}

/// The columns of each input that `columns` of the model are computed from.
pub async fn of(x: &mut Explainer, model: &Model, columns: &[String]) -> Result<Needs> {
    let key = (model.name.to_owned(), columns.to_vec());
    if let Some(known) = x.plans.get(&key) {
        return Ok(known.clone());
    }
    for input in model.contract()?.inputs {
        let schema = x.tables[&input].contract.schema();
        register(&x.replay, &input, MemTable::try_new(schema, vec![vec![]]).map_err(QueryError::model(model.name))?)?;
    }
    let plan = x.replay.sql(&reduced(model, columns)).await.and_then(|f| f.into_optimized_plan()).map_err(QueryError::model(model.name))?;
    let mut out = Needs::new();
    let walk = plan.apply_with_subqueries(|node| {
        if let LogicalPlan::TableScan(scan) = node {
            let columns = scan.projected_schema.fields().iter().map(|f| f.name().clone());
            out.entry(scan.table_name.table().to_owned()).or_default().extend(columns);
        }
        Ok(TreeNodeRecursion::Continue)
    });
    walk.map_err(QueryError::model(model.name))?;
    x.plans.insert(key, out.clone());
    Ok(out)
}

/// Puts a table in place of another of the same name.
pub fn register(session: &SessionContext, name: &str, table: MemTable) -> Result<()> {
    let failed = || QueryError::engine(format!("register table {name}"));
    session.deregister_table(name).map_err(failed())?;
    session.register_table(name, Arc::new(table)).map_err(failed())?;
    Ok(())
}
