//! Whole seats: branch and bound over the linear program.

use std::cmp::Ordering;

use super::simplex::{self, Gain, compare};

/// One constraint: the sum of coefficients times seats is at most the limit.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Which variables, with their coefficients above 0.
    pub terms: Vec<(usize, f64)>,
    /// The limit, at least 0.
    pub limit: f64,
}

/// A program in whole numbers: the most gain under the rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Program {
    /// Gain of one unit of each variable.
    pub gain: Vec<Gain>,
    /// The most of each variable.
    pub most: Vec<u32>,
    /// The constraints.
    pub rows: Vec<Row>,
}

/// The best found.
#[derive(Debug, Clone, PartialEq)]
pub struct Best {
    /// Units of each variable.
    pub units: Vec<u32>,
    /// Gain in the parts of the objective.
    pub gain: Gain,
    /// No solution gains more than this in the first part.
    pub bound: f64,
    /// Whether it is proven that nothing gains more in the first part.
    pub proven: bool,
}

/// How far a limit may be missed by arithmetic.
const SLACK: f64 = 1e-7;
/// Nodes looked at before the search is given up: the answer then says how far from the best it can be.
const NODES: usize = 400;

impl Program {
    fn total(&self, units: &[u32]) -> Gain {
        let mut out = [0.0; 3];
        for (gain, units) in self.gain.iter().zip(units) {
            for (part, g) in out.iter_mut().zip(gain) {
                *part += g * f64::from(*units);
            }
        }
        out
    }

    /// What each row has left.
    fn left(&self, units: &[u32]) -> Vec<f64> {
        self.rows.iter().map(|r| r.limit - r.terms.iter().map(|(v, c)| c * f64::from(units[*v])).sum::<f64>()).collect()
    }

    /// Adds units as long as they fit, most gain first.
    fn fill(&self, units: &mut [u32], most: &[u32]) {
        let mut left = self.left(units);
        let mut order: Vec<usize> = (0..units.len()).collect();
        let larger = |a: &Gain, b: &Gain| b.iter().zip(a).map(|(b, a)| b.total_cmp(a)).find(|o| *o != Ordering::Equal).unwrap_or(Ordering::Equal);
        order.sort_by(|a, b| larger(&self.gain[*a], &self.gain[*b]).then(a.cmp(b)));
        let mut of: Vec<Vec<(usize, f64)>> = vec![Vec::new(); units.len()];
        for (row, r) in self.rows.iter().enumerate() {
            for (variable, coefficient) in &r.terms {
                of[*variable].push((row, *coefficient));
            }
        }
        for v in order {
            if self.gain[v][0] <= 0.0 {
                continue;
            }
            let fits = of[v].iter().map(|(row, c)| ((left[*row] + SLACK) / c).floor().max(0.0) as u32).min().unwrap_or(u32::MAX);
            let more = fits.min(most[v] - units[v]);
            units[v] += more;
            for (row, c) in &of[v] {
                left[*row] -= c * f64::from(more);
            }
        }
    }

    /// The linear program between `least` and `most`; `None` where no solution lies between or it does not end.
    fn relax(&self, least: &[u32], most: &[u32]) -> Relaxed {
        let left = self.left(least);
        if left.iter().any(|l| *l < -SLACK) {
            return Relaxed::Nothing;
        }
        let room: Vec<f64> = least.iter().zip(most).map(|(l, m)| f64::from(m - l)).collect();
        let mut rows = Vec::new();
        for (row, left) in self.rows.iter().zip(&left) {
            // A row that all the room cannot fill holds nothing back.
            if row.terms.iter().map(|(v, c)| c * room[*v]).sum::<f64>() > *left {
                let mut taken = vec![0.0; room.len()];
                for (v, c) in &row.terms {
                    taken[*v] = *c;
                }
                rows.push((taken, left.max(0.0)));
            }
        }
        for (v, room) in room.iter().enumerate() {
            if rows.iter().any(|(taken, limit)| taken[v] > 0.0 && limit / taken[v] <= *room) {
                continue;
            }
            let mut taken = vec![0.0; least.len()];
            taken[v] = 1.0;
            rows.push((taken, *room));
        }
        match simplex::solve(&self.gain, &rows) {
            None => Relaxed::Open,
            Some((values, gain)) => {
                let base = self.total(least);
                Relaxed::Solved(values, std::array::from_fn(|part| gain[part] + base[part]))
            }
        }
    }
}

/// What the linear program of a node says.
enum Relaxed {
    /// No solution.
    Nothing,
    /// It did not end.
    Open,
    /// Values above the least, and the objective.
    Solved(Vec<f64>, Gain),
}

/// The best whole units; the same for the same program.
#[must_use]
pub fn best(program: &Program) -> Best {
    let nothing = vec![0; program.most.len()];
    let mut units = nothing.clone();
    program.fill(&mut units, &program.most);
    let mut gain = program.total(&units);
    let mut open = vec![(nothing, program.most.clone(), f64::INFINITY)];
    let mut bound = f64::NEG_INFINITY;
    let mut nodes = 0;
    while let Some((least, most, above)) = open.pop() {
        nodes += 1;
        if nodes > NODES {
            bound = open.iter().map(|(_, _, b)| *b).fold(bound.max(above), f64::max);
            break;
        }
        let (values, relaxed) = match program.relax(&least, &most) {
            Relaxed::Nothing => continue,
            Relaxed::Open => {
                bound = bound.max(above);
                continue;
            }
            Relaxed::Solved(values, relaxed) => (values, relaxed),
        };
        if compare(&relaxed, &gain) != Ordering::Greater {
            continue;
        }
        let mut whole: Vec<u32> = least.iter().zip(&values).zip(&most).map(|((l, v), m)| (l + (v + 1e-7).floor() as u32).min(*m)).collect();
        if program.left(&whole).iter().all(|l| *l >= -SLACK) {
            program.fill(&mut whole, &most);
            let found = program.total(&whole);
            if compare(&found, &gain) == Ordering::Greater {
                (units, gain) = (whole, found);
            }
        }
        let broken = |v: &f64| (v - v.round()).abs();
        let Some((split, value)) =
            values.iter().enumerate().filter(|(_, v)| broken(v) > 1e-7).max_by(|a, b| broken(a.1).total_cmp(&broken(b.1)).then(b.0.cmp(&a.0)))
        else {
            continue;
        };
        let floor = least[split] + value.floor() as u32;
        let (mut down, mut up) = (most.clone(), least.clone());
        down[split] = floor.min(most[split]);
        open.push((least, down, relaxed[0]));
        if floor < most[split] {
            up[split] = floor + 1;
            open.push((up, most, relaxed[0]));
        }
    }
    // Of the first part: arithmetic may differ in its last digits.
    let proven = bound <= gain[0] + 1e-7;
    Best { units, gain, bound: bound.max(gain[0]), proven }
}
