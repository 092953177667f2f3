//! The scale, and the rows that would crush all others if it held them.

use crate::canvas::axis::Axis;
use crate::model::GapRow;

/// A row this many times as long as the next longest is let run off the scale.
const FAR: f64 = 3.0;
/// At most this many rows may, and at most one in five.
const MOST: usize = 2;
const ONE_IN: usize = 5;

/// The scale of a chart.
#[derive(Debug)]
pub(super) struct Scale<'a> {
    /// From zero to the longest row that it holds.
    pub axis: Axis,
    /// Rows that run beyond it; they are drawn with an arrow and their figures stand in a note.
    pub beyond: Vec<&'a GapRow>,
}

impl<'a> Scale<'a> {
    /// The scale for rows: all of them, unless one or two are at least three times as long as the next.
    pub(super) fn of(rows: &[&'a GapRow]) -> Self {
        let mut longest: Vec<&GapRow> = rows.to_vec();
        longest.sort_by(|a, b| length(b).total_cmp(&length(a)).then_with(|| a.soc.cmp(&b.soc)));
        let far = |n: &usize| match (longest.get(n - 1), longest.get(*n)) {
            (Some(far), Some(next)) => length(next) > 0.0 && length(far) >= FAR * length(next),
            _ => false,
        };
        let cut = (1..=MOST.min(rows.len() / ONE_IN)).rev().find(far).unwrap_or(0);
        let beyond = longest.iter().take(cut).copied().collect();
        Self { axis: Axis::to(longest.get(cut).map_or(0.0, |r| length(r))), beyond }
    }
}

/// How far a row reaches: openings, or all awards of its linked programs.
fn length(row: &GapRow) -> f64 {
    row.demand.unwrap_or(0.0).max(row.supply_whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn rows(demands: &[f64]) -> Vec<GapRow> {
        demands.iter().enumerate().map(|(i, d)| sample::row(&format!("11-{i:04}"), "x", Some(*d), (0.0, Some(1.0), 1.0), "shortage")).collect()
    }

    fn cut(demands: &[f64]) -> (usize, f64) {
        let rows = rows(demands);
        let scale = Scale::of(&rows.iter().collect::<Vec<_>>());
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
