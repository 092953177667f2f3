//! The smallest choice of input rows, of those tried, that gives the wanted rows again.

use std::collections::{BTreeMap, BTreeSet};

use arrow::array::RecordBatch;

use super::witness::{Agreement, Choice, Search};
use super::{Explainer, Step, batch, needs, replay};
use crate::error::{QueryError, Result};
use crate::model::Model;

/// An input of a step: name, rows, and the columns read there.
pub type Found = (String, RecordBatch, BTreeSet<String>);

/// Steps of up to this many rows are remembered: figures of one region share most of theirs.
const REMEMBERED: usize = 500;

/// The inputs of a step, from an earlier figure where that had the same step.
pub async fn inputs(x: &mut Explainer, model: &Model, step: &Step) -> Result<Vec<Found>> {
    let key = (needs::reduced(x, model, step)?, batch::keys(model.name, &step.rows, &step.contract.key)?);
    if let Some(found) = x.found.get(&key) {
        return Ok(found.clone());
    }
    let found = look(x, model, step).await?;
    if step.rows.num_rows() <= REMEMBERED {
        x.found.insert(key, found.clone());
    }
    Ok(found)
}

/// The inputs of a step.
///
/// Rows are chosen by the key columns that table and input share and by the rows of the other inputs. Where that is too few, the agreement with other
/// inputs is let go (a row of one table need not have a partner in another), then the table's key columns, the fewest first (a total over a region is part
/// of an occupation's row); last the contract's traces; then each input is narrowed again by itself where the rows are still given.
async fn look(x: &mut Explainer, model: &Model, step: &Step) -> Result<Vec<Found>> {
    let reads = needs::of(x, model, step).await?;
    let mut search = Search::new(x, step, &reads).await?;
    let keys: Vec<&String> = step.contract.key.iter().rev().filter(|k| x.keyed.contains(*k)).collect();
    let others: BTreeSet<String> =
        step.contract.columns.iter().map(|c| &c.name).filter(|c| x.keyed.contains(*c) && !step.contract.key.contains(c)).cloned().collect();
    let mut found = None;
    let order = order(&keys, &others);
    // What rests on the absence of a row is given again only where the traces are let go, too.
    let untraced: Vec<Choice> = order.iter().filter(|_| !step.contract.trace.is_empty()).map(|c| Choice { traced: false, ..c.clone() }).collect();
    for choice in order.into_iter().chain(untraced) {
        let choices: BTreeMap<String, Choice> = reads.keys().map(|i| (i.clone(), choice.clone())).collect();
        let rows = search.rows(x, &choices).await?;
        if replay::gives(x, model, step, &rows).await? {
            found = Some((choice, choices, rows));
            break;
        }
    }
    let Some((choice, mut choices, mut rows)) = found else {
        return Err(QueryError::Cell {
            problem: format!("the model {} does not give the run's rows again", model.name),
            hint: "the run was made by another version of the program: `rocp run` makes a new one".into(),
        });
    };
    if !choice.drop.is_empty() || choice.agreement != Agreement::Every || !choice.traced {
        for (input, agreement) in reads.keys().flat_map(|i| [Agreement::Every, Agreement::Any].map(|a| (i, a))) {
            let mut narrower = choices.clone();
            narrower.insert(input.clone(), Choice { drop: BTreeSet::new(), agreement, traced: true });
            let fewer = search.rows(x, &narrower).await?;
            let smaller = fewer.values().map(RecordBatch::num_rows).sum::<usize>() < rows.values().map(RecordBatch::num_rows).sum();
            if smaller && replay::gives(x, model, step, &fewer).await? {
                (choices, rows) = (narrower, fewer);
            }
        }
    }
    leave_out(x, model, step, &reads, &mut rows).await?;
    Ok(rows.into_iter().map(|(input, rows)| (input.clone(), rows, reads[&input].columns.clone())).collect())
}

/// Inputs of more rows than this are tried without rows, or with fewer.
const MANY: usize = 20;

/// Leaves out what the wanted rows do not need: an input that belongs to another branch of the model, and all but the first of rows of which one is enough.
async fn leave_out(x: &Explainer, model: &Model, step: &Step, reads: &needs::Needs, rows: &mut BTreeMap<String, RecordBatch>) -> Result<()> {
    for input in reads.keys() {
        let Some(all) = rows.get(input).cloned().filter(|r| r.num_rows() > MANY) else { continue };
        let contract = &x.tables[input].contract;
        let shared: Vec<String> = reads[input].columns.iter().filter(|c| x.keyed.contains(*c) && step.contract.index_of(c).is_some()).cloned().collect();
        let mut fewer = vec![all.slice(0, 0)];
        if !shared.is_empty() && reads[input].columns.iter().all(|c| contract.key.contains(c)) {
            fewer.push(batch::first_of(contract, &all, &shared)?);
        }
        for less in fewer.into_iter().filter(|less| less.num_rows() < all.num_rows()) {
            rows.insert(input.clone(), less);
            if replay::gives(x, model, step, rows).await? {
                break;
            }
            rows.insert(input.clone(), all.clone());
        }
    }
    Ok(())
}

/// Choices, the narrowest first: `keys` let go one by one, then the key columns of other tables that the row has, then all.
fn order(keys: &[&String], others: &BTreeSet<String>) -> Vec<Choice> {
    let mut sets: Vec<BTreeSet<String>> = vec![BTreeSet::new()];
    for key in keys {
        for i in 0..sets.len() {
            let mut more = sets[i].clone();
            more.insert((*key).clone());
            sets.push(more);
        }
    }
    sets.sort_by_key(BTreeSet::len);
    if !others.is_empty() {
        let all = others.iter().chain(keys.iter().copied()).cloned().collect();
        sets.insert(sets.len().min(keys.len() + 1), others.clone());
        sets.push(all);
    }
    let all = [Agreement::Every, Agreement::Any, Agreement::Unbound, Agreement::None];
    sets.into_iter().flat_map(|drop| all.map(|agreement| Choice { drop: drop.clone(), agreement, traced: true })).collect()
}
