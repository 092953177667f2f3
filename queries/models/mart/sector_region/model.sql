-- Sectors by region. An occupation or program can lie in several sectors: each sector's totals run over its distinct ones, and sectors do not add up.
WITH sector_occupation AS (SELECT group_id AS sector_id, soc FROM core_group WHERE group_kind = 'sector'),
demand AS (
    SELECT
        g.scheme,
        g.region_id,
        o.sector_id,
        count(*) AS occupations,
        count(g.demand_openings) AS occupations_known,
        sum(g.demand_openings) AS demand_openings,
        sum(g.supply_allocated) AS supply_allocated,
        sum(CASE WHEN g.status = 'shortage' THEN 1 ELSE 0 END) AS short,
        sum(CASE WHEN g.status = 'depends_shortage' THEN 1 ELSE 0 END) AS depends_short,
        sum(CASE WHEN g.status = 'surplus' THEN 1 ELSE 0 END) AS over,
        sum(CASE WHEN g.status = 'depends_surplus' THEN 1 ELSE 0 END) AS depends_over,
        sum(CASE WHEN g.status IN ('balanced', 'depends_balanced') THEN 1 ELSE 0 END) AS balanced,
        bool_or(array_has(g.flags, 'partial_area')) AS is_partial
    FROM supply_demand_gap g JOIN sector_occupation o ON o.soc = g.soc
    GROUP BY g.scheme, g.region_id, o.sector_id
),
supply AS (
    SELECT p.scheme, p.region_id, s.sector_id, count(*) AS programs, sum(p.completers) AS completers
    FROM core_region_program p JOIN core_program_sector s ON s.program_code = p.program_code
    GROUP BY p.scheme, p.region_id, s.sector_id
)
SELECT
    r.scheme,
    r.region_id,
    r.region,
    n.sector_id,
    n.sector,
    coalesce(d.occupations, 0) AS occupations,
    coalesce(d.occupations_known, 0) AS occupations_known,
    round(d.demand_openings, 6) AS demand_openings,
    coalesce(s.programs, 0) AS programs,
    round(coalesce(s.completers, 0), 6) AS completers,
    g.most_filled,
    coalesce(g.must_enter, 0) AS must_enter,
    d.supply_allocated,
    d.demand_openings - d.supply_allocated AS gap_allocated,
    d.supply_allocated / nullif(d.demand_openings, 0) AS coverage,
    coalesce(d.short, 0) AS short,
    coalesce(d.depends_short, 0) AS depends_short,
    coalesce(d.balanced, 0) AS balanced,
    coalesce(d.depends_over, 0) AS depends_over,
    coalesce(d.over, 0) AS over,
    coalesce(d.is_partial, false) AS is_partial
FROM core_region r
CROSS JOIN (SELECT DISTINCT sector_id, sector FROM ref_sector) n
LEFT JOIN demand d ON d.scheme = r.scheme AND d.region_id = r.region_id AND d.sector_id = n.sector_id
LEFT JOIN supply s ON s.scheme = r.scheme AND s.region_id = r.region_id AND s.sector_id = n.sector_id
LEFT JOIN group_region g ON g.scheme = r.scheme AND g.region_id = r.region_id AND g.group_kind = 'sector' AND g.group_id = n.sector_id
WHERE d.occupations > 0 OR s.programs > 0
