//! The figures: shape in Rust, words in TOML beside it.

pub mod gap_dumbbell;
