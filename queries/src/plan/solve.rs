//! The program in whole numbers and its solver, microlp (branch and bound).

use std::cmp::Ordering;

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions, SolveOutcome, TerminationReason, Variable};

/// An objective in two parts: the first decides, the second among equals.
pub type Gain = [f64; 2];

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
    /// Gain of one unit of each variable, at least 0.
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

/// How far a limit may be missed by arithmetic, and what counts as equal gain.
const SLACK: f64 = 1e-7;
/// Nodes the solver looks at before it gives up and says how far from the best it can be: a count, so that every machine answers the same.
const NODES: u64 = 1000;
/// The least coefficient of a row beside its largest: the solver's arithmetic is sound to six orders of magnitude. Smaller ones are raised, so that no limit is passed.
const LEAST: f64 = 1e-6;

/// What the solver answers: a value of each variable, what no solution passes, and whether that is reached.
struct Answer {
    values: Vec<f64>,
    bound: f64,
    proven: bool,
}

/// What the solver is asked.
enum Ask<'a> {
    /// Values that need not be whole.
    Parts,
    /// Whole units of the most gain in the first part, from these on.
    Whole(&'a [u32]),
    /// Whole units of the most gain in the second part, from these on and of no less gain in the first.
    Among(&'a [u32]),
}

impl Program {
    fn total(&self, units: &[u32]) -> Gain {
        std::array::from_fn(|part| self.gain.iter().zip(units).map(|(g, u)| g[part] * f64::from(*u)).sum())
    }

    fn used(row: &Row, units: &[u32]) -> f64 {
        row.terms.iter().map(|(v, c)| c * f64::from(units[*v])).sum()
    }

    /// Compares two solutions: the first part decides, then the second.
    fn compare(&self, a: &[u32], b: &[u32]) -> Ordering {
        let (a, b) = (self.total(a), self.total(b));
        let part = |part: usize| if (a[part] - b[part]).abs() > SLACK { a[part].total_cmp(&b[part]) } else { Ordering::Equal };
        part(0).then(part(1))
    }

    /// Units that these values hold in whole, and more of each variable as long as they fit, most gain first; `None` where arithmetic passes a limit.
    fn filled(&self, values: &[f64]) -> Option<Vec<u32>> {
        let mut units: Vec<u32> = values.iter().zip(&self.most).map(|(v, most)| ((v + SLACK).floor().max(0.0) as u32).min(*most)).collect();
        let mut left: Vec<f64> = self.rows.iter().map(|r| r.limit - Self::used(r, &units)).collect();
        if left.iter().any(|l| *l < -SLACK) {
            return None;
        }
        let mut of: Vec<Vec<(usize, f64)>> = vec![Vec::new(); units.len()];
        for (row, r) in self.rows.iter().enumerate() {
            for (variable, coefficient) in &r.terms {
                of[*variable].push((row, *coefficient));
            }
        }
        let mut order: Vec<usize> = (0..units.len()).filter(|v| self.gain[*v][0] > 0.0).collect();
        order.sort_by(|a, b| self.gain[*b][0].total_cmp(&self.gain[*a][0]).then(self.gain[*b][1].total_cmp(&self.gain[*a][1])));
        for v in order {
            let fits = of[v].iter().map(|(row, c)| ((left[*row] + SLACK) / c).floor().max(0.0) as u32).min().unwrap_or(u32::MAX);
            let more = fits.min(self.most[v] - units[v]);
            units[v] += more;
            for (row, c) in &of[v] {
                left[*row] -= c * f64::from(more);
            }
        }
        Some(units)
    }

    /// Asks the solver; `None` where it finds nothing or its arithmetic fails.
    fn solve(&self, ask: &Ask) -> Option<Answer> {
        let part = usize::from(matches!(ask, Ask::Among(_)));
        let mut problem = Problem::new(OptimizationDirection::Maximize);
        // What a single row allows bounds the variable.
        let mut most: Vec<f64> = self.most.iter().map(|m| f64::from(*m).min(f64::from(i32::MAX))).collect();
        for row in &self.rows {
            for (v, c) in &row.terms {
                most[*v] = most[*v].min(((row.limit + SLACK) / c).floor());
            }
        }
        let variables: Vec<Variable> = most
            .iter()
            .zip(&self.gain)
            .map(|(most, gain)| match ask {
                Ask::Parts => problem.add_var(gain[part], (0.0, *most)),
                Ask::Whole(_) | Ask::Among(_) => problem.add_integer_var(gain[part], (0, *most as i32)),
            })
            .collect();
        for row in &self.rows {
            // A row that all units together cannot fill holds nothing back.
            if row.terms.iter().map(|(v, c)| c * most[*v]).sum::<f64>() > row.limit {
                let largest = row.terms.iter().map(|(_, c)| *c).fold(0.0, f64::max);
                let terms: Vec<_> = row.terms.iter().map(|(v, c)| (variables[*v], c.max(largest * LEAST))).collect();
                problem.add_constraint(terms.as_slice(), ComparisonOp::Le, row.limit);
            }
        }
        let mut options = SolveOptions::default();
        if let Ask::Whole(start) | Ask::Among(start) = ask {
            options.node_limit = Some(NODES);
            options.warm_start = Some(variables.iter().copied().zip(start.iter().map(|u| f64::from(*u))).collect());
        }
        if let Ask::Among(start) = ask {
            let terms: Vec<_> = variables.iter().copied().zip(self.gain.iter().map(|g| g[0])).collect();
            problem.add_constraint(terms.as_slice(), ComparisonOp::Ge, self.total(start)[0] - SLACK);
        }
        let SolveOutcome::Solution(solution) = problem.solve_with(options).ok()? else { return None };
        let proven = matches!(solution.termination_reason(), TerminationReason::ProvenOptimal);
        let bound = if proven { solution.objective() } else { solution.stats().best_bound.unwrap_or(f64::INFINITY) };
        Some(Answer { values: variables.iter().map(|v| solution.var_value(*v)).collect(), bound, proven })
    }
}

/// The best whole units; the same for the same program. The search starts from the better of two simple answers: units filled in by their gain, and the best parts
/// rounded down and filled up. Where it ends unproven, `bound` says how much more there can be.
#[must_use]
pub fn best(program: &Program) -> Best {
    let nothing = vec![0; program.most.len()];
    let mut units = program.filled(&vec![0.0; nothing.len()]).unwrap_or(nothing);
    let (mut bound, mut proven) = (f64::INFINITY, false);
    let take = |units: &mut Vec<u32>, found: Option<Vec<u32>>| {
        if let Some(found) = found.filter(|f| program.compare(f, units) == Ordering::Greater) {
            *units = found;
        }
    };
    if let Some(parts) = program.solve(&Ask::Parts) {
        take(&mut units, program.filled(&parts.values));
        (bound, proven) = (parts.bound, parts.bound <= program.total(&units)[0] + SLACK);
    }
    let whole = |answer: &Answer| program.filled(&answer.values.iter().map(|v| v.round()).collect::<Vec<_>>());
    if !proven && let Some(answer) = program.solve(&Ask::Whole(&units)) {
        take(&mut units, whole(&answer));
        (bound, proven) = (answer.bound.min(bound), answer.proven);
    }
    if let Some(answer) = program.solve(&Ask::Among(&units)) {
        take(&mut units, whole(&answer));
    }
    let gain = program.total(&units);
    Best { units, gain, bound: if proven { gain[0] } else { bound.max(gain[0]) }, proven }
}
