//! Which lines are drawn, and the scale they share.

use std::collections::{BTreeMap, BTreeSet};

use crate::more::YearAwards;

/// Most lines of a chart.
const MOST: usize = 4;
/// Awards of the first year under which a percentage would say little.
const LEAST: f64 = 100.0;
/// Steps between gridlines, in points of the index.
const STEPS: [f64; 8] = [2.0, 5.0, 10.0, 20.0, 25.0, 50.0, 100.0, 250.0];
const MOST_STEPS: f64 = 6.0;

/// One kind of training.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Token of the stream.
    pub stream: String,
    /// Awards in every year of the chart.
    pub awards: Vec<f64>,
}

impl Line {
    /// The awards of a year as an index: the first year is 100.
    pub(super) fn index(&self, year: usize) -> f64 {
        let at = |i: usize| self.awards.get(i).copied().unwrap_or(f64::NAN);
        100.0 * at(year) / at(0)
    }
}

/// What the chart shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Trend {
    /// School years, in order.
    pub years: Vec<String>,
    /// Most awards first.
    pub lines: Vec<Line>,
    /// Whether some kinds of training are left to the table.
    pub left_out: bool,
    /// Years that are marked, with what is different in them.
    pub breaks: BTreeMap<usize, Vec<String>>,
    /// Gridlines, in points of the index.
    pub ticks: Vec<f64>,
}

/// The chart of these years; none with under two years, or without a line.
pub(super) fn of(awards: &[YearAwards]) -> Option<Trend> {
    let years: Vec<String> = awards.iter().map(|a| a.year.clone()).collect::<BTreeSet<_>>().into_iter().collect();
    if years.len() < 2 {
        return None;
    }
    let streams: BTreeSet<&str> = awards.iter().map(|a| a.stream.as_str()).collect();
    let whole = |stream: &str| -> Option<Line> {
        let at = |year: &String| awards.iter().find(|a| a.stream == stream && a.year == *year && !a.partial).and_then(|a| a.awards);
        let awards = years.iter().map(at).collect::<Option<Vec<f64>>>()?;
        (*awards.first()? >= LEAST).then(|| Line { stream: stream.to_owned(), awards })
    };
    let mut lines: Vec<Line> = streams.iter().filter_map(|s| whole(s)).collect();
    let last = |l: &Line| l.awards.last().copied().unwrap_or(0.0);
    lines.sort_by(|a, b| last(b).total_cmp(&last(a)).then_with(|| a.stream.cmp(&b.stream)));
    lines.truncate(MOST);
    if lines.is_empty() {
        return None;
    }
    let drawn = |stream: &str| lines.iter().any(|l| l.stream == stream);
    let mut breaks: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for a in awards.iter().filter(|a| drawn(&a.stream)) {
        if let (false, Some(i)) = (a.breaks.is_empty(), years.iter().position(|y| *y == a.year)) {
            breaks.entry(i).or_default().extend(a.breaks.iter().cloned());
        }
    }
    let points = || lines.iter().flat_map(|l| (0..years.len()).map(|i| l.index(i)));
    let ticks = ticks(points().fold(100.0, f64::min), points().fold(100.0, f64::max));
    Some(Trend { left_out: lines.len() < streams.len(), years, lines, breaks: breaks.into_iter().map(|(i, b)| (i, b.into_iter().collect())).collect(), ticks })
}

/// Round gridlines from under the lowest point to over the highest.
fn ticks(low: f64, high: f64) -> Vec<f64> {
    let fits = |step: &&f64| (high / **step).ceil() - (low / **step).floor() <= MOST_STEPS;
    let step = STEPS.iter().find(fits).copied().unwrap_or((high - low).max(1.0));
    let (from, to) = ((low / step).floor(), (high / step).ceil().max((low / step).floor() + 1.0));
    (0..=(to - from) as usize).map(|i| (from + i as f64) * step).collect()
}
