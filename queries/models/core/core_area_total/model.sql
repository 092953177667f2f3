-- Employment of all occupations by area in the period in use: the weight of an area within its region.
WITH keyed AS (
    SELECT CASE WHEN area_type = 'State' THEN 'california' ELSE lower(replace(replace(county_list, '; ', '-'), ' ', '-')) END AS area_id, *
    FROM stg_edd_projections
    WHERE soc_code = '00-0000' AND (area_type = 'State' OR county_list IS NOT NULL)
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY area_id ORDER BY projected_year DESC, base_year DESC, file_role) AS place FROM keyed
)
SELECT area_id, period, base_employment, openings_total / (projected_year - base_year) AS openings_year, file_role, line FROM ranked WHERE place = 1
