-- Awards of College Scorecard by program, four-digit codes divided over six-digit ones by the statewide mix (method, section 3.4). A blank is none reported.
-- What the crosswalk does not link keeps the four-digit code: dividing it would say nothing. Each file says its own academic year: the newest held counts,
-- of the profile's where it names years. A withheld count is unknown. A provider with a catalog of its own is counted there.
WITH own AS (SELECT DISTINCT ipeds_unitid FROM stg_rocp_catalog_course WHERE ipeds_unitid IS NOT NULL AND NOT is_example),
linked AS (SELECT DISTINCT program_code FROM core_crosswalk),
mix_linked AS (
    SELECT mix.cip4, mix.award_level, mix.control_group, coalesce(linked.program_code, mix.cip4) AS program_code, sum(mix.mix_share) AS mix_share
    FROM ref_cip_mix mix LEFT JOIN linked ON linked.program_code = mix.cip_code
    GROUP BY mix.cip4, mix.award_level, mix.control_group, coalesce(linked.program_code, mix.cip4)
),
year_counted AS (
    SELECT max(scorecard.academic_year) AS academic_year
    FROM stg_college_scorecard scorecard
    CROSS JOIN (SELECT count(*) AS years_named FROM profile_year) years
    LEFT JOIN profile_year ON profile_year.academic_year = scorecard.academic_year
    WHERE profile_year.academic_year IS NOT NULL OR years.years_named = 0
),
awards_leveled AS (
    SELECT
        scorecard.*,
        CASE scorecard.credential_level WHEN '1' THEN 'Certificate' WHEN '2' THEN 'Associate degree' END AS award_level,
        CASE WHEN scorecard.control = 'Public' THEN 'public' ELSE 'private' END AS control_group
    FROM stg_college_scorecard scorecard JOIN year_counted ON year_counted.academic_year = scorecard.academic_year
    -- Blank and its like are "none reported"; every other mark withholds a count.
    WHERE scorecard.awards > 0 OR (scorecard.awards IS NULL AND coalesce(scorecard.count_mark, 'blank') NOT IN ('blank', 'NULL', 'NA', 'N/A'))
)
SELECT
    concat('u', leveled.unitid, '|', coalesce(mix.program_code, leveled.cip4), '|', leveled.award_level) AS program_id,
    leveled.institution AS provider,
    coalesce(mix.program_code, leveled.cip4) AS program_code,
    coalesce(ref_cip_title.cip_title, leveled.cip_title) AS program,
    leveled.award_level,
    ref_institution.stream,
    ref_institution.county_fips,
    0 AS published_row,
    leveled.academic_year,
    leveled.awards * coalesce(mix.mix_share, 1) AS awards,
    1 AS published_rows,
    coalesce(mix.mix_share, 1) < 1 AS is_mixed
FROM awards_leveled leveled
JOIN ref_institution ON ref_institution.unitid = leveled.unitid
LEFT JOIN mix_linked mix ON mix.cip4 = leveled.cip4 AND mix.award_level = leveled.award_level AND mix.control_group = leveled.control_group
LEFT JOIN ref_cip_title ON ref_cip_title.cip_code = mix.program_code
LEFT JOIN own ON own.ipeds_unitid = leveled.unitid
WHERE leveled.award_level IS NOT NULL AND own.ipeds_unitid IS NULL
