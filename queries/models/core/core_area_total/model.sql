-- Employment of all occupations by area in the period in use: the weight of an area within its region.
WITH keyed AS (
    SELECT
        CASE WHEN area_type = 'State' THEN 'california' ELSE lower(replace(replace(county_list, '; ', '-'), ' ', '-')) END AS area_id,
        *
    FROM stg_edd_projections
    WHERE area_type = 'State' OR county_list IS NOT NULL
),
newest AS (SELECT area_id, max(projected_year * 10000 + base_year) AS newest FROM keyed GROUP BY area_id),
ranked AS (
    SELECT k.*, row_number() OVER (PARTITION BY k.area_id ORDER BY k.file_role, k.line) AS place
    FROM keyed k JOIN newest n ON n.area_id = k.area_id AND k.projected_year * 10000 + k.base_year = n.newest
    WHERE k.soc_code = '00-0000'
)
SELECT area_id, period, base_employment, openings_total / (projected_year - base_year) AS openings_year, file_role, line FROM ranked WHERE place = 1
