-- The counties of every region in the schemes of the profile. Counties by themselves are regions only where demand is had for them whole.
-- A provider's service area has the counties of its catalog, each with its weight.
WITH area_size AS (
    SELECT c.area_id, count(*) AS counties FROM core_area_county c JOIN core_area a ON a.area_id = c.area_id WHERE a.area_type <> 'State' GROUP BY c.area_id
),
every AS (
    SELECT scheme, region_id, region, county_fips, 1.0 AS county_weight FROM ref_region_county
    UNION ALL
    SELECT 'edd-area' AS scheme, a.area_id AS region_id, a.area AS region, c.county_fips, 1.0 AS county_weight
    FROM core_area a JOIN core_area_county c ON c.area_id = a.area_id WHERE a.area_type <> 'State' AND a.demand_source = 'edd_projections'
    UNION ALL
    SELECT 'county' AS scheme, c.county_fips AS region_id, r.county AS region, c.county_fips, 1.0 AS county_weight
    FROM core_area_county c JOIN area_size s ON s.area_id = c.area_id JOIN ref_county r ON r.county_fips = c.county_fips WHERE s.counties = 1 AND c.in_use
    UNION ALL
    SELECT 'state' AS scheme, 'california' AS region_id, 'California' AS region, county_fips, 1.0 AS county_weight FROM ref_county
    UNION ALL
    SELECT 'service-area' AS scheme, s.provider_id AS region_id, min(s.provider) AS region, r.county_fips, max(s.service_weight) AS county_weight
    FROM stg_rocp_catalog_service_area s JOIN ref_county r ON r.county = s.county
    GROUP BY s.provider_id, r.county_fips
)
SELECT e.scheme, e.region_id, e.region, e.county_fips, e.county_weight FROM every e JOIN profile_scheme p ON p.scheme = e.scheme
