//! `rocp render`: charts and pages of a run.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rocp_lake::manifest::Manifest;
use rocp_lake::{Lake, caveat, release};
use rocp_output::bind::{self, Bundle};
use rocp_output::model::SourceLine;
use rocp_queries::{Profile, graph, model};
use rocp_sources::catalog;

use crate::error::Result;

/// Runs the command.
pub fn run(lake: &Lake, reports: &Path, run: Option<&str>) -> Result<u8> {
    let published = release::published(lake)?;
    let run = run.map_or(published.clone(), str::to_owned);
    let manifest = release::manifest(lake, &run)?;
    let report = draw(lake, reports, &manifest)?;
    if run == published {
        follow(reports, &run)?;
    }
    println!("report: {}", landing(&report).display());
    Ok(0)
}

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
    let known = caveat::all().map_err(|problem| rocp_lake::LakeError::Contract { contract: "caveats.toml".into(), problem })?;
    let bundle = Bundle {
        run_folder: &lake.run(&manifest.run),
        manifest,
        marts: &marts,
        sources: sources(manifest, "supply_demand_gap")?,
        caveats: caveats.iter().filter_map(|c| known.get(c).cloned()).collect(),
        scheme: &profile.pages,
        profile_title: &profile.title,
    };
    Ok(bind::write(&bundle, reports)?)
}

/// The sources behind a mart, computed from its inputs through all models.
fn sources(manifest: &Manifest, mart: &str) -> Result<Vec<SourceLine>> {
    let roots = graph::roots(mart)?;
    let mut out = Vec::new();
    for s in &manifest.staged {
        if !s.tables.iter().any(|(t, _)| roots.contains(t)) {
            continue;
        }
        let card = catalog::find(&s.source)?.card()?;
        let file = card.file(&s.role).map(|f| f.title.clone()).unwrap_or_default();
        out.push(SourceLine {
            id: format!("{}/{}", s.source, s.role),
            title: format!("{}: {}", card.title, file),
            agency: card.agency,
            period: s.period.clone(),
            retrieved: s.receipt.retrieved_at.get(..10).map(str::to_owned),
            licence: card.licence,
            sha256: s.receipt.sha256.clone(),
            url: card.homepage,
            stale: s.stale.is_some(),
        });
    }
    Ok(out)
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

/// Points `reports/latest` at a run's report.
pub fn follow(reports: &Path, run: &str) -> Result<()> {
    Ok(bind::follow(reports, run)?)
}
