-- Awards of College Scorecard by program, four-digit codes divided over six-digit ones by the statewide mix (method, section 3.4). A blank is none reported.
-- What the crosswalk does not link keeps the four-digit code: dividing it would say nothing. The counts are those of July 2021 to June 2022: they equal
-- IPEDS Completions of that year. A provider with a catalog of its own is counted there.
WITH own AS (SELECT DISTINCT ipeds_unitid FROM stg_rocp_catalog_course WHERE ipeds_unitid IS NOT NULL AND NOT is_example),
linked AS (SELECT DISTINCT program_code FROM core_crosswalk),
share AS (
    SELECT m.cip4, m.award_level, m.control_group, coalesce(l.program_code, m.cip4) AS program_code, sum(m.mix_share) AS mix_share
    FROM ref_cip_mix m LEFT JOIN linked l ON l.program_code = m.cip_code
    GROUP BY m.cip4, m.award_level, m.control_group, coalesce(l.program_code, m.cip4)
),
leveled AS (
    SELECT
        *,
        CASE credential_level WHEN '1' THEN 'Certificate' WHEN '2' THEN 'Associate degree' END AS award_level,
        CASE WHEN control = 'Public' THEN 'public' ELSE 'private' END AS control_group
    FROM stg_college_scorecard WHERE awards > 0
)
SELECT
    concat('u', s.unitid, '|', coalesce(m.program_code, s.cip4), '|', s.award_level) AS program_id,
    s.institution AS provider,
    coalesce(m.program_code, s.cip4) AS program_code,
    coalesce(t.cip_title, s.cip_title) AS program,
    s.award_level,
    i.stream,
    i.county_fips,
    0 AS published_row,
    '2021-22' AS academic_year,
    s.awards * coalesce(m.mix_share, 1) AS awards,
    1 AS published_rows,
    coalesce(m.mix_share, 1) < 1 AS is_mixed
FROM leveled s
JOIN ref_institution i ON i.unitid = s.unitid
LEFT JOIN share m ON m.cip4 = s.cip4 AND m.award_level = s.award_level AND m.control_group = s.control_group
LEFT JOIN ref_cip_title t ON t.cip_code = m.program_code
LEFT JOIN own o ON o.ipeds_unitid = s.unitid
WHERE s.award_level IS NOT NULL AND o.ipeds_unitid IS NULL
