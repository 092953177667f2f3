//! The functions that the models use beside those of the engine: one list.

mod max_flow;

use datafusion::logical_expr::AggregateUDF;

/// Every function of ours, for [`crate::session::new`].
#[must_use]
pub fn aggregates() -> Vec<AggregateUDF> {
    vec![max_flow::function()]
}
