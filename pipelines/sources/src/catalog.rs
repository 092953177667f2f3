//! Every source: one folder each, one line here.

use crate::error::{Result, SourceError};
use crate::source::Source;

macro_rules! sources {
    ($($name:ident,)*) => {
        $(pub mod $name;)*

        /// The registry, in order of name.
        pub static SOURCES: &[&Source] = &[$(&$name::SOURCE),*];
    };
}

#[rustfmt::skip]
sources! {
    // registry: begin
    apprenticeship,
    bls_api,
    bls_laus,
    bls_oews,
    bls_projections,
    bls_qcew,
    cccco_awards,
    cccco_datamart,
    cccco_master_courses,
    cde_cte,
    cde_directory,
    cde_enrollment,
    cde_graduates,
    coe_supply,
    coe_top_cip_soc,
    college_scorecard,
    dol_training_providers,
    edd_laus,
    edd_oews,
    edd_projections,
    edd_projections_industry,
    ipeds_completions,
    ipeds_directory,
    living_wage,
    nces_cip_soc,
    onet,
    overrides,
    rocp_catalog,
    soc,
    table,
    // registry: end
}

/// A source by its id.
///
/// # Errors
/// [`SourceError::UnknownSource`] with the names there are.
pub fn find(id: &str) -> Result<&'static Source> {
    let known = || SOURCES.iter().map(|s| s.id).collect::<Vec<_>>().join(", ");
    SOURCES.iter().find(|s| s.id == id).copied().ok_or_else(|| SourceError::UnknownSource { name: id.to_owned(), known: known() })
}
