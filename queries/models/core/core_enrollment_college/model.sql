-- Enrollments in career courses of community colleges by county, sector and academic year: by program code, and as the
-- colleges' own mark says. They overlap and are never added.
-- A blank is none where the report's total is the sum of what it prints; else it is unknown. A code can lie in several
-- sectors.
WITH report_rows AS (
    SELECT
        *,
        CASE WHEN split_part(term, ' ', 1) IN ('Summer', 'Fall') THEN CAST(split_part(term, ' ', 2) AS INT)
            ELSE CAST(split_part(term, ' ', 2) AS INT) - 1 END AS start_year,
        max(CASE WHEN top_code IS NULL THEN course_enrollments END)
            OVER (PARTITION BY college, credit_status, term) AS told_total,
        sum(CASE WHEN top_code IS NOT NULL THEN course_enrollments END)
            OVER (PARTITION BY college, credit_status, term) AS added_total
    FROM stg_cccco_course_summary WHERE college IS NOT NULL
),
career_codes AS (
    SELECT top_code, bool_or(cte = 'CTE') AS is_career FROM stg_coe_top_cip_soc WHERE cte IS NOT NULL GROUP BY top_code
),
code_sectors AS (
    SELECT DISTINCT links.top_code, sectors.sector_id FROM stg_coe_top_cip_soc links
        JOIN ref_sector sectors ON sectors.published_as = links.sector
),
programs_enrolled AS (
    SELECT
        report_rows.college,
        report_rows.top_code,
        report_rows.start_year,
        report_rows.course_enrollments,
        report_rows.course_enrollments IS NULL
            AND report_rows.told_total IS DISTINCT FROM report_rows.added_total AS is_hidden
    FROM report_rows JOIN career_codes ON career_codes.top_code = report_rows.top_code AND career_codes.is_career
),
rows_told AS (
    SELECT 'course_enrollments' AS enrollment_measure, 'all' AS sector_list, 'all' AS sector, college, start_year,
        course_enrollments, is_hidden FROM programs_enrolled
    UNION ALL
    SELECT 'course_enrollments', 'coe', code_sectors.sector_id, enrolled.college, enrolled.start_year,
        enrolled.course_enrollments, enrolled.is_hidden
    FROM programs_enrolled enrolled JOIN code_sectors ON code_sectors.top_code = enrolled.top_code
    UNION ALL
    SELECT
        'vocational_enrollments', 'all', 'all', college,
        CASE WHEN split_part(term, ' ', 1) IN ('Summer', 'Fall') THEN CAST(split_part(term, ' ', 2) AS INT)
            ELSE CAST(split_part(term, ' ', 2) AS INT) - 1 END,
        course_enrollments, course_enrollments IS NULL
    FROM stg_cccco_course_success WHERE row_level = 1 AND course_status = 'Vocational'
)
SELECT
    'cccco_datamart' AS source,
    'community_college' AS school_kind,
    rows_told.enrollment_measure,
    rows_told.sector_list,
    rows_told.sector,
    coalesce(colleges.county_fips, 'unknown') AS county_told,
    concat(CAST(rows_told.start_year AS VARCHAR), '-',
        substr(CAST(rows_told.start_year + 1 AS VARCHAR), 3)) AS enrollment_year,
    coalesce(sum(rows_told.course_enrollments), 0) AS enrolled_low,
    CASE WHEN NOT bool_or(rows_told.is_hidden) THEN coalesce(sum(rows_told.course_enrollments), 0) END AS enrolled_high,
    count(*) FILTER (WHERE rows_told.is_hidden) AS hidden_counts,
    count(DISTINCT coalesce(names.college, rows_told.college)) AS places
FROM rows_told
LEFT JOIN ref_college_unitid names ON names.college_key = translate(lower(rows_told.college), ' .,-/''()&', '')
LEFT JOIN ref_college colleges ON colleges.college = names.college
GROUP BY rows_told.enrollment_measure, rows_told.sector_list, rows_told.sector, colleges.county_fips,
    rows_told.start_year
