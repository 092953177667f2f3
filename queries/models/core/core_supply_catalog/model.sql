-- Completers of the providers' own catalogs by program and year. A row with 1 to 10 completers counts as a suppressed count: 5.5, with the range 1 to 10 beside it.
-- Examples are invented and never supply; apprenticeship instruction teaches people already employed (method, section 3.1).
WITH code AS (SELECT max(setting_value) AS program_kind FROM profile_setting WHERE setting = 'program_kind'),
counted AS (
    SELECT
        c.*, r.county_fips,
        CASE WHEN k.program_kind = 'TOP' THEN c.top_code ELSE c.cip_code END AS program_code,
        CASE WHEN c.completed BETWEEN 1 AND 10 THEN 5.5 ELSE c.completed END AS counted,
        CASE WHEN c.completed BETWEEN 1 AND 10 THEN 4.5 END AS suppressed_margin
    FROM stg_rocp_catalog_course c
    CROSS JOIN code k
    LEFT JOIN ref_county r ON r.county = c.site_county
    WHERE NOT c.is_example AND c.apprenticeship_sponsor IS NULL AND c.completed IS NOT NULL
),
yearly AS (
    SELECT provider_id, min(provider) AS provider, program_code, county_fips, academic_year, min(course_title) AS program, sum(counted) AS counted, sum(suppressed_margin) AS suppressed_margin, count(*) AS rows_counted
    FROM counted WHERE program_code IS NOT NULL GROUP BY provider_id, program_code, county_fips, academic_year
)
SELECT
    concat('c', provider_id, '|', program_code, '|', coalesce(county_fips, 'unknown')) AS program_id,
    provider,
    program_code,
    program,
    'Course completion' AS award_level,
    'rocp' AS stream,
    county_fips,
    0 AS published_row,
    academic_year,
    counted AS awards,
    suppressed_margin,
    rows_counted AS published_rows
FROM yearly
