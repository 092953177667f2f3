-- What every status is judged by, as it is (base) and under other assumptions (method, section 8). Where no program leads, base stands alone.
-- Awards are divided by program code: what a code's links weigh is the same for all its programs.
WITH code AS (
    SELECT
        p.scheme,
        p.region_id,
        p.program_code,
        count(*) AS programs,
        bool_or(p.is_mixed) AS is_mixed,
        sum(p.completers) AS completers,
        sum(m.completers_other) AS completers_other,
        sum(m.completers_counted) AS completers_counted,
        coalesce(sum(p.suppressed_margin), 0) AS margin,
        coalesce(sum(m.suppressed_margin_other), 0) AS margin_other,
        coalesce(sum(p.suppressed_margin / (1 - m.outside_share)), 0) AS margin_counted
    FROM core_region_program p JOIN core_program m ON m.program_id = p.program_id
    GROUP BY p.scheme, p.region_id, p.program_code
),
-- The links in force, and those of the crosswalk without an analyst's overrides.
linked AS (
    SELECT true AS in_force, program_code, soc, link_weight FROM core_link WHERE link_weight > 0
    UNION ALL
    SELECT DISTINCT false AS in_force, x.program_code, t.soc, 1.0 AS link_weight
    FROM core_crosswalk x JOIN core_link_target t ON t.soc_code = x.soc_code WHERE NOT x.is_added
),
counted AS (SELECT in_force, program_code, count(*) AS linked_occupations FROM linked GROUP BY in_force, program_code),
demand AS (
    SELECT
        *,
        CASE WHEN demand_openings > 0 THEN demand_openings END AS d,
        CASE WHEN demand_new > 0 THEN demand_new END AS d_new,
        CASE WHEN has_sampling_error THEN demand_low END AS end_low,
        -- Where some areas do not publish, the error of the others still has an upper end; demand as a whole has none.
        CASE WHEN has_sampling_error THEN coalesce(demand_high, 2 * demand_openings - demand_low) END AS end_high
    FROM core_region_demand
),
pair AS (
    SELECT
        c.scheme, c.region_id, c.program_code, c.programs, c.is_mixed, c.completers_other, l.in_force, l.soc, l.link_weight AS m, n.linked_occupations, d.d, d.d_new, d.end_low, d.end_high,
        CASE WHEN l.in_force THEN c.completers ELSE c.completers_counted END AS completers,
        CASE WHEN l.in_force THEN c.margin ELSE c.margin_counted END AS margin,
        c.margin_other
    FROM code c
    JOIN linked l ON l.program_code = c.program_code
    JOIN counted n ON n.in_force = l.in_force AND n.program_code = l.program_code
    LEFT JOIN demand d ON d.scheme = c.scheme AND d.region_id = c.region_id AND d.soc = l.soc
),
weighed AS (
    SELECT
        *,
        sum(m * d) OVER (PARTITION BY scheme, region_id, program_code, in_force) AS w,
        sum(m * d_new) OVER (PARTITION BY scheme, region_id, program_code, in_force) AS w_new
    FROM pair
),
summed AS (
    SELECT
        scheme, region_id, soc, in_force,
        sum(programs) AS programs,
        bool_or(is_mixed) AS is_mixed,
        -- Suppressed counts: the lower end of their range in l, the upper in u, the middle in what is divided.
        coalesce(sum(completers - margin) FILTER (WHERE linked_occupations = 1), 0) AS l,
        coalesce(sum(completers_other - margin_other) FILTER (WHERE linked_occupations = 1), 0) AS l_other,
        sum(completers * m * d / w) AS p,
        sum(completers_other * m * d / w) AS p_other,
        sum(completers * m * d_new / w_new) AS p_new,
        -- At an end of the interval the occupation takes its share with the demand of that end, all others with theirs.
        sum(completers * m * end_low / nullif(w + m * (end_low - d), 0)) AS p_low,
        sum(completers * m * end_high / nullif(w + m * (end_high - d), 0)) AS p_high,
        sum(completers) AS whole,
        sum(completers + margin) AS u,
        sum(completers_other + margin_other) AS u_other
    FROM weighed GROUP BY scheme, region_id, soc, in_force
),
tested AS (
    SELECT
        n.scenario, d.scheme, d.region_id, d.soc, d.demand_openings, d.demand_low, d.demand_high, d.demand_new, d.end_low, d.end_high,
        s.l, s.p, s.u, s.whole, s.l_other, s.p_other, s.u_other, s.p_new, s.p_low, s.p_high, s.programs, s.is_mixed,
        coalesce(o.l, 0) AS l_off, coalesce(o.p, 0) AS p_off, coalesce(o.u, 0) AS u_off, coalesce(o.programs, 0) AS programs_off, coalesce(o.is_mixed, false) AS is_mixed_off
    FROM demand d
    JOIN summed s ON s.scheme = d.scheme AND s.region_id = d.region_id AND s.soc = d.soc AND s.in_force
    LEFT JOIN summed o ON o.scheme = d.scheme AND o.region_id = d.region_id AND o.soc = d.soc AND NOT o.in_force
    CROSS JOIN (VALUES ('other_average'), ('without_transfers'), ('sampling_low'), ('sampling_high'), ('whole'), ('divided'), ('overrides_off')) AS n (scenario)
    WHERE d.demand_openings IS NOT NULL
),
chosen AS (
    SELECT
        scheme,
        region_id,
        soc,
        scenario,
        CASE scenario WHEN 'without_transfers' THEN demand_new WHEN 'sampling_low' THEN end_low WHEN 'sampling_high' THEN end_high ELSE demand_openings END AS demand_openings,
        -- The error is relative: demand without transfers has the same.
        CASE scenario
            WHEN 'without_transfers' THEN demand_new * coalesce(demand_low / nullif(demand_openings, 0), 1)
            WHEN 'sampling_low' THEN end_low
            WHEN 'sampling_high' THEN end_high
            ELSE demand_low
        END AS demand_low,
        CASE
            WHEN demand_high IS NULL THEN NULL
            WHEN scenario = 'without_transfers' THEN demand_new * coalesce(demand_high / nullif(demand_openings, 0), 1)
            WHEN scenario = 'sampling_low' THEN end_low
            WHEN scenario = 'sampling_high' THEN end_high
            ELSE demand_high
        END AS demand_high,
        CASE scenario WHEN 'whole' THEN whole WHEN 'divided' THEN p WHEN 'other_average' THEN l_other WHEN 'overrides_off' THEN l_off ELSE l END AS supply_low,
        CASE scenario
            WHEN 'whole' THEN whole
            WHEN 'other_average' THEN p_other
            WHEN 'without_transfers' THEN p_new
            WHEN 'sampling_low' THEN p_low
            WHEN 'sampling_high' THEN p_high
            WHEN 'overrides_off' THEN p_off
            ELSE p
        END AS supply_allocated,
        CASE scenario WHEN 'whole' THEN whole WHEN 'divided' THEN p WHEN 'other_average' THEN u_other WHEN 'overrides_off' THEN u_off ELSE u END AS supply_whole,
        CASE scenario WHEN 'overrides_off' THEN programs_off ELSE programs END AS programs,
        CASE scenario WHEN 'overrides_off' THEN is_mixed_off ELSE is_mixed END AS is_mixed,
        CASE WHEN scenario = 'without_transfers' AND demand_high IS NOT NULL THEN demand_new * coalesce(demand_high / nullif(demand_openings, 0), 1) ELSE demand_high END AS size_demand,
        CASE scenario WHEN 'other_average' THEN u_other WHEN 'overrides_off' THEN u_off ELSE u END AS size_supply
    FROM tested
)
SELECT
    d.scheme,
    d.region_id,
    d.soc,
    'base' AS scenario,
    d.demand_openings,
    d.demand_low,
    d.demand_high,
    coalesce(s.supply_low, 0) AS supply_low,
    CASE WHEN d.demand_openings > 0 THEN coalesce(s.supply_allocated, 0) END AS supply_allocated,
    coalesce(s.supply_whole, 0) AS supply_whole,
    coalesce(s.programs, 0) AS programs,
    coalesce(s.is_mixed, false) AS is_mixed,
    d.demand_high AS size_demand,
    coalesce(s.supply_whole, 0) AS size_supply
FROM core_region_demand d
LEFT JOIN core_region_supply s ON s.scheme = d.scheme AND s.region_id = d.region_id AND s.soc = d.soc
UNION ALL
SELECT
    scheme,
    region_id,
    soc,
    scenario,
    round(demand_openings, 6) AS demand_openings,
    round(demand_low, 6) AS demand_low,
    round(demand_high, 6) AS demand_high,
    round(supply_low, 6) AS supply_low,
    CASE WHEN demand_openings > 0 THEN round(supply_allocated, 6) END AS supply_allocated,
    round(supply_whole, 6) AS supply_whole,
    programs,
    is_mixed,
    round(size_demand, 6) AS size_demand,
    round(size_supply, 6) AS size_supply
FROM chosen
