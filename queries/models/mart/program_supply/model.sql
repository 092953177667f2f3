-- Supply by program and stream in each region: what is counted, what could be allocated, and why the rest could not.
WITH per_program AS (
    SELECT scheme, region_id, program_id, count(*) AS linked_occupations, sum(allocated) AS allocated
    FROM core_allocation GROUP BY scheme, region_id, program_id
),
crosswalk AS (SELECT DISTINCT program_code FROM core_crosswalk),
-- Codes that the crosswalk links to a published occupation, before overrides.
reaching AS (SELECT DISTINCT x.program_code FROM core_crosswalk x JOIN core_link_target t ON t.soc_code = x.soc_code)
SELECT
    p.scheme,
    p.region_id,
    r.region,
    p.program_id,
    m.provider,
    m.program_code,
    m.program,
    m.award_level,
    m.source,
    m.stream,
    m.stream_weight,
    p.completers,
    m.completers_outside,
    m.completers_counted,
    m.completers_plain,
    p.suppressed_margin,
    m.imputed_share,
    a.allocated,
    CASE WHEN a.allocated IS NULL THEN p.completers ELSE 0 END AS unallocatable,
    coalesce(a.linked_occupations, 0) AS linked_occupations,
    CASE
        WHEN a.allocated IS NOT NULL THEN NULL
        WHEN f.scope = 'general' THEN concat('a general or transfer program: ', f.why)
        WHEN x.program_code IS NULL THEN 'the crosswalk links no occupation to this program code'
        WHEN a.linked_occupations IS NULL AND y.program_code IS NOT NULL THEN 'an override removes its links'
        WHEN a.linked_occupations IS NULL THEN 'the crosswalk links it to no listed occupation'
        ELSE 'no linked occupation has known demand above zero in the region'
    END AS reason
FROM core_region_program p
JOIN core_region r ON r.scheme = p.scheme AND r.region_id = p.region_id
JOIN core_program m ON m.program_id = p.program_id
LEFT JOIN per_program a ON a.scheme = p.scheme AND a.region_id = p.region_id AND a.program_id = p.program_id
LEFT JOIN crosswalk x ON x.program_code = p.program_code
LEFT JOIN reaching y ON y.program_code = p.program_code
LEFT JOIN ref_program_family f ON f.cip4 = substr(p.program_code, 1, 5)
