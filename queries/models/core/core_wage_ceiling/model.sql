-- The wages at which the survey stops printing: above them it says a footnote alone, whose words name the amounts.
WITH amounts_said AS (
    SELECT
        footnote_code,
        regexp_match(footnote_text, '[$]([0-9,]+[.]?[0-9]*) per hour') AS hourly,
        regexp_match(footnote_text, '[$]([0-9,]+[.]?[0-9]*) per year') AS annual
    FROM stg_bls_oews_footnote
)
SELECT
    footnote_code,
    CAST(replace(hourly[1], ',', '') AS DOUBLE) AS hourly_ceiling,
    CAST(replace(annual[1], ',', '') AS DOUBLE) AS annual_ceiling
FROM amounts_said
WHERE hourly IS NOT NULL OR annual IS NOT NULL
