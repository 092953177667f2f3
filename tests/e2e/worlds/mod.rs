//! Properties over random worlds (METHOD 4, 5, 6, 8): the real models against the method said again, and each property seen to fail on a broken model.

mod make;
mod oracle;
mod plans;
mod run;

use std::collections::{BTreeMap, BTreeSet};

use make::World;
use run::Tables;

const SEED: u64 = 20_261_122;
const WORLDS: usize = 200;

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-6
}

fn same(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => near(a, b),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// What does not hold, each with the name of its property first.
async fn broken(worlds: &[World], tables: &Tables) -> Vec<String> {
    let mut out = Vec::new();
    gaps(worlds, tables, &mut out).await;
    conservation(worlds, tables, &mut out).await;
    groups(worlds, tables, &mut out).await;
    out
}

/// L, P, U and status of every occupation.
async fn gaps(worlds: &[World], tables: &Tables, out: &mut Vec<String>) {
    let rows = tables.ask("SELECT * FROM supply_demand_gap ORDER BY region_id, soc").await;
    let mut row = 0;
    for world in worlds {
        for (place, o) in world.occupations.iter().enumerate() {
            assert_eq!(rows.text("soc", row), o.soc);
            let wanted = oracle::supply(world, place);
            let figure = |name: &str| rows.number(name, row);
            let (low, allocated, whole) = (figure("supply_low"), figure("supply_allocated"), figure("supply_whole"));
            if !same(low, Some(wanted.low)) || !same(allocated, wanted.allocated) || !same(whole, Some(wanted.whole)) {
                out.push(format!("supply: {} {low:?} {allocated:?} {whole:?}, wanted {wanted:?}", o.soc));
            }
            if let (Some(l), Some(p), Some(u)) = (low, allocated, whole)
                && (l > p + 1e-6 || p > u + 1e-6)
            {
                out.push(format!("bounds: {} {l} <= {p} <= {u}", o.soc));
            }
            let wanted = oracle::status(world, place);
            if rows.text("status", row) != wanted {
                out.push(format!("status: {} is {}, wanted {wanted}: {:?}", o.soc, rows.text("status", row), oracle::supply(world, place)));
            }
            row += 1;
        }
    }
    assert_eq!(row, rows.len());
}

/// The sum of a column in each region.
async fn sums(tables: &Tables, table: &str, column: &str) -> BTreeMap<String, f64> {
    let rows = tables.ask(&format!("SELECT region_id, sum({column}) AS x FROM {table} GROUP BY region_id ORDER BY region_id")).await;
    (0..rows.len()).filter_map(|row| Some((rows.text("region_id", row), rows.number("x", row)?))).collect()
}

/// What is divided adds up to what there is, of completers and of openings.
async fn conservation(worlds: &[World], tables: &Tables, out: &mut Vec<String>) {
    let divided = tables
        .ask("SELECT program_id, max(completers) AS completers, sum(allocated) AS allocated FROM core_allocation GROUP BY program_id ORDER BY program_id")
        .await;
    for row in 0..divided.len() {
        let (all, parts) = (divided.number("completers", row), divided.number("allocated", row));
        if parts.is_some() && !same(all, parts) {
            out.push(format!("conservation: {} divides {parts:?} of {all:?}", divided.text("program_id", row)));
        }
    }
    let completers = sums(tables, "core_region_program", "completers").await;
    let allocated = sums(tables, "core_region_supply", "supply_allocated").await;
    let fair = sums(tables, "program_outlook", "fair_share").await;
    for world in worlds {
        let all = completers.get(&world.id).copied().unwrap_or(0.0);
        let allocated = allocated.get(&world.id).copied().unwrap_or(0.0);
        let nowhere: f64 =
            world.codes.iter().filter(|c| (0..world.occupations.len()).all(|o| oracle::share(world, c, o).is_none())).map(make::Code::completers).sum();
        if !near(allocated + nowhere, all) {
            out.push(format!("conservation: {} allocates {allocated} and {nowhere} nowhere, of {all}", world.id));
        }
        let fair = fair.get(&world.id).copied().unwrap_or(0.0);
        let known = |o: &usize| world.occupations[*o].demand.unwrap_or(0.0);
        let demand: f64 = (0..world.occupations.len()).map(|o| known(&o)).sum();
        let unserved: f64 = (0..world.occupations.len()).filter(|o| oracle::supply(world, *o).allocated.unwrap_or(0.0) == 0.0).map(|o| known(&o)).sum();
        if !near(fair + unserved, demand) {
            out.push(format!("fair share: {} gives {fair} and leaves {unserved} of {demand}", world.id));
        }
    }
}

/// The most that groups can fill against the least cut, and who must enter.
async fn groups(worlds: &[World], tables: &Tables, out: &mut Vec<String>) {
    let rows = tables.ask("SELECT * FROM group_region WHERE group_kind = 'region' OR group_id = region_id ORDER BY region_id, group_kind").await;
    let mut row = 0;
    for world in worlds {
        let members = |of: &dyn Fn(&make::Code) -> bool| {
            let linked = world.codes.iter().filter(|c| of(c)).flat_map(|c| c.linked().map(|(o, _)| o));
            linked.collect::<BTreeSet<usize>>().into_iter().collect::<Vec<_>>()
        };
        // Every region has the group of all linked occupations of all worlds: it only finds its own there.
        for (kind, members) in [("region", members(&|_| true)), ("sector", members(&|c| c.in_sector))] {
            if kind == "sector" && members.is_empty() {
                continue;
            }
            assert_eq!((rows.text("region_id", row).as_str(), rows.text("group_kind", row).as_str()), (world.id.as_str(), kind));
            let o = &world.occupations;
            let any = members.iter().any(|m| o[*m].demand.is_some());
            let low = oracle::group(world, &members, -1.0, |m, _| o[m].low);
            let middle = oracle::group(world, &members, 0.0, |m, _| o[m].demand);
            let high = oracle::group(world, &members, 1.0, |m, all| o[m].high.or(Some(all)));
            for (end, (most, must_enter)) in [("_low", low), ("", middle), ("_high", high)] {
                for (name, figure) in [("most_filled", any.then_some(most)), ("must_enter", Some(must_enter))] {
                    let told = rows.number(&format!("{name}{end}"), row);
                    if !same(told, figure) {
                        out.push(format!("group: {} {kind} {name}{end} {told:?}, wanted {figure:?}", world.id));
                    }
                }
            }
            let demand: Vec<f64> = members.iter().filter_map(|m| o[*m].demand).collect();
            if !same(rows.number("demand_openings", row), any.then(|| demand.iter().sum())) {
                out.push(format!("group: {} {kind} openings {:?}, wanted {demand:?}", world.id, rows.number("demand_openings", row)));
            }
            row += 1;
        }
    }
    assert_eq!(row, rows.len());
}

#[tokio::test]
async fn the_method_holds_over_random_worlds() {
    let worlds = make::worlds(SEED, WORLDS);
    let tables = Tables::of(&worlds, None).await;
    let broken = broken(&worlds, &tables).await;
    assert!(broken.is_empty(), "{} of seed {SEED}:\n{}", broken.len(), broken.join("\n"));
    let statuses: BTreeSet<_> = worlds.iter().flat_map(|w| (0..w.occupations.len()).map(|o| oracle::status(w, o))).collect();
    assert_eq!(statuses.len(), 10, "the worlds do not reach every status: {statuses:?}");
}

/// Each a way to get a model wrong, and the property that must notice.
const CHANGES: [(&str, &str, &str, &str); 17] = [
    ("core_allocation", "l.link_weight * d.demand_openings / w.weight", "d.demand_openings / w.weight", "conservation"),
    ("core_allocation", "WHERE link_weight > 0", "WHERE link_weight >= 0", "supply"),
    ("core_allocation", "sum(l.link_weight * d.demand_openings)", "max(l.link_weight * d.demand_openings)", "conservation"),
    ("core_region_supply", "linked_occupations = 1", "linked_occupations >= 1", "supply"),
    ("core_region_supply", "completers - coalesce(suppressed_margin, 0)", "completers", "supply"),
    ("core_region_supply", "completers + coalesce(suppressed_margin, 0)", "completers", "supply"),
    ("group_region", "s.completers + s.margin)", "s.completers)", "group"),
    ("program_outlook", "g.demand_openings * a.allocated", "g.demand_openings * a.completers", "fair share"),
    ("core_status", "supply_whole < below_low", "supply_whole < below", "status"),
    ("core_status", "supply_low > above_high", "supply_allocated > above_high", "status"),
    ("core_status", "AND NOT is_mixed", "", "status"),
    ("core_status", "supply_low >= below_high", "supply_allocated >= below_high", "status"),
    ("core_status", "size_demand < 10 AND", "", "status"),
    ("group_region", "count(*) = max(linked_occupations)", "count(*) >= 1", "group"),
    ("group_region", "e.soc, e.demand_low)", "e.soc, e.demand_openings)", "group"),
    ("group_region", "coalesce(e.demand_high, s.completers + s.margin)", "e.demand_high", "group"),
    ("group_region", "sum(completers) AS completers, coalesce", "2 * sum(completers) AS completers, coalesce", "group"),
];

#[tokio::test]
async fn a_broken_model_is_noticed() {
    let worlds = make::worlds(SEED, WORLDS);
    for (model, from, to, property) in CHANGES {
        let tables = Tables::of(&worlds, Some((model, from, to))).await;
        let broken = broken(&worlds, &tables).await;
        assert!(broken.iter().any(|b| b.starts_with(property)), "{model}: {from} -> {to} breaks nothing of {property}: {broken:?}");
    }
}
