-- The regions of the schemes in the profile.
SELECT scheme, region_id, min(region) AS region, count(*) AS counties FROM core_region_county GROUP BY scheme, region_id
