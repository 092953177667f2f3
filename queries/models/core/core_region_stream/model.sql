-- The kinds of training counted in each region, and those of which nothing is counted.
WITH few AS (SELECT unnest(string_to_array(setting_value, '|')) AS stream FROM profile_setting WHERE setting = 'partial_streams'),
counted AS (
    SELECT scheme, region_id, stream, sum(completers) AS completers, count(*) AS programs FROM core_region_program GROUP BY scheme, region_id, stream
)
SELECT
    r.scheme,
    r.region_id,
    s.stream,
    s.stream_title,
    coalesce(p.stream_weight, 0) AS stream_weight,
    round(coalesce(c.completers, 0), 6) AS completers,
    coalesce(c.programs, 0) AS programs,
    CASE
        WHEN coalesce(c.completers, 0) = 0 THEN s.missing_flag
        WHEN f.stream IS NOT NULL THEN replace(s.missing_flag, 'no_', 'partial_')
    END AS missing_flag
FROM core_region r
CROSS JOIN ref_stream s
LEFT JOIN profile_stream p ON p.stream = s.stream
LEFT JOIN counted c ON c.scheme = r.scheme AND c.region_id = r.region_id AND c.stream = s.stream
LEFT JOIN few f ON f.stream = s.stream
