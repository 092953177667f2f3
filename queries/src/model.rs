//! The registry of models: one line a folder.

use rocp_lake::Contract;

use crate::error::Result;

/// A table computed by SQL.
#[derive(Debug)]
pub struct Model {
    /// Table name: the folder's name.
    pub name: &'static str,
    /// `core` or `mart`.
    pub layer: &'static str,
    /// The SELECT.
    pub sql: &'static str,
    /// Text of the contract.
    pub contract: &'static str,
}

impl Model {
    /// The contract.
    ///
    /// # Errors
    /// [`rocp_lake::LakeError::Contract`].
    pub fn contract(&self) -> Result<Contract> {
        Ok(Contract::parse(self.contract)?)
    }
}

macro_rules! model {
    ($layer:literal, $name:literal) => {
        Model {
            name: $name,
            layer: $layer,
            sql: include_str!(concat!("../models/", $layer, "/", $name, "/model.sql")),
            contract: include_str!(concat!("../models/", $layer, "/", $name, "/model.toml")),
        }
    };
}

/// Every model, by layer and name.
#[rustfmt::skip]
pub static MODELS: &[Model] = &[
    // registry: begin
    model!("core", "core_allocation"),
    model!("core", "core_area"),
    model!("core", "core_area_county"),
    model!("core", "core_area_estimate"),
    model!("core", "core_area_occupation"),
    model!("core", "core_area_part"),
    model!("core", "core_area_projection"),
    model!("core", "core_area_split"),
    model!("core", "core_area_total"),
    model!("core", "core_county_employment"),
    model!("core", "core_course_safe"),
    model!("core", "core_crosswalk"),
    model!("core", "core_enrollment_college"),
    model!("core", "core_enrollment_other"),
    model!("core", "core_enrollment_school"),
    model!("core", "core_enrollment_student"),
    model!("core", "core_group"),
    model!("core", "core_link"),
    model!("core", "core_link_target"),
    model!("core", "core_living_wage"),
    model!("core", "core_national_rate"),
    model!("core", "core_occupation"),
    model!("core", "core_old_code"),
    model!("core", "core_override"),
    model!("core", "core_period"),
    model!("core", "core_program"),
    model!("core", "core_program_sector"),
    model!("core", "core_provider_distance"),
    model!("core", "core_provider_name"),
    model!("core", "core_published"),
    model!("core", "core_region"),
    model!("core", "core_region_area"),
    model!("core", "core_region_county"),
    model!("core", "core_region_demand"),
    model!("core", "core_region_estimate"),
    model!("core", "core_region_program"),
    model!("core", "core_region_split"),
    model!("core", "core_region_stream"),
    model!("core", "core_region_supply"),
    model!("core", "core_region_wage"),
    model!("core", "core_scenario"),
    model!("core", "core_servable"),
    model!("core", "core_site"),
    model!("core", "core_status"),
    model!("core", "core_supply_apprenticeship"),
    model!("core", "core_supply_average"),
    model!("core", "core_supply_catalog"),
    model!("core", "core_supply_coe"),
    model!("core", "core_supply_datamart"),
    model!("core", "core_supply_elsewhere"),
    model!("core", "core_supply_ipeds"),
    model!("core", "core_supply_scorecard"),
    model!("core", "core_supply_table"),
    model!("core", "core_supply_training_provider"),
    model!("core", "core_supply_year"),
    model!("core", "core_survey"),
    model!("core", "core_survey_area"),
    model!("core", "core_survey_occupation"),
    model!("core", "core_survey_release"),
    model!("core", "core_table_demand"),
    model!("core", "core_training_link"),
    model!("core", "core_training_overlap"),
    model!("core", "core_training_program"),
    model!("core", "core_wage_ceiling"),
    model!("mart", "capacity_region"),
    model!("mart", "code_not_carried"),
    model!("mart", "college_course"),
    model!("mart", "course"),
    model!("mart", "course_duplication"),
    model!("mart", "course_licensing"),
    model!("mart", "course_outlook"),
    model!("mart", "course_rate"),
    model!("mart", "course_recommendation"),
    model!("mart", "course_review"),
    model!("mart", "course_test"),
    model!("mart", "coverage_report"),
    model!("mart", "crosswalk_link"),
    model!("mart", "demand_trend"),
    model!("mart", "enrollment_region"),
    model!("mart", "gap_shortlist"),
    model!("mart", "group_region"),
    model!("mart", "industry_outlook"),
    model!("mart", "labor_context"),
    model!("mart", "link_disagreement"),
    model!("mart", "living_wage_region"),
    model!("mart", "occupation_demand"),
    model!("mart", "occupation_test"),
    model!("mart", "override_in_force"),
    model!("mart", "people_range"),
    model!("mart", "plan_option"),
    model!("mart", "program_capacity"),
    model!("mart", "program_desert"),
    model!("mart", "program_outlook"),
    model!("mart", "program_supply"),
    model!("mart", "provider_overlap"),
    model!("mart", "sector_region"),
    model!("mart", "setting"),
    model!("mart", "state_minus_regions"),
    model!("mart", "status_scenario"),
    model!("mart", "status_stability"),
    model!("mart", "stream_region"),
    model!("mart", "supply_demand_gap"),
    model!("mart", "supply_trend"),
    model!("mart", "unallocated_supply"),
    model!("mart", "unmatched_code"),
    // registry: end
];

/// A model by name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Model> {
    MODELS.iter().find(|m| m.name == name)
}
