//! The marts of a run as the structs that pages are made of.

use std::collections::BTreeMap;

use super::Bundle;
use super::columns::Mart;
use crate::error::OutputError;
use crate::model::{GapRow, Measure, RegionReport, ReportSet, UnlinkedProgram};

/// How many programs without an occupation a page lists.
const UNLINKED: usize = 15;

const SHORTLIST: &str = "The chart draws the largest gaps among occupations that a career program can serve: middle-skill by the Centers of Excellence, or needing some college, a \
                         postsecondary award, an associate degree, or a high school diploma with moderate or long training; no prior experience; and at least one counted \
                         program in the region.";

/// Everything the pages show.
pub(super) fn set(bundle: &Bundle) -> Result<ReportSet, OutputError> {
    let mut regions = regions(bundle)?;
    measures(bundle, &mut regions)?;
    unlinked(bundle, &mut regions)?;
    let retrieved = bundle.manifest.staged.iter().filter_map(|s| s.receipt.retrieved_at.get(..10)).max();
    Ok(ReportSet {
        run: bundle.manifest.run.clone(),
        profile: bundle.profile_title.to_owned(),
        as_of: bundle.manifest.as_of.clone(),
        data_retrieved: retrieved.map(str::to_owned),
        regions: regions.into_values().collect(),
        sources: bundle.sources.clone(),
        caveats: bundle.caveats.clone(),
        shortlist_rule: SHORTLIST.to_owned(),
        living_wage: String::new(),
        demand_basis: String::new(),
        providers: vec![],
    })
}

type Regions = BTreeMap<(String, String), RegionReport>;

fn read(bundle: &Bundle, name: &str) -> Result<Mart, OutputError> {
    Mart::read(bundle.run_folder, bundle.marts, name)
}

/// The region of a row, where it has a page.
fn key(bundle: &Bundle, scheme: Option<&str>, region: Option<&str>) -> Option<(String, String)> {
    let scheme = scheme.filter(|s| *s == bundle.scheme || *s == "state")?;
    Some((scheme.to_owned(), region?.to_owned()))
}

fn regions(bundle: &Bundle) -> Result<Regions, OutputError> {
    let ranks = ranks(bundle)?;
    let gap = read(bundle, "supply_demand_gap")?;
    let [scheme, region_id, region, soc, occupation, status] = ["scheme", "region_id", "region", "soc", "occupation", "status"].map(|c| gap.text(c));
    let (scheme, region_id, region, soc, occupation, status) = (scheme?, region_id?, region?, soc?, occupation?, status?);
    let (demand_period, supply_period, flags) = (gap.text("demand_period")?, gap.text("supply_period")?, gap.list("flags")?);
    let (demand, low, high, new, estimated) =
        (gap.number("demand_openings")?, gap.number("demand_low")?, gap.number("demand_high")?, gap.number("demand_new")?, gap.number("demand_estimated")?);
    let (l, p, u) = (gap.number("supply_low")?, gap.number("supply_allocated")?, gap.number("supply_whole")?);
    let (gap_whole, gap_allocated, coverage) = (gap.number("gap_whole")?, gap.number("gap_allocated")?, gap.number("coverage")?);
    let mut out = Regions::new();
    for row in 0..gap.len() {
        let Some(key) = key(bundle, scheme.at(row), region_id.at(row)) else { continue };
        let rank = ranks.get(&(key.0.clone(), key.1.clone(), soc.owned(row))).copied();
        let report = out.entry(key.clone()).or_insert_with(|| RegionReport {
            scheme: key.0,
            region_id: key.1,
            region: region.owned(row),
            rows: Vec::new(),
            measures: Vec::new(),
            unlinked: Vec::new(),
            unlinked_total: 0.0,
            sectors: vec![],
            streams: vec![],
        });
        report.rows.push(GapRow {
            soc: soc.owned(row),
            occupation: occupation.owned(row),
            demand: demand.at(row),
            demand_low: low.at(row),
            demand_high: high.at(row),
            demand_new: new.at(row),
            demand_estimated: estimated.at(row),
            supply_low: l.known(row),
            supply_allocated: p.at(row),
            supply_whole: u.known(row),
            gap_whole: gap_whole.at(row),
            gap_allocated: gap_allocated.at(row),
            coverage: coverage.at(row),
            status: status.owned(row),
            flags: flags.at(row),
            demand_period: demand_period.at(row).map(str::to_owned),
            supply_period: supply_period.at(row).map(str::to_owned),
            rank,
            list: None,
            entry_wage: None,
        });
    }
    Ok(out)
}

fn ranks(bundle: &Bundle) -> Result<BTreeMap<(String, String, String), u32>, OutputError> {
    let list = read(bundle, "gap_shortlist")?;
    let (scheme, region, soc, place) = (list.text("scheme")?, list.text("region_id")?, list.text("soc")?, list.integer("place")?);
    Ok((0..list.len()).map(|row| ((scheme.owned(row), region.owned(row), soc.owned(row)), u32::try_from(place.value(row)).unwrap_or(u32::MAX))).collect())
}

fn measures(bundle: &Bundle, regions: &mut Regions) -> Result<(), OutputError> {
    let report = read(bundle, "coverage_report")?;
    let (scheme, region, measure) = (report.text("scheme")?, report.text("region_id")?, report.text("measure")?);
    let (value, unit, note) = (report.number("measure_value")?, report.text("unit")?, report.text("note")?);
    for row in 0..report.len() {
        let Some(region) = key(bundle, scheme.at(row), region.at(row)).and_then(|k| regions.get_mut(&k)) else { continue };
        let unit = unit.owned(row);
        region.measures.push(Measure {
            measure: measure.owned(row),
            label: label(measure.at(row).unwrap_or_default()),
            value: value.at(row),
            unit: if unit == "share of 1" { "ratio".to_owned() } else { unit },
            note: note.owned(row),
        });
    }
    Ok(())
}

/// Measures in words; streams and differences are named by their ids.
const LABELS: [(&str, &str); 15] = [
    ("demand_known", "Known demand, all detailed occupations"),
    ("demand_linked_share", "Share of known demand in occupations with a counted program"),
    ("mismatch", "Mismatch between supply and the pattern of demand"),
    ("occupations", "Occupations compared"),
    ("occupations_known", "Occupations with published demand"),
    ("occupations_partial", "Occupations whose demand is a lower bound"),
    ("occupations_split", "Occupations with demand from a divided area"),
    ("occupations_supply_unknown_demand", "Occupations with supply, demand not published"),
    ("programs", "Programs counted"),
    ("programs_unlinked", "Programs linked to no published occupation"),
    ("supply_not_counted", "Awards not counted by this profile"),
    ("supply_total", "Awards counted"),
    ("supply_unallocatable", "Awards given to no occupation"),
    ("supply_unallocatable_share", "Share of awards given to no occupation"),
    ("supply_unlocated", "Awards of statewide providers"),
];

/// A measure's name for readers: `stream_rocp` becomes `Awards counted: rocp`, `state_minus_coe` becomes `State minus regions: coe`.
fn label(measure: &str) -> String {
    if let Some((_, words)) = LABELS.iter().find(|(id, _)| *id == measure) {
        return (*words).to_owned();
    }
    match (measure.strip_prefix("stream_"), measure.strip_prefix("state_minus_")) {
        (Some(stream), _) => format!("Awards counted: {}", stream.replace('_', " ")),
        (_, Some(scheme)) => format!("State minus regions: {scheme}"),
        _ => measure.replace('_', " "),
    }
}

fn unlinked(bundle: &Bundle, regions: &mut Regions) -> Result<(), OutputError> {
    let mart = read(bundle, "unallocated_supply")?;
    let (scheme, region, code) = (mart.text("scheme")?, mart.text("region_id")?, mart.text("program_code")?);
    let (program, reason, awards) = (mart.text("program")?, mart.text("reason")?, mart.number("unallocatable")?);
    for row in 0..mart.len() {
        let Some(region) = key(bundle, scheme.at(row), region.at(row)).and_then(|k| regions.get_mut(&k)) else { continue };
        region.unlinked_total += awards.known(row);
        region.unlinked.push(UnlinkedProgram {
            program_code: code.owned(row),
            program: program.owned(row),
            awards: awards.known(row),
            reason: reason.owned(row),
        });
    }
    for region in regions.values_mut() {
        region.unlinked.sort_by(|a, b| b.awards.total_cmp(&a.awards).then_with(|| a.program_code.cmp(&b.program_code)));
        region.unlinked.truncate(UNLINKED);
    }
    Ok(())
}
