-- Courses of providers' catalogs, as their newest school year describes them.
WITH newest AS (SELECT course_id, max(academic_year) AS newest_year FROM stg_rocp_catalog_course GROUP BY course_id),
rows AS (SELECT c.*, n.newest_year FROM stg_rocp_catalog_course c JOIN newest n ON n.course_id = c.course_id AND n.newest_year = c.academic_year),
learning AS (
    SELECT course_id, array_agg(DISTINCT kind ORDER BY kind) AS work_based_learning
    FROM (SELECT course_id, unnest(work_based_learning) AS kind FROM rows) u GROUP BY course_id
),
area AS (
    SELECT provider_id, CAST(string_agg(concat(county, CASE WHEN service_weight < 1 THEN concat(' (weight ', CAST(service_weight AS VARCHAR), ')') ELSE '' END), ', ' ORDER BY county) AS VARCHAR) AS service_area
    FROM stg_rocp_catalog_service_area GROUP BY provider_id
),
described AS (
    SELECT
        course_id,
        min(provider_id) AS provider_id,
        min(provider) AS provider,
        bool_or(is_example) AS is_example,
        min(organizational_structure) AS organizational_structure,
        min(course_code) AS course_code,
        min(course_title) AS course_title,
        min(cde_sector) AS cde_sector,
        min(cde_pathway) AS cde_pathway,
        min(cip_code) AS cip_code,
        min(top_code) AS top_code,
        max(hours) AS hours,
        min(credential) AS credential,
        array_agg(DISTINCT site ORDER BY site) AS sites,
        array_agg(DISTINCT site_county ORDER BY site_county) AS site_counties,
        array_agg(DISTINCT venue ORDER BY venue) AS venues,
        array_agg(DISTINCT schedule ORDER BY schedule) AS schedules,
        array_agg(DISTINCT student_group ORDER BY student_group) AS student_groups,
        min(industry_partners) AS industry_partners,
        max(advisory_board_date) AS advisory_board_date,
        max(review_date) AS review_date,
        bool_or(calworks) AS calworks,
        min(student_organization) AS student_organization,
        min(apprenticeship_sponsor) AS apprenticeship_sponsor,
        min(newest_year) AS newest_year
    FROM rows GROUP BY course_id
)
SELECT
    d.course_id,
    d.provider_id,
    d.provider,
    d.is_example,
    d.organizational_structure,
    a.service_area,
    d.course_code,
    d.course_title,
    d.cde_sector,
    d.cde_pathway,
    d.cip_code,
    d.top_code,
    d.hours,
    d.credential,
    d.sites,
    d.site_counties,
    d.venues,
    d.schedules,
    d.student_groups,
    l.work_based_learning,
    d.industry_partners,
    d.advisory_board_date,
    d.review_date,
    -- Every two years (Education Code 52302.3).
    CASE WHEN d.review_date IS NOT NULL THEN
        replace(concat(CAST(CAST(substr(d.review_date, 1, 4) AS INT) + 2 AS VARCHAR), substr(d.review_date, 5)), '-02-29', '-02-28')
    END AS review_due,
    d.calworks,
    d.student_organization,
    d.apprenticeship_sponsor,
    d.newest_year
FROM described d
LEFT JOIN area a ON a.provider_id = d.provider_id
LEFT JOIN learning l ON l.course_id = d.course_id
