//! The method said again, in Rust and without the models: what each figure of a small world must be.

use super::make::{Code, World};

/// Supply of one occupation.
#[derive(Debug, Clone, Copy)]
pub struct Supply {
    pub low: f64,
    pub allocated: Option<f64>,
    pub whole: f64,
    pub programs: usize,
    pub is_mixed: bool,
}

/// What a code's link takes of its completers: in proportion to weight and openings; `None` where openings are unknown or 0.
pub fn share(world: &World, code: &Code, occupation: usize) -> Option<f64> {
    let openings = |o: usize| world.occupations[o].demand.filter(|d| *d > 0.0);
    let total: f64 = code.linked().filter_map(|(o, m)| Some(m * openings(o)?)).sum();
    code.linked().find(|(o, _)| *o == occupation).and_then(|(o, m)| Some(m * openings(o)? / total))
}

/// L, P and U of an occupation (METHOD 4).
pub fn supply(world: &World, occupation: usize) -> Supply {
    let linked: Vec<&Code> = world.codes.iter().filter(|c| !c.programs.is_empty() && c.linked().any(|(o, _)| o == occupation)).collect();
    let allocated = linked.iter().filter_map(|c| Some(c.completers() * share(world, c, occupation)?)).sum();
    Supply {
        low: linked.iter().filter(|c| c.linked().count() == 1).map(|c| c.completers() - c.margin()).sum(),
        allocated: world.occupations[occupation].demand.filter(|d| *d > 0.0).map(|_| allocated),
        whole: linked.iter().map(|c| c.completers() + c.margin()).sum(),
        programs: linked.iter().map(|c| c.programs.len()).sum(),
        is_mixed: linked.iter().any(|c| c.is_mixed),
    }
}

/// The token of METHOD 5.
pub fn status(world: &World, occupation: usize) -> &'static str {
    let Supply { low, allocated, whole, programs, is_mixed } = supply(world, occupation);
    let o = &world.occupations[occupation];
    let (Some(d), Some(d_low)) = (o.demand, o.low) else { return "unknown" };
    let near = 1e-7;
    if programs == 0 {
        return "not_rated_no_link";
    }
    if o.high.is_some_and(|high| high < 10.0) && whole < 10.0 {
        return "too_small";
    }
    if whole < 0.9 * d_low - near {
        return "shortage";
    }
    let Some(d_high) = o.high else { return "unknown_partial" };
    if low > 1.1 * d_high + near {
        return if is_mixed { "depends_surplus" } else { "surplus" };
    }
    if low >= 0.9 * d_high - near && whole <= 1.1 * d_low + near {
        return "balanced";
    }
    match allocated {
        Some(p) if p < 0.9 * d - near => "depends_shortage",
        Some(p) if p <= 1.1 * d + near => "depends_balanced",
        _ => "depends_surplus",
    }
}

/// The most of some openings that programs can fill: the least cut. Of every set of codes, either their completers or the openings they reach are the limit.
pub fn most_filled(codes: &[(f64, Vec<usize>)], openings: &[Option<f64>]) -> f64 {
    let cut = |set: u32| {
        let is_in = |place: usize| set >> place & 1 == 1;
        let outside: f64 = codes.iter().enumerate().filter(|(n, _)| !is_in(*n)).map(|(_, (done, _))| done).sum();
        let reached = |o: usize| codes.iter().enumerate().any(|(n, (_, links))| is_in(n) && links.contains(&o));
        outside + (0..openings.len()).filter(|o| reached(*o)).filter_map(|o| openings[o]).sum::<f64>()
    };
    (0..1_u32 << codes.len()).map(cut).fold(f64::INFINITY, f64::min)
}

/// The figures of a group with a demand of one's choice and suppressed counts at one end of their range (-1, 0 or 1): the most filled, and those who must enter.
pub fn group(world: &World, members: &[usize], end: f64, openings: impl Fn(usize, f64) -> Option<f64>) -> (f64, f64) {
    let done = |c: &Code| c.completers() + end * c.margin();
    let offered = || world.codes.iter().filter(|c| !c.programs.is_empty());
    let inside = |c: &&Code| c.linked().all(|(o, _)| members.contains(&o)) && c.linked().count() > 0;
    let completers: f64 = offered().filter(|c| c.linked().any(|(o, _)| members.contains(&o))).map(done).sum();
    let open: Vec<Option<f64>> = (0..world.occupations.len()).map(|o| openings(o, completers).filter(|_| members.contains(&o))).collect();
    let codes: Vec<_> = offered()
        .map(|c| (done(c), c.linked().map(|(o, _)| o).filter(|o| open[*o].is_some()).collect()))
        .filter(|(_, l): &(f64, Vec<usize>)| !l.is_empty())
        .collect();
    (most_filled(&codes, &open), offered().filter(inside).map(done).sum())
}
