-- The kinds of training counted in each region, and those of which nothing is counted.
WITH few AS (SELECT unnest(string_to_array(setting_value, '|')) AS stream FROM profile_setting WHERE setting = 'partial_streams'),
counted AS (
    SELECT
        p.scheme,
        p.region_id,
        p.stream,
        sum(p.completers) AS completers,
        sum(p.suppressed_margin) AS suppressed_margin,
        sum(m.completers_coe * m.stream_weight) AS total_coe,
        sum(m.completers_plain * m.stream_weight) AS total_plain,
        count(*) AS programs,
        min(m.first_year) AS first_year,
        max(m.last_year) AS last_year
    FROM core_region_program p JOIN core_program m ON m.program_id = p.program_id
    GROUP BY p.scheme, p.region_id, p.stream
)
SELECT
    r.scheme,
    r.region_id,
    s.stream,
    s.stream_title,
    coalesce(p.stream_weight, 0) AS stream_weight,
    round(coalesce(c.completers, 0), 6) AS completers,
    round(c.suppressed_margin, 6) AS suppressed_margin,
    -- Nothing counted has no window and no total by either rule: these are figures of what is held.
    round(c.total_coe, 6) AS total_coe,
    round(c.total_plain, 6) AS total_plain,
    coalesce(c.programs, 0) AS programs,
    c.first_year,
    c.last_year,
    CASE
        WHEN coalesce(c.completers, 0) = 0 THEN s.missing_flag
        WHEN f.stream IS NOT NULL THEN replace(s.missing_flag, 'no_', 'partial_')
    END AS missing_flag
FROM core_region r
CROSS JOIN ref_stream s
LEFT JOIN profile_stream p ON p.stream = s.stream
LEFT JOIN counted c ON c.scheme = r.scheme AND c.region_id = r.region_id AND c.stream = s.stream
LEFT JOIN few f ON f.stream = s.stream
