//! The figures: shape in Rust, words in TOML beside it.

// registry: begin
pub mod gap_dumbbell;
// registry: end
