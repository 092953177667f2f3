-- Awards of the Centers of Excellence's supply tables by program, published row and year of the profile's window. A row without a year in the window stands
-- once, with no year (`none`): what it would give is unknown.
WITH used AS (
    SELECT y.line, y.academic_year, y.awards
    FROM stg_coe_supply_year y
    CROSS JOIN (SELECT count(*) AS named FROM profile_year) n
    LEFT JOIN profile_year p ON p.academic_year = y.academic_year
    WHERE p.academic_year IS NOT NULL OR n.named = 0
)
SELECT
    concat(s.college, '|', s.top_code, '|', s.award_level) AS program_id,
    s.college AS provider,
    s.top_code AS program_code,
    s.top_title AS program,
    s.award_level,
    w.stream,
    c.county_fips,
    s.line AS published_row,
    coalesce(u.academic_year, 'none') AS academic_year,
    u.awards,
    1 AS published_rows
FROM stg_coe_supply s
LEFT JOIN used u ON u.line = s.line
LEFT JOIN ref_award_stream w ON w.award_level = s.award_level
LEFT JOIN ref_college c ON c.college = s.college
