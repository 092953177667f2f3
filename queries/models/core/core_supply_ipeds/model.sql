-- Awards below the bachelor's degree of California's institutions by six-digit program and year of the profile's window (method, section 3).
-- First majors alone: a second major is the same person. A program without a row in a year in which its institution reported gave no award.
-- A provider with a catalog of its own is counted there.
WITH own AS (SELECT DISTINCT ipeds_unitid FROM stg_rocp_catalog_course WHERE ipeds_unitid IS NOT NULL AND NOT is_example),
level AS (
    SELECT * FROM (VALUES ('1', 'Certificate'), ('20', 'Certificate'), ('21', 'Certificate'), ('2', 'Certificate'), ('4', 'Certificate'), ('3', 'Associate degree')) AS v (ipeds_award_level, award_level)
),
listed AS (
    SELECT
        d.*, row_number() OVER (PARTITION BY d.unitid ORDER BY d.edition DESC) AS place
    FROM stg_ipeds_directory d
),
place AS (
    SELECT
        d.unitid,
        d.institution,
        coalesce(i.county_fips, d.county_fips) AS county_fips,
        -- Our list knows which public schools are ROCPs and adult schools; the directory's sector tells the rest: 4 is a public two-year, 7 a public less-than-two-year institution.
        coalesce(i.stream, CASE WHEN d.institution_sector = '7' THEN 'rocp' WHEN d.institution_sector IN ('1', '4') THEN 'credit' ELSE 'private' END) AS stream
    FROM listed d LEFT JOIN ref_institution i ON i.unitid = d.unitid
    WHERE d.place = 1 AND d.state = 'CA'
),
used AS (
    SELECT c.*, l.award_level
    FROM stg_ipeds_completions c
    JOIN level l ON l.ipeds_award_level = c.ipeds_award_level
    CROSS JOIN (SELECT count(*) AS named FROM profile_year) n
    LEFT JOIN profile_year y ON y.academic_year = c.academic_year
    WHERE c.major_number = 1 AND c.cip_digits = 6 AND (y.academic_year IS NOT NULL OR n.named = 0)
),
reported AS (SELECT DISTINCT unitid, academic_year FROM used),
program AS (SELECT DISTINCT unitid, cip_code, award_level FROM used),
yearly AS (
    SELECT
        p.unitid, p.cip_code, p.award_level, r.academic_year,
        CASE WHEN count(u.unitid) = count(u.awards) THEN coalesce(sum(u.awards), 0) END AS awards,
        -- The letters of a count that the agency imputed: logically, by ratio, group median, nearest neighbor, carried forward, from other values.
        CASE WHEN count(u.unitid) = count(u.awards) THEN coalesce(sum(u.awards) FILTER (WHERE u.imputation_flag IN ('J', 'K', 'L', 'N', 'P', 'G')), 0) END AS awards_imputed,
        count(u.unitid) AS published_rows
    FROM program p
    JOIN reported r ON r.unitid = p.unitid
    LEFT JOIN used u ON u.unitid = p.unitid AND u.cip_code = p.cip_code AND u.award_level = p.award_level AND u.academic_year = r.academic_year
    GROUP BY p.unitid, p.cip_code, p.award_level, r.academic_year
)
SELECT
    concat('i', a.unitid, '|', a.cip_code, '|', a.award_level) AS program_id,
    p.institution AS provider,
    a.cip_code AS program_code,
    coalesce(t.cip_title, concat('CIP ', a.cip_code)) AS program,
    a.award_level,
    p.stream,
    p.county_fips,
    0 AS published_row,
    a.academic_year,
    a.awards,
    a.awards_imputed,
    a.published_rows
FROM yearly a
JOIN place p ON p.unitid = a.unitid
LEFT JOIN ref_cip_title t ON t.cip_code = a.cip_code
LEFT JOIN own o ON o.ipeds_unitid = a.unitid
WHERE o.ipeds_unitid IS NULL
