-- Every link from programs to occupations with its weight in force: those of the crosswalk, those that overrides add, and those that overrides remove (weight 0).
WITH published AS (SELECT DISTINCT x.program_code, t.soc, x.is_added, x.table_weight FROM core_crosswalk x JOIN core_link_target t ON t.soc_code = x.soc_code),
pair AS (SELECT program_code, soc, bool_and(is_added) AS is_added, max(table_weight) AS table_weight FROM published GROUP BY program_code, soc),
said AS (
    SELECT o.program_code, t.soc, max(o.override_version) AS override_version
    FROM core_override o JOIN core_link_target t ON t.soc_code = o.soc_code
    GROUP BY o.program_code, t.soc
),
offered AS (
    SELECT program_code, min(program) AS program, max(outside_share) AS outside_share, sum(CASE WHEN completers_counted > 0 THEN 1 ELSE 0 END) AS programs, sum(completers_counted) AS completers_counted
    FROM core_program GROUP BY program_code
),
titled AS (SELECT top_code, min(top_title) AS top_title FROM stg_coe_top_cip_soc GROUP BY top_code)
SELECT
    p.program_code,
    coalesce(f.program, c.cip_title, t.top_title) AS program,
    p.soc,
    o.occupation,
    coalesce(l.link_weight, 0) AS weight_in_force,
    CAST(CASE WHEN NOT p.is_added THEN coalesce(p.table_weight, 1) END AS DOUBLE) AS published_weight,
    CASE WHEN l.soc IS NULL THEN concat('an analyst: ', v.override_reason) ELSE l.link_reason END AS link_reason,
    s.override_version,
    coalesce(f.outside_share, 0) AS outside_share,
    coalesce(f.programs, 0) AS programs,
    round(coalesce(f.completers_counted, 0), 6) AS completers_counted
FROM pair p
LEFT JOIN core_link l ON l.program_code = p.program_code AND l.soc = p.soc
LEFT JOIN core_occupation o ON o.soc = p.soc
LEFT JOIN said s ON s.program_code = p.program_code AND s.soc = p.soc
LEFT JOIN core_override v ON v.override_version = s.override_version
LEFT JOIN offered f ON f.program_code = p.program_code
LEFT JOIN ref_cip_title c ON c.cip_code = p.program_code
LEFT JOIN titled t ON t.top_code = p.program_code
