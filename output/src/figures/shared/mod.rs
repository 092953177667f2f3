//! What every figure has: sizes, head and foot, rows with labels, a scale, and rules for its words.

pub mod frame;
pub mod legend;
pub mod places;
pub mod scale;
pub mod sheet;
pub mod words;
