-- How far the window of each counted stream lies from each demand period of its region: the years between their nearest ends, 0 where they meet or overlap.
-- An academic year lies in two calendar years; an estimate lies in the year of its survey.
WITH named AS (
    SELECT DISTINCT scheme, region_id, demand_period FROM core_region_demand WHERE demand_period IS NOT NULL
),
-- Every number in a period's text is a year: 2020-2030; estimate, 2025 employment; or both.
said AS (
    SELECT scheme, region_id, demand_period, CAST(unnest(string_to_array(trim(regexp_replace(demand_period, '[^0-9]+', ' ', 'g')), ' ')) AS BIGINT) AS calendar_year FROM named
),
demand AS (
    SELECT scheme, region_id, demand_period, min(calendar_year) AS demand_first, max(calendar_year) AS demand_last FROM said GROUP BY scheme, region_id, demand_period
),
supply AS (
    SELECT
        scheme,
        region_id,
        stream,
        CAST(substr(first_year, 1, 4) AS BIGINT) AS supply_first,
        CAST(substr(last_year, 1, 4) AS BIGINT) + CASE WHEN strpos(last_year, '-') > 0 THEN 1 ELSE 0 END AS supply_last
    FROM core_region_stream WHERE first_year IS NOT NULL
)
SELECT
    d.scheme,
    d.region_id,
    d.demand_period,
    s.stream,
    greatest(d.demand_first - s.supply_last, s.supply_first - d.demand_last, 0) AS years_apart
FROM demand d JOIN supply s ON s.scheme = d.scheme AND s.region_id = d.region_id
