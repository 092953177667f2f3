-- Awards of the Data Mart by program, published row and year of the profile's window: every award level of a program
-- together. A row without a year in
-- the window stands once, with no year (`none`): what it would give is unknown. Noncredit centers give noncredit
-- awards; of a college all count as credit.
WITH years_used AS (
    SELECT awards.line, awards.academic_year, awards.awards
    FROM stg_cccco_awards awards
    CROSS JOIN (SELECT count(*) AS named FROM profile_year) years_named
    LEFT JOIN profile_year ON profile_year.academic_year = awards.academic_year
    WHERE profile_year.academic_year IS NOT NULL OR years_named.named = 0
),
rows_published AS (
    SELECT line, min(college) AS college, min(top_code) AS top_code, min(top_title) AS top_title
        FROM stg_cccco_awards GROUP BY line
)
SELECT
    concat('m', coalesce(names.college, published.college), '|', published.top_code) AS program_id,
    coalesce(names.college, published.college) AS provider,
    published.top_code AS program_code,
    published.top_title AS program,
    'All award levels' AS award_level,
    CASE WHEN names.college_kind = 'noncredit_center' THEN 'noncredit' ELSE 'credit' END AS stream,
    colleges.county_fips,
    published.line AS published_row,
    coalesce(years_used.academic_year, 'none') AS academic_year,
    years_used.awards,
    1 AS published_rows
FROM rows_published published
LEFT JOIN years_used ON years_used.line = published.line
LEFT JOIN ref_college_unitid names ON names.college_key = translate(lower(published.college), ' .,-/''()&', '')
LEFT JOIN ref_college colleges ON colleges.college = names.college
