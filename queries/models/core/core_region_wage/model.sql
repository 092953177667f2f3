-- Wages of the state's own wage survey by region and occupation: its areas are counties or few of them, brought forward
-- to a quarter. The newest year and quarter alone, where its areas cover every county of the region and the national
-- survey is not newer by more than a year.
WITH newest_quarters AS (
    SELECT calendar_year, wage_quarter
        FROM stg_edd_oews ORDER BY calendar_year DESC, wage_quarter DESC NULLS LAST LIMIT 1
),
survey_years AS (SELECT max(survey_year) AS survey_year FROM core_survey_release),
rows_in_use AS (
    SELECT wages.*, translate(lower(wages.area_label), ' .,-/''()&', '') AS area_key
    FROM stg_edd_oews wages
    JOIN newest_quarters newest ON newest.calendar_year = wages.calendar_year
        AND newest.wage_quarter IS NOT DISTINCT FROM wages.wage_quarter
    CROSS JOIN survey_years
    WHERE (wages.wage_industry IS NULL OR lower(wages.wage_industry) LIKE 'total%')
        AND (survey_years.survey_year IS NULL OR wages.calendar_year >= survey_years.survey_year - 1)
),
areas_listed AS (
    SELECT area_key, trim(unnest(string_to_array(county_list, ';'))) AS county
    FROM (SELECT DISTINCT area_key, county_list FROM rows_in_use WHERE county_list IS NOT NULL) bracketed
),
-- A row names its counties, or its area is in the list of names.
area_counties AS (
    SELECT areas_listed.area_key, counties.county_fips FROM areas_listed
        JOIN ref_county counties ON counties.county = areas_listed.county
    UNION
    SELECT known.area_key, known.county_fips
    FROM ref_wage_area known
        JOIN (SELECT DISTINCT area_key FROM rows_in_use WHERE county_list IS NULL) bare
        ON bare.area_key = known.area_key
),
-- Occupations that are paid by the year alone: the annual wage over 2,080 hours.
wages_by_area AS (
    SELECT
        rows_in_use.area_key,
        max(CASE WHEN lower(rows_in_use.area_type) LIKE '%statewide%' THEN 1 ELSE 0 END) AS is_state,
        rows_in_use.soc_code AS soc,
        coalesce(max(CASE WHEN wage_type = 'hourly' THEN wage_p25 END),
            max(CASE WHEN wage_type = 'annual' THEN wage_p25 END) / 2080) AS entry_hourly_wage,
        coalesce(max(CASE WHEN wage_type = 'hourly' THEN wage_p50 END),
            max(CASE WHEN wage_type = 'annual' THEN wage_p50 END) / 2080) AS median_hourly_wage,
        min(concat(CAST(rows_in_use.calendar_year AS VARCHAR),
            coalesce(concat(' ', rows_in_use.wage_quarter), ''))) AS wage_period
    FROM rows_in_use JOIN core_published compared ON compared.soc = rows_in_use.soc_code
    GROUP BY rows_in_use.area_key, rows_in_use.soc_code
),
regions_covered AS (
    SELECT regions.scheme, regions.region_id
    FROM core_region_county regions
        LEFT JOIN (SELECT DISTINCT county_fips FROM area_counties) covered ON covered.county_fips = regions.county_fips
    WHERE regions.scheme <> 'state'
    GROUP BY regions.scheme, regions.region_id
    HAVING count(covered.county_fips) = count(*)
),
region_areas AS (
    SELECT DISTINCT regions.scheme, regions.region_id, area_counties.area_key
    FROM regions_covered
    JOIN core_region_county regions ON regions.scheme = regions_covered.scheme
        AND regions.region_id = regions_covered.region_id
    JOIN area_counties ON area_counties.county_fips = regions.county_fips
    UNION ALL
    SELECT DISTINCT 'state' AS scheme, 'california' AS region_id, wages_by_area.area_key
    FROM wages_by_area JOIN profile_scheme schemes ON schemes.scheme = 'state' WHERE wages_by_area.is_state = 1
)
SELECT
    region_areas.scheme,
    region_areas.region_id,
    wages_by_area.soc,
    min(wages_by_area.entry_hourly_wage) AS entry_wage_low,
    min(wages_by_area.median_hourly_wage) AS median_hourly_low,
    max(wages_by_area.median_hourly_wage) AS median_hourly_high,
    min(wages_by_area.wage_period) AS wage_period
FROM region_areas JOIN wages_by_area ON wages_by_area.area_key = region_areas.area_key
GROUP BY region_areas.scheme, region_areas.region_id, wages_by_area.soc
