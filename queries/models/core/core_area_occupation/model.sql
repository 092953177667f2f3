-- Demand per year by area and detailed occupation, published, of an analyst's own table, or estimated; core_area_county says where each counts.
SELECT
    area_id, soc, occupation, period, false AS is_estimated, CAST(NULL AS DOUBLE) AS relative_error, base_employment, change_year, exits_year, transfers_year, openings_year,
    identity_mismatch, soc_2010_mapped, CAST(NULL AS DOUBLE) AS entry_hourly_wage, false AS is_entry_wage_least, median_hourly_wage,
    false AS is_median_least, median_annual_wage, entry_education, work_experience, job_training
FROM core_area_projection
UNION ALL
SELECT
    area_id, soc, occupation, period, true AS is_estimated, relative_error, base_employment, change_year, exits_year, transfers_year, openings_year,
    false AS identity_mismatch, false AS soc_2010_mapped, entry_hourly_wage, is_entry_wage_least, median_hourly_wage, is_median_least, median_annual_wage, entry_education, work_experience, job_training
FROM core_area_estimate
UNION ALL BY NAME
SELECT
    area_id, soc, occupation, period, false AS is_estimated, change_year, exits_year, transfers_year, openings_year,
    identity_mismatch, false AS soc_2010_mapped, false AS is_entry_wage_least, false AS is_median_least
FROM core_table_demand
