-- People who completed a program of the list of training providers that no other source of the profile holds (method, section 8b).
-- The list names no period: the year is none, and every figure that rests on it says so.
WITH programs_twice AS (SELECT DISTINCT line FROM core_training_overlap WHERE is_twice)
SELECT
    concat('e', CAST(listed.line AS VARCHAR)) AS program_id,
    listed.provider,
    listed.program_code,
    listed.program,
    'Training completion' AS award_level,
    listed.stream,
    listed.county_fips,
    listed.line AS published_row,
    'none' AS academic_year,
    listed.people_counted AS awards,
    1 AS published_rows
FROM core_training_program listed
LEFT JOIN programs_twice twice ON twice.line = listed.line
WHERE listed.standing IS NULL AND twice.line IS NULL
