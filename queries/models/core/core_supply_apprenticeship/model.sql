-- Apprenticeship completions by occupation, county and year (method, section 3.1: enrollment is never supply).
-- The occupation is given, so its own code stands for the program. Rows of totals repeat the others; a row without a county counts in the state alone.
WITH counted AS (
    SELECT
        a.soc_code, c.county_fips, a.report_year, min(a.occupation) AS occupation, count(*) AS rows_counted,
        CASE WHEN count(*) = count(a.completions) THEN sum(a.completions) END AS completed
    FROM stg_apprenticeship_completions a LEFT JOIN ref_county c ON c.county = a.county
    WHERE a.soc_code IS NOT NULL AND lower(a.occupation) NOT LIKE '%total%' AND coalesce(lower(a.area_name), '') NOT LIKE '%total%'
    GROUP BY a.soc_code, c.county_fips, a.report_year
)
SELECT
    concat('a', soc_code, '|', coalesce(county_fips, 'unknown')) AS program_id,
    concat('Registered apprenticeship, ', coalesce(county_fips, 'county not given')) AS provider,
    concat('soc:', soc_code) AS program_code,
    occupation AS program,
    'Apprenticeship completion' AS award_level,
    'apprenticeship' AS stream,
    county_fips,
    0 AS published_row,
    report_year AS academic_year,
    completed AS awards,
    rows_counted AS published_rows
FROM counted
