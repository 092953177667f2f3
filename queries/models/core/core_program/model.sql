-- Supply by program: a provider's awards of one level under one code, averaged by the profile's rule and weighted by stream. One line a source of supply.
WITH every AS (
    SELECT 'coe_supply' AS source, program_id, provider, program_code, program, award_level, stream, county_fips, average_coe, average_plain, published_rows, false AS is_mixed, first_year, last_year
    FROM core_supply_coe
    UNION ALL
    SELECT 'college_scorecard', program_id, provider, program_code, program, award_level, stream, county_fips, average_plain AS average_coe, average_plain, CAST(1 AS BIGINT), is_mixed, academic_year AS first_year, academic_year AS last_year
    FROM core_supply_scorecard
    UNION ALL
    SELECT 'ipeds_completions', program_id, provider, program_code, program, award_level, stream, county_fips, average_coe, average_plain, published_rows, false, first_year, last_year
    FROM core_supply_ipeds
    UNION ALL
    SELECT 'rocp_catalog', program_id, provider, program_code, program, award_level, stream, county_fips, average_coe, average_plain, published_rows, false, first_year, last_year
    FROM core_supply_catalog
    UNION ALL
    SELECT 'apprenticeship', program_id, provider, program_code, program, award_level, stream, county_fips, average_coe, average_plain, published_rows, false, first_year, last_year
    FROM core_supply_apprenticeship
    UNION ALL
    SELECT 'table', program_id, provider, program_code, program, award_level, stream, county_fips, average_coe, average_plain, published_rows, false, first_year, last_year
    FROM core_supply_table
),
rule AS (SELECT max(setting_value) AS rule FROM profile_setting WHERE setting = 'averaging'),
ruled AS (
    SELECT e.*, CASE WHEN r.rule = 'plain' THEN e.average_plain ELSE e.average_coe END AS average, CASE WHEN n.stream IS NULL THEN 0 ELSE coalesce(p.stream_weight, 0) END AS stream_weight
    FROM every e
    CROSS JOIN rule r
    LEFT JOIN profile_supply n ON n.stream = e.stream AND n.source = e.source
    LEFT JOIN profile_stream p ON p.stream = e.stream
)
SELECT
    program_id,
    provider,
    program_code,
    program,
    award_level,
    source,
    stream,
    stream_weight,
    county_fips,
    round(average * stream_weight, 6) AS completers,
    round(average, 6) AS completers_whole,
    round(average_plain, 6) AS completers_plain,
    published_rows,
    is_mixed,
    first_year,
    last_year
FROM ruled
