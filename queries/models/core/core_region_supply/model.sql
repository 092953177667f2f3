-- Supply by region and occupation: the lower bound L, the allocated supply P where it can be had, the whole count U.
SELECT
    scheme,
    region_id,
    soc,
    round(coalesce(sum(completers) FILTER (WHERE linked_occupations = 1), 0), 6) AS supply_low,
    sum(allocated) AS supply_allocated,
    round(sum(completers), 6) AS supply_whole,
    count(*) AS programs,
    coalesce(bool_or(is_mixed), false) AS is_mixed
FROM core_allocation
GROUP BY scheme, region_id, soc
