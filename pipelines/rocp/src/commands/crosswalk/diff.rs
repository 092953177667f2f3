//! `rocp crosswalk diff`: what overrides change, computed both ways and published neither way.

use std::path::Path;

use rocp_lake::manifest::{Manifest, TableEntry};
use rocp_lake::{Lake, durable, paths, release};
use rocp_queries::compare::{self, Side};
use rocp_queries::run::{self, Staged};
use rocp_queries::{Profile, graph};
use rocp_sources::catalog::overrides;
use rocp_sources::stage::QUARANTINE;

use super::lines;
use crate::cli::Format;
use crate::commands::{diff::head, query};
use crate::error::{AppError, Result};
use crate::pipeline::CODE;
use crate::{inputs, pipeline, say};

/// What is compared.
const GAP: &str = "supply_demand_gap";

/// Runs the command.
pub fn run(lake: &Lake, from: Option<u64>, to: Option<u64>, format: Format, out: Option<&Path>) -> Result<u8> {
    query::printable(format, out)?;
    let published = release::manifest(lake, &release::published(lake)?)?;
    let (contract, held) = lines::newest(lake)?;
    let (used, newest) = (lines::used(&published), lines::last(&held));
    let (from, to) = (from.unwrap_or(used), to.unwrap_or(newest));
    if from.max(to) > newest {
        return Err(AppError::Usage {
            problem: format!("there is no version {} of the overrides: the newest is {newest}", from.max(to)),
            hint: "`rocp crosswalk show --lines` lists them".into(),
        });
    }
    if from == to {
        println!("no override was set since version {from}: nothing to compare");
        return Ok(0);
    }
    let scratch = tempfile::tempdir().map_err(|source| AppError::Machine { problem: "there is no scratch folder".into(), source })?;
    let profile = Profile::parse(&published.profile_text)?;
    let mut sides = Vec::new();
    for version in [from, to] {
        // What the published run computed with these lines need not be computed again.
        if version == used && published.code == CODE {
            sides.push((lake.run(&published.run), published.tables.clone()));
            continue;
        }
        let folder = scratch.path().join(version.to_string());
        durable::make_folder(&folder)?;
        let files = lines::up_to(scratch.path(), &contract, &held, version)?;
        let staged = staged(lake, &published, &files)?;
        let tables = compute(&folder, &profile, &staged, version)?;
        sides.push((folder, tables));
    }
    let side = |i: usize| Side { folder: &sides[i].0, tables: &sides[i].1 };
    let statuses = pipeline::runtime()?.block_on(compare::answer(scratch.path(), side(0), side(1), GAP, STATUSES))?;
    if format != Format::Table || out.is_some() {
        return query::emit(&statuses, format, out);
    }
    let moved = pipeline::runtime()?.block_on(compare::tables(scratch.path(), side(0), side(1), |t| t.name == GAP))?;
    let rows: usize = statuses.iter().map(|b| b.num_rows()).sum();
    println!("overrides up to version {from} against those up to version {to}, profile {}", published.profile);
    println!(
        "{} of {} rows of supply against demand move; {} of them change their status",
        say::count(moved.iter().map(|t| t.changed + t.added + t.removed).sum()),
        say::count(moved.iter().map(|t| t.after).sum()),
        say::count(rows as u64)
    );
    if rows > 0 { head(&statuses) } else { Ok(0) }
}

/// Every status that changes: the state first, then by scheme, region and occupation.
const STATUSES: &str = "SELECT a.scheme, a.region, a.soc, a.occupation, b.status AS status_before, a.status AS status_after, a.demand_openings, \
     round(b.supply_allocated, 2) AS divided_before, round(a.supply_allocated, 2) AS divided_after, round(b.supply_whole, 2) AS most_before, round(a.supply_whole, 2) AS most_after \
     FROM before b FULL JOIN after a ON b.scheme = a.scheme AND b.region_id = a.region_id AND b.soc = a.soc WHERE b.status IS DISTINCT FROM a.status \
     ORDER BY CASE WHEN a.scheme = 'state' THEN 0 ELSE 1 END, a.scheme, a.region_id, a.soc";

/// The staged tables of a run, with other lines of overrides.
fn staged(lake: &Lake, manifest: &Manifest, overridden: &[std::path::PathBuf]) -> Result<Vec<Staged>> {
    inputs::tables(|name| {
        if name == overrides::TABLE {
            return overridden.to_vec();
        }
        let holds = manifest.staged.iter().filter(|s| name == QUARANTINE || s.tables.iter().any(|(t, _)| t == name));
        holds.map(|s| paths::table(&lake.staged(&s.source, &s.role, &s.key), name)).collect()
    })
}

/// Computes what is compared into a folder of its own. A check that would refuse the run is told.
fn compute(folder: &Path, profile: &Profile, staged: &[Staged], version: u64) -> Result<Vec<TableEntry>> {
    let models = graph::needed(&[GAP])?;
    let progress = say::Progress::new(&format!("computing with overrides up to version {version}"), models.len() as u64);
    let nothing = Vec::new();
    let work = run::some(folder, folder, profile, staged, &nothing, &models, |name| progress.step(name));
    let computed = pipeline::runtime()?.block_on(work)?;
    progress.end();
    for f in computed.findings.iter().filter(|f| f.severity == "error") {
        say::warn(&format!("a run with these overrides would be refused: {}.{}: {} ({} rows)", f.table, f.check, f.says, f.rows));
    }
    Ok(computed.tables)
}
