-- How many people the awards of a region can stand for: one person may stand in several kinds of training (method, section 3.6), and no source counts them once.
-- At most everybody stands in one: all awards added up. At least everybody who can be is the same: the largest kind alone. Suppressed counts
-- stand in each with their end of the range.
WITH counted AS (SELECT scheme, region_id, stream, completers, coalesce(suppressed_margin, 0) AS margin FROM core_region_stream WHERE completers > 0),
summed AS (
    SELECT scheme, region_id, count(*) AS streams, sum(completers + margin) AS people_high, max(completers - margin) AS people_low FROM counted GROUP BY scheme, region_id
),
known AS (
    SELECT a.scheme, a.region_id, concat(o.stream, ' and ', o.other_stream, ': ', o.how) AS way
    FROM ref_stream_overlap o
    JOIN counted a ON a.stream = o.stream
    JOIN counted b ON b.scheme = a.scheme AND b.region_id = a.region_id AND b.stream = o.other_stream
),
ways AS (SELECT scheme, region_id, array_agg(way ORDER BY way) AS shared_ways FROM known GROUP BY scheme, region_id)
SELECT
    r.scheme,
    r.region_id,
    r.region,
    coalesce(s.streams, 0) AS streams,
    round(s.people_low, 6) AS people_low,
    round(s.people_high, 6) AS people_high,
    round(s.people_high - s.people_low, 6) AS overlap_high,
    w.shared_ways
FROM core_region r
LEFT JOIN summed s ON s.scheme = r.scheme AND s.region_id = r.region_id
LEFT JOIN ways w ON w.scheme = r.scheme AND w.region_id = r.region_id
