//! `rocp render`: charts and pages of a run.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rocp_lake::contract::Type;
use rocp_lake::manifest::{Manifest, StagedEntry};
use rocp_lake::{Contract, Lake, caveat, durable, release};
use rocp_output::bind::{self, Bundle};
use rocp_output::model::{SourceKind, SourceLine};
use rocp_queries::{Profile, graph, model, reference};
use rocp_sources::catalog::{self, overrides, rocp_catalog};

use crate::error::{AppError, Result};

/// Runs the command.
pub fn run(lake: &Lake, reports: &Path, run: Option<&str>) -> Result<u8> {
    let published = release::published(lake)?;
    let run = run.map_or(published.clone(), str::to_owned);
    let manifest = release::manifest(lake, &run)?;
    if run == published {
        can_follow(reports)?;
    }
    let report = draw(lake, reports, &manifest)?;
    if run == published {
        follow(reports, &run)?;
    }
    println!("report: {}", landing(&report).display());
    Ok(0)
}

/// Caveats that hold only where the source is held.
const OF_SOURCE: [(&str, &str); 4] = [
    ("cip4_mix", "college_scorecard"),
    ("rocp_partial", "college_scorecard"),
    ("estimated_national_rate", "bls_oews"),
    ("training_period", "dol_training_providers"),
];

/// Draws the report of a run into a folder of its own.
pub fn draw(lake: &Lake, reports: &Path, manifest: &Manifest) -> Result<PathBuf> {
    let profile = Profile::parse(&manifest.profile_text)?;
    let mut marts = Vec::new();
    let mut caveats = BTreeSet::new();
    for m in model::MODELS.iter().filter(|m| m.layer == "mart") {
        let contract = m.contract()?;
        if contract.name == "supply_demand_gap" {
            caveats.extend(contract.caveats.clone());
        }
        marts.push(contract);
    }
    caveats.retain(|c| OF_SOURCE.iter().all(|(caveat, source)| c != caveat || holds(manifest, source)));
    let known = caveat::all().map_err(|problem| rocp_lake::LakeError::Contract { contract: "caveats.toml".into(), problem })?;
    let bundle = Bundle {
        run_folder: &lake.run(&manifest.run),
        manifest,
        marts: &marts,
        sources: sources(manifest, &profile)?,
        caveats: caveats.iter().filter_map(|c| known.get(c).cloned()).collect(),
        scheme: &profile.pages,
        profile_title: &profile.title,
    };
    Ok(bind::write(&bundle, reports)?)
}

/// The mart behind the pages, and the one that gives its occupations to sectors.
const PAGES: [&str; 2] = ["supply_demand_gap", "sector_region"];

/// The marts of what stands beside the figures.
const CONTEXT: [&str; 2] = ["labor_context", "industry_outlook"];

/// Whether a run uses a table.
type Used = fn(&Profile, &Manifest) -> bool;

/// Tables without figures that decide which figures meet, each with what must hold for it to be used.
const CHOICES: [(&str, Used); 4] = [
    ("ref_program_link", |p, _| p.crosswalk == "ref_program_link"),
    ("ref_program_family", |p, _| p.crosswalk != "coe_top_cip_soc"),
    ("ref_institution", |_, m| holds(m, "college_scorecard") || holds(m, "ipeds_completions")),
    ("ref_college", |_, m| holds(m, "coe_supply")),
];

/// Quoted tables that a fetched file replaces, or that only one source needs, each with what must hold for it to be used; all others always are.
const QUOTED: [(&str, Used); 2] = [("ref_national_rate", |_, m| !holds(m, "bls_projections")), ("ref_cip_mix", |_, m| holds(m, "college_scorecard"))];

/// True where the run has a file of the source.
fn holds(manifest: &Manifest, source: &str) -> bool {
    manifest.staged.iter().any(|s| s.source == source)
}

/// The sources behind the pages, computed from the inputs of their mart through all models: published files, the largest of a source first,
/// then quoted figures and choices. An invented catalog is no source of any figure.
fn sources(manifest: &Manifest, profile: &Profile) -> Result<Vec<SourceLine>> {
    let mut roots = BTreeSet::new();
    for mart in PAGES {
        roots.extend(graph::roots(mart)?);
    }
    let mut beside = BTreeSet::new();
    for mart in CONTEXT {
        beside.extend(graph::roots(mart)?);
    }
    let reads = |s: &StagedEntry, tables: &BTreeSet<String>| s.tables.iter().any(|(t, _)| tables.contains(t));
    let (figures, context): (Vec<_>, Vec<_>) =
        manifest.staged.iter().filter(|s| s.role != rocp_catalog::EXAMPLE && (reads(s, &roots) || reads(s, &beside))).partition(|s| reads(s, &roots));
    let kind = |s: &StagedEntry| if s.source == overrides::ID { SourceKind::Choice } else { SourceKind::File };
    let mut out = published(figures, kind)?;
    let mut choices = Vec::new();
    for table in reference::TABLES {
        let contract = Contract::parse(table.0)?;
        if !roots.contains(&contract.name) {
            continue;
        }
        if QUOTED.iter().all(|(name, is_used)| *name != contract.name || is_used(profile, manifest)) {
            out.extend(quoted(&contract, table.1));
        }
        if CHOICES.iter().any(|(name, is_used)| *name == contract.name && is_used(profile, manifest)) {
            choices.extend(choice(&contract, table.1));
        }
    }
    out.extend(choices);
    out.extend(published(context, |_| SourceKind::Context)?);
    Ok(out)
}

/// Published files as sources, the largest of a source first.
fn published(mut staged: Vec<&StagedEntry>, kind: impl Fn(&StagedEntry) -> SourceKind) -> Result<Vec<SourceLine>> {
    staged.sort_by_key(|s| (s.source.clone(), std::cmp::Reverse(s.tables.iter().map(|(_, rows)| *rows).sum::<u64>())));
    let line = |s: &StagedEntry| {
        let card = catalog::find(&s.source)?.card()?;
        let file = card.file(&s.role).map(|f| f.title.clone()).unwrap_or_default();
        Ok(SourceLine {
            id: format!("{}/{}", s.source, s.role),
            title: card.title,
            file,
            kind: kind(s),
            agency: card.agency,
            period: s.period.clone(),
            retrieved: s.receipt.retrieved_at.get(..10).map(str::to_owned),
            licence: card.licence,
            sha256: s.receipt.sha256.clone(),
            url: card.homepage,
            stale: s.stale.is_some(),
        })
    };
    staged.into_iter().map(line).collect()
}

/// A table of figures that we quote, under the citation of its description.
fn quoted(contract: &Contract, rows: &str) -> Option<SourceLine> {
    let (_, citation) = contract.description.rsplit_once("Source: ")?;
    let holds_figures = contract.columns.iter().any(|c| c.kind == Type::Float64);
    let (agency, rest) = citation.trim_end_matches('.').split_once(", ")?;
    let what = rest.split(';').next().unwrap_or(rest);
    holds_figures.then(|| SourceLine {
        id: contract.name.clone(),
        title: what.to_owned(),
        file: contract.title.clone(),
        kind: SourceKind::Quoted,
        agency: agency.to_owned(),
        period: "quoted".to_owned(),
        retrieved: None,
        licence: "Public domain or public; quoted with its source".to_owned(),
        sha256: durable::sha256(rows.as_bytes()),
        url: String::new(),
        stale: false,
    })
}

/// A table of decisions, with the whole citation of its description.
fn choice(contract: &Contract, rows: &str) -> Option<SourceLine> {
    let (_, citation) = contract.description.rsplit_once("Source: ")?;
    let mut letters = citation.trim_end_matches('.').chars();
    let agency = letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str())?;
    Some(SourceLine {
        id: contract.name.clone(),
        title: contract.title.clone(),
        file: String::new(),
        kind: SourceKind::Choice,
        agency,
        period: String::new(),
        retrieved: None,
        licence: "Public codes and names; the choice is this project\u{2019}s".to_owned(),
        sha256: durable::sha256(rows.as_bytes()),
        url: String::new(),
        stale: false,
    })
}

/// The folder of a run's report.
pub fn folder(reports: &Path, run: &str) -> PathBuf {
    reports.join(run)
}

/// The landing page of a report.
pub fn landing(report: &Path) -> PathBuf {
    report.join("index.html")
}

/// Whether a run's report is there and is the newest.
pub fn is_drawn(reports: &Path, run: &str) -> bool {
    landing(&folder(reports, run)).exists() && landing(&reports.join(bind::LATEST)).exists()
}

/// Proves that `reports/latest` can follow a run: a tool that follows links leaves a folder of that name, which nothing here replaces.
pub fn can_follow(reports: &Path) -> Result<()> {
    if bind::can_follow(reports) {
        return Ok(());
    }
    let latest = reports.join(bind::LATEST);
    Err(AppError::Usage {
        problem: format!("{} is a folder and not the link to the newest report that belongs there", latest.display()),
        hint: format!("move it away (a copy that followed the link, most likely), then call again: mv {0} {0}-copy", latest.display()),
    })
}

/// Points `reports/latest` at a run's report.
pub fn follow(reports: &Path, run: &str) -> Result<()> {
    can_follow(reports)?;
    Ok(bind::follow(reports, run)?)
}
