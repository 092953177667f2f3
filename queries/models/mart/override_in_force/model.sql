-- What analysts override, in force: the value, what holds without it, and what comes of it.
WITH published AS (
    -- Links without overrides, between published occupations.
    SELECT DISTINCT x.program_code, t.soc FROM core_crosswalk x JOIN core_link_target t ON t.soc_code = x.soc_code WHERE NOT x.is_added
),
known AS (SELECT program_code, min(program) AS program, count(*) AS programs, sum(completers_counted) AS completers_counted FROM core_program WHERE completers_counted > 0 GROUP BY program_code),
reached AS (
    -- The published occupations of each override of a link, and whether a newer one speaks of the same.
    SELECT
        o.override_version,
        t.soc,
        n.occupation,
        p.soc IS NOT NULL AS is_published,
        row_number() OVER (PARTITION BY o.program_code, t.soc ORDER BY o.override_version DESC) = 1 AS is_newest
    FROM core_override o
    JOIN core_link_target t ON t.soc_code = o.soc_code
    JOIN core_occupation n ON n.soc = t.soc
    LEFT JOIN published p ON p.program_code = o.program_code AND p.soc = t.soc
),
found AS (
    SELECT
        override_version,
        CAST(string_agg(soc, ', ' ORDER BY soc) AS VARCHAR) AS socs,
        CAST(string_agg(occupation, '; ' ORDER BY soc) AS VARCHAR) AS occupation,
        bool_or(is_published) AS any_published,
        bool_and(is_published) AS all_published,
        bool_or(is_newest) AS any_newest
    FROM reached GROUP BY override_version
)
SELECT
    o.override_version,
    o.override_date,
    o.override_author,
    o.override_kind,
    o.program_code,
    k.program,
    o.soc_code,
    f.socs AS occupation_codes,
    f.occupation,
    o.override_value,
    CAST(CASE WHEN o.override_kind = 'outside' THEN 0 WHEN f.any_published THEN 1 END AS DOUBLE) AS value_without,
    CASE
        WHEN o.override_kind = 'outside' AND k.program_code IS NULL THEN 'no_program'
        WHEN o.override_kind = 'outside' AND o.override_value = 0 THEN 'same'
        WHEN o.override_kind = 'outside' THEN 'outside'
        WHEN f.override_version IS NULL THEN 'no_occupation'
        WHEN NOT f.any_newest THEN 'superseded'
        WHEN o.override_kind = 'link' AND NOT f.any_published THEN 'no_link'
        WHEN o.override_kind = 'add' AND NOT f.all_published THEN 'adds'
        WHEN o.override_value = 0 THEN 'removes'
        WHEN o.override_value = 1 THEN 'same'
        ELSE 'weighs'
    END AS override_effect,
    coalesce(k.programs, 0) AS programs,
    round(coalesce(k.completers_counted, 0), 6) AS completers_counted,
    o.override_reason
FROM core_override o
LEFT JOIN known k ON k.program_code = o.program_code
LEFT JOIN found f ON f.override_version = o.override_version
