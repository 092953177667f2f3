//! The order of the models, and where each table's figures come from.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{QueryError, Result};
use crate::model::{MODELS, Model};

/// The models so that each comes after its inputs; by name among those that could come next.
///
/// # Errors
/// [`QueryError::Graph`] where models wait for each other.
pub fn ordered() -> Result<Vec<&'static Model>> {
    let mut waiting: BTreeMap<&str, (&'static Model, Vec<String>)> = BTreeMap::new();
    for model in MODELS {
        let contract = model.contract()?;
        if contract.name != model.name {
            return Err(QueryError::Graph { problem: format!("the folder {} holds the contract of {}", model.name, contract.name) });
        }
        waiting.insert(model.name, (model, contract.inputs));
    }
    let names: BTreeSet<&str> = waiting.keys().copied().collect();
    let mut done: BTreeSet<String> = BTreeSet::new();
    let mut out = Vec::new();
    while !waiting.is_empty() {
        let ready = waiting.iter().find(|(_, (_, inputs))| inputs.iter().all(|i| !names.contains(i.as_str()) || done.contains(i))).map(|(n, _)| *n);
        let Some(name) = ready else {
            let left: Vec<_> = waiting.keys().copied().collect();
            return Err(QueryError::Graph { problem: format!("these models wait for each other: {}", left.join(", ")) });
        };
        if let Some((model, _)) = waiting.remove(name) {
            done.insert(name.to_owned());
            out.push(model);
        }
    }
    Ok(out)
}

/// The models that the named tables need, themselves among them, in the order of [`ordered`].
///
/// # Errors
/// As [`ordered`].
pub fn needed(tables: &[&str]) -> Result<Vec<&'static Model>> {
    let mut wanted: BTreeSet<String> = tables.iter().map(|t| (*t).to_owned()).collect();
    let all = ordered()?;
    for model in all.iter().rev() {
        if wanted.contains(model.name) {
            wanted.extend(model.contract()?.inputs);
        }
    }
    Ok(all.into_iter().filter(|m| wanted.contains(m.name)).collect())
}

/// The staged and reference tables behind a table, through all models: where its figures come from.
///
/// # Errors
/// [`QueryError::Lake`] when a contract is not valid.
pub fn roots(table: &str) -> Result<BTreeSet<String>> {
    let mut out = BTreeSet::new();
    let mut open = vec![table.to_owned()];
    let mut seen = BTreeSet::new();
    while let Some(name) = open.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        match crate::model::find(&name) {
            Some(model) => open.extend(model.contract()?.inputs),
            None => {
                out.insert(name);
            }
        }
    }
    Ok(out)
}
