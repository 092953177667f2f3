-- What a course leads to: demand in its provider's service area, what others there train for it, the gap and its status.
WITH code AS (SELECT max(setting_value) AS program_kind FROM profile_setting WHERE setting = 'program_kind'),
coded AS (SELECT c.*, CASE WHEN k.program_kind = 'TOP' THEN c.top_code ELSE c.cip_code END AS program_code FROM course c CROSS JOIN code k),
-- What the provider's own catalog has put into the supply of its service area.
own AS (
    SELECT a.region_id, a.soc, sum(a.allocated) AS own_allocated, sum(a.completers + coalesce(a.suppressed_margin, 0)) AS own_whole
    FROM core_allocation a
    WHERE a.scheme = 'service-area' AND starts_with(a.program_id, concat('c', a.region_id, '|'))
    GROUP BY a.region_id, a.soc
)
SELECT
    c.course_id,
    c.provider_id,
    c.course_code,
    c.course_title,
    c.is_example,
    l.soc,
    o.occupation,
    l.link_reason,
    g.demand_openings,
    g.demand_low,
    g.demand_high,
    CASE WHEN g.supply_allocated IS NOT NULL THEN round(greatest(g.supply_allocated - coalesce(w.own_allocated, 0), 0), 6) END AS other_supply_allocated,
    round(greatest(g.supply_whole - coalesce(w.own_whole, 0), 0), 6) AS other_supply_whole,
    g.gap_whole,
    g.gap_allocated,
    g.coverage,
    d.entry_wage_low,
    coalesce(d.is_entry_wage_least, false) AS is_entry_wage_least,
    coalesce(g.status, 'unknown') AS status,
    g.flags,
    g.demand_period,
    g.supply_period
FROM coded c
JOIN core_link l ON l.program_code = c.program_code
JOIN core_occupation o ON o.soc = l.soc
LEFT JOIN supply_demand_gap g ON g.scheme = 'service-area' AND g.region_id = c.provider_id AND g.soc = l.soc
LEFT JOIN core_region_estimate d ON d.scheme = 'service-area' AND d.region_id = c.provider_id AND d.soc = l.soc
LEFT JOIN own w ON w.region_id = c.provider_id AND w.soc = l.soc
