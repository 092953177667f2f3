-- What the sources beside the list of training providers count, of those that the profile names for the stream: source, provider, place and program code.
-- Community colleges are not here: the list's programs of theirs are out whatever their code.
WITH directory_newest AS (
    SELECT unitid, city, row_number() OVER (PARTITION BY unitid ORDER BY edition DESC) AS place FROM stg_ipeds_directory
),
institutions_placed AS (
    SELECT unitid, coalesce(trim(regexp_replace(upper(city), '[^A-Z0-9]+', ' ', 'g')), '') AS city
    FROM directory_newest WHERE place = 1
),
programs_counted AS (
    SELECT 'ipeds_completions' AS source, stream, provider, county_fips, program_code, false AS is_cip4,
        split_part(substr(program_id, 2), '|', 1) AS unitid
    FROM core_supply_ipeds
    UNION ALL
    SELECT 'college_scorecard' AS source, stream, provider, county_fips, program_code, true AS is_cip4,
        split_part(substr(program_id, 2), '|', 1) AS unitid
    FROM core_supply_scorecard
    UNION ALL
    SELECT 'rocp_catalog' AS source, stream, provider, county_fips, program_code, false AS is_cip4, NULL AS unitid
    FROM core_supply_catalog
    UNION ALL
    SELECT 'table' AS source, stream, provider, county_fips, program_code, false AS is_cip4, NULL AS unitid
    FROM core_supply_table
)
SELECT DISTINCT
    counted.source,
    counted.provider,
    coalesce(placed.city, '') AS city,
    coalesce(counted.county_fips, 'unknown') AS county_fips,
    counted.program_code,
    counted.is_cip4
FROM programs_counted counted
JOIN profile_supply named ON named.source = counted.source AND named.stream = counted.stream
LEFT JOIN institutions_placed placed ON placed.unitid = counted.unitid
