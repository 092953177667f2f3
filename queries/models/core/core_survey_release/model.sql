-- The release of the wage survey that the run holds: its year is that of the rows, its name the publisher's.
WITH years_held AS (
    SELECT DISTINCT year, concat(CAST(year AS VARCHAR), period) AS release
    FROM core_survey
    WHERE areatype_code = 'S' AND industry_code = '000000' AND occupation_code = '000000' AND datatype_code = '01'
)
SELECT
    years_held.year AS survey_year,
    coalesce(min(released.release_description), CAST(years_held.year AS VARCHAR)) AS survey_release
FROM years_held
LEFT JOIN stg_bls_oews_release released ON released.release_date = years_held.release
GROUP BY years_held.year
