-- The state's own row beside the sum of each scheme's regions: rounding and suppression make the difference, which can be negative.
WITH summed AS (
    SELECT
        scheme,
        soc,
        count(demand_openings) AS regions_published,
        count(*) AS regions_total,
        round(sum(demand_openings), 6) AS demand_regions,
        round(sum(supply_whole), 6) AS supply_regions
    FROM supply_demand_gap WHERE scheme NOT IN ('state', 'service-area') GROUP BY scheme, soc
)
SELECT
    s.scheme,
    s.soc,
    g.occupation,
    g.demand_openings AS demand_state,
    s.demand_regions,
    round(g.demand_openings - s.demand_regions, 6) AS demand_difference,
    s.regions_published,
    s.regions_total,
    g.supply_whole AS supply_state,
    s.supply_regions,
    round(g.supply_whole - s.supply_regions, 6) AS supply_difference
FROM summed s JOIN supply_demand_gap g ON g.scheme = 'state' AND g.soc = s.soc
