//! Sectors, courses' target lists and kinds of training by region.

use std::collections::BTreeMap;

use super::Bundle;
use super::columns::Mart;
use super::load::{Regions, key, read};
use crate::error::OutputError;
use crate::model::{SectorRow, StreamRow, Together};

/// The sectors of each region.
pub(super) fn sectors(bundle: &Bundle, regions: &mut Regions) -> Result<(), OutputError> {
    let mart = read(bundle, "sector_region")?;
    let (scheme, region, id, sector) = (mart.text("scheme")?, mart.text("region_id")?, mart.text("sector_id")?, mart.text("sector")?);
    let (demand, supply, coverage) = (mart.number("demand_openings")?, mart.number("supply_allocated")?, mart.number("coverage")?);
    let (filled, must_enter) = (mart.number("most_filled")?, mart.number("must_enter")?);
    let (occupations, known, short, depends_short) =
        (mart.size("occupations")?, mart.size("occupations_known")?, mart.size("short")?, mart.size("depends_short")?);
    let (balanced, depends_over, over, partial) = (mart.size("balanced")?, mart.size("depends_over")?, mart.size("over")?, mart.truth("is_partial")?);
    for row in 0..mart.len() {
        let Some(region) = key(bundle, scheme.at(row), region.at(row)).and_then(|k| regions.get_mut(&k)) else { continue };
        region.sectors.push(SectorRow {
            sector_id: id.owned(row),
            sector: sector.owned(row),
            demand: demand.at(row),
            supply: supply.at(row),
            coverage: coverage.at(row),
            most_filled: filled.at(row),
            must_enter: must_enter.known(row),
            occupations: occupations.at(row),
            known: known.at(row),
            short: short.at(row),
            depends_short: depends_short.at(row),
            balanced: balanced.at(row),
            depends_over: depends_over.at(row),
            over: over.at(row),
            partial: partial.holds(row),
        });
    }
    Ok(())
}

/// The occupations of each course taken together, by course.
pub(super) fn courses(mart: &Mart) -> Result<BTreeMap<String, Together>, OutputError> {
    let (kind, id) = (mart.text("group_kind")?, mart.text("group_id")?);
    let (occupations, known, programs) = (mart.size("occupations")?, mart.size("occupations_known")?, mart.size("programs")?);
    let (demand, filled, must_enter, partial) =
        (mart.number("demand_openings")?, mart.number("most_filled")?, mart.number("must_enter")?, mart.truth("is_partial")?);
    let of = |row| Together {
        occupations: occupations.at(row),
        known: known.at(row),
        demand: demand.at(row),
        programs: programs.at(row),
        most_filled: filled.at(row),
        must_enter: must_enter.known(row),
        partial: partial.holds(row),
    };
    Ok((0..mart.len()).filter(|row| kind.at(*row) == Some("course")).map(|row| (id.owned(row), of(row))).collect())
}

/// Every kind of training of each region, counted or not.
pub(super) fn streams(bundle: &Bundle, regions: &mut Regions) -> Result<(), OutputError> {
    let mart = read(bundle, "stream_region")?;
    let (scheme, region, stream, title) = (mart.text("scheme")?, mart.text("region_id")?, mart.text("stream")?, mart.text("stream_title")?);
    let (weight, awards, programs) = (mart.number("stream_weight")?, mart.number("completers")?, mart.size("programs")?);
    let (coe, plain, apart) = (mart.number("total_coe")?, mart.number("total_plain")?, mart.size("years_apart")?);
    let (first, last) = (mart.text("first_year")?, mart.text("last_year")?);
    for row in 0..mart.len() {
        let Some(region) = key(bundle, scheme.at(row), region.at(row)).and_then(|k| regions.get_mut(&k)) else { continue };
        region.streams.push(StreamRow {
            stream: stream.owned(row),
            title: title.owned(row),
            weight: weight.known(row),
            awards: awards.known(row),
            programs: programs.at(row),
            by_coe: coe.at(row),
            by_plain: plain.at(row),
            years: first.at(row).zip(last.at(row)).map(|(first, last)| if first == last { first.to_owned() } else { format!("{first} to {last}") }),
            years_apart: apart.known(row),
        });
    }
    Ok(())
}
