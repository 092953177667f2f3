-- The counties of each area, and whether the area's demand counts there: a published projection takes precedence, county by county.
WITH listed AS (
    SELECT area_id, demand_source, trim(unnest(string_to_array(county_list, ';'))) AS county
    FROM core_area WHERE county_list IS NOT NULL AND area_type <> 'State'
),
placed AS (SELECT l.area_id, l.demand_source, c.county_fips FROM listed l JOIN ref_county c ON c.county = l.county),
projected AS (SELECT DISTINCT county_fips AS covered FROM placed WHERE demand_source = 'edd_projections'),
-- The state's own row: the published one where there is one.
state AS (SELECT area_id, row_number() OVER (ORDER BY CASE demand_source WHEN 'bls_oews' THEN 1 ELSE 0 END) AS place FROM core_area WHERE area_type = 'State')
SELECT p.area_id, p.county_fips, coalesce(p.demand_source <> 'bls_oews' OR k.covered IS NULL, true) AS in_use
FROM placed p LEFT JOIN projected k ON k.covered = p.county_fips
UNION ALL
SELECT s.area_id, c.county_fips, s.place = 1 AS in_use FROM state s CROSS JOIN ref_county c
