-- What a college's course file lists of career education, by program code: also where no award is counted, so that no
-- one takes a lack of awards for a lack of courses.
WITH courses_listed AS (
    SELECT
        coalesce(names.college, courses.college) AS college,
        min(names.unitid) AS unitid,
        courses.top_code,
        count(*) FILTER (WHERE courses.sam_status IN ('B', 'C')) AS career_courses,
        count(*) FILTER (WHERE courses.sam_status = 'A') AS apprenticeship_courses,
        count(*) FILTER (WHERE courses.sam_status IN ('B', 'C') AND courses.credit_status = 'N') AS noncredit_courses,
        max(CASE WHEN courses.sam_status IN ('A', 'B', 'C') THEN courses.changed_date END) AS changed_date
    FROM stg_cccco_courses courses
    LEFT JOIN ref_college_unitid names ON names.college_key = translate(lower(courses.college), ' .,-/''()&', '')
    WHERE courses.top_code IS NOT NULL
    GROUP BY coalesce(names.college, courses.college), courses.top_code
),
titles_known AS (SELECT top_code, min(top_title) AS top_title FROM stg_coe_top_cip_soc GROUP BY top_code),
-- Program codes of this run are TOP codes, or a lack of awards says nothing.
codes_used AS (SELECT max(setting_value) AS crosswalk FROM profile_setting WHERE setting = 'crosswalk'),
awards_counted AS (
    SELECT provider, program_code, sum(completers) AS completers FROM core_program
        WHERE source IN ('coe_supply', 'cccco_awards') AND stream_weight > 0
    GROUP BY provider, program_code
)
SELECT
    listed.college,
    listed.unitid,
    counties.county,
    listed.top_code,
    titles_known.top_title,
    listed.career_courses,
    listed.apprenticeship_courses,
    listed.noncredit_courses,
    listed.changed_date,
    CASE WHEN codes_used.crosswalk = 'coe_top_cip_soc'
        THEN coalesce(awards_counted.completers, 0) > 0 END AS has_counted_awards
FROM courses_listed listed
CROSS JOIN codes_used
LEFT JOIN titles_known ON titles_known.top_code = listed.top_code
LEFT JOIN ref_college colleges ON colleges.college = listed.college
LEFT JOIN ref_county counties ON counties.county_fips = colleges.county_fips
LEFT JOIN awards_counted ON awards_counted.provider = listed.college AND awards_counted.program_code = listed.top_code
WHERE listed.career_courses + listed.apprenticeship_courses > 0
