//! Where things stand: on wide screens and paper, and on phones.

use crate::figures::shared::places::Labels;
use crate::figures::shared::sheet::{self, Sheet};

/// Pixels of one layout.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    /// Width and styles.
    pub sheet: Sheet,
    /// Kinds of training.
    pub labels: Labels,
    /// Left and right end of the plot.
    pub plot: (i32, i32),
    /// Right edge of the awards column.
    pub awards: i32,
    /// Right edge of the programs column.
    pub programs: i32,
}

/// Labels at the left, two columns at the right.
pub(super) const WIDE: Layout = Layout {
    // Pixels from the left edge.
    sheet: sheet::WIDE,
    labels: Labels { width: 250, stacked: false },
    plot: (270, 600),
    awards: 704,
    programs: 800,
};

/// Labels above the bars.
pub(super) const NARROW: Layout = Layout {
    // Pixels from the left edge.
    sheet: sheet::NARROW,
    labels: Labels { width: 360, stacked: true },
    plot: (6, 190),
    awards: 276,
    programs: 360,
};
