-- Which areas make up a region, and the share of each by employment: those whose demand counts there, and those of the estimate that stands beside it.
-- The state is its own row, never the sum of the areas.
WITH county AS (
    SELECT c.area_id, a.demand_source, c.county_fips, c.in_use, e.covered_employment AS employment
    FROM core_area_county c
    JOIN core_area a ON a.area_id = c.area_id AND a.area_type <> 'State'
    LEFT JOIN core_county_employment e ON e.county_fips = c.county_fips
),
sized AS (SELECT area_id, count(*) AS counties, sum(employment) AS employment, count(employment) AS known FROM county GROUP BY area_id),
counted AS (
    SELECT 'demand' AS purpose, area_id, county_fips, employment FROM county WHERE in_use
    UNION ALL
    SELECT 'estimate' AS purpose, area_id, county_fips, employment FROM county WHERE demand_source = 'bls_oews'
),
inside AS (
    SELECT r.scheme, r.region_id, c.purpose, c.area_id, count(*) AS here, min(r.county_weight) AS least_weight, sum(r.county_weight * c.employment) AS employment
    FROM counted c
    JOIN core_region_county r ON r.county_fips = c.county_fips AND r.scheme <> 'state'
    GROUP BY r.scheme, r.region_id, c.purpose, c.area_id
),
state AS (
    SELECT DISTINCT c.area_id, c.in_use, a.demand_source
    FROM core_area a JOIN core_area_county c ON c.area_id = a.area_id JOIN profile_scheme p ON p.scheme = 'state' WHERE a.area_type = 'State'
)
SELECT
    i.scheme,
    i.region_id,
    i.purpose,
    i.area_id,
    -- A county whose employment is not known makes every share of its area unknown.
    CASE WHEN i.here = s.counties AND i.least_weight = 1 THEN 1.0 WHEN s.known = s.counties THEN i.employment / s.employment END AS area_share,
    i.here < s.counties OR i.least_weight < 1 AS is_split
FROM inside i JOIN sized s ON s.area_id = i.area_id
WHERE i.scheme <> 'county' OR i.here = s.counties
UNION ALL
SELECT 'state' AS scheme, 'california' AS region_id, 'demand' AS purpose, area_id, 1.0 AS area_share, false AS is_split FROM state WHERE in_use
UNION ALL
SELECT 'state' AS scheme, 'california' AS region_id, 'estimate' AS purpose, area_id, 1.0 AS area_share, false AS is_split FROM state WHERE demand_source = 'bls_oews'
