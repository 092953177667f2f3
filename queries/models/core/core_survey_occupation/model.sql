-- A row is one occupation or group of the wage survey, under its name in the flat files or else the newest workbook.
WITH occupations_named AS (
    SELECT occupation_code, occupation_name, display_level, 0 AS precedence, 0 AS age, '' AS file_role, line
    FROM stg_bls_oews_occupation
    UNION ALL
    SELECT
        occupation_code,
        occupation_name,
        CASE occupation_group WHEN 'detailed' THEN 3 WHEN 'broad' THEN 2 WHEN 'minor' THEN 1 ELSE 0 END AS display_level,
        1 AS precedence,
        -year AS age,
        file_role,
        line
    FROM stg_bls_oews_workbook
),
-- A broad group that is one occupation stands twice: it is detailed.
occupations_ranked AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY occupation_code ORDER BY precedence, age, display_level DESC, file_role, line
        ) AS place
    FROM occupations_named
)
SELECT occupation_code, occupation_name, CAST(display_level AS INT) AS display_level
FROM occupations_ranked
WHERE place = 1
