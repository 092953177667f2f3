-- Enrollment by county, sector and year that is neither a public school's nor a college's report: the providers' own
-- catalogs, and apprentices, who are employed already.
-- A count of 1 to 10 students of a course stands as that range. Examples are invented; apprenticeship instruction
-- teaches people already employed.
WITH courses_enrolled AS (
    SELECT
        counties.county_fips,
        courses.academic_year,
        coalesce(courses.cde_sector, 'unknown') AS sector,
        courses.course_id,
        courses.enrolled BETWEEN 1 AND 10 AS is_small,
        courses.enrolled
    FROM stg_rocp_catalog_course courses LEFT JOIN ref_county counties ON counties.county = courses.site_county
    WHERE NOT courses.is_example AND courses.apprenticeship_sponsor IS NULL
),
courses_twice AS (
    SELECT *, 'cde' AS sector_list FROM courses_enrolled
    UNION ALL
    SELECT county_fips, academic_year, 'all' AS sector, course_id, is_small, enrolled, 'all' AS sector_list
        FROM courses_enrolled
),
apprentices_told AS (
    SELECT counties.county_fips, places.report_year, counts.apprentice_measure, counts.apprentices
    FROM stg_apprenticeship_enrollment counts
    JOIN stg_apprenticeship_completions places ON places.line = counts.line
    -- Rows of totals stand under no county.
    JOIN ref_county counties ON counties.county = places.county
    WHERE lower(places.occupation) NOT LIKE '%total%' AND lower(places.occupation) <> 'all'
)
SELECT
    'rocp_catalog' AS source,
    'rocp' AS school_kind,
    'catalog_enrolled' AS enrollment_measure,
    sector_list,
    sector,
    coalesce(county_fips, 'unknown') AS county_told,
    academic_year AS enrollment_year,
    sum(CASE WHEN is_small THEN 1.0 ELSE coalesce(enrolled, 0) END) AS enrolled_low,
    CASE WHEN count(enrolled) = count(*) THEN sum(CASE WHEN is_small THEN 10.0 ELSE enrolled END) END AS enrolled_high,
    count(*) FILTER (WHERE is_small OR enrolled IS NULL) AS hidden_counts,
    count(DISTINCT course_id) AS places
FROM courses_twice GROUP BY sector_list, sector, county_fips, academic_year
UNION ALL
SELECT
    'apprenticeship' AS source,
    'apprenticeship' AS school_kind,
    CASE apprentice_measure WHEN 'new' THEN 'apprentices_new' ELSE 'apprentices_active' END AS enrollment_measure,
    'all' AS sector_list,
    'all' AS sector,
    county_fips AS county_told,
    report_year AS enrollment_year,
    coalesce(sum(apprentices), 0) AS enrolled_low,
    CASE WHEN count(apprentices) = count(*) THEN sum(apprentices) END AS enrolled_high,
    count(*) - count(apprentices) AS hidden_counts,
    count(*) AS places
FROM apprentices_told GROUP BY apprentice_measure, county_fips, report_year
