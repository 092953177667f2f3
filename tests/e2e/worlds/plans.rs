//! Seat plans against every plan there is, in small worlds.

use fastrand::Rng;
use rocp_queries::plan::{self, Ask, Best, Choice, Plan, Program, Row, Target};

use super::make::{self, World};
use super::{SEED, oracle, run::Tables};

/// Worlds that plans are made for: unmet openings hold back one in thirty.
const PLANNED: usize = 600;

/// Every way to give at most `seats` seats to `options` options.
fn every(options: usize, seats: u32) -> Vec<Vec<u32>> {
    let mut out = vec![vec![]];
    for _ in 0..options {
        out = out
            .into_iter()
            .flat_map(|start: Vec<u32>| {
                let left = seats - start.iter().sum::<u32>();
                (0..=left).map(move |n| [start.clone(), vec![n]].concat())
            })
            .collect();
    }
    out
}

/// Unmet openings of an occupation, from the world itself.
fn unmet(world: &World, occupation: usize) -> Option<f64> {
    let supply = oracle::supply(world, occupation).allocated?;
    Some((world.occupations[occupation].low? - supply).max(0.0))
}

/// The most gain of all plans, by trying each; 0 for none.
fn most(world: &World, ask: &Ask, seats: u32) -> f64 {
    let rate = ask.completion.unwrap();
    let all = 0..world.occupations.len();
    let flows = |c: &make::Code| all.clone().map(|o| oracle::share(world, c, o).map(|s| s * rate)).collect::<Vec<_>>();
    let gain = |flows: &[Option<f64>]| -> Option<f64> {
        let mut gain = 0.0;
        for (o, flow) in flows.iter().enumerate() {
            gain += flow.unwrap_or(0.0) * if ask.by_wages && flow.is_some() { world.occupations[o].wage? } else { 1.0 };
        }
        Some(gain).filter(|g| *g > 0.0)
    };
    let options: Vec<_> = world.codes.iter().map(flows).filter_map(|f| gain(&f).map(|g| (f, g))).collect();
    let fits = |units: &Vec<u32>| {
        let into = |o: usize| options.iter().zip(units).map(|((f, _), n)| f[o].unwrap_or(0.0) * f64::from(*n)).sum::<f64>();
        units.iter().all(|n| *n <= ask.at_most.unwrap_or(u32::MAX)) && all.clone().all(|o| into(o) <= unmet(world, o).unwrap_or(0.0) + 1e-7)
    };
    let gains = every(options.len(), seats).into_iter().filter(fits).map(|units| options.iter().zip(&units).map(|((_, g), n)| g * f64::from(*n)).sum::<f64>());
    gains.fold(0.0, f64::max)
}

/// What is wrong with a plan.
fn wrong(world: &World, ask: &Ask, plan: &Plan) -> Vec<String> {
    let mut out = Vec::new();
    let best = most(world, ask, ask.seats);
    if (plan.gain - best).abs() > 1e-4 || !plan.proven {
        out.push(format!("{}: gains {}, the best gains {best}, proven {}", world.id, plan.gain, plan.proven));
    }
    let next = most(world, ask, ask.seats + 1) - best;
    if plan.one_more_seat.is_none_or(|adds| (adds - next).abs() > 1e-4) {
        out.push(format!("{}: one more seat adds {:?}, truly {next}", world.id, plan.one_more_seat));
    }
    let lines = || plan.grow.iter().chain(&plan.start);
    if lines().map(|l| l.seats).sum::<u32>() != plan.seats || plan.seats > ask.seats {
        out.push(format!("{}: {} seats of {}", world.id, plan.seats, ask.seats));
    }
    for l in lines() {
        let code = world.codes.iter().find(|c| c.code == l.choice.id).unwrap();
        if l.is_new != code.programs.is_empty() || ask.at_most.is_some_and(|most| l.seats > most) {
            out.push(format!("{}: {} seats of {}, new: {}", world.id, l.seats, l.choice.id, l.is_new));
        }
    }
    // The plan carried out: supply as divided stays under the lower end of openings wherever anybody is added, so no surplus is made or made worse.
    for (place, o) in world.occupations.iter().enumerate() {
        let rate = ask.completion.unwrap();
        let added: f64 = lines()
            .map(|l| (world.codes.iter().find(|c| c.code == l.choice.id).unwrap(), l.seats))
            .filter_map(|(c, n)| Some(oracle::share(world, c, place)? * rate * f64::from(n)))
            .sum();
        let before = oracle::supply(world, place).allocated.unwrap_or(0.0);
        if added > 0.0 && before + added > o.low.unwrap_or(0.0) + 1e-6 {
            out.push(format!("{}: {before} and {added} more are above the {:?} openings of {}", world.id, o.low, o.soc));
        }
    }
    out
}

/// A question of one's own for each world.
fn ask(rng: &mut Rng) -> Ask {
    Ask {
        seats: rng.u32(1..9),
        by_wages: rng.bool(),
        moves: false,
        at_most: (rng.u32(0..3) == 0).then(|| rng.u32(1..4)),
        completion: Some([0.25, 0.5, 0.8, 0.875, 1.0][rng.usize(0..5)]),
    }
}

async fn plans(worlds: &[World], tables: &Tables) -> (Vec<String>, usize) {
    let mut rng = Rng::with_seed(SEED);
    let (mut out, mut held_back) = (Vec::new(), 0);
    let all = plan::read(&[tables.batch("SELECT * FROM plan_option ORDER BY option_kind, option_id, soc").await]).unwrap();
    for world in worlds {
        // Codes bear the name of their world.
        let choices: Vec<Choice> = all.iter().filter(|c| c.id.starts_with(&format!("{}.", world.id))).cloned().collect();
        let ask = ask(&mut rng);
        let made = plan::make(&choices, &ask);
        out.extend(wrong(world, &ask, &made));
        held_back += usize::from(made.limits.iter().skip(1).any(|l| l.binds));
    }
    (out, held_back)
}

#[tokio::test]
async fn no_plan_is_better_and_none_makes_a_surplus() {
    let worlds = make::worlds(SEED, PLANNED);
    let tables = Tables::of(&worlds, None).await;
    let (wrong, held_back) = plans(&worlds, &tables).await;
    assert!(wrong.is_empty(), "{} of seed {SEED}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(held_back >= 15, "unmet openings bind in {held_back} worlds only");
    for (from, to) in [
        ("g.demand_low - g.supply_allocated", "g.demand_openings - g.supply_allocated"),
        ("l.link_weight * g.demand_openings END", "g.demand_openings END"),
        ("w.weight / r.weight", "w.weight / r.weight / 2"),
    ] {
        let tables = Tables::of(&worlds, Some(("plan_option", from, to))).await;
        assert!(!plans(&worlds, &tables).await.0.is_empty(), "{from} -> {to} is not noticed");
    }
}

#[test]
fn whole_numbers_are_the_best_of_all() {
    let mut rng = Rng::with_seed(SEED);
    for round in 0..300 {
        let (variables, seats) = (rng.usize(1..5), rng.u32(0..7));
        let gain: Vec<[f64; 2]> = (0..variables).map(|_| [f64::from(rng.u32(1..9)) / 8.0, f64::from(rng.u32(0..4))]).collect();
        let mut rows = vec![Row { terms: (0..variables).map(|v| (v, 1.0)).collect(), limit: f64::from(seats) }];
        for _ in 0..rng.usize(0..4) {
            let terms = (0..variables).map(|v| (v, f64::from(rng.u32(0..9)) / 8.0)).filter(|(_, c)| *c > 0.0).collect();
            rows.push(Row { terms, limit: f64::from(rng.u32(0..20)) / 4.0 });
        }
        let program = Program { gain, most: (0..variables).map(|_| rng.u32(0..6)).collect(), rows };
        let fits = |units: &Vec<u32>| {
            let used = |r: &Row| r.terms.iter().map(|(v, c)| c * f64::from(units[*v])).sum::<f64>();
            units.iter().zip(&program.most).all(|(n, most)| n <= most) && program.rows.iter().all(|r| used(r) <= r.limit + 1e-9)
        };
        let total = |units: &Vec<u32>| [0, 1].map(|part| units.iter().zip(&program.gain).map(|(n, g)| g[part] * f64::from(*n)).sum::<f64>());
        let mut all: Vec<_> = every(variables, seats).into_iter().filter(fits).map(|units| (total(&units), units)).collect();
        all.sort_by(|(a, _), (b, _)| a.iter().zip(b).map(|(a, b)| a.total_cmp(b)).find(|o| o.is_ne()).unwrap_or(std::cmp::Ordering::Equal));
        let (wanted, _) = all.last().unwrap();
        let Best { units, gain, bound, proven } = plan::best(&program);
        assert!(proven && fits(&units), "round {round}: {units:?} of {program:?}");
        assert!(
            gain.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-6) && (bound - gain[0]).abs() < 1e-6,
            "round {round}: {gain:?}, wanted {wanted:?} of {program:?}"
        );
    }
}

/// A course whose only occupation is `excess` above the upper end of its openings.
fn course(id: &str, seats: f64, excess: f64) -> Choice {
    let target = Target { soc: "m".into(), occupation: "M".into(), share: Some(1.0), unmet: Some(0.0), excess: Some(excess), wage: None };
    Choice {
        id: id.into(),
        is_course: true,
        title: id.into(),
        code: "47.0001".into(),
        programs: 1,
        rocp_taught: Some(true),
        seats: Some(seats),
        fill: None,
        completion: Some(0.8),
        completion_basis: Some("the course, 2024-25".into()),
        can_shrink: true,
        left_out: Some("no unmet openings for M".into()),
        targets: vec![target],
    }
}

#[test]
fn seats_move_only_when_asked_and_only_above_the_openings() {
    let mut rng = Rng::with_seed(SEED);
    for _ in 0..200 {
        let excess = f64::from(rng.u32(0..80)) / 4.0;
        let mut choices: Vec<Choice> = (0..rng.usize(1..4)).map(|n| course(&format!("c{n}"), f64::from(rng.u32(1..20)), excess)).collect();
        let mut grows = course("grows", 10.0, 0.0);
        let room = f64::from(rng.u32(1..60)) / 4.0;
        (grows.can_shrink, grows.left_out) = (false, None);
        grows.targets = vec![Target { soc: "n".into(), unmet: Some(room), excess: Some(0.0), ..grows.targets[0].clone() }];
        choices.push(grows);
        let mut ask = Ask { seats: rng.u32(0..4), by_wages: false, moves: false, at_most: None, completion: None };
        let still = plan::make(&choices, &ask);
        assert!(still.seats <= ask.seats && still.shrink.iter().all(|l| l.seats == 0), "{still:?}");
        ask.moves = true;
        let moved = plan::make(&choices, &ask);
        let taken: u32 = moved.shrink.iter().map(|l| l.seats).sum();
        assert_eq!(moved.seats, ask.seats.min(moved.seats) + taken, "seats come from nowhere");
        assert!(0.8 * f64::from(taken) <= excess + 1e-6, "the {excess} above the openings are undercut by {taken} seats");
        assert!(moved.shrink.iter().all(|l| f64::from(l.seats) <= l.choice.seats.unwrap()));
        let held: u32 = choices.iter().filter(|c| c.can_shrink).map(|c| c.seats.unwrap() as u32).sum();
        let possible = (ask.seats + held.min((excess / 0.8 + 1e-9) as u32)).min((room / 0.8 + 1e-7) as u32);
        // Whole seats of several courses: no more than one seat for each course is lost.
        assert!(moved.seats <= possible && moved.seats + choices.len() as u32 > possible, "{} of {possible}", moved.seats);
    }
}
