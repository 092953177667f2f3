//! What is counted and what is not, by region.

use super::Bundle;
use super::load::{Regions, key, read};
use crate::error::OutputError;
use crate::model::{Measure, UnlinkedProgram};
use crate::words;

/// How many programs without an occupation a page lists.
const UNLINKED: usize = 15;

/// Figures about each region as a whole. Streams have a figure and a table of their own.
pub(super) fn measures(bundle: &Bundle, regions: &mut Regions) -> Result<(), OutputError> {
    let report = read(bundle, "coverage_report")?;
    let (scheme, region, measure) = (report.text("scheme")?, report.text("region_id")?, report.text("measure")?);
    let (value, unit, note) = (report.number("measure_value")?, report.text("unit")?, report.text("note")?);
    for row in 0..report.len() {
        let Some(region) = key(bundle, scheme.at(row), region.at(row)).and_then(|k| regions.get_mut(&k)) else { continue };
        if measure.at(row).is_some_and(|id| id.starts_with("stream_")) {
            continue;
        }
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

/// Measures in words; differences are named by their scheme.
const LABELS: [(&str, &str); 17] = [
    ("demand_known", "Known openings, all detailed occupations"),
    ("demand_linked_share", "Share of known openings in occupations with a counted program"),
    ("mismatch", "Mismatch between supply and the pattern of openings"),
    ("occupations", "Detailed occupations listed"),
    ("occupations_known", "Occupations with known openings"),
    ("occupations_partial", "Occupations whose openings are a lower bound"),
    ("occupations_split", "Occupations with openings from a divided area"),
    ("occupations_supply_unknown_demand", "Occupations with supply, openings not known"),
    ("programs", "Lines of supply counted"),
    ("programs_unlinked", "Lines linked to no listed occupation"),
    ("programs_unlinked_share", "Share of the lines linked to no published occupation"),
    ("supply_not_counted", "Awards not counted by this profile"),
    ("supply_outside", "Awards that overrides put outside, besides the awards counted"),
    ("supply_total", "Awards counted"),
    ("supply_unallocatable", "Awards given to no occupation"),
    ("supply_unallocatable_share", "Share of awards given to no occupation"),
    ("supply_unlocated", "Awards of statewide providers"),
];

/// A measure's name for readers: `state_minus_coe` becomes `State minus regions: Centers of Excellence region`.
fn label(measure: &str) -> String {
    if let Some((_, words)) = LABELS.iter().find(|(id, _)| *id == measure) {
        return (*words).to_owned();
    }
    match measure.strip_prefix("state_minus_") {
        Some(scheme) => format!("State minus regions: {}", words::scheme(scheme)),
        None => measure.replace('_', " "),
    }
}

/// The largest programs that could be given to no occupation.
pub(super) fn unlinked(bundle: &Bundle, regions: &mut Regions) -> Result<(), OutputError> {
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
