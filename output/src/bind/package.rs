//! A Data Package beside the CSV files: what each table is and of which type each column, so that a reader elsewhere takes codes as text and blank as missing.

use rocp_lake::contract::{Column, Type};
use rocp_lake::{Contract, durable};
use serde_json::{Value, json};

use crate::model::SourceLine;

/// Name of the file, as the standard has it.
pub const NAME: &str = "datapackage.json";

/// One table.
pub fn resource(contract: &Contract, csv: &[u8]) -> Value {
    json!({
        "name": contract.name,
        "path": format!("{}.csv", contract.name),
        "profile": "tabular-data-resource",
        "title": contract.title,
        "description": contract.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": csv.len(),
        "hash": format!("sha256:{}", durable::sha256(csv)),
        "dialect": { "delimiter": ",", "quoteChar": "\"", "doubleQuote": true, "header": true },
        "schema": {
            "fields": contract.columns.iter().map(field).collect::<Vec<_>>(),
            "missingValues": [""],
            "primaryKey": contract.key,
        },
    })
}

fn field(column: &Column) -> Value {
    let (kind, note) = match column.kind {
        Type::Text => ("string", ""),
        Type::Int32 | Type::Int64 => ("integer", ""),
        Type::Float64 => ("number", ""),
        Type::Bool => ("boolean", ""),
        Type::TextList => ("string", " Several are joined by |."),
    };
    let mut field = json!({ "name": column.name, "type": kind, "description": format!("{}{note}", column.description) });
    if !column.unit.is_empty() {
        field["unit"] = json!(column.unit);
    }
    if !column.nullable && column.kind != Type::TextList {
        field["constraints"] = json!({ "required": true });
    }
    field
}

/// The whole file.
pub fn text(title: &str, run: &str, sources: &[SourceLine], resources: Vec<Value>) -> Vec<u8> {
    let source = |s: &SourceLine| {
        let mut source = json!({ "title": format!("{}, {}", s.agency, s.title) });
        if !s.url.is_empty() {
            source["path"] = json!(s.url);
        }
        source
    };
    let package = json!({
        "profile": "tabular-data-package",
        "name": format!("rocp-{run}"),
        "title": title,
        "description": "Read codes (SOC, CIP, TOP, FIPS, program_code, region_id) as text, or take the Parquet file of the same name. A blank cell is unknown, never zero. \
                        Text that a spreadsheet would take for a formula begins with an apostrophe.",
        "sources": sources.iter().map(source).collect::<Vec<_>>(),
        "resources": resources,
    });
    let mut out = serde_json::to_vec_pretty(&package).unwrap_or_default();
    out.push(b'\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_type_and_codes_are_text() {
        let toml = "name = \"t\"\ntitle = \"T\"\ndescription = \"A row is a row.\"\nkey = [\"program_code\"]\n\
                    columns = [{ name = \"program_code\" }, { name = \"completers\", nullable = true }, { name = \"flags\", nullable = true }, { name = \"line\" }]";
        let table = resource(&Contract::parse(toml).unwrap(), b"program_code,completers,flags,line\n040100,,a|b,2\n");
        let kinds: Vec<_> = table["schema"]["fields"].as_array().unwrap().iter().map(|f| f["type"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["string", "number", "string", "integer"]);
        assert_eq!(table["schema"]["fields"][0]["constraints"]["required"], json!(true));
        assert_eq!((&table["schema"]["missingValues"], &table["schema"]["primaryKey"]), (&json!([""]), &json!(["program_code"])));
    }
}
