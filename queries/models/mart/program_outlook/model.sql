-- Each program's demand: what it addresses, and its fair share when every opening is divided over the completers allocated to it (method, section 6).
WITH shares AS (
    SELECT
        a.scheme,
        a.region_id,
        a.program_id,
        count(*) AS linked_occupations,
        count(g.demand_openings) AS known_occupations,
        sum(g.demand_openings) AS addressable_demand,
        sum(a.allocated) AS allocated,
        sum(g.demand_openings * a.allocated / nullif(g.supply_allocated, 0)) AS fair_share,
        sum(CASE WHEN g.status IN ('shortage', 'depends_shortage') THEN 1 ELSE 0 END) AS occupations_short,
        sum(CASE WHEN g.status IN ('surplus', 'depends_surplus') THEN 1 ELSE 0 END) AS occupations_over
    FROM core_allocation a
    LEFT JOIN supply_demand_gap g ON g.scheme = a.scheme AND g.region_id = a.region_id AND g.soc = a.soc
    GROUP BY a.scheme, a.region_id, a.program_id
)
SELECT
    p.scheme,
    p.region_id,
    r.region,
    p.program_id,
    m.provider,
    m.program_code,
    m.program,
    m.award_level,
    m.stream,
    p.completers,
    coalesce(s.linked_occupations, 0) AS linked_occupations,
    coalesce(s.known_occupations, 0) AS known_occupations,
    round(s.addressable_demand, 6) AS addressable_demand,
    s.fair_share,
    s.fair_share - p.completers AS fair_share_gap,
    coalesce(s.occupations_short, 0) AS occupations_short,
    coalesce(s.occupations_over, 0) AS occupations_over
FROM core_region_program p
JOIN core_region r ON r.scheme = p.scheme AND r.region_id = p.region_id
JOIN core_program m ON m.program_id = p.program_id
LEFT JOIN shares s ON s.scheme = p.scheme AND s.region_id = p.region_id AND s.program_id = p.program_id
