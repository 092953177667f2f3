//! Reference tables of our own: facts with their source, as CSV beside a contract. One line a table.

use arrow::array::RecordBatch;
use rocp_lake::rows::Rows;
use rocp_lake::{Contract, LakeError};

use crate::error::Result;

macro_rules! reference {
    ($name:literal) => {
        (include_str!(concat!("../crosswalks/", $name, ".toml")), include_str!(concat!("../crosswalks/", $name, ".csv")))
    };
}

/// Contract and rows of every reference table.
pub static TABLES: &[(&str, &str)] = &[
    reference!("ref_award_stream"),
    reference!("ref_career_course"),
    reference!("ref_cde_pathway"),
    reference!("ref_cip_mix"),
    reference!("ref_cip_title"),
    reference!("ref_college"),
    reference!("ref_college_unitid"),
    reference!("ref_county"),
    reference!("ref_county_center"),
    reference!("ref_county_employment"),
    reference!("ref_county_neighbor"),
    reference!("ref_enrollment_measure"),
    reference!("ref_entry_level"),
    reference!("ref_estimate_band"),
    reference!("ref_industry_employment"),
    reference!("ref_institution"),
    reference!("ref_job_zone"),
    reference!("ref_licensing"),
    reference!("ref_national_rate"),
    reference!("ref_oews_area_county"),
    reference!("ref_place_county"),
    reference!("ref_program_family"),
    reference!("ref_program_link"),
    reference!("ref_provider_word"),
    reference!("ref_recommendation_rule"),
    reference!("ref_region_county"),
    reference!("ref_sector"),
    reference!("ref_series_break"),
    reference!("ref_stream"),
    reference!("ref_stream_overlap"),
    reference!("ref_test_criterion"),
    reference!("ref_training_stream"),
    reference!("ref_wage_area"),
];

/// Reads one reference table; a blank cell is unknown.
///
/// # Errors
/// [`LakeError`] when the rows do not fit the contract.
pub fn read((toml, rows): (&str, &str)) -> Result<(Contract, RecordBatch)> {
    let contract = Contract::parse(toml)?;
    let bad = |problem: String| LakeError::Contract { contract: contract.name.clone(), problem };
    let mut reader = csv::Reader::from_reader(rows.as_bytes());
    let header = reader.headers().map_err(|e| bad(e.to_string()))?;
    if !header.iter().eq(contract.columns.iter().map(|c| c.name.as_str())) {
        return Err(bad("the columns of the CSV are not those of the contract".into()).into());
    }
    let mut out = Rows::new(&contract);
    for record in reader.records() {
        let record = record.map_err(|e| bad(e.to_string()))?;
        out.push(&record.iter().map(|v| Some(v).filter(|v| !v.is_empty())).collect::<Vec<_>>())?;
    }
    let batch = out.finish()?;
    Ok((contract, batch))
}
