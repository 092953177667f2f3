//! A reader's own SQL: read-only, bounded in rows, time and memory.

use std::path::Path;
use std::time::Duration;

use arrow::array::RecordBatch;
use datafusion::execution::context::SQLOptions;

use crate::error::{QueryError, Result};
use crate::run::Staged;
use crate::{catalog, session};

/// Rows a query may return.
pub const MOST_ROWS: usize = 1_000_000;
/// Time a query may take.
const LONGEST: Duration = Duration::from_secs(120);

/// Answers a SELECT over the given tables.
///
/// # Errors
/// [`QueryError::Query`] with the engine's words, also for anything but reading; [`QueryError::Limit`].
pub async fn answer(scratch: &Path, tables: &[Staged], sql: &str) -> Result<Vec<RecordBatch>> {
    let session = session::new(scratch)?;
    for t in tables {
        catalog::register(&session, &t.contract, &t.files)?;
    }
    let query = |source| QueryError::Query { source: Box::new(source) };
    let options = SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false);
    let work = async {
        let frame = session.sql_with_options(sql, options).await.map_err(query)?;
        let schema = std::sync::Arc::new(frame.schema().as_arrow().clone());
        let mut batches = frame.limit(0, Some(MOST_ROWS + 1)).map_err(query)?.collect().await.map_err(query)?;
        if batches.is_empty() {
            batches.push(RecordBatch::new_empty(schema));
        }
        Ok::<_, QueryError>(batches)
    };
    let batches = tokio::time::timeout(LONGEST, work).await.map_err(|_| QueryError::Limit { limit: format!("it took over {} s", LONGEST.as_secs()) })??;
    if batches.iter().map(RecordBatch::num_rows).sum::<usize>() > MOST_ROWS {
        return Err(QueryError::Limit { limit: format!("it returns over {MOST_ROWS} rows") });
    }
    Ok(batches)
}
