//! One end-to-end test binary: the real program, the real engine, real and sample files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod bundled;
mod cases;
mod catalog;
mod changes;
mod crosswalk;
mod documents;
mod drift;
mod dropped;
mod editions;
mod enrollment;
mod every_file;
mod explained;
mod faults;
mod forms;
mod future;
mod hostile;
mod house;
mod live;
mod marts;
mod method;
mod models;
mod next_release;
mod oews;
mod order;
mod overrides;
mod plan_program;
mod publish;
mod real;
mod recognised;
mod review;
mod samples;
mod schedule;
mod schedule_program;
mod second_reading;
mod sources;
mod training;
mod web;
mod worlds;

// The templates of `rocp new` are compiled here, so that they cannot rot: their `crate::` paths find what these names lead to.
#[path = "../../pipelines/rocp/templates/chart/figure.rs.txt"]
mod template_figure;
#[path = "../../pipelines/rocp/templates/source/mod.rs.txt"]
mod template_source;
use rocp_output::canvas;
use rocp_sources::{decode, edition, layout, source, stage};
mod error {
    pub use rocp_output::OutputError;
    pub use rocp_sources::error::Result;
}
