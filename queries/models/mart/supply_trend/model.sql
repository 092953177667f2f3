-- Awards by year, stream, region and sector, as reported, before averages and weights. Breaks of the stream's sources stand at the year they begin.
WITH counted AS (
    SELECT y.source, y.program_id, y.provider, y.program_code, y.stream, y.county_fips, y.academic_year, y.awards, y.suppressed_margin
    FROM core_supply_year y JOIN core_program p ON p.source = y.source AND p.program_id = y.program_id
    WHERE p.stream_weight > 0 AND y.academic_year <> 'none'
),
placed AS (
    SELECT r.scheme, r.region_id, c.* FROM counted c JOIN core_region_county r ON r.county_fips = c.county_fips AND r.scheme <> 'state'
    UNION ALL
    SELECT 'state' AS scheme, 'california' AS region_id, c.* FROM counted c JOIN profile_scheme s ON s.scheme = 'state'
),
grouped AS (
    SELECT p.*, 'all' AS sector_id FROM placed p
    UNION ALL
    SELECT p.*, s.sector_id FROM placed p JOIN core_program_sector s ON s.program_code = p.program_code
),
summed AS (
    SELECT
        scheme,
        region_id,
        sector_id,
        stream,
        academic_year,
        sum(awards) AS awards,
        sum(suppressed_margin) AS suppressed_margin,
        count(DISTINCT provider) AS providers,
        count(DISTINCT CASE WHEN awards > 0 THEN program_id END) AS programs,
        count(DISTINCT CASE WHEN awards IS NULL THEN program_id END) AS programs_unknown
    FROM grouped GROUP BY scheme, region_id, sector_id, stream, academic_year
),
-- A stream's sources are those that the profile names.
broken AS (
    SELECT p.stream, b.break_from, array_agg(DISTINCT b.what ORDER BY b.what) AS breaks
    FROM ref_series_break b JOIN profile_supply p ON p.source = b.source
    GROUP BY p.stream, b.break_from
)
SELECT
    s.scheme,
    s.region_id,
    r.region,
    s.sector_id,
    s.stream,
    s.academic_year,
    round(s.awards, 6) AS awards,
    round(s.suppressed_margin, 6) AS suppressed_margin,
    s.providers,
    s.programs,
    s.programs_unknown,
    b.breaks
FROM summed s
JOIN core_region r ON r.scheme = s.scheme AND r.region_id = s.region_id
LEFT JOIN broken b ON b.stream = s.stream AND b.break_from = s.academic_year
