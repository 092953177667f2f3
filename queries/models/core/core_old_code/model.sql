-- Which codes of today a code of the 2010 editions goes into: by the classification itself, and by the survey's own
-- codes of 2018, which stand for several of it. A code that goes into one code alone goes there whole.
WITH survey_lines AS (
    SELECT DISTINCT soc_2010, soc_2018, oews_2018, oews_2019 FROM stg_soc_oews_hybrid
),
codes_combined AS (SELECT DISTINCT soc_2018 AS combined, oews_2019 FROM survey_lines),
official_links AS (
    SELECT DISTINCT official.soc_2010, official.soc_2018, coalesce(codes_combined.oews_2019, official.soc_2018) AS soc
    FROM stg_soc_2010_2018 official
    LEFT JOIN codes_combined ON codes_combined.combined = official.soc_2018
),
survey_codes AS (
    SELECT DISTINCT soc_2010 AS covered, oews_2018 FROM survey_lines WHERE oews_2018 IS NOT NULL
),
survey_links AS (
    SELECT oews_2018 AS old_code, oews_2019 AS soc FROM survey_lines WHERE oews_2018 IS NOT NULL
    UNION
    -- A link of the classification that the survey's table leaves out holds for every survey code of its code.
    SELECT coalesce(survey_codes.oews_2018, official_links.soc_2010) AS old_code, official_links.soc
    FROM official_links
    LEFT JOIN survey_lines
        ON survey_lines.soc_2010 = official_links.soc_2010 AND survey_lines.soc_2018 = official_links.soc_2018
    LEFT JOIN survey_codes ON survey_codes.covered = official_links.soc_2010
    WHERE survey_lines.soc_2010 IS NULL
),
every_link AS (
    SELECT 'SOC 2010' AS old_classification, soc_2010 AS old_code, soc FROM official_links
    UNION
    SELECT 'OEWS 2018' AS old_classification, old_code, soc FROM survey_links
),
titles AS (
    SELECT oews_2019 AS titled, min(oews_2019_title) AS soc_title FROM stg_soc_oews_hybrid GROUP BY oews_2019
    UNION ALL
    SELECT official.soc_2018 AS titled, min(official.soc_2018_title) AS soc_title
    FROM stg_soc_2010_2018 official
    LEFT JOIN codes_combined ON codes_combined.combined = official.soc_2018
    WHERE codes_combined.combined IS NULL
    GROUP BY official.soc_2018
)
SELECT every_link.old_classification, every_link.old_code, every_link.soc, titles.soc_title
FROM every_link
LEFT JOIN titles ON titles.titled = every_link.soc
