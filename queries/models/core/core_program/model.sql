-- Supply by program: a provider's awards of one level under one code, averaged by the profile's rule and weighted by stream. What an analyst puts outside is taken off. One line a source of supply.
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
    SELECT
        e.*,
        coalesce(o.override_value, 0) AS outside_share,
        CASE WHEN r.rule = 'plain' THEN e.average_plain ELSE e.average_coe END AS average,
        CASE WHEN n.stream IS NULL THEN 0 ELSE coalesce(p.stream_weight, 0) END AS stream_weight
    FROM every e
    CROSS JOIN rule r
    LEFT JOIN profile_supply n ON n.stream = e.stream AND n.source = e.source
    LEFT JOIN profile_stream p ON p.stream = e.stream
    LEFT JOIN core_override o ON o.override_kind = 'outside' AND o.program_code = e.program_code
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
    outside_share,
    round(average * stream_weight * (1 - outside_share), 6) AS completers,
    -- The difference of what is printed, so that the parts make the whole to the last digit.
    round(round(average * stream_weight, 6) - round(average * stream_weight * (1 - outside_share), 6), 6) AS completers_outside,
    round(average * stream_weight, 6) AS completers_counted,
    round(average, 6) AS completers_whole,
    round(average_plain, 6) AS completers_plain,
    published_rows,
    is_mixed,
    first_year,
    last_year
FROM ruled
