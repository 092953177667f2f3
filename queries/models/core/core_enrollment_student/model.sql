-- All students of grades 9 to 12 and all graduates by county and year: no count of career education, but the most that
-- it can reach.
-- Levels and student groups are totals of each other: the county's own row for all students is taken, and where an
-- edition has none, its schools.
WITH county_codes AS (
    SELECT county_fips,
        lpad(CAST((CAST(substr(county_fips, 3) AS INT) + 1) / 2 AS VARCHAR), 2, '0') AS county_code FROM ref_county
),
upper_grades AS (
    SELECT
        all_grades.county_code,
        all_grades.academic_year,
        by_grade.census_enrollment AS students,
        CAST(NULL AS VARCHAR) AS place
    FROM stg_cde_enrollment all_grades
    JOIN stg_cde_enrollment_grade by_grade ON by_grade.academic_year = all_grades.academic_year
        AND by_grade.line = all_grades.line
    WHERE all_grades.aggregate_level = 'C' AND all_grades.reporting_category = 'TA'
        AND lower(all_grades.charter) = 'all'
        AND by_grade.grade IN ('09', '10', '11', '12')
),
graduates_levels AS (
    SELECT
        county_code, academic_year, aggregate_level, graduates, concat(district_code, school_code) AS place,
        max(CASE WHEN aggregate_level = 'C' THEN 1 ELSE 0 END)
            OVER (PARTITION BY academic_year, county_code) AS has_county
    FROM stg_cde_graduates
    WHERE reporting_category IN ('TA', 'TOTAL') AND aggregate_level IN ('C', 'S')
),
counts_told AS (
    SELECT 'cde_enrollment' AS source, 'students_grades_9_12' AS enrollment_measure, county_code, academic_year,
        students, place FROM upper_grades
    UNION ALL
    SELECT 'cde_graduates' AS source, 'high_school_graduates' AS enrollment_measure, county_code, academic_year,
        graduates, CASE WHEN aggregate_level = 'S' THEN place END AS place
    FROM graduates_levels WHERE aggregate_level = CASE WHEN has_county = 1 THEN 'C' ELSE 'S' END
)
SELECT
    counts_told.source,
    'public_school' AS school_kind,
    counts_told.enrollment_measure,
    'all' AS sector_list,
    'all' AS sector,
    coalesce(county_codes.county_fips, 'unknown') AS county_told,
    counts_told.academic_year AS enrollment_year,
    coalesce(sum(counts_told.students), 0) AS enrolled_low,
    -- The publisher hides more than small counts: a hidden one has no upper bound.
    CASE WHEN count(counts_told.students) = count(*) THEN sum(counts_told.students) END AS enrolled_high,
    count(*) - count(counts_told.students) AS hidden_counts,
    count(DISTINCT counts_told.place) AS places
FROM counts_told LEFT JOIN county_codes ON county_codes.county_code = counts_told.county_code
GROUP BY counts_told.source, counts_told.enrollment_measure, county_codes.county_fips, counts_told.academic_year
