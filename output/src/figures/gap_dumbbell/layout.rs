//! Where things stand: on wide screens and paper, and on phones.

use crate::figures::shared::places::Labels;
use crate::figures::shared::sheet::{self, Sheet};

/// Pixels of one layout.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    /// Width and styles.
    pub sheet: Sheet,
    /// Occupations.
    pub labels: Labels,
    /// Left and right end of the plot.
    pub plot: (i32, i32),
    /// Right edge of the supply column, where there is room for one.
    pub supply: Option<i32>,
    /// Right edge of the openings column, where there is room for one.
    pub demand: Option<i32>,
    /// Right edge of the gap column.
    pub gap: i32,
    /// Right edge of the coverage column.
    pub coverage: i32,
}

/// Labels at the left, four columns at the right.
pub(super) const WIDE: Layout = Layout {
    sheet: sheet::WIDE,
    labels: Labels { width: 230, stacked: false },
    plot: (246, 508),
    supply: Some(582),
    demand: Some(658),
    gap: 722,
    coverage: 800,
};

/// Labels above the marks, two columns.
pub(super) const NARROW: Layout = Layout {
    // Pixels from the left edge.
    sheet: sheet::NARROW,
    labels: Labels { width: 360, stacked: true },
    plot: (6, 216),
    supply: None,
    demand: None,
    gap: 288,
    coverage: 360,
};
