//! Differences between a schema and a contract, in words that say what to do.

use arrow::datatypes::Schema;

use super::Contract;

pub(super) fn differences(contract: &Contract, actual: &Schema) -> Vec<String> {
    let mut out = Vec::new();
    for column in &contract.columns {
        match actual.column_with_name(&column.name) {
            None => {
                let near = actual.fields().iter().find(|f| f.name().trim().eq_ignore_ascii_case(&column.name));
                let renamed = near.map(|f| format!(" (there is {:?}: renamed?)", f.name())).unwrap_or_default();
                out.push(format!("column {} is missing{renamed}", column.name));
            }
            Some((_, field)) if field.data_type() != &column.kind.arrow() => {
                out.push(format!("column {} is {} where the contract says {}", column.name, field.data_type(), column.kind.word()));
            }
            Some(_) => {}
        }
    }
    for field in actual.fields() {
        if contract.index_of(field.name()).is_none() {
            out.push(format!("column {} is not in the contract", field.name()));
        }
    }
    if out.is_empty() && !actual.fields().iter().map(|f| f.name()).eq(contract.columns.iter().map(|c| &c.name)) {
        let order: Vec<_> = actual.fields().iter().map(|f| f.name().as_str()).collect();
        out.push(format!("the columns are in another order: {}", order.join(", ")));
    }
    out
}
