-- Apprenticeship completions by occupation, county and year (method, section 3.1: enrollment is never supply).
-- The occupation is given, so its own code stands for the program. Rows of totals repeat the others; a row without a county counts in the state alone.
WITH completions_counted AS (
    SELECT
        done.soc_code,
        ref_county.county_fips,
        done.report_year,
        min(done.occupation) AS occupation,
        count(*) AS rows_counted,
        CASE WHEN count(*) = count(done.completions) THEN sum(done.completions) END AS completed
    FROM stg_apprenticeship_completions done LEFT JOIN ref_county ON ref_county.county = done.county
    WHERE done.soc_code IS NOT NULL AND NOT done.is_total
    GROUP BY done.soc_code, ref_county.county_fips, done.report_year
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
FROM completions_counted
