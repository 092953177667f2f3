//! The proof of an explanation: a model's own SQL over the rows found gives the wanted rows again.

use std::collections::{BTreeMap, HashMap};

use arrow::array::{Array, RecordBatch};
use arrow::compute::concat_batches;
use datafusion::datasource::MemTable;

use super::{Explainer, Step, batch, needs};
use crate::error::{QueryError, Result};
use crate::model::Model;

/// How far two sums of the same numbers may lie apart, as a share: their order can differ.
const TOLERANCE: f64 = 1e-9;

/// Whether the model, over these rows of its inputs alone, gives the step's rows.
pub async fn gives(x: &Explainer, model: &Model, step: &Step, inputs: &BTreeMap<String, RecordBatch>) -> Result<bool> {
    for input in &step.contract.inputs {
        let contract = &x.tables[input].contract;
        let rows = match inputs.get(input) {
            Some(rows) => vec![batch::split_file(contract, rows)?.0],
            None => Vec::new(),
        };
        needs::register(&x.replay, input, MemTable::try_new(contract.schema(), vec![rows]).map_err(QueryError::model(model.name))?)?;
    }
    let sql = needs::reduced(x, model, step)?;
    let answer = x.replay.sql(&sql).await.map_err(QueryError::model(model.name))?.collect().await.map_err(QueryError::model(model.name))?;
    let Some(first) = answer.first() else { return Ok(false) };
    let answer = concat_batches(&first.schema(), &answer).map_err(batch::arrow(model.name))?;
    holds(step, &answer)
}

fn holds(step: &Step, answer: &RecordBatch) -> Result<bool> {
    let keys = |rows: &RecordBatch| batch::keys(&step.contract.name, rows, &step.contract.key);
    let place: HashMap<_, _> = keys(answer)?.into_iter().enumerate().map(|(i, k)| (k, i)).collect();
    let mut pairs = Vec::with_capacity(step.rows.num_rows());
    for (i, key) in keys(&step.rows)?.into_iter().enumerate() {
        let Some(j) = place.get(&key) else { return Ok(false) };
        pairs.push((i, *j));
    }
    for name in &step.columns {
        let (Some(wanted), Some(got)) = (step.rows.column_by_name(name), answer.column_by_name(name)) else { return Ok(false) };
        for (i, j) in &pairs {
            if !equal(wanted, *i, got, *j)? {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

fn equal(a: &dyn Array, i: usize, b: &dyn Array, j: usize) -> Result<bool> {
    use arrow::array::AsArray;
    use arrow::datatypes::Float64Type;
    if a.is_null(i) || b.is_null(j) {
        return Ok(a.is_null(i) && b.is_null(j));
    }
    if let (Some(a), Some(b)) = (a.as_primitive_opt::<Float64Type>(), b.as_primitive_opt::<Float64Type>()) {
        let (a, b) = (a.value(i), b.value(j));
        return Ok((a - b).abs() <= TOLERANCE * a.abs().max(b.abs()).max(1.0));
    }
    Ok(batch::text(a, i)? == batch::text(b, j)?)
}
