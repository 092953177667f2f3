-- Supply by program, published row and year, of every source there is. One line a source.
SELECT 'coe_supply' AS source, program_id, provider, program_code, program, award_level, stream, county_fips, published_row, academic_year, awards, CAST(NULL AS DOUBLE) AS suppressed_margin, published_rows, false AS is_mixed FROM core_supply_coe
UNION ALL
SELECT 'college_scorecard', program_id, provider, program_code, program, award_level, stream, county_fips, published_row, academic_year, awards, NULL, published_rows, is_mixed FROM core_supply_scorecard
UNION ALL
SELECT 'ipeds_completions', program_id, provider, program_code, program, award_level, stream, county_fips, published_row, academic_year, awards, NULL, published_rows, false FROM core_supply_ipeds
UNION ALL
SELECT 'rocp_catalog', program_id, provider, program_code, program, award_level, stream, county_fips, published_row, academic_year, awards, suppressed_margin, published_rows, false FROM core_supply_catalog
UNION ALL
SELECT 'apprenticeship', program_id, provider, program_code, program, award_level, stream, county_fips, published_row, academic_year, awards, NULL, published_rows, false FROM core_supply_apprenticeship
UNION ALL
SELECT 'table', program_id, provider, program_code, program, award_level, stream, county_fips, published_row, academic_year, awards, suppressed_margin, published_rows, false FROM core_supply_table
UNION ALL
SELECT 'dol_training_providers', program_id, provider, program_code, program, award_level, stream, county_fips, published_row, academic_year, awards, NULL, published_rows, false FROM core_supply_training_provider
