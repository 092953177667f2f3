-- How firm the statuses of a region are: of those that are rated short, balanced or over, how many point the same way under each assumption, and under all.
WITH rated AS (
    SELECT t.scheme, t.region_id, t.soc, t.scenario, t.holds, b.direction
    FROM status_scenario t
    JOIN core_status b ON b.scheme = t.scheme AND b.region_id = t.region_id AND b.soc = t.soc AND b.scenario = 'base'
    WHERE b.direction IS NOT NULL
),
tested AS (
    SELECT scheme, region_id, soc, direction, CASE WHEN scenario IN ('sampling_low', 'sampling_high') THEN 'sampling' ELSE scenario END AS scenario, holds
    FROM rated WHERE scenario <> 'base'
    UNION ALL
    SELECT scheme, region_id, soc, direction, 'all' AS scenario, holds FROM rated WHERE scenario <> 'base'
),
-- Both ends of an interval, and all assumptions, are one test: it is known where one part is, and held where none of the known parts fails.
judged AS (
    SELECT scheme, region_id, soc, direction, scenario, bool_and(holds) AS holds FROM tested GROUP BY scheme, region_id, soc, direction, scenario
),
summed AS (
    SELECT
        scheme,
        region_id,
        scenario,
        count(*) AS statuses,
        count(holds) AS statuses_tested,
        sum(CASE WHEN holds THEN 1 ELSE 0 END) AS statuses_held,
        sum(CASE WHEN direction = 'short' AND holds IS NOT NULL THEN 1 ELSE 0 END) AS short_tested,
        sum(CASE WHEN direction = 'short' AND holds THEN 1 ELSE 0 END) AS short_held
    FROM judged GROUP BY scheme, region_id, scenario
)
SELECT
    s.scheme,
    s.region_id,
    r.region,
    s.scenario,
    s.statuses,
    s.statuses_tested,
    s.statuses_held,
    round(CAST(s.statuses_held AS DOUBLE) / nullif(s.statuses_tested, 0), 6) AS held_share,
    s.short_tested,
    s.short_held
FROM summed s JOIN core_region r ON r.scheme = s.scheme AND r.region_id = s.region_id
