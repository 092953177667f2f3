-- Apprenticeship completions by occupation and county, averaged by both rules over the years held (method, section 3.1: enrollment is never supply).
-- The occupation is given, so its own code stands for the program. Rows of totals repeat the others; a row without a county counts in the state alone.
WITH counted AS (
    SELECT
        a.soc_code, c.county_fips, a.report_year, min(a.occupation) AS occupation, count(*) AS rows_counted,
        CASE WHEN count(*) = count(a.completions) THEN sum(a.completions) END AS completed
    FROM stg_apprenticeship_completions a LEFT JOIN ref_county c ON c.county = a.county
    WHERE a.soc_code IS NOT NULL AND lower(a.occupation) NOT LIKE '%total%' AND coalesce(lower(a.area_name), '') NOT LIKE '%total%'
    GROUP BY a.soc_code, c.county_fips, a.report_year
),
running AS (
    SELECT *, sum(completed) OVER (PARTITION BY soc_code, county_fips ORDER BY report_year ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS so_far
    FROM counted
)
SELECT
    concat('a', soc_code, '|', coalesce(county_fips, 'unknown')) AS program_id,
    concat('Registered apprenticeship, ', coalesce(county_fips, 'county not given')) AS provider,
    concat('soc:', soc_code) AS program_code,
    min(occupation) AS program,
    'Apprenticeship completion' AS award_level,
    'apprenticeship' AS stream,
    county_fips,
    CASE WHEN count(*) = count(completed) THEN coalesce(round(avg(completed) FILTER (WHERE so_far > 0), 2), 0) END AS average_coe,
    CASE WHEN count(*) = count(completed) THEN avg(completed) END AS average_plain,
    CAST(sum(rows_counted) AS BIGINT) AS published_rows,
    min(report_year) AS first_year,
    max(report_year) AS last_year
FROM running
GROUP BY soc_code, county_fips
