//! One run: from held files to a published folder and its report.

use std::path::PathBuf;

use chrono::{SecondsFormat, Utc};
use rocp_lake::lock::WriteLock;
use rocp_lake::manifest::{Changes, Manifest};
use rocp_lake::{Lake, durable, release};
use rocp_queries::compare::{self, Side};
use rocp_queries::{Profile, QueryError, run};
use rocp_sources::stage;

use crate::error::{AppError, Result};
use crate::inputs::{self, Held};
use crate::{causes, commands::render, say};

/// SHA-256 of the code that makes figures and pages.
pub const CODE: &str = env!("ROCP_CODE");

/// What a run would be made from.
pub struct Plan {
    /// The profile.
    pub profile: Profile,
    /// Its text.
    pub text: String,
    /// The day up to which files count.
    pub as_of: Option<String>,
    /// The files.
    pub held: Vec<Held>,
    /// The run's id: hash of inputs, code, configuration and as-of date.
    pub run: String,
}

impl Plan {
    /// Looks at what is held; nothing is staged or computed.
    pub fn new(lake: &Lake, profile: &str, as_of: Option<&str>) -> Result<Self> {
        if let Some(date) = as_of
            && (chrono::NaiveDate::parse_from_str(date, "%Y-%m-%d").is_err() || date.len() != 10)
        {
            return Err(AppError::Usage { problem: format!("{date} is not a date"), hint: "write it as 2026-11-22".into() });
        }
        let (profile, text) = crate::profiles::load(profile)?;
        inputs::place(lake)?;
        let held = inputs::held(lake, &profile, as_of)?;
        let mut id = format!("{CODE}\n{}\n{text}\n", as_of.unwrap_or("-"));
        for h in &held {
            // A stale source is told on the pages, so it makes a run of its own.
            let stale = if h.stale.is_some() { " stale" } else { "" };
            id.push_str(&format!("{} {} {}{stale}\n", h.source.id, h.receipt.role, h.key));
        }
        let run = durable::sha256(id.as_bytes())[..16].to_owned();
        Ok(Self { profile, text, as_of: as_of.map(str::to_owned), held, run })
    }

    /// Whether this run is the published one.
    pub fn is_published(&self, lake: &Lake) -> Result<bool> {
        Ok(release::current(lake)?.as_ref() == Some(&self.run) && release::manifest(lake, &self.run).is_ok())
    }
}

/// Computes and commits a run; it is not published yet.
pub fn build(lake: &Lake, lock: &WriteLock, plan: &Plan) -> Result<Manifest> {
    if let Ok(manifest) = release::manifest(lake, &plan.run) {
        return Ok(manifest);
    }
    let progress = say::Progress::new("staging", plan.held.len() as u64);
    let (tables, staged) = inputs::stage_all(lake, &plan.held, |name| progress.step(name))?;
    progress.end();
    let folder = release::begin(lake, lock, &plan.run)?;
    let scratch = lake.scratch();
    durable::make_folder(&scratch)?;
    let provenance = vec![
        ("profile".to_owned(), plan.profile.name.clone()),
        ("run".to_owned(), plan.run.clone()),
        ("inputs".to_owned(), staged.iter().map(|s| format!("{} {} {}", s.source, s.role, s.receipt.sha256)).collect::<Vec<_>>().join("; ")),
    ];
    let progress = say::Progress::new("computing", rocp_queries::model::MODELS.len() as u64);
    let work = run::run(&folder, &scratch, &plan.profile, &tables, &provenance, |name| progress.step(name));
    let computed = runtime()?.block_on(work)?;
    progress.end();
    let errors: Vec<_> = computed.findings.iter().filter(|f| f.severity == "error").collect();
    if let Some(first) = errors.first() {
        let all: Vec<_> = errors.iter().map(|f| format!("{}.{}: {} ({} rows)\n{}", f.table, f.check, f.says, f.rows, f.sample)).collect();
        return Err(AppError::Refused {
            problem: format!("check {}.{} returned rows\n{}", first.table, first.check, all.join("\n")),
            hint: "the last published run stays in force; look at the rows above".into(),
        });
    }
    let mut manifest = Manifest {
        run: plan.run.clone(),
        profile: plan.profile.name.clone(),
        profile_text: plan.text.clone(),
        as_of: plan.as_of.clone(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        code: CODE.to_owned(),
        made_at: Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true),
        parent: release::current(lake)?,
        staged,
        tables: computed.tables,
        findings: computed.findings,
        changes: None,
    };
    manifest.changes = changes(lake, &folder, &manifest, &plan.profile)?;
    release::commit(lake, lock, &manifest)?;
    Ok(manifest)
}

/// The table behind the regions' pages, whose moves are told.
const GAP: &str = "supply_demand_gap";

/// The newest run published before this one under the same profile, where the lake still holds it.
fn before(lake: &Lake, manifest: &Manifest) -> Option<Manifest> {
    let mut next = manifest.parent.clone();
    while let Some(run) = next {
        let earlier = release::manifest(lake, &run).ok()?;
        if earlier.profile == manifest.profile {
            return Some(earlier);
        }
        next = earlier.parent;
    }
    None
}

/// What moved against the run before. A run that cannot be compared is published all the same, and says so.
fn changes(lake: &Lake, folder: &std::path::Path, manifest: &Manifest, profile: &Profile) -> Result<Option<Changes>> {
    let Some(earlier) = before(lake, manifest) else { return Ok(None) };
    let place = lake.run(&earlier.run);
    let scratch = lake.scratch();
    let old = Side { folder: &place, tables: &earlier.tables };
    let new = Side { folder, tables: &manifest.tables };
    let work = async {
        let causes = causes::between(&scratch, (&earlier, old), (manifest, new)).await?;
        let regions = compare::gaps(&scratch, old, new, &[&profile.pages, "state"]).await?;
        Ok::<_, QueryError>((causes::of(&causes, GAP)?.into_iter().cloned().collect(), regions))
    };
    let (problem, (causes, regions)) = match runtime()?.block_on(work) {
        Ok(found) => (None, found),
        Err(QueryError::Compare { problem }) => (Some(problem), (Vec::new(), Vec::new())),
        Err(e) => {
            // The page names no path and no cause of the machine; whoever runs the program learns both.
            eprint!("{}", crate::error::render(&e.into()));
            say::warn(&format!("what changed since run {} is not told: it cannot be compared", earlier.run));
            (Some("it cannot be compared".to_owned()), (Vec::new(), Vec::new()))
        }
    };
    let retrieved = earlier.staged.iter().filter_map(|s| s.receipt.retrieved_at.get(..10)).max().map(str::to_owned);
    Ok(Some(Changes { against: earlier.run, retrieved, problem, causes, regions }))
}

/// Publishes a committed run and tidies the lake.
pub fn publish(lake: &Lake, lock: &WriteLock, plan: &Plan) -> Result<()> {
    release::publish(lake, lock, &plan.run)?;
    let mut in_use: Vec<PathBuf> = Vec::new();
    for source in rocp_sources::catalog::SOURCES {
        let card = source.card_in(lake)?;
        for receipt in rocp_lake::archive::current(lake, source.id, None)? {
            in_use.push(lake.staged(source.id, &receipt.role, &stage::key(source, &card, &receipt.sha256)));
        }
    }
    release::clean_up(lake, lock, &in_use)?;
    Ok(())
}

/// What a published run means for the exit code: 3 where the reader should look at something.
pub fn exit_code(manifest: &Manifest) -> u8 {
    let stale = manifest.staged.iter().any(|s| s.stale.is_some());
    let new_bad = manifest.staged.iter().any(|s| s.quarantined > s.acknowledged);
    let warned = manifest.findings.iter().any(|f| f.severity == "warning");
    if stale || new_bad || warned { 3 } else { 0 }
}

/// The closing summary, on standard output.
pub fn summary(manifest: &Manifest, report: Option<&std::path::Path>) {
    println!("run {} (profile {})", manifest.run, manifest.profile);
    println!("read:");
    for s in &manifest.staged {
        let rows: u64 = s.tables.iter().map(|(_, n)| n).sum();
        let aside = match (s.quarantined, s.quarantined - s.acknowledged) {
            (0, _) => String::new(),
            (all, 0) => format!(", {} put aside (known)", say::count(all)),
            (all, new) => format!(", {} put aside ({} of them new)", say::count(all), say::count(new)),
        };
        println!(
            "  {} {}: {} rows{aside}, {} retrieved {}",
            s.source,
            s.role,
            say::count(rows),
            s.receipt.name,
            s.receipt.retrieved_at.get(..10).unwrap_or_default()
        );
    }
    println!("made:");
    for t in manifest.tables.iter().filter(|t| t.layer == "mart") {
        println!("  {}: {} rows", t.name, say::count(t.rows));
    }
    for s in &manifest.staged {
        for w in &s.warnings {
            say::warn(&format!("{} {}: {w}", s.source, s.role));
        }
        if let Some(stale) = &s.stale {
            say::warn(&format!("{} {}: {stale}", s.source, s.role));
        }
    }
    for f in &manifest.findings {
        if f.severity == "note" {
            println!("note: {}.{}: {} ({} rows)", f.table, f.check, f.says, say::count(f.rows));
        } else {
            say::warn(&format!("{}.{}: {} ({} rows)\n{}", f.table, f.check, f.says, say::count(f.rows), f.sample));
        }
    }
    if let Some(report) = report {
        println!("report: {}", render::landing(report).display());
    }
}

/// A runtime for the engine and the web.
pub fn runtime() -> Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|source| AppError::Machine { problem: "no threads can be started".into(), source })
}
