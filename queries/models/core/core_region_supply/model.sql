-- Supply by region and occupation: the lower bound L, the allocated supply P where it can be had, the whole count U. Suppressed counts stand in L with the lower end
-- of their range, in U with the upper, in P with the middle (method, section 3.3).
SELECT
    allocation.scheme,
    allocation.region_id,
    allocation.soc,
    round(coalesce(sum(allocation.completers - coalesce(allocation.suppressed_margin, 0)) FILTER (WHERE allocation.linked_occupations = 1), 0), 6) AS supply_low,
    sum(allocation.allocated) AS supply_allocated,
    round(sum(allocation.completers + coalesce(allocation.suppressed_margin, 0)), 6) AS supply_whole,
    count(*) AS programs,
    coalesce(bool_or(allocation.is_mixed), false) AS is_mixed,
    count(allocation.suppressed_margin) > 0 AS is_suppressed,
    -- Of all the programs' awards: at least so much, where a source does not say what is imputed; unknown where none says it.
    round(sum(allocation.completers * program.imputed_share) / nullif(sum(allocation.completers), 0), 6) AS imputed_share
FROM core_allocation allocation
LEFT JOIN core_program program ON program.program_id = allocation.program_id
GROUP BY allocation.scheme, allocation.region_id, allocation.soc
