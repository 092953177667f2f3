-- The share of a divided survey area that lies in the region, occupation by occupation, where a staffing pattern is held.
WITH counted AS (
    SELECT 'demand' AS purpose, area_id, county_fips FROM core_area_county WHERE in_use
    UNION ALL
    SELECT 'estimate' AS purpose, area_id, county_fips FROM core_area_county
)
SELECT ra.scheme, ra.region_id, ra.purpose, ra.area_id, s.soc, sum(r.county_weight * s.county_share) AS area_share
FROM core_region_area ra
JOIN core_region_county r ON r.scheme = ra.scheme AND r.region_id = ra.region_id
JOIN counted c ON c.purpose = ra.purpose AND c.area_id = ra.area_id AND c.county_fips = r.county_fips
JOIN core_area_split s ON s.area_id = ra.area_id AND s.county_fips = r.county_fips
WHERE ra.is_split
GROUP BY ra.scheme, ra.region_id, ra.purpose, ra.area_id, s.soc
