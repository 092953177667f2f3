-- Miles between a provider of a catalog and an institution: from the nearest of the provider's known sites, as the crow
-- flies.
-- A site of a catalog is known where exactly one site of the directories has its name in its county; a provider that
-- reports to IPEDS has its address there.
WITH named_sites AS (
    SELECT
        county_fips, translate(lower(site_name), ' .,-/''()&', '') AS name_key, min(latitude) AS latitude,
            min(longitude) AS longitude,
        max(latitude) - min(latitude) + max(longitude) - min(longitude) AS spread
    FROM core_site WHERE latitude IS NOT NULL AND longitude IS NOT NULL AND county_fips IS NOT NULL
    GROUP BY county_fips, translate(lower(site_name), ' .,-/''()&', '')
),
places_taught AS (
    SELECT DISTINCT courses.provider_id, named_sites.latitude, named_sites.longitude
    FROM stg_rocp_catalog_course courses
    JOIN ref_county counties ON counties.county = courses.site_county
    -- Rows of one place, such as a ROC/P's agency and school, lie within a mile of each other.
    JOIN named_sites ON named_sites.county_fips = counties.county_fips AND named_sites.spread < 0.015
        AND named_sites.name_key IN (translate(lower(courses.site), ' .,-/''()&', ''),
            translate(lower(courses.provider), ' .,-/''()&', ''))
    UNION
    SELECT DISTINCT courses.provider_id, site.latitude, site.longitude
    FROM stg_rocp_catalog_course courses JOIN core_site site ON site.unitid = courses.ipeds_unitid
    WHERE site.latitude IS NOT NULL AND site.longitude IS NOT NULL
),
angles_between AS (
    SELECT
        places_taught.provider_id,
        institutions.unitid,
        radians(institutions.latitude - places_taught.latitude) / 2 AS north,
        radians(institutions.longitude - places_taught.longitude) / 2 AS east,
        cos(radians(institutions.latitude)) * cos(radians(places_taught.latitude)) AS narrowing
    FROM places_taught CROSS JOIN core_site institutions
    WHERE institutions.unitid IS NOT NULL AND institutions.latitude IS NOT NULL AND institutions.longitude IS NOT NULL
)
SELECT
    provider_id,
    unitid,
    -- Great circle on a sphere of the earth's mean radius, 3,958.8 miles.
    round(min(2 * 3958.8 * asin(sqrt(power(sin(north), 2) + narrowing * power(sin(east), 2)))), 1) AS site_miles
FROM angles_between
GROUP BY provider_id, unitid
