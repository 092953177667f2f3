//! Where things stand: on wide screens and paper, and on phones.

use crate::figures::shared::places::Labels;
use crate::figures::shared::sheet::{self, Sheet};

/// Pixels of one layout.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    /// Width and styles.
    pub sheet: Sheet,
    /// Courses.
    pub labels: Labels,
    /// Left and right end of the plot.
    pub plot: (i32, i32),
    /// Where words beside a mark must end.
    pub room: i32,
    /// Right edge of the seats column.
    pub seats: i32,
    /// Right edge of the enrolled column.
    pub enrolled: i32,
}

/// Labels at the left, two columns at the right.
pub(super) const WIDE: Layout =
    Layout { sheet: sheet::WIDE, labels: Labels { width: 230, stacked: false }, plot: (246, 540), room: 640, seats: 710, enrolled: 800 };

/// Labels above the bars.
pub(super) const NARROW: Layout =
    Layout { sheet: sheet::NARROW, labels: Labels { width: 360, stacked: true }, plot: (6, 170), room: 244, seats: 290, enrolled: 360 };
