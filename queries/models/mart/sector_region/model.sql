-- Sectors by region. An occupation or program can lie in several sectors: each sector's totals run over its distinct ones, and sectors do not add up.
WITH sector_program AS (
    SELECT DISTINCT x.top_code AS program_code, s.sector_id FROM stg_coe_top_cip_soc x JOIN ref_sector s ON s.published_as = x.sector
),
sector_occupation AS (
    SELECT DISTINCT s.sector_id, t.soc
    FROM stg_coe_top_cip_soc x JOIN ref_sector s ON s.published_as = x.sector JOIN core_link_target t ON t.soc_code = x.soc_code
),
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
inside AS (
    SELECT a.scheme, a.region_id, s.sector_id, a.program_id, a.completers, count(*) AS links, count(o.soc) AS links_inside
    FROM core_allocation a
    JOIN core_program m ON m.program_id = a.program_id
    JOIN sector_program s ON s.program_code = m.program_code
    LEFT JOIN sector_occupation o ON o.sector_id = s.sector_id AND o.soc = a.soc
    GROUP BY a.scheme, a.region_id, s.sector_id, a.program_id, a.completers
),
only_inside AS (
    SELECT scheme, region_id, sector_id, sum(completers) AS must_enter FROM inside WHERE links = links_inside GROUP BY scheme, region_id, sector_id
),
supply AS (
    SELECT p.scheme, p.region_id, s.sector_id, count(*) AS programs, sum(p.completers) AS completers
    FROM core_region_program p JOIN sector_program s ON s.program_code = p.program_code
    GROUP BY p.scheme, p.region_id, s.sector_id
)
SELECT
    d.scheme,
    d.region_id,
    r.region,
    d.sector_id,
    n.sector,
    d.occupations,
    d.occupations_known,
    round(d.demand_openings, 6) AS demand_openings,
    coalesce(s.programs, 0) AS programs,
    round(coalesce(s.completers, 0), 6) AS completers,
    round(coalesce(m.must_enter, 0), 6) AS must_enter,
    round(d.supply_allocated, 6) AS supply_allocated,
    round(d.demand_openings - d.supply_allocated, 6) AS gap_allocated,
    round(d.supply_allocated / nullif(d.demand_openings, 0), 6) AS coverage,
    d.short,
    d.depends_short,
    d.balanced,
    d.depends_over,
    d.over,
    d.is_partial
FROM demand d
JOIN core_region r ON r.scheme = d.scheme AND r.region_id = d.region_id
JOIN (SELECT DISTINCT sector_id, sector FROM ref_sector) n ON n.sector_id = d.sector_id
LEFT JOIN supply s ON s.scheme = d.scheme AND s.region_id = d.region_id AND s.sector_id = d.sector_id
LEFT JOIN only_inside m ON m.scheme = d.scheme AND m.region_id = d.region_id AND m.sector_id = d.sector_id
