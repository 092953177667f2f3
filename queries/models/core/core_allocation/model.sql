-- Each program's completers over its linked occupations, in proportion to their openings in the region. What a code's links weigh is the same for all its programs.
WITH linked AS (SELECT program_code, soc, link_weight FROM core_link WHERE link_weight > 0),
counted AS (SELECT program_code, count(*) AS linked_occupations FROM linked GROUP BY program_code),
weighed AS (
    SELECT d.scheme, d.region_id, l.program_code, sum(l.link_weight * d.demand_openings) AS weight
    FROM linked l JOIN core_region_demand d ON d.soc = l.soc AND d.demand_openings > 0
    GROUP BY d.scheme, d.region_id, l.program_code
)
SELECT
    p.scheme,
    p.region_id,
    p.program_id,
    l.soc,
    p.completers,
    p.suppressed_margin,
    p.imputed_share,
    p.is_mixed,
    p.first_year,
    p.last_year,
    c.linked_occupations,
    CASE WHEN d.demand_openings > 0 THEN p.completers * l.link_weight * d.demand_openings / w.weight END AS allocated
FROM core_region_program p
JOIN linked l ON l.program_code = p.program_code
JOIN counted c ON c.program_code = p.program_code
LEFT JOIN weighed w ON w.scheme = p.scheme AND w.region_id = p.region_id AND w.program_code = p.program_code
LEFT JOIN core_region_demand d ON d.scheme = p.scheme AND d.region_id = p.region_id AND d.soc = l.soc
