//! What a profile's slots may name: the sources that a model reads there. A source that is named where nothing reads it would be loaded and enter no figure.

use crate::profile::{OWN_CROSSWALK, Profile};

/// The source of an analyst's own tables, which has a place in every slot.
pub const TABLE: &str = "table";
/// Sources of job openings.
pub const DEMAND: &[&str] = &["bls_oews", "edd_projections", TABLE];
/// Sources of links from programs to occupations.
pub const CROSSWALK: &[&str] = &["coe_top_cip_soc", "nces_cip_soc", OWN_CROSSWALK, TABLE];
/// Sources of supply.
pub const SUPPLY: &[&str] =
    &["apprenticeship", "cccco_awards", "coe_supply", "college_scorecard", "dol_training_providers", "ipeds_completions", "rocp_catalog", TABLE];

/// What a profile names in a slot where no model reads it: the slot, the source, and the problem in words.
#[must_use]
pub fn unread(profile: &Profile) -> Vec<(String, String, String)> {
    let demand = profile.demand.iter().map(|s| ("demand".to_owned(), s, DEMAND));
    let crosswalk = std::iter::once(("crosswalk".to_owned(), &profile.crosswalk, CROSSWALK));
    let supply = profile.supply.iter().flat_map(|(stream, sources)| sources.iter().map(move |s| (format!("[supply] {stream}"), s, SUPPLY)));
    let named = demand.chain(crosswalk).chain(supply);
    let problem = |known: &[&str]| format!("which no model reads there: it would enter no figure; the sources read there are {}", known.join(", "));
    named.filter(|(_, source, known)| !known.contains(&source.as_str())).map(|(slot, source, known)| (slot, source.clone(), problem(known))).collect()
}

#[cfg(test)]
mod tests {
    use crate::Profile;
    use crate::error::QueryError;

    fn profile(demand: &str, crosswalk: &str, supply: &str, optional: &str) -> Result<Profile, QueryError> {
        Profile::parse(&format!(
            "name = \"x\"\ntitle = \"T\"\ndemand = [{demand}]\ncrosswalk = \"{crosswalk}\"\noptional = [{optional}]\naveraging = \"coe\"\nschemes = [\"macroregion\", \"state\"]\n\
             [living_wage]\nname = \"W\"\nhourly = 20\n[supply]\nrocp = {supply}\n[weights]\nrocp = 1.0\n"
        ))
    }

    #[test]
    fn a_source_that_nothing_reads_in_its_slot_is_refused_by_name() {
        assert!(profile("\"table\", \"bls_oews\"", "table", "[\"table\"]", "").is_ok());
        for (demand, crosswalk, supply, told) in [
            ("\"cccco_awards\"", "table", "\"table\"", "demand names cccco_awards, which no model reads there"),
            ("\"bls_oews\"", "onet", "\"table\"", "crosswalk names onet, which no model reads there"),
            ("\"bls_oews\"", "table", "\"living_wage\"", "[supply] rocp names living_wage, which no model reads there"),
        ] {
            let problem = profile(demand, crosswalk, supply, "").unwrap_err().to_string();
            assert!(problem.contains(told), "{problem}");
        }
        // One that is marked optional is told when the profile is run.
        let told = super::unread(&profile("\"bls_oews\"", "table", "[\"table\", \"cccco_awards\"]", "\"cccco_awards\"").unwrap());
        assert_eq!(told.iter().map(|(slot, source, _)| (slot.as_str(), source.as_str())).collect::<Vec<_>>(), [("[supply] rocp", "cccco_awards")]);
    }

    #[test]
    fn the_kind_of_program_codes_is_that_of_the_crosswalk() {
        let kind = |crosswalk: &str, supply: &str| profile("\"bls_oews\"", crosswalk, supply, "").unwrap().program_kind();
        assert_eq!((kind("coe_top_cip_soc", "\"coe_supply\""), kind("ref_program_link", "\"table\"")), ("TOP", "CIP"));
        assert_eq!((kind("table", "[\"coe_supply\", \"table\"]"), kind("table", "\"table\"")), ("TOP", "CIP"));
    }
}
