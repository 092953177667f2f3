-- An analyst's own table of completers and awards by program and year. Only counts that may be published enter a regional
-- figure: a row with 1 to 10 is left out. The kind of code must be that of the profile's crosswalk.
WITH code AS (SELECT CASE WHEN max(setting_value) = 'coe_top_cip_soc' THEN 'TOP' ELSE 'CIP' END AS kind FROM profile_setting WHERE setting = 'crosswalk'),
yearly AS (
    SELECT
        t.provider, t.county_fips, t.stream, t.program_code, t.award_level, t.academic_year, min(t.program) AS program, count(*) AS rows_counted,
        CASE WHEN count(*) = count(t.counted_number) THEN sum(t.counted_number) END AS counted
    FROM stg_table_supply t JOIN code k ON k.kind = t.program_kind
    WHERE t.counted_number IS NULL OR t.counted_number = 0 OR t.counted_number > 10
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
    rows_counted AS published_rows
FROM yearly
