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
UNION ALL
SELECT
    a.area_id,
    coalesce(r.survey_release, CAST(d.year AS VARCHAR)) AS period,
    d.value AS base_employment,
    CAST(NULL AS DOUBLE) AS openings_year,
    d.file_role,
    d.line
FROM core_survey d
JOIN core_area a ON a.area_id = CASE d.areatype_code WHEN 'S' THEN 'oews-california' ELSE concat('oews-', d.area_code) END
LEFT JOIN core_survey_release r ON r.survey_year = d.year
WHERE d.areatype_code <> 'N' AND (d.areatype_code = 'M' OR d.area_code = '0600000') AND d.industry_code = '000000' AND d.occupation_code = '000000' AND d.datatype_code = '01'
