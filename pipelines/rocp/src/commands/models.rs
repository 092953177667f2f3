//! `rocp models`: the tables of the lake, from their contracts.

use rocp_lake::{Contract, caveat};
use rocp_queries::{model, profile, reference};
use rocp_sources::{catalog, stage};

use crate::error::{AppError, Result};

/// Runs the command.
pub fn run(name: Option<&str>, dictionary: bool) -> Result<u8> {
    let all = contracts()?;
    if dictionary {
        print!("{}", markdown(&all)?);
        return Ok(0);
    }
    match name {
        None => {
            for (layer, c) in &all {
                println!("{layer:<8} {:<24} {}", c.name, c.title);
            }
        }
        Some(name) => {
            let unknown = || AppError::Usage { problem: format!("there is no table {name}"), hint: "`rocp models` lists them".into() };
            let (_, c) = all.iter().find(|(_, c)| c.name == name).ok_or_else(unknown)?;
            print!("{}", table(c)?);
        }
    }
    Ok(0)
}

/// Every contract with its layer: staged, reference, profile, core, mart.
pub fn contracts() -> Result<Vec<(&'static str, Contract)>> {
    let mut out = Vec::new();
    for source in catalog::SOURCES {
        out.extend(source.contracts()?.into_iter().map(|c| ("staged", c)));
    }
    out.push(("staged", stage::quarantine_contract()?));
    for t in reference::TABLES {
        out.push(("ref", reference::read(*t)?.0));
    }
    out.extend(profile::contracts()?.into_iter().map(|c| ("ref", c)));
    for m in model::MODELS {
        out.push((m.layer, m.contract()?));
    }
    Ok(out)
}

fn markdown(all: &[(&str, Contract)]) -> Result<String> {
    let mut out = String::from(
        "# Data dictionary\n\nGenerated from the contracts by `rocp models --dictionary`; a test fails when it is stale. Unknown is NULL, never zero.\n",
    );
    for (layer, title) in [("mart", "Marts"), ("core", "Core"), ("ref", "Reference and profile"), ("staged", "Staged")] {
        out.push_str(&format!("\n## {title}\n"));
        for (_, contract) in all.iter().filter(|(l, _)| *l == layer) {
            out.push_str(&format!("\n### `{}`\n\n{}", contract.name, table(contract)?));
        }
    }
    Ok(out)
}

fn table(c: &Contract) -> Result<String> {
    let mut out = format!("{}. {}\n\nKey: {}. Rows in order of: {}.", c.title, c.description, c.key.join(", "), c.sort.join(", "));
    if !c.inputs.is_empty() {
        out.push_str(&format!(" Computed from: {}.", c.inputs.join(", ")));
    }
    out.push_str("\n\n| column | type | unit | unknown? | meaning |\n|---|---|---|---|---|\n");
    for col in &c.columns {
        let nullable = if col.nullable { "can be" } else { "never" };
        out.push_str(&format!("| `{}` | {} | {} | {nullable} | {} |\n", col.name, col.kind.word(), col.unit, col.description));
    }
    let known = caveat::all().map_err(|problem| rocp_lake::LakeError::Contract { contract: "caveats.toml".into(), problem })?;
    if !c.caveats.is_empty() {
        out.push_str("\nTo know:\n");
        for name in &c.caveats {
            out.push_str(&format!("- {}\n", known.get(name).map_or("", String::as_str)));
        }
    }
    Ok(out)
}
