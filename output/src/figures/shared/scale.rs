//! The scale, and the rows that would crush all others if it held them.

use crate::canvas::axis::Axis;

/// A row this many times as long as the next longest is let run off the scale.
const FAR: f64 = 3.0;
/// At most this many rows may, and at most one in five.
const MOST: usize = 2;
const ONE_IN: usize = 5;

/// The scale of a chart.
#[derive(Debug)]
pub struct Scale {
    /// From zero to the longest row that it holds.
    pub axis: Axis,
    /// Rows that run beyond it, longest first; they are drawn with an arrow and their figures stand in a note.
    pub beyond: Vec<usize>,
}

impl Scale {
    /// The scale for rows of these lengths: all of them, unless one or two are at least three times as long as the next.
    pub fn of(lengths: &[f64]) -> Self {
        let mut longest: Vec<(usize, f64)> = lengths.iter().copied().enumerate().collect();
        longest.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let far = |n: &usize| match (longest.get(n - 1), longest.get(*n)) {
            (Some((_, far)), Some((_, next))) => *next > 0.0 && *far >= FAR * next,
            _ => false,
        };
        let cut = (1..=MOST.min(lengths.len() / ONE_IN)).rev().find(far).unwrap_or(0);
        let beyond = longest.iter().take(cut).map(|(i, _)| *i).collect();
        Self { axis: Axis::to(longest.get(cut).map_or(0.0, |(_, length)| *length)), beyond }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(lengths: &[f64]) -> (usize, f64) {
        let scale = Scale::of(lengths);
        (scale.beyond.len(), scale.axis.end())
    }

    #[test]
    fn only_rows_far_longer_than_the_rest_run_off() {
        let with = |some: &[f64]| cut(&[some, &[200.0; 10]].concat());
        assert_eq!(with(&[400.0, 44_690.0]), (1, 400.0));
        assert_eq!(with(&[400.0, 44_690.0, 30_000.0]), (2, 400.0));
        assert_eq!(with(&[5910.0, 1840.0, 1683.0]), (1, 2000.0));
        assert_eq!(with(&[5910.0, 1990.0, 1683.0]), (0, 6000.0));
        assert_eq!(cut(&[44_690.0, 200.0, 200.0, 200.0]), (0, 50_000.0), "one of four is too many");
        assert_eq!(cut(&[44_690.0]), (0, 50_000.0));
        assert_eq!(cut(&[]), (0, 4.0));
    }
}
