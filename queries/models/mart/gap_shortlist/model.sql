-- The occupations that a list leads with: those a program can serve (method, section 8). Three lists a region, each by the size of the gap.
-- lead: the entry wage reaches the named living wage and counted programs lead there; low_wage: the wage is below it; no_program: fewer than 10 awards a year lead there, or under 1 % of openings.
WITH fit AS (
    SELECT
        g.scheme,
        g.region_id,
        g.region,
        g.soc,
        g.occupation,
        g.demand_openings,
        g.gap_allocated,
        d.entry_wage_low,
        coalesce(d.is_entry_wage_least, false) AS is_entry_wage_least,
        g.status,
        CASE
            -- An unknown entry wage passes: unknown is not failed (method, section 7). So does one of which only a lower bound is known.
            WHEN d.entry_wage_low < w.hourly_living_wage AND NOT coalesce(d.is_entry_wage_least, false) THEN 'low_wage'
            WHEN g.supply_whole >= greatest(10, g.demand_openings / 100) THEN 'lead'
            ELSE 'no_program'
        END AS list
    FROM supply_demand_gap g
    LEFT JOIN core_living_wage w ON w.scheme = g.scheme AND w.region_id = g.region_id
    JOIN core_servable o ON o.soc = g.soc
    LEFT JOIN core_region_estimate d ON d.scheme = g.scheme AND d.region_id = g.region_id AND d.soc = g.soc
    LEFT JOIN (SELECT DISTINCT soc AS linked FROM core_link) l ON l.linked = g.soc
    WHERE l.linked IS NOT NULL
        AND g.gap_allocated > 0
        AND g.status <> 'too_small'
),
placed AS (SELECT *, row_number() OVER (PARTITION BY scheme, region_id, list ORDER BY round(gap_allocated, 6) DESC, soc) AS place FROM fit)
SELECT scheme, region_id, region, list, soc, occupation, demand_openings, gap_allocated, entry_wage_low, is_entry_wage_least, status, CAST(place AS BIGINT) AS place FROM placed WHERE place <= 15
