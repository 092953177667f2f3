//! Charts and reports drawn from the marts: plain structs in, self-contained HTML pages out.
//!
//! One call does the work. [`write_pages`] takes a [`model::ReportSet`] and writes `index.html` and one page a region.
//!
//! ```text
//! model (numbers with units) ──▶ figures (shape in Rust, words in TOML) ──▶ canvas (measured, checked) ──▶ SVG
//!        └──────────────────────▶ report (findings, tables, prose) ─────────────────────────────────────▶ HTML
//! ```
//!
//! Nothing here reads a clock, a network or the order of a hash map: the same set gives the same bytes.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

pub mod bind;
pub mod canvas;
pub mod data;
pub mod error;
pub mod escape;
pub mod facts;
pub mod figure;
pub mod figures;
pub mod model;
pub mod more;
pub mod number;
pub mod report;
pub mod review;
pub mod template;
pub mod ways_in;
pub mod words;

pub use error::OutputError;
pub use report::write_pages;
