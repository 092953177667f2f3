-- Awards of the Centers of Excellence's supply tables by program, averaged by both rules over the profile's years.
WITH used AS (
    SELECT y.line, y.academic_year, y.awards
    FROM stg_coe_supply_year y
    CROSS JOIN (SELECT count(*) AS named FROM profile_year) n
    LEFT JOIN profile_year p ON p.academic_year = y.academic_year
    WHERE p.academic_year IS NOT NULL OR n.named = 0
),
running AS (
    SELECT
        line, academic_year, awards,
        sum(awards) OVER (PARTITION BY line ORDER BY academic_year ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS so_far
    FROM used
),
-- Rule coe drops leading zero years and averages the rest; rule plain averages all. Both before rows are added up; one unknown makes the sum unknown.
averaged AS (
    SELECT
        line,
        min(academic_year) AS first_year,
        max(academic_year) AS last_year,
        CASE WHEN count(awards) = count(*) THEN coalesce(round(avg(awards) FILTER (WHERE so_far > 0), 2), 0) END AS coe,
        CASE WHEN count(awards) = count(*) THEN avg(awards) END AS plain
    FROM running GROUP BY line
),
summed AS (
    SELECT
        s.college AS provider, s.top_code AS program_code, s.award_level, min(s.top_title) AS program, min(a.first_year) AS first_year, max(a.last_year) AS last_year,
        CASE WHEN count(a.coe) = count(*) THEN sum(a.coe) END AS coe,
        CASE WHEN count(a.plain) = count(*) THEN sum(a.plain) END AS plain,
        count(*) AS published_rows
    FROM stg_coe_supply s LEFT JOIN averaged a ON a.line = s.line
    GROUP BY s.college, s.top_code, s.award_level
)
SELECT
    concat(s.provider, '|', s.program_code, '|', s.award_level) AS program_id,
    s.provider,
    s.program_code,
    s.program,
    s.award_level,
    w.stream,
    c.county_fips,
    s.coe AS average_coe,
    s.plain AS average_plain,
    s.published_rows,
    s.first_year,
    s.last_year
FROM summed s
LEFT JOIN ref_award_stream w ON w.award_level = s.award_level
LEFT JOIN ref_college c ON c.college = s.provider
