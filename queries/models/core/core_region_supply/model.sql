-- Supply by region and occupation: the lower bound L, the allocated supply P where it can be had, the whole count U. Suppressed counts stand in L with the lower end
-- of their range, in U with the upper, in P with the middle (method, section 3.3).
SELECT
    scheme,
    region_id,
    soc,
    round(coalesce(sum(completers - coalesce(suppressed_margin, 0)) FILTER (WHERE linked_occupations = 1), 0), 6) AS supply_low,
    sum(allocated) AS supply_allocated,
    round(sum(completers + coalesce(suppressed_margin, 0)), 6) AS supply_whole,
    count(*) AS programs,
    coalesce(bool_or(is_mixed), false) AS is_mixed,
    count(suppressed_margin) > 0 AS is_suppressed,
    min(first_year) AS first_year,
    max(last_year) AS last_year,
    -- Of all the programs' awards: at least so much, where a source does not say what is imputed; unknown where none says it.
    round(sum(completers * imputed_share) / nullif(sum(completers), 0), 6) AS imputed_share
FROM core_allocation
GROUP BY scheme, region_id, soc
