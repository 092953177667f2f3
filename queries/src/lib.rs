//! The method as SQL: models over staged tables, their checks, and read-only questions to the lake.
//!
//! A model is one folder below `models/` with its SQL, its contract and its cases. [`graph`] puts the models in order, [`run`] computes them,
//! [`checks`] returns the rows that break a promise, [`slots`] says what a profile may name where, [`adhoc`] answers a reader's own SQL, [`explain`] walks one figure back to the publishers' rows,
//! [`compare`] tells two runs apart, [`plan`] places new seats. The engine is built in [`session`] alone.

pub mod adhoc;
pub mod catalog;
pub mod checks;
pub mod compare;
pub mod error;
pub mod explain;
pub mod functions;
pub mod graph;
pub mod model;
pub mod plan;
pub mod profile;
pub mod reference;
pub mod run;
pub mod session;
pub mod slots;

pub use error::{QueryError, Result};
pub use model::Model;
pub use profile::Profile;
