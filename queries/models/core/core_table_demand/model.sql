-- An analyst's own openings per year by area and detailed occupation, where the profile names the table among its sources of demand.
-- The newest period of an area counts. Totals, groups of occupations and codes that are not of 2018 are no occupation here, and of a combined code and its
-- parts the combined one counts: nothing stands twice.
WITH rows_named AS (SELECT given.* FROM stg_table_demand given JOIN profile_demand ON profile_demand.source = 'table'),
counties_given AS (
    SELECT line, unnest(county_codes) AS county_fips FROM rows_named WHERE county_codes IS NOT NULL
    UNION ALL
    SELECT given.line, region.county_fips
    FROM rows_named given JOIN ref_region_county region ON region.scheme = given.scheme AND lower(given.region) IN (lower(region.region), region.region_id)
    UNION ALL
    SELECT given.line, county.county_fips
    FROM rows_named given JOIN ref_county county ON given.scheme = 'county' AND replace(lower(given.region), ' county', '') IN (lower(county.county), county.county_fips)
    UNION ALL
    SELECT given.line, county.county_fips
    FROM rows_named given
    JOIN (SELECT DISTINCT area_label, unnest(string_to_array(county_list, '; ')) AS county FROM stg_edd_projections WHERE county_list IS NOT NULL) listed
        ON given.scheme = 'edd-area' AND lower(listed.area_label) = lower(given.region)
    JOIN ref_county county ON county.county = listed.county
    UNION ALL
    SELECT given.line, county.county_fips FROM rows_named given CROSS JOIN ref_county county WHERE given.scheme = 'state'
),
areas_placed AS (
    SELECT
        given.line,
        CASE WHEN count(*) = 58 THEN 'table-california' ELSE concat('table-', CAST(string_agg(county.county_fips, '-' ORDER BY county.county_fips) AS VARCHAR)) END AS area_id,
        CASE WHEN count(*) = 58 THEN 'State' ELSE 'Area of an analyst''s table' END AS area_type,
        CASE WHEN count(*) < 58 THEN CAST(string_agg(county.county, '; ' ORDER BY county.county_fips) AS VARCHAR) END AS county_list
    FROM (SELECT DISTINCT line, county_fips FROM counties_given) given JOIN ref_county county ON county.county_fips = given.county_fips
    GROUP BY given.line
),
-- The detailed codes: those of the classification and the survey where they are held, and those that our own tables name.
codes_published AS (
    SELECT soc_2018 AS soc FROM stg_soc_2010_2018
    UNION SELECT oews_2019 AS soc FROM stg_soc_oews_hybrid
    UNION SELECT concat(substr(occupation_code, 1, 2), '-', substr(occupation_code, 3)) AS soc FROM stg_bls_oews_occupation WHERE display_level = 3
),
codes_detailed AS (
    SELECT soc FROM codes_published
    UNION SELECT soc_code AS soc FROM ref_program_link
    UNION SELECT soc FROM ref_national_rate
),
rows_dated AS (
    SELECT
        given.*,
        place.area_id,
        place.area_type,
        place.county_list,
        max(concat(right(given.period, 4), left(given.period, 4))) OVER (PARTITION BY place.area_id) AS newest,
        concat(right(given.period, 4), left(given.period, 4)) AS dated
    FROM rows_named given
    JOIN areas_placed place ON place.line = given.line
    CROSS JOIN (SELECT count(*) AS codes FROM codes_published) held
    LEFT JOIN codes_detailed detailed ON detailed.soc = given.soc_code
    -- Without a classification at hand, a code that ends in 0 is taken for a group.
    WHERE detailed.soc IS NOT NULL OR (held.codes = 0 AND right(given.soc_code, 1) <> '0')
),
rows_ranked AS (
    SELECT *, row_number() OVER (PARTITION BY area_id, soc_code ORDER BY retrieved_on DESC, line) AS place FROM rows_dated WHERE dated = newest
),
codes_combined AS (
    SELECT DISTINCT part.area_id, part.soc_code
    FROM rows_ranked part
    LEFT JOIN stg_soc_oews_hybrid hybrid ON hybrid.soc_2018 = part.soc_code
    JOIN rows_ranked whole
        ON whole.area_id = part.area_id AND whole.soc_code <> part.soc_code
        AND (whole.soc_code = hybrid.oews_2019 OR whole.soc_code = concat(left(part.soc_code, 6), '0'))
)
SELECT
    ranked.area_id,
    min(ranked.area_name) OVER (PARTITION BY ranked.area_id) AS area,
    ranked.area_type,
    ranked.county_list,
    ranked.soc_code AS soc,
    coalesce(ranked.occupation, concat('Occupation ', ranked.soc_code)) AS occupation,
    ranked.period,
    ranked.change_year,
    ranked.exits_year,
    ranked.transfers_year,
    ranked.openings_year,
    coalesce(abs(ranked.exits_year + ranked.transfers_year + ranked.change_year - ranked.openings_year) > 2, false) AS identity_mismatch,
    ranked.line
FROM rows_ranked ranked
LEFT JOIN codes_combined combined ON combined.area_id = ranked.area_id AND combined.soc_code = ranked.soc_code
WHERE ranked.place = 1 AND combined.soc_code IS NULL
