-- Demand by edition: every projections edition and survey year held, for each area, the total and the occupations that the crosswalk links. Editions are not a series: each
-- projects a period of its own, and breaks stand at the base year they begin with.
WITH linked AS (SELECT soc FROM core_link UNION SELECT '00-0000' AS soc),
local AS (
    SELECT
        'edd_projections' AS source,
        CASE WHEN area_type = 'State' THEN 'california' ELSE lower(replace(replace(county_list, '; ', '-'), ' ', '-')) END AS area_id,
        area_label,
        period,
        base_year,
        projected_year,
        soc_code,
        occupation,
        base_employment,
        projected_employment,
        openings_total / nullif(projected_year - base_year, 0) AS openings_year,
        file_role,
        line
    FROM stg_edd_projections
    WHERE area_type = 'State' OR county_list IS NOT NULL
),
nation AS (
    SELECT
        'bls_projections' AS source,
        'united-states' AS area_id,
        'United States' AS area_label,
        p.period,
        p.base_year,
        p.projected_year,
        p.soc_code,
        p.occupation,
        1000 * p.base_employment_thousands AS base_employment,
        1000 * p.projected_employment_thousands AS projected_employment,
        1000 * p.openings_year_thousands AS openings_year,
        p.file_role,
        p.line
    FROM stg_bls_projections p
    WHERE p.occupation_type = 'Line item' OR p.soc_code = '00-0000'
),
surveyed AS (
    SELECT
        'bls_oews' AS source,
        a.area_id,
        a.area AS area_label,
        concat('May ', CAST(d.year AS VARCHAR)) AS period,
        d.year AS base_year,
        CAST(NULL AS INT) AS projected_year,
        concat(substr(d.occupation_code, 1, 2), '-', substr(d.occupation_code, 3)) AS soc_code,
        o.occupation_name AS occupation,
        d.value AS base_employment,
        CAST(NULL AS DOUBLE) AS projected_employment,
        CAST(NULL AS DOUBLE) AS openings_year,
        d.file_role,
        d.line
    FROM core_survey d
    JOIN core_area a ON a.area_id = CASE d.areatype_code WHEN 'S' THEN 'oews-california' ELSE concat('oews-', d.area_code) END
    JOIN core_survey_occupation o ON o.occupation_code = d.occupation_code
    WHERE d.areatype_code <> 'N' AND (d.areatype_code = 'M' OR d.area_code = '0600000') AND d.industry_code = '000000' AND d.datatype_code = '01'
),
every AS (
    SELECT * FROM local UNION ALL SELECT * FROM nation UNION ALL SELECT * FROM surveyed
),
-- Two files can hold the same row of the same period: the first is taken.
placed AS (
    SELECT e.*, row_number() OVER (PARTITION BY e.source, e.area_id, e.period, e.soc_code ORDER BY e.file_role, e.line) AS place
    FROM every e JOIN linked l ON l.soc = e.soc_code
),
broken AS (SELECT source, break_from, array_agg(what ORDER BY what) AS breaks FROM ref_series_break GROUP BY source, break_from)
SELECT
    p.source,
    p.area_id,
    p.area_label,
    p.period,
    p.base_year,
    p.projected_year,
    p.soc_code,
    p.occupation,
    p.base_employment,
    p.projected_employment,
    p.openings_year,
    b.breaks
FROM placed p
LEFT JOIN broken b ON b.source = p.source AND b.break_from = CAST(p.base_year AS VARCHAR)
WHERE p.place = 1
