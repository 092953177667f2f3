//! Steps of the colour scale: blue where supply is short of openings, orange where it is over, as in every chart.

use crate::canvas::Ink;

/// A step of the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Band {
    /// Under 25%.
    FarShort,
    /// 25% to 49%.
    Short,
    /// 50% to 89%.
    Under,
    /// 90% to 110%: the band of METHOD.md 5.
    Even,
    /// 111% to 149%.
    Over,
    /// 150% and more.
    FarOver,
}

impl Band {
    /// From short to over.
    pub(super) const ALL: [Band; 6] = [Band::FarShort, Band::Short, Band::Under, Band::Even, Band::Over, Band::FarOver];

    /// The step of a share, by the whole percentage that is printed.
    pub(super) fn of(share: f64) -> Self {
        let printed = (share * 100.0 + 0.5).floor();
        match printed {
            p if p < 25.0 => Band::FarShort,
            p if p < 50.0 => Band::Short,
            p if p < 90.0 => Band::Under,
            p if p <= 110.0 => Band::Even,
            p if p < 150.0 => Band::Over,
            _ => Band::FarOver,
        }
    }

    /// True under half, as printed.
    pub(super) fn is_under_half(self) -> bool {
        matches!(self, Band::FarShort | Band::Short)
    }

    /// Colour of the cell.
    pub(super) fn fill(self) -> Ink {
        match self {
            Band::FarShort => Ink::Demand,
            Band::Short => Ink::ShortMid,
            Band::Under => Ink::ShortLight,
            Band::Even => Ink::Even,
            Band::Over => Ink::OverLight,
            Band::FarOver => Ink::OverDeep,
        }
    }

    /// Colour of the number in the cell: the contrast is tested with the palette.
    pub(super) fn text(self) -> Ink {
        match self {
            Band::FarShort | Band::FarOver => Ink::Paper,
            _ => Ink::Text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_says_what_is_printed() {
        let of = |share: f64| Band::of(share);
        assert_eq!((of(0.0), of(0.2449), of(0.245)), (Band::FarShort, Band::FarShort, Band::Short));
        assert_eq!((of(0.4949), of(0.495), of(0.896)), (Band::Short, Band::Under, Band::Even));
        assert_eq!((of(1.104), of(1.106), of(1.494), of(1.495)), (Band::Even, Band::Over, Band::Over, Band::FarOver));
        assert!(of(0.494).is_under_half() && !of(0.495).is_under_half());
    }
}
