//! An explanation as one JSON object, whole: every row of every table, every line of every file.

use rocp_lake::manifest::StagedEntry;
use rocp_queries::explain::Step;
use serde_json::{Map, Value, json};

use super::{Answer, masked};
use crate::error::Result;

/// The object on a line of its own.
pub fn line(answer: &Answer<'_>) -> Result<String> {
    let steps = answer.explanation.steps.iter().map(|s| step(answer, s)).collect::<Result<Vec<_>>>()?;
    let first = answer.explanation.steps.first();
    let value = match first {
        Some(s) => masked::cell(&s.contract, false, &s.rows, &answer.asked.column, 0)?,
        None => None,
    };
    let meta = first.and_then(|s| s.contract.columns.iter().find(|c| c.name == answer.asked.column));
    let object = json!({
        "figure": format!("{}.{}", answer.asked.table, answer.asked.column),
        "key": first.map(|s| row(s, false, 0, &s.contract.key)).transpose()?,
        "value": value,
        "unit": meta.map(|m| &m.unit),
        "meaning": meta.map(|m| &m.description),
        "run": answer.run.run,
        "profile": answer.run.profile,
        "steps": steps,
    });
    Ok(format!("{object}\n"))
}

fn step(answer: &Answer<'_>, s: &Step) -> Result<Value> {
    let hidden = masked::restricted(&s.contract)?;
    let files = answer.files(&s.contract.name);
    let mut shown = s.columns.clone();
    shown.extend(
        ["line"].into_iter().filter(|c| !s.files.is_empty() && s.contract.index_of(c).is_some() && !s.columns.iter().any(|x| x == c)).map(str::to_owned),
    );
    let mut rows = Vec::new();
    for i in 0..s.rows.num_rows() {
        let mut object = row(s, hidden, i, &shown)?;
        if let (Some(file), Value::Object(fields)) = (s.files.get(i), &mut object) {
            fields.insert("file".into(), json!(file));
        }
        rows.push(object);
    }
    let inputs: Vec<_> = s.inputs.iter().map(|(name, rows)| json!({ "table": name, "rows": rows })).collect();
    Ok(json!({
        "table": s.contract.name,
        "layer": s.layer,
        "title": s.contract.title,
        "recomputed": if s.layer.is_empty() { Value::Null } else { Value::Bool(true) },
        "has_values": s.has_values,
        "inputs": inputs,
        "files": if s.files.is_empty() { Vec::new() } else { files.into_iter().map(file).collect() },
        "rows": rows,
    }))
}

fn row(s: &Step, hidden: bool, i: usize, columns: &[String]) -> Result<Value> {
    let mut out = Map::new();
    for column in columns {
        out.insert(column.clone(), json!(masked::cell(&s.contract, hidden, &s.rows, column, i)?));
    }
    Ok(Value::Object(out))
}

fn file(entry: &StagedEntry) -> Value {
    json!({
        "source": entry.source,
        "role": entry.role,
        "name": entry.receipt.name,
        "url": entry.receipt.url,
        "sha256": entry.receipt.sha256,
        "retrieved_at": entry.receipt.retrieved_at,
        "period": entry.period,
    })
}
