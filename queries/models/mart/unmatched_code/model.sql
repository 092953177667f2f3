-- What finds no counterpart, with its size: crosswalk targets that nobody publishes, programs the crosswalk lacks or leaves without an occupation.
WITH known AS (SELECT DISTINCT program_code AS code FROM core_crosswalk),
published AS (SELECT DISTINCT x.program_code AS code FROM core_crosswalk x JOIN core_link_target t ON t.soc_code = x.soc_code),
reaching AS (SELECT DISTINCT program_code AS code FROM core_link),
program AS (SELECT program_code, min(program) AS program, sum(completers) AS completers FROM core_program GROUP BY program_code),
target AS (SELECT DISTINCT soc_code AS code FROM core_link_target),
raw AS (SELECT soc_code, min(soc_title) AS title FROM core_crosswalk GROUP BY soc_code)
SELECT
    CASE
        WHEN k.code IS NULL THEN 'program not in the crosswalk'
        WHEN b.code IS NOT NULL THEN 'program whose links an override removes'
        ELSE 'program linked to no published occupation'
    END AS kind,
    p.program_code AS code,
    p.program AS title,
    round(p.completers, 6) AS completers
FROM program p LEFT JOIN known k ON k.code = p.program_code LEFT JOIN published b ON b.code = p.program_code LEFT JOIN reaching r ON r.code = p.program_code
WHERE r.code IS NULL
UNION ALL
SELECT 'occupation code that no source publishes' AS kind, x.soc_code AS code, x.title, CAST(NULL AS DOUBLE) AS completers
FROM raw x LEFT JOIN target t ON t.code = x.soc_code
WHERE t.code IS NULL
