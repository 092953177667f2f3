-- Each program's completers over its linked occupations, in proportion to their openings in the region.
WITH linked AS (
    SELECT
        p.scheme,
        p.region_id,
        p.program_id,
        l.soc,
        p.completers,
        p.is_mixed,
        d.demand_openings,
        l.link_weight,
        count(*) OVER (PARTITION BY p.scheme, p.region_id, p.program_id) AS linked_occupations,
        sum(CASE WHEN d.demand_openings > 0 THEN l.link_weight * d.demand_openings END) OVER (PARTITION BY p.scheme, p.region_id, p.program_id) AS weighed
    FROM core_region_program p
    JOIN core_link l ON l.program_code = p.program_code AND l.link_weight > 0
    LEFT JOIN core_region_demand d ON d.scheme = p.scheme AND d.region_id = p.region_id AND d.soc = l.soc
)
SELECT
    scheme,
    region_id,
    program_id,
    soc,
    completers,
    is_mixed,
    linked_occupations,
    CASE WHEN demand_openings > 0 THEN completers * link_weight * demand_openings / weighed END AS allocated
FROM linked
