-- Every kind of training in every region, counted or not: what is missing stands beside what is there, with its window and both averaging rules.
WITH apart AS (SELECT scheme, region_id, stream, max(years_apart) AS years_apart FROM core_period GROUP BY scheme, region_id, stream)
SELECT
    s.scheme,
    s.region_id,
    r.region,
    s.stream,
    s.stream_title,
    s.stream_weight,
    s.completers,
    s.total_coe,
    s.total_plain,
    s.programs,
    s.first_year,
    s.last_year,
    a.years_apart,
    s.missing_flag
FROM core_region_stream s
JOIN core_region r ON r.scheme = s.scheme AND r.region_id = s.region_id
LEFT JOIN apart a ON a.scheme = s.scheme AND a.region_id = s.region_id AND a.stream = s.stream
