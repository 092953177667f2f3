//! Axis ticks at round numbers, from zero.

/// Fewest and most steps from zero to the end of an axis.
const STEPS: std::ops::RangeInclusive<u32> = 4..=6;
const ROUND: [f64; 4] = [1.0, 2.0, 2.5, 5.0];

/// An axis from zero to at least the largest value.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// Tick values from 0 to the end of the axis, all whole.
    pub ticks: Vec<f64>,
}

impl Axis {
    /// The axis with 4 to 6 whole, round steps that leaves the least room unused.
    ///
    /// `largest` must not be negative; values that are not finite count as 1.
    pub fn to(largest: f64) -> Self {
        let largest = if largest.is_finite() { largest.max(1.0) } else { 1.0 };
        let magnitude = largest.log10().floor() as i32;
        let mut best: Option<(f64, u32, f64)> = None;
        for power in (magnitude - 2)..=(magnitude + 1) {
            for base in ROUND {
                let step = base * 10f64.powi(power);
                let steps = (largest / step).ceil().max(f64::from(*STEPS.start())) as u32;
                if step.fract() != 0.0 || !STEPS.contains(&steps) {
                    continue;
                }
                let end = step * f64::from(steps);
                if best.is_none_or(|(least, fewest, _)| (end, steps) < (least, fewest)) {
                    best = Some((end, steps, step));
                }
            }
        }
        let (_, steps, step) = best.unwrap_or((largest, 4, (largest / 4.0).ceil()));
        Self { ticks: (0..=steps).map(|i| f64::from(i) * step).collect() }
    }

    /// The last tick.
    pub fn end(&self) -> f64 {
        self.ticks.last().copied().unwrap_or(1.0)
    }

    /// Where a value lies between pixels `left` and `right`; values beyond the ends stay at the ends.
    pub fn place(&self, value: f64, left: i32, right: i32) -> i32 {
        let share = (value / self.end()).clamp(0.0, 1.0);
        left + (share * f64::from(right - left)).round() as i32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_whole_and_few() {
        for largest in [0.0, 0.2, 1.0, 3.0, 7.0, 9.5, 12.0, 49.0, 170.0, 5628.0, 28_015.0, 44_690.0, 361_441.77, 9.9e8] {
            let axis = Axis::to(largest);
            assert!((5..=7).contains(&axis.ticks.len()), "{largest}: {:?}", axis.ticks);
            assert!(axis.ticks.iter().all(|t| t.fract() == 0.0));
            assert_eq!(axis.ticks[0], 0.0);
            assert!(axis.end() >= largest && axis.end() <= (largest * 1.5).max(4.0), "{largest}: {:?}", axis.ticks);
        }
        assert_eq!(Axis::to(5628.0).ticks, [0.0, 1000.0, 2000.0, 3000.0, 4000.0, 5000.0, 6000.0]);
    }

    #[test]
    fn values_are_placed_in_proportion() {
        let axis = Axis::to(1000.0);
        assert_eq!(axis.place(0.0, 10, 110), 10);
        assert_eq!(axis.place(axis.end(), 10, 110), 110);
        assert_eq!(axis.place(axis.end() / 2.0, 10, 110), 60);
        assert_eq!(axis.place(f64::MAX, 10, 110), 110);
    }
}
