//! Random small worlds: occupations with openings, program codes with weighted links, programs with completers. The same seed makes the same worlds.

use fastrand::Rng;

/// An occupation of a world.
#[derive(Debug, Clone)]
pub struct Occupation {
    pub soc: String,
    pub demand: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub is_partial: bool,
    pub wage: Option<f64>,
}

/// What a program yields.
#[derive(Debug, Clone, Copy)]
pub struct Offered {
    /// Completers; the middle of the range of suppressed counts.
    pub done: f64,
    /// Half the range; 0 where counts are exact.
    pub margin: f64,
}

/// A program code of a world.
#[derive(Debug, Clone)]
pub struct Code {
    pub code: String,
    /// Occupation and weight; a weight of 0 is no link.
    pub links: Vec<(usize, f64)>,
    /// Its programs; none where nobody offers it.
    pub programs: Vec<Offered>,
    pub is_mixed: bool,
    pub in_sector: bool,
}

/// One region.
#[derive(Debug, Clone)]
pub struct World {
    pub id: String,
    pub occupations: Vec<Occupation>,
    pub codes: Vec<Code>,
}

impl Code {
    /// Completers of all its programs.
    pub fn completers(&self) -> f64 {
        self.programs.iter().map(|p| p.done).sum()
    }

    /// Half the range of all its suppressed counts.
    pub fn margin(&self) -> f64 {
        self.programs.iter().map(|p| p.margin).sum()
    }

    /// Its links, those of weight 0 left out.
    pub fn linked(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        self.links.iter().copied().filter(|(_, weight)| *weight > 0.0)
    }
}

/// A quarter, so that sums are exact.
fn quarter(rng: &mut Rng, most: u32) -> f64 {
    f64::from(rng.u32(0..most * 4)) / 4.0
}

fn occupation(rng: &mut Rng, world: &str, place: usize) -> Occupation {
    let size = if rng.bool() { 12 } else { 80 };
    let demand = match rng.u32(0..10) {
        0 => None,
        1 => Some(0.0),
        _ => Some(quarter(rng, size)),
    };
    let is_partial = demand.is_some() && rng.u32(0..6) == 0;
    let error = if rng.bool() { 0.0 } else { f64::from(rng.u32(0..4)) / 8.0 };
    Occupation {
        soc: format!("{world}s{place}"),
        demand,
        low: demand.map(|d| d * (1.0 - error)),
        high: demand.filter(|_| !is_partial).map(|d| d * (1.0 + error)),
        is_partial,
        wage: (rng.u32(0..5) > 0).then(|| 15.0 + quarter(rng, 40)),
    }
}

fn offered(rng: &mut Rng) -> Offered {
    let suppressed = f64::from(if rng.u32(0..5) == 0 { rng.u32(1..4) } else { 0 });
    if suppressed > 0.0 {
        return Offered { done: 5.5 * suppressed, margin: 4.5 * suppressed };
    }
    let most = [4, 40][rng.usize(0..2)];
    Offered { done: 0.25 + quarter(rng, most), margin: 0.0 }
}

fn code(rng: &mut Rng, world: &str, place: usize, occupations: usize) -> Code {
    let mut links = Vec::new();
    for occupation in 0..occupations {
        if rng.u32(0..5) < 2 {
            links.push((occupation, [0.0, 0.25, 0.5, 1.0, 1.0, 1.0][rng.usize(0..6)]));
        }
    }
    let programs = (0..rng.usize(0..4)).map(|_| offered(rng)).collect();
    Code { code: format!("{world}.{place}"), links, programs, is_mixed: rng.u32(0..5) == 0, in_sector: rng.bool() }
}

/// Openings of one occupation near all that leads to it: by chance they seldom are.
fn near_balance(rng: &mut Rng, world: &mut World) {
    let place = rng.usize(0..world.occupations.len());
    let whole: f64 = world.codes.iter().filter(|c| c.linked().any(|(o, _)| o == place)).map(|c| c.completers() + c.margin()).sum();
    let openings = whole + quarter(rng, 2);
    let occupation = &mut world.occupations[place];
    (occupation.demand, occupation.low, occupation.high, occupation.is_partial) = (Some(openings), Some(openings), Some(openings), false);
}

/// So many worlds from a seed.
pub fn worlds(seed: u64, number: usize) -> Vec<World> {
    let mut rng = Rng::with_seed(seed);
    let mut out = Vec::new();
    for n in 0..number {
        let id = format!("w{n:03}");
        let occupations: Vec<_> = (0..rng.usize(1..6)).map(|place| occupation(&mut rng, &id, place)).collect();
        let codes = (0..rng.usize(1..6)).map(|place| code(&mut rng, &id, place, occupations.len())).collect();
        let mut world = World { id, occupations, codes };
        if rng.u32(0..4) == 0 {
            near_balance(&mut rng, &mut world);
        }
        out.push(world);
    }
    out
}
