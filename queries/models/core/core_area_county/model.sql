-- The counties of each area, and whether the area's demand counts there: county by county, the first of the profile's sources of demand that covers it.
WITH counties_listed AS (
    SELECT area_id, demand_source, trim(unnest(string_to_array(county_list, ';'))) AS county
    FROM core_area WHERE county_list IS NOT NULL AND area_type <> 'State'
),
counties_placed AS (
    SELECT listed.area_id, listed.demand_source, ref_county.county_fips, profile_demand.precedence, count(*) OVER (PARTITION BY listed.area_id) AS counties
    FROM counties_listed listed
    JOIN ref_county ON ref_county.county = listed.county
    LEFT JOIN profile_demand ON profile_demand.source = listed.demand_source
),
counties_ranked AS (
    SELECT
        *,
        min(precedence) OVER (PARTITION BY county_fips) AS first_precedence,
        -- Areas of an analyst's table may lie within each other: the smallest counts. Published areas never do, which a check proves.
        row_number() OVER (PARTITION BY county_fips, demand_source ORDER BY counties, area_id) AS place
    FROM counties_placed
),
-- The state's own row: that of the first source which has one.
states_ranked AS (
    SELECT area.area_id, profile_demand.precedence, row_number() OVER (ORDER BY profile_demand.precedence NULLS LAST, area.area_id) AS place
    FROM core_area area LEFT JOIN profile_demand ON profile_demand.source = area.demand_source
    WHERE area.area_type = 'State'
)
SELECT area_id, county_fips, coalesce(precedence = first_precedence AND (demand_source <> 'table' OR place = 1), false) AS in_use FROM counties_ranked
UNION ALL
SELECT state.area_id, ref_county.county_fips, state.place = 1 AND state.precedence IS NOT NULL AS in_use FROM states_ranked state CROSS JOIN ref_county
