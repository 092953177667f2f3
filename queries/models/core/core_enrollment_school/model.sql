-- Career education of public schools by county, sector and year: seats taken in classes, and students of pathways. Two
-- measures that are never added.
-- A count of 1 to 10 students of a pathway stands as that range, whatever the district's report prints; a hidden one
-- has the same range.
WITH county_codes AS (
    -- The state numbers its counties from 01 in the alphabet, the Census Bureau with odd numbers.
    SELECT county_fips,
        lpad(CAST((CAST(substr(county_fips, 3) AS INT) + 1) / 2 AS VARCHAR), 2, '0') AS county_code FROM ref_county
),
class_rows AS (
    SELECT
        classes.county_code,
        classes.academic_year,
        classes.census_enrollment,
        concat(classes.county_code, classes.district_code, classes.school_code) AS cds_code
    FROM stg_cde_class_section classes
    JOIN ref_career_course ranges ON classes.state_course_code BETWEEN ranges.first_code AND ranges.last_code
        AND (ranges.first_school_year IS NULL OR classes.academic_year >= ranges.first_school_year)
        AND (ranges.last_school_year IS NULL OR classes.academic_year <= ranges.last_school_year)
),
class_rows_placed AS (
    SELECT
        class_rows.*,
        -- Without the state's directory a ROC/P is not told from a high school.
        CASE WHEN sites.site_kind IN ('rocp', 'high_school') THEN sites.site_kind
            ELSE 'public_school' END AS school_kind
    FROM class_rows LEFT JOIN core_site sites ON sites.site_id = concat('cde|', class_rows.cds_code)
),
pathway_rows AS (
    SELECT
        reports.*,
        coalesce(pathways.cde_sector, reports.cde_sector, 'unknown') AS sector,
        -- A district's own row is a total of its schools: it counts where the report lists no schools.
        count(reports.school_code) OVER (
            PARTITION BY reports.academic_year, reports.cte_measure, reports.county_code, reports.district_code
        ) AS schools_listed
    FROM stg_cde_cte_pathway reports
    LEFT JOIN ref_cde_pathway pathways
        ON pathways.pathway_key = translate(replace(lower(reports.cde_pathway), '&', 'and'), ' .,-/''()', '')
    WHERE reports.gender = 'total' AND reports.cde_pathway IS NOT NULL
),
pathway_rows_counted AS (
    SELECT
        CASE cte_measure WHEN 'completers' THEN 'pathway_completers'
            ELSE 'pathway_participants' END AS enrollment_measure,
        county_code,
        academic_year,
        sector,
        coalesce(school_code, district_code) AS place,
        students BETWEEN 1 AND 10 OR (students IS NULL AND count_mark = '*') AS is_small,
        students
    FROM pathway_rows WHERE school_code IS NOT NULL OR schools_listed = 0
),
pathway_rows_twice AS (
    SELECT *, 'cde' AS sector_list FROM pathway_rows_counted
    UNION ALL
    SELECT enrollment_measure, county_code, academic_year, 'all' AS sector, place, is_small, students,
        'all' AS sector_list FROM pathway_rows_counted
),
counts_summed AS (
    SELECT
        school_kind,
        'class_enrollments' AS enrollment_measure,
        'all' AS sector_list,
        'all' AS sector,
        county_code,
        academic_year,
        coalesce(sum(census_enrollment), 0) AS enrolled_low,
        CASE WHEN count(census_enrollment) = count(*) THEN sum(census_enrollment) END AS enrolled_high,
        count(*) - count(census_enrollment) AS hidden_counts,
        count(DISTINCT cds_code) AS places
    FROM class_rows_placed GROUP BY school_kind, county_code, academic_year
    UNION ALL
    SELECT
        'public_school' AS school_kind,
        enrollment_measure,
        sector_list,
        sector,
        county_code,
        academic_year,
        sum(CASE WHEN is_small THEN 1.0 ELSE coalesce(students, 0) END) AS enrolled_low,
        CASE WHEN count(CASE WHEN is_small THEN 10.0 ELSE students END) = count(*)
            THEN sum(CASE WHEN is_small THEN 10.0 ELSE students END) END AS enrolled_high,
        count(*) FILTER (WHERE is_small OR students IS NULL) AS hidden_counts,
        count(DISTINCT place) AS places
    FROM pathway_rows_twice GROUP BY enrollment_measure, sector_list, sector, county_code, academic_year
)
SELECT
    'cde_cte' AS source,
    counts_summed.school_kind,
    counts_summed.enrollment_measure,
    counts_summed.sector_list,
    counts_summed.sector,
    coalesce(county_codes.county_fips, 'unknown') AS county_told,
    counts_summed.academic_year AS enrollment_year,
    counts_summed.enrolled_low,
    counts_summed.enrolled_high,
    counts_summed.hidden_counts,
    counts_summed.places
FROM counts_summed LEFT JOIN county_codes ON county_codes.county_code = counts_summed.county_code
