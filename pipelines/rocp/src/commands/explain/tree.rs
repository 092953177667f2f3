//! An explanation as a tree in text: each table below the one it was computed for, each once.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use rocp_queries::explain::Step;
use rocp_queries::{model, reference};

use super::{Answer, masked};
use crate::error::Result;
use crate::say;

/// The tree; `most` rows are shown of each table.
pub fn text(answer: &Answer<'_>, most: usize, sql: bool) -> Result<String> {
    let mut out = String::new();
    let Some(first) = answer.explanation.steps.first() else { return Ok(out) };
    let meta = first.contract.columns.iter().find(|c| c.name == answer.asked.column);
    let value = masked::cell(&first.contract, false, &first.rows, &answer.asked.column, 0)?;
    let value = value.map_or_else(|| "unknown".to_owned(), |v| format!("{v} {}", meta.map_or("", |m| m.unit.as_str())).trim_end().to_owned());
    let _ = writeln!(out, "{}.{} = {value}", answer.asked.table, answer.asked.column);
    let _ = writeln!(out, "{}", meta.map_or("", |m| m.description.as_str()));
    let _ = writeln!(
        out,
        "run {}, profile {}. Each table below was computed again from nothing but the rows under it, with the same result.\n",
        answer.run.run, answer.run.profile
    );
    let mut tree = Tree { answer, most, sql, seen: BTreeSet::new(), out };
    tree.table(first, 0)?;
    let present: Vec<&str> = answer.explanation.steps.iter().filter(|s| !s.has_values).map(|s| s.contract.name.as_str()).collect();
    if !present.is_empty() {
        let _ = writeln!(tree.out, "\nRows that only had to be there, without giving a value (--json shows them): {}.", present.join(", "));
    }
    Ok(tree.out)
}

struct Tree<'a> {
    answer: &'a Answer<'a>,
    most: usize,
    sql: bool,
    seen: BTreeSet<String>,
    out: String,
}

impl Tree<'_> {
    fn table(&mut self, s: &Step, depth: usize) -> Result<()> {
        let pad = "  ".repeat(depth);
        let n = s.rows.num_rows();
        let rows = if n == 1 { "1 row".to_owned() } else { format!("{} rows", say::count(n as u64)) };
        if !self.seen.insert(s.contract.name.clone()) {
            let _ = writeln!(self.out, "{pad}- {} ({rows}, above)", s.contract.name);
            return Ok(());
        }
        let _ = writeln!(self.out, "{pad}- {}: {rows}. {}", s.contract.name, s.contract.title);
        self.said(s, &pad);
        self.rows(s, &pad)?;
        let mut inputs: Vec<&Step> =
            self.answer.explanation.steps.iter().filter(|step| s.inputs.iter().any(|(name, n)| *n > 0 && *name == step.contract.name)).collect();
        inputs.sort_by_key(|step| !step.has_values);
        for input in inputs {
            self.table(input, depth + 1)?;
        }
        Ok(())
    }

    /// What the step does, or where a table of ours is from.
    fn said(&mut self, s: &Step, pad: &str) {
        if let Some(model) = model::find(&s.contract.name) {
            for line in model.sql.lines().take_while(|l| l.starts_with("--")) {
                let _ = writeln!(self.out, "{pad}    {}", line.trim_start_matches("--").trim());
            }
            if self.sql {
                for line in model.sql.lines().skip_while(|l| l.starts_with("--")) {
                    let _ = writeln!(self.out, "{pad}    | {line}");
                }
            }
        } else if reference::TABLES.iter().any(|(toml, _)| toml.contains(&format!("name = \"{}\"", s.contract.name))) {
            let _ = writeln!(self.out, "{pad}    {}", s.contract.description);
        }
    }

    fn rows(&mut self, s: &Step, pad: &str) -> Result<()> {
        let hidden = masked::restricted(&s.contract)?;
        let files = self.answer.files(&s.contract.name);
        let mut told = None;
        for i in 0..s.rows.num_rows().min(self.most) {
            let file = s.files.get(i).and_then(|f| files.get(*f));
            if let Some(f) = file
                && told != Some(&f.receipt.sha256)
            {
                let day = f.receipt.retrieved_at.get(..10).unwrap_or_default();
                let _ = writeln!(
                    self.out,
                    "{pad}    {} {}: {} ({}), retrieved {day}\n{pad}    {} SHA-256 {}",
                    f.source, f.role, f.receipt.name, f.period, f.receipt.url, f.receipt.sha256
                );
                told = Some(&f.receipt.sha256);
            }
            let mut cells = Vec::new();
            for column in &s.columns {
                cells.push(format!("{column}={}", masked::cell(&s.contract, hidden, &s.rows, column, i)?.unwrap_or_else(|| "unknown".into())));
            }
            let line = if file.is_some() { masked::cell(&s.contract, false, &s.rows, "line", i)?.map(|l| format!("line {l}: ")) } else { None };
            let _ = writeln!(self.out, "{pad}    {}{}", line.unwrap_or_default(), cells.join(" "));
        }
        if s.rows.num_rows() > self.most {
            let _ = writeln!(self.out, "{pad}    and {} more (--rows shows more, --json all)", say::count((s.rows.num_rows() - self.most) as u64));
        }
        Ok(())
    }
}
