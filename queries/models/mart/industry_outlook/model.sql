-- Projected employment by industry: the published areas that make up a region whole, added up for each period; the state's own row. An area in several regions has no place in one.
WITH published AS (
    SELECT
        file_role,
        CASE WHEN area_type = 'State' THEN 'california' ELSE county_list END AS area_id,
        county_list,
        period,
        -- Older editions lost leading zeros of their codes; newer ones have none for totals, which their titles tell apart.
        coalesce(lpad(series_code, 8, '0'), industry_naics, lower(industry)) AS industry_id,
        industry,
        projected_year - base_year AS years,
        industry_base_employment AS base_jobs,
        industry_projected_employment AS projected_jobs,
        row_number() OVER (
            PARTITION BY file_role, CASE WHEN area_type = 'State' THEN 'california' ELSE county_list END, period, coalesce(lpad(series_code, 8, '0'), industry_naics, lower(industry))
            ORDER BY line
        ) AS place
    FROM stg_edd_projections_industry
    WHERE area_type = 'State' OR county_list IS NOT NULL
),
-- Areas publish mining and construction apart or together: where both parts are published, they make the sector that other areas have.
parts AS (
    SELECT
        file_role, area_id, period, years, sum(base_jobs) AS base_jobs, sum(projected_jobs) AS projected_jobs,
        bool_or(industry_id = '15000000') AS is_there, count(base_jobs + projected_jobs) AS known
    FROM published WHERE industry_id IN ('10000000', '15000000', '20000000') AND place = 1
    GROUP BY file_role, area_id, period, years
),
every AS (
    SELECT file_role, area_id, period, industry_id, industry, years, base_jobs, projected_jobs FROM published WHERE place = 1
    UNION ALL
    SELECT file_role, area_id, period, '15000000' AS industry_id, 'Mining, Logging, and Construction' AS industry, years, base_jobs, projected_jobs
    FROM parts WHERE NOT is_there AND known = 2
),
area AS (SELECT DISTINCT file_role, period, area_id, county_list FROM published),
listed AS (
    SELECT file_role, period, area_id, trim(unnest(string_to_array(county_list, ';'))) AS county FROM area WHERE area_id <> 'california'
),
sized AS (SELECT file_role, period, area_id, count(*) AS counties FROM listed GROUP BY file_role, period, area_id),
-- Areas that lie in a region with all their counties, each whole.
inside AS (
    SELECT l.file_role, l.period, l.area_id, r.scheme, r.region_id, count(*) AS counties
    FROM listed l
    JOIN ref_county c ON c.county = l.county
    JOIN core_region_county r ON r.county_fips = c.county_fips AND r.scheme <> 'state' AND r.county_weight = 1
    JOIN sized s ON s.file_role = l.file_role AND s.period = l.period AND s.area_id = l.area_id
    GROUP BY l.file_role, l.period, l.area_id, r.scheme, r.region_id
    HAVING count(*) = max(s.counties)
),
region AS (SELECT scheme, region_id, count(*) AS counties FROM core_region_county WHERE scheme <> 'state' GROUP BY scheme, region_id),
whole AS (
    SELECT i.scheme, i.region_id, i.file_role, i.period, count(*) AS region_areas
    FROM inside i JOIN region r ON r.scheme = i.scheme AND r.region_id = i.region_id
    GROUP BY i.scheme, i.region_id, i.file_role, i.period
    HAVING sum(i.counties) = max(r.counties)
),
summed AS (
    SELECT
        w.scheme,
        w.region_id,
        p.file_role,
        p.period,
        p.industry_id,
        min(p.industry) AS industry,
        max(p.years) AS years,
        max(w.region_areas) AS region_areas,
        count(p.base_jobs + p.projected_jobs) AS region_areas_known,
        sum(p.base_jobs) AS base_jobs,
        sum(p.projected_jobs) AS projected_jobs
    FROM whole w
    JOIN inside i ON i.scheme = w.scheme AND i.region_id = w.region_id AND i.file_role = w.file_role AND i.period = w.period
    JOIN every p ON p.file_role = i.file_role AND p.period = i.period AND p.area_id = i.area_id
    GROUP BY w.scheme, w.region_id, p.file_role, p.period, p.industry_id
    UNION ALL
    SELECT
        s.scheme, 'california' AS region_id, p.file_role, p.period, p.industry_id, p.industry, p.years, 1 AS region_areas,
        CASE WHEN p.base_jobs + p.projected_jobs IS NULL THEN 0 ELSE 1 END AS region_areas_known, p.base_jobs, p.projected_jobs
    FROM every p JOIN profile_scheme s ON s.scheme = 'state'
    WHERE p.area_id = 'california'
)
SELECT
    s.scheme,
    s.region_id,
    r.region,
    s.file_role,
    s.period,
    s.industry_id,
    s.industry,
    CASE
        WHEN length(s.industry_id) = 8 THEN substr(s.industry_id, 3) = '000000' AND substr(s.industry_id, 1, 2) NOT IN ('00', '10', '20', '31', '32', '40')
        ELSE length(s.industry_id) = 4 AND starts_with(s.industry_id, '10')
    END AS is_sector,
    s.region_areas,
    s.region_areas_known,
    -- An area that does not publish the industry leaves the region's figures unknown.
    CASE WHEN s.region_areas_known = s.region_areas THEN s.base_jobs END AS industry_base_employment,
    CASE WHEN s.region_areas_known = s.region_areas THEN s.projected_jobs END AS industry_projected_employment,
    CASE WHEN s.region_areas_known = s.region_areas THEN round(s.projected_jobs - s.base_jobs, 6) END AS numeric_change,
    CASE WHEN s.region_areas_known = s.region_areas THEN round((s.projected_jobs - s.base_jobs) / nullif(s.base_jobs, 0) / nullif(s.years, 0), 6) END AS growth_year
FROM summed s JOIN core_region r ON r.scheme = s.scheme AND r.region_id = s.region_id
