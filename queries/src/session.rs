//! The one place where the engine is set up.

use std::path::Path;
use std::sync::Arc;

use datafusion::execution::SessionStateBuilder;
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::memory_pool::{FairSpillPool, TrackConsumersPool};
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::prelude::{SessionConfig, SessionContext};

use crate::error::{QueryError, Result};
use crate::functions;

/// Memory of the engine in bytes; sorts and aggregates go to the scratch folder beyond it.
const MEMORY: usize = 2 << 30;
/// Size of the scratch folder in bytes.
const SCRATCH: u64 = 16 << 30;

/// A session. One partition: sums then run in one order, so that figures are the same to the last bit at any number of threads.
///
/// # Errors
/// [`QueryError::Engine`].
pub fn new(scratch: &Path) -> Result<SessionContext> {
    let top = std::num::NonZeroUsize::new(5).unwrap_or(std::num::NonZeroUsize::MIN);
    let disk = DiskManagerBuilder::default().with_mode(DiskManagerMode::Directories(vec![scratch.to_owned()])).with_max_temp_directory_size(SCRATCH);
    let runtime = RuntimeEnvBuilder::new()
        .with_memory_pool(Arc::new(TrackConsumersPool::new(FairSpillPool::new(MEMORY), top)))
        .with_disk_manager_builder(disk)
        .with_object_list_cache_limit(0)
        .build_arc()
        .map_err(QueryError::engine("set up the engine"))?;
    let config = SessionConfig::new()
        .with_target_partitions(1)
        .with_information_schema(true)
        .set_bool("datafusion.execution.parquet.schema_force_view_types", false)
        .set_bool("datafusion.sql_parser.map_string_types_to_utf8view", false)
        .set_bool("datafusion.catalog.create_default_catalog_and_schema", true);
    let state = SessionStateBuilder::new().with_config(config).with_runtime_env(runtime).with_default_features().build();
    let session = SessionContext::new_with_state(state);
    for function in functions::aggregates() {
        session.register_udaf(function);
    }
    Ok(session)
}
