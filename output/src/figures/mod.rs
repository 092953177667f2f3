//! The figures: shape in Rust, words in TOML beside it.

mod shared;

// registry: begin
pub mod course_fill;
pub mod demand_ranking;
pub mod gap_dumbbell;
pub mod sector_heat;
pub mod stream_coverage;
pub mod supply_trend;
// registry: end
