-- Whether a status survives: the occupations that counted programs lead to, as they are and under each other assumption (method, section 8).
SELECT
    s.scheme,
    s.region_id,
    s.soc,
    s.scenario,
    f.demand_openings,
    f.demand_low,
    f.demand_high,
    f.supply_low,
    f.supply_allocated,
    f.supply_whole,
    s.status,
    -- A status holds where it points the same way. What cannot be told, here or in the base, is unknown, which is not failed.
    CASE
        WHEN s.scenario = 'base' THEN true
        WHEN s.status IN ('unknown', 'unknown_partial') OR b.status = 'unknown_partial' THEN NULL
        ELSE coalesce(s.direction, s.status) = coalesce(b.direction, b.status)
    END AS holds
FROM core_status s
JOIN core_scenario f ON f.scheme = s.scheme AND f.region_id = s.region_id AND f.soc = s.soc AND f.scenario = s.scenario
JOIN core_status b ON b.scheme = s.scheme AND b.region_id = s.region_id AND b.soc = s.soc AND b.scenario = 'base'
WHERE b.status NOT IN ('unknown', 'not_rated_no_link')
