//! The smallest choice of input rows, of those tried, that gives the wanted rows again.

use std::collections::{BTreeMap, BTreeSet};

use arrow::array::RecordBatch;

use super::witness::{Choice, Search};
use super::{Explainer, Step, needs, replay};
use crate::error::{QueryError, Result};
use crate::model::Model;

/// The inputs of a step: name, rows, and the columns read there.
///
/// Rows are chosen by the key columns that table and input share and by the rows of the other inputs. Where that is too few - a total over a region is
/// part of an occupation's row - the table's key columns are let go, the fewest first, then the agreement with other inputs; then each input is narrowed
/// again by itself where the rows are still given.
pub async fn inputs(x: &mut Explainer, model: &Model, step: &Step) -> Result<Vec<(String, RecordBatch, BTreeSet<String>)>> {
    let reads = needs::of(x, model, &step.columns).await?;
    let mut search = Search::new(x, step, &reads).await?;
    let keys: Vec<&String> = step.contract.key.iter().rev().filter(|k| x.keyed.contains(*k)).collect();
    let all = |choice: &Choice| -> BTreeMap<String, Choice> { reads.keys().map(|i| (i.clone(), choice.clone())).collect() };
    let mut found = None;
    for choice in order(&keys) {
        let choices = all(&choice);
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
    if !choice.drop.is_empty() || !choice.siblings {
        for input in reads.keys() {
            let mut narrower = choices.clone();
            narrower.insert(input.clone(), Choice { drop: BTreeSet::new(), siblings: true });
            let fewer = search.rows(x, &narrower).await?;
            let smaller = fewer.values().map(RecordBatch::num_rows).sum::<usize>() < rows.values().map(RecordBatch::num_rows).sum();
            if smaller && replay::gives(x, model, step, &fewer).await? {
                (choices, rows) = (narrower, fewer);
            }
        }
    }
    Ok(rows.into_iter().map(|(input, rows)| (input.clone(), rows, reads[&input].clone())).collect())
}

/// Choices, the narrowest first.
fn order(keys: &[&String]) -> Vec<Choice> {
    let mut sets: Vec<BTreeSet<String>> = vec![BTreeSet::new()];
    for key in keys {
        for i in 0..sets.len() {
            let mut more = sets[i].clone();
            more.insert((*key).clone());
            sets.push(more);
        }
    }
    sets.sort_by_key(BTreeSet::len);
    let choice = |siblings: bool| sets.clone().into_iter().map(move |drop| Choice { drop, siblings });
    choice(true).chain(choice(false)).chain([Choice { drop: keys.iter().map(|k| (*k).clone()).collect(), siblings: false }]).collect()
}
