-- Labor-market areas for which demand is published, those of an analyst's own table, and those of the employment survey, for which it is estimated.
-- Names change between editions; the county list does not, so it makes the identifier of a published area.
WITH named AS (
    SELECT
        CASE WHEN area_type = 'State' THEN 'california' ELSE lower(replace(replace(county_list, '; ', '-'), ' ', '-')) END AS area_id,
        area_label AS area,
        area_type,
        county_list,
        row_number() OVER (
            PARTITION BY CASE WHEN area_type = 'State' THEN 'California' ELSE county_list END
            ORDER BY projected_year DESC, base_year DESC, area_label
        ) AS place
    FROM stg_edd_projections
    WHERE area_type = 'State' OR county_list IS NOT NULL
),
surveyed AS (
    SELECT DISTINCT d.areatype_code, d.area_code, a.area_name
    FROM core_survey d JOIN core_survey_area a ON a.areatype_code = d.areatype_code AND a.area_code = d.area_code AND a.state_code = '06'
    WHERE d.areatype_code <> 'N' AND d.industry_code = '000000' AND d.datatype_code = '01'
)
SELECT area_id, area, area_type, county_list, 'edd_projections' AS demand_source FROM named WHERE place = 1
UNION ALL
SELECT
    concat('oews-', s.area_code) AS area_id,
    min(s.area_name) AS area,
    'Survey area' AS area_type,
    CAST(string_agg(c.county, '; ' ORDER BY c.county) AS VARCHAR) AS county_list,
    'bls_oews' AS demand_source
FROM surveyed s
LEFT JOIN ref_oews_area_county r ON r.area_code = s.area_code
LEFT JOIN ref_county c ON c.county_fips = r.county_fips
WHERE s.areatype_code = 'M'
GROUP BY s.area_code
UNION ALL
SELECT 'oews-california' AS area_id, 'California' AS area, 'State' AS area_type, CAST(NULL AS VARCHAR) AS county_list, 'bls_oews' AS demand_source
FROM surveyed WHERE areatype_code = 'S'
UNION ALL
SELECT area_id, min(area) AS area, min(area_type) AS area_type, min(county_list) AS county_list, 'table' AS demand_source
FROM core_table_demand GROUP BY area_id
