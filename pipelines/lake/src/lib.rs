//! The lake: everything that raw bytes, staged tables, models and reports have in common.
//!
//! Tables are described by TOML [`contract`]s that become Arrow schemas; they are written by one Parquet writer ([`table`]), found
//! through one module of [`paths`], and become visible to readers by one atomic pointer ([`release`]).

pub mod archive;
pub mod caveat;
pub mod contract;
pub mod dictionary;
pub mod durable;
pub mod error;
pub mod lock;
pub mod manifest;
pub mod paths;
pub mod release;
pub mod rows;
pub mod table;

pub use contract::{Column, Contract};
pub use error::{LakeError, Result};
pub use paths::Lake;
