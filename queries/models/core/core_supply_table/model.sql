-- An analyst's own table of completers and awards by program and year. A row with 1 to 10 counts as a suppressed count: 5.5, with the range 1 to 10 beside it.
-- The kind of code must be that of the profile's crosswalk.
WITH code AS (SELECT max(setting_value) AS kind FROM profile_setting WHERE setting = 'program_kind'),
yearly AS (
    SELECT
        t.provider, t.county_fips, t.stream, t.program_code, t.award_level, t.academic_year, min(t.program) AS program, count(*) AS rows_counted,
        CASE WHEN count(*) = count(t.counted_number) THEN sum(CASE WHEN t.counted_number BETWEEN 1 AND 10 THEN 5.5 ELSE t.counted_number END) END AS counted,
        CASE WHEN count(*) = count(t.counted_number) THEN sum(CASE WHEN t.counted_number BETWEEN 1 AND 10 THEN 4.5 END) END AS suppressed_margin
    FROM stg_table_supply t JOIN code k ON k.kind = t.program_kind
    GROUP BY t.provider, t.county_fips, t.stream, t.program_code, t.award_level, t.academic_year
)
SELECT
    concat('t', provider, '|', county_fips, '|', stream, '|', program_code, '|', award_level) AS program_id,
    provider,
    program_code,
    coalesce(min(program) OVER (PARTITION BY provider, county_fips, stream, program_code, award_level), concat('Program ', program_code)) AS program,
    award_level,
    stream,
    county_fips,
    0 AS published_row,
    academic_year,
    counted AS awards,
    suppressed_margin,
    rows_counted AS published_rows
FROM yearly
