-- Which published areas make up a region, and the share of each. The state is its own published row, never the sum of the areas.
WITH sized AS (
    SELECT c.area_id, count(*) AS counties, sum(e.employment) AS employment, count(e.employment) AS known
    FROM core_area_county c LEFT JOIN ref_county_employment e ON e.county_fips = c.county_fips
    GROUP BY c.area_id
),
inside AS (
    SELECT r.scheme, r.region_id, c.area_id, count(*) AS here, sum(e.employment) AS employment
    FROM core_area_county c
    JOIN core_area a ON a.area_id = c.area_id AND a.area_type <> 'State'
    JOIN core_region_county r ON r.county_fips = c.county_fips AND r.scheme <> 'state'
    LEFT JOIN ref_county_employment e ON e.county_fips = c.county_fips
    GROUP BY r.scheme, r.region_id, c.area_id
)
SELECT
    i.scheme,
    i.region_id,
    i.area_id,
    -- A county whose employment is not known makes every share of its area unknown.
    CASE WHEN i.here = s.counties THEN 1.0 WHEN s.known = s.counties THEN i.employment / s.employment END AS area_share,
    i.here < s.counties AS is_split
FROM inside i JOIN sized s ON s.area_id = i.area_id
WHERE i.scheme <> 'county' OR i.here = s.counties
UNION ALL
SELECT 'state' AS scheme, 'california' AS region_id, a.area_id, 1.0 AS area_share, false AS is_split
FROM core_area a JOIN profile_scheme p ON p.scheme = 'state' WHERE a.area_type = 'State'
