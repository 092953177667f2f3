-- Which published areas make up a region, and the share of each. The state is its own published row, never the sum of the areas.
WITH sized AS (
    SELECT
        c.area_id,
        r.scheme,
        r.region_id,
        count(*) OVER (PARTITION BY c.area_id, r.scheme) AS counties,
        e.employment
    FROM core_area_county c
    JOIN core_area a ON a.area_id = c.area_id AND a.area_type <> 'State'
    JOIN core_region_county r ON r.county_fips = c.county_fips AND r.scheme <> 'state'
    LEFT JOIN ref_county_employment e ON e.county_fips = c.county_fips
),
inside AS (
    SELECT scheme, region_id, area_id, count(*) AS here, max(counties) AS counties, sum(employment) AS employment FROM sized GROUP BY scheme, region_id, area_id
),
whole AS (SELECT scheme, area_id, sum(employment) AS employment FROM inside GROUP BY scheme, area_id)
SELECT
    i.scheme,
    i.region_id,
    i.area_id,
    CASE WHEN i.here = i.counties THEN 1.0 ELSE i.employment / w.employment END AS area_share,
    i.here < i.counties AS is_split
FROM inside i
JOIN whole w ON w.scheme = i.scheme AND w.area_id = i.area_id
JOIN (SELECT area_id, count(*) AS counties FROM core_area_county GROUP BY area_id) z ON z.area_id = i.area_id
WHERE i.scheme <> 'county' OR i.here = z.counties
UNION ALL
SELECT 'state' AS scheme, 'california' AS region_id, a.area_id, 1.0 AS area_share, false AS is_split
FROM core_area a JOIN profile_scheme p ON p.scheme = 'state' WHERE a.area_type = 'State'
