//! The linear program below the seat plan: the most of an objective in several parts, the first deciding, under "at most" constraints.
//!
//! All coefficients and limits are at least 0, so that nothing at all is always allowed and the simplex method starts there. It is ours and small because
//! the solver crates for this rest on others that would build the engine with other features.

use std::cmp::Ordering;

/// An objective in parts: the first decides, the next among equals.
pub type Gain = [f64; 3];

/// What counts as nothing in a pivot.
const NOTHING: f64 = 1e-9;
/// What counts as equal in each part of an objective.
const EQUAL: Gain = [1e-7, 1e-6, 1e-6];

/// Compares objectives part by part.
pub fn compare(a: &Gain, b: &Gain) -> Ordering {
    for ((a, b), equal) in a.iter().zip(b).zip(EQUAL) {
        if (a - b).abs() > equal {
            return a.total_cmp(b);
        }
    }
    Ordering::Equal
}

/// The largest part of a reduced cost that is not nothing, as sign and size of the first such part.
fn leading(cost: &Gain) -> Option<(usize, f64)> {
    cost.iter().copied().enumerate().find(|(_, part)| part.abs() > NOTHING)
}

/// A dictionary: each basic variable is its value less what the free ones take.
struct Dictionary {
    taken: Vec<Vec<f64>>,
    value: Vec<f64>,
    cost: Vec<Gain>,
    best: Gain,
    basic: Vec<usize>,
    free: Vec<usize>,
}

impl Dictionary {
    /// The free variable that enters: the largest cost, or in the cautious way that never cycles, the first.
    fn enters(&self, cautious: bool) -> Option<usize> {
        let gains = |j: &usize| self.cost.get(*j).and_then(leading).is_some_and(|(_, size)| size > 0.0);
        let candidates = (0..self.free.len()).filter(gains);
        if cautious {
            return candidates.min_by_key(|j| self.free[*j]);
        }
        let larger = |a: &usize, b: &usize| {
            let (a_lead, b_lead) = (leading(&self.cost[*a]), leading(&self.cost[*b]));
            let rank = |lead: Option<(usize, f64)>| lead.map_or((usize::MAX, 0.0), |(part, size)| (part, -size));
            let ((a_part, a_size), (b_part, b_size)) = (rank(a_lead), rank(b_lead));
            a_part.cmp(&b_part).then(a_size.total_cmp(&b_size)).then(self.free[*a].cmp(&self.free[*b]))
        };
        candidates.min_by(larger)
    }

    /// The basic variable that leaves: the one that reaches 0 first.
    fn leaves(&self, entering: usize) -> Option<usize> {
        let limited = (0..self.basic.len()).filter(|i| self.taken[*i][entering] > NOTHING);
        limited.min_by(|a, b| {
            let ratio = |i: usize| self.value[i] / self.taken[i][entering];
            ratio(*a).total_cmp(&ratio(*b)).then(self.basic[*a].cmp(&self.basic[*b]))
        })
    }

    fn pivot(&mut self, leaving: usize, entering: usize) {
        let pivot = self.taken[leaving][entering];
        let mut row: Vec<f64> = self.taken[leaving].iter().map(|t| t / pivot).collect();
        row[entering] = 1.0 / pivot;
        let value = self.value[leaving] / pivot;
        for (i, (taken, amount)) in self.taken.iter_mut().zip(&mut self.value).enumerate() {
            let factor = taken[entering];
            if i == leaving || factor == 0.0 {
                continue;
            }
            *amount = (*amount - factor * value).max(0.0);
            taken[entering] = 0.0;
            for (t, r) in taken.iter_mut().zip(&row) {
                *t -= factor * r;
            }
        }
        let cost = self.cost[entering];
        for (best, part) in self.best.iter_mut().zip(cost) {
            *best += part * value;
        }
        self.cost[entering] = [0.0; 3];
        for (c, r) in self.cost.iter_mut().zip(&row) {
            for (c, part) in c.iter_mut().zip(cost) {
                *c -= part * r;
            }
        }
        self.taken[leaving] = row;
        self.value[leaving] = value;
        std::mem::swap(&mut self.basic[leaving], &mut self.free[entering]);
    }
}

/// The best values of the variables and the objective there; `None` where it does not end, which the solver then treats as unproven.
///
/// `rows` are coefficients of every variable and a limit of at least 0.
pub fn solve(gain: &[Gain], rows: &[(Vec<f64>, f64)]) -> Option<(Vec<f64>, Gain)> {
    let variables = gain.len();
    let mut d = Dictionary {
        taken: rows.iter().map(|(taken, _)| taken.clone()).collect(),
        value: rows.iter().map(|(_, limit)| *limit).collect(),
        cost: gain.to_vec(),
        best: [0.0; 3],
        basic: (variables..variables + rows.len()).collect(),
        free: (0..variables).collect(),
    };
    let size = variables + rows.len();
    for step in 0..50 * size + 100 {
        let Some(entering) = d.enters(step > 5 * size) else {
            let mut values = vec![0.0; variables];
            for (name, value) in d.basic.iter().zip(&d.value) {
                if let Some(place) = values.get_mut(*name) {
                    *place = *value;
                }
            }
            return Some((values, d.best));
        };
        d.pivot(d.leaves(entering)?, entering);
    }
    None
}
