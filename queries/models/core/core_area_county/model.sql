-- The counties of each published area, by the list in its brackets. The state has all of them.
WITH listed AS (
    SELECT area_id, trim(unnest(string_to_array(county_list, ';'))) AS county FROM core_area WHERE county_list IS NOT NULL AND area_type <> 'State'
)
SELECT l.area_id, c.county_fips FROM listed l JOIN ref_county c ON c.county = l.county
UNION ALL
SELECT a.area_id, c.county_fips FROM core_area a CROSS JOIN ref_county c WHERE a.area_type = 'State'
