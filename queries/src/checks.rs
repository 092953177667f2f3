//! Checks: queries that return the rows which break a promise, shown to the reader.

use arrow::util::pretty::pretty_format_batches;
use datafusion::prelude::SessionContext;
use rocp_lake::Contract;
use rocp_lake::contract::Severity;
use rocp_lake::manifest::Finding;

use crate::error::{QueryError, Result};

/// How many failing rows are shown.
const SHOWN: usize = 5;

/// Runs a contract's checks and adds a finding for each that returns rows.
///
/// # Errors
/// [`QueryError::Model`] when a check itself cannot be computed.
pub async fn check(session: &SessionContext, contract: &Contract, findings: &mut Vec<Finding>) -> Result<()> {
    for check in &contract.checks {
        let failed = || QueryError::model(format!("{}.{}", contract.name, check.name));
        let batches = session.sql(&check.sql).await.map_err(failed())?.collect().await.map_err(failed())?;
        let rows: usize = batches.iter().map(|b| b.num_rows()).sum();
        if rows == 0 {
            continue;
        }
        let mut shown = Vec::new();
        let mut left = SHOWN;
        for batch in &batches {
            let n = batch.num_rows().min(left);
            shown.push(batch.slice(0, n));
            left -= n;
        }
        let sample = pretty_format_batches(&shown).map(|t| t.to_string()).unwrap_or_default();
        let severity = match check.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        findings.push(Finding {
            table: contract.name.clone(),
            check: check.name.clone(),
            says: check.says.clone(),
            severity: severity.to_owned(),
            rows: rows as u64,
            sample,
        });
    }
    Ok(())
}
