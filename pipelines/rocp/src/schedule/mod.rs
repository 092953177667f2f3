//! Nights: when a job is due, what came of it, and the loop that waits for the next.
//!
//! Nothing here knows the engine, so that the tests compile these files by themselves and run them under a clock of their own.

pub mod daemon;
pub mod plan;
pub mod state;
pub mod units;
