//! Typing of published text: codes keep their zeros, unknowns keep their reason.

pub mod cells;
pub mod codes;
pub mod numbers;
pub mod schools;
pub mod years;
