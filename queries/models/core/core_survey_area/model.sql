-- A row is one area of the wage survey in California, or the nation, under its name in the flat files or else the
-- newest workbook.
WITH areas_named AS (
    SELECT areatype_code, area_code, state_code, area_name, 0 AS precedence, 0 AS age, '' AS file_role, line
    FROM stg_bls_oews_area
    WHERE state_code = '06' OR areatype_code = 'N'
    UNION ALL
    SELECT
        areatype_code, area_code, CASE areatype_code WHEN 'N' THEN '00' ELSE '06' END AS state_code, area_name,
        1 AS precedence, -year AS age, file_role, line
    FROM stg_bls_oews_workbook
    WHERE areatype_code = 'N' OR primary_state = 'CA'
),
areas_ranked AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY areatype_code, area_code ORDER BY precedence, age, file_role, line) AS place
    FROM areas_named
)
SELECT areatype_code, area_code, state_code, area_name FROM areas_ranked WHERE place = 1
