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
    /// Right edge of the openings column.
    pub demand: i32,
    /// Right edge of the supply column, where there is room for one.
    pub supply: Option<i32>,
    /// Right edge of the wage column.
    pub wage: i32,
}

/// Labels at the left, three columns at the right.
pub(super) const WIDE: Layout =
    Layout { sheet: sheet::WIDE, labels: Labels { width: 230, stacked: false }, plot: (246, 496), demand: 592, supply: Some(700), wage: 800 };

/// Labels above the bars, two columns; the note's star has its room after the openings.
pub(super) const NARROW: Layout =
    Layout { sheet: sheet::NARROW, labels: Labels { width: 360, stacked: true }, plot: (6, 162), demand: 256, supply: None, wage: 360 };
