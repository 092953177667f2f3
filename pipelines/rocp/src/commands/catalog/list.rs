//! `rocp catalog list`: the providers and versions that the lake holds.

use std::collections::BTreeMap;

use rocp_lake::Lake;
use rocp_lake::archive::{self, Receipt};
use rocp_sources::catalog::rocp_catalog::check::Catalog;
use rocp_sources::catalog::rocp_catalog::course::slug;
use rocp_sources::catalog::rocp_catalog::{ID, ROLE};

use super::counted;
use super::import::{of, version};
use crate::error::{AppError, Result};
use crate::inputs;

/// Runs the command.
pub fn run(lake: &Lake, history: Option<&str>) -> Result<u8> {
    let mut versions: BTreeMap<String, Vec<Receipt>> = BTreeMap::new();
    for receipt in archive::receipts(lake, ID)? {
        if let Some((family, id)) = receipt.role.split_once(':')
            && family == ROLE
            && receipt.refused.is_none()
        {
            versions.entry(id.to_owned()).or_default().push(receipt);
        }
    }
    match history {
        None => all(lake, &versions),
        Some(provider) => one(lake, &versions, provider),
    }
}

fn all(lake: &Lake, versions: &BTreeMap<String, Vec<Receipt>>) -> Result<u8> {
    if versions.is_empty() {
        println!("no catalog is held in {} yet; `rocp catalog template` begins one", lake.root().display());
    }
    let mut reader = Reader::new(lake)?;
    for (id, receipts) in versions {
        if let Some(newest) = receipts.last() {
            println!("{id}: {}", reader.line(receipts.len(), newest, id)?);
        }
    }
    Ok(0)
}

fn one(lake: &Lake, versions: &BTreeMap<String, Vec<Receipt>>, provider: &str) -> Result<u8> {
    let id = slug(provider);
    let Some(receipts) = versions.get(&id) else {
        let known: Vec<_> = versions.keys().map(String::as_str).collect();
        let hint = if known.is_empty() { "`rocp catalog import` brings the first in".to_owned() } else { format!("the providers are: {}", known.join(", ")) };
        return Err(AppError::Usage { problem: format!("no catalog of {provider} is held"), hint });
    };
    let mut reader = Reader::new(lake)?;
    println!("{id}, newest first:");
    for (i, receipt) in receipts.iter().enumerate().rev() {
        println!("  {}{}", reader.line(i + 1, receipt, &id)?, if i + 1 == receipts.len() { ", current" } else { "" });
        println!("    SHA-256 {}", receipt.sha256);
        if let Some(note) = &receipt.note {
            println!("    note: {note}");
        }
    }
    Ok(0)
}

/// Reads versions; a file of many providers is read once.
struct Reader<'l> {
    lake: &'l Lake,
    decoder: rocp_sources::decode::workbook::Decoder,
    read: BTreeMap<String, Catalog>,
}

impl<'l> Reader<'l> {
    fn new(lake: &'l Lake) -> Result<Self> {
        Ok(Self { lake, decoder: inputs::decoder()?, read: BTreeMap::new() })
    }

    fn line(&mut self, number: usize, receipt: &Receipt, id: &str) -> Result<String> {
        if !self.read.contains_key(&receipt.sha256) {
            self.read.insert(receipt.sha256.clone(), version(self.lake, receipt, &self.decoder)?);
        }
        let rows = self.read.get(&receipt.sha256).map_or(0, |c| of(c, id).len());
        Ok(format!("version {number}, imported {}, {}, from {}", receipt.retrieved_at, counted(rows, "row", "rows"), receipt.name))
    }
}
