-- Each occupation code of the crosswalk, of an override, or of the list of training providers, and the published codes it stands for: itself, the parts of a Lightcast code, or the OEWS hybrid.
WITH published AS (SELECT soc FROM core_published),
raw AS (SELECT soc_code FROM core_crosswalk UNION SELECT soc_code FROM core_override UNION SELECT soc_code FROM core_training_link),
parts AS (
    SELECT r.soc_code, coalesce(l.soc_code, r.soc_code) AS part, CASE WHEN l.soc_code IS NULL THEN '' ELSE 'lightcast ' END AS route
    FROM raw r
    LEFT JOIN published p ON p.soc = r.soc_code
    LEFT JOIN stg_coe_lightcast_soc l ON l.lightcast_code = r.soc_code AND l.soc_code IS NOT NULL
    WHERE p.soc IS NULL
),
found AS (
    SELECT r.soc_code, r.soc_code AS soc, 'published' AS route FROM raw r JOIN published p ON p.soc = r.soc_code
    UNION ALL
    SELECT a.soc_code, a.part AS soc, concat(a.route, 'part') AS route FROM parts a JOIN published p ON p.soc = a.part
    UNION ALL
    SELECT a.soc_code, h.oews_2019 AS soc, concat(a.route, 'hybrid') AS route
    FROM parts a
    JOIN stg_soc_oews_hybrid h ON h.soc_2018 = a.part
    JOIN published p ON p.soc = h.oews_2019
    LEFT JOIN published q ON q.soc = a.part
    WHERE q.soc IS NULL
)
SELECT soc_code, soc, min(route) AS route FROM found GROUP BY soc_code, soc
