-- Supply by program, published row and year, of every source there is. One line a source; a column that a source lacks is unknown there.
-- Only IPEDS says which counts its agency imputed, only catalogs and tables of one's own have suppressed counts, only College Scorecard divides codes.
SELECT
    source, program_id, provider, program_code, program, award_level, stream, county_fips, published_row, academic_year,
    awards, awards_imputed, suppressed_margin, published_rows, coalesce(is_mixed, false) AS is_mixed
FROM (
    SELECT 'coe_supply' AS source, * FROM core_supply_coe
    UNION ALL BY NAME
    SELECT 'college_scorecard' AS source, * FROM core_supply_scorecard
    UNION ALL BY NAME
    SELECT 'ipeds_completions' AS source, * FROM core_supply_ipeds
    UNION ALL BY NAME
    SELECT 'rocp_catalog' AS source, * FROM core_supply_catalog
    UNION ALL BY NAME
    SELECT 'apprenticeship' AS source, * FROM core_supply_apprenticeship
    UNION ALL BY NAME
    SELECT 'cccco_awards' AS source, * FROM core_supply_datamart
    UNION ALL BY NAME
    SELECT 'table' AS source, * FROM core_supply_table
    UNION ALL BY NAME
    SELECT 'dol_training_providers' AS source, * FROM core_supply_training_provider
) supply_given
