-- The packet of a course for its review every two years (Education Code 52302.3), one row a course: demand, duplication, effectiveness, licensing, verdict, what is not known, due date.
WITH outlook AS (
    SELECT
        course_id,
        count(*) AS linked_occupations,
        count(demand_openings) AS known_occupations,
        sum(demand_openings) AS demand_openings,
        sum(demand_low) AS demand_low,
        CASE WHEN count(demand_high) = count(*) THEN sum(demand_high) END AS demand_high,
        min(demand_period) AS demand_period,
        min(supply_period) AS supply_period
    FROM course_outlook GROUP BY course_id
),
tested AS (
    SELECT
        course_id,
        max(CASE WHEN criterion = 'demand' THEN result END) AS demand_result,
        max(CASE WHEN criterion = 'duplication' THEN result END) AS duplication_result,
        max(CASE WHEN criterion = 'duplication' THEN criterion_value END) AS left_open,
        max(CASE WHEN criterion = 'completion' THEN result END) AS completion_result,
        max(CASE WHEN criterion = 'placement' THEN result END) AS placement_result,
        max(CASE WHEN criterion = 'verdict' THEN result END) AS verdict,
        max(CASE WHEN criterion = 'verdict' THEN reason END) AS verdict_reason
    FROM course_test GROUP BY course_id
),
others AS (
    SELECT
        course_id,
        sum(CASE WHEN nearness = 'service_area' THEN programs ELSE 0 END) AS programs_in_area,
        sum(CASE WHEN nearness = 'service_area' THEN completers ELSE 0 END) AS awards_in_area,
        sum(CASE WHEN nearness = 'commuting' THEN programs ELSE 0 END) AS programs_near,
        sum(CASE WHEN nearness = 'commuting' THEN completers ELSE 0 END) AS awards_near,
        sum(CASE WHEN completers IS NULL THEN 1 ELSE 0 END) AS awards_unknown
    FROM course_duplication GROUP BY course_id
),
license AS (
    SELECT course_id, CASE WHEN bool_or(result = 'failed') THEN 'failed' WHEN bool_or(result = 'unknown') THEN 'unknown' ELSE 'passed' END AS licensing_result
    FROM course_licensing GROUP BY course_id
),
missing AS (
    SELECT s.region_id AS provider_id, string_agg(s.stream_title, ', ' ORDER BY s.stream) AS streams
    FROM core_region_stream s WHERE s.scheme = 'service-area' AND s.missing_flag IS NOT NULL GROUP BY s.region_id
),
gaps AS (
    SELECT course_id, 1 AS place, criterion_place, concat(criterion, ': ', reason) AS told FROM course_test WHERE result = 'unknown' AND criterion <> 'verdict' AND reason IS NOT NULL
    UNION ALL
    SELECT course_id, 2, 0, concat('openings of ', CAST(linked_occupations - known_occupations AS VARCHAR), ' of its ', CAST(linked_occupations AS VARCHAR), ' occupations')
    FROM outlook WHERE known_occupations < linked_occupations AND known_occupations > 0
    UNION ALL
    SELECT c.course_id, 3, 0, concat('training not counted, or in part only: ', m.streams) FROM course c JOIN missing m ON m.provider_id = c.provider_id
    UNION ALL
    SELECT course_id, 4, 0, 'seats of other providers'' programs: only their awards are published' FROM course
    UNION ALL
    SELECT course_id, 5, 0, concat(hours_kind, ' hours, which its license asks for') FROM course_licensing WHERE result = 'unknown'
    UNION ALL
    SELECT course_id, 6, 0, 'when it was last reviewed' FROM course WHERE review_date IS NULL
    UNION ALL
    SELECT course_id, 7, 0, 'rates of other providers'' courses in the region' FROM course_rate WHERE region_completion IS NULL AND region_placement IS NULL
),
unknowns AS (
    SELECT course_id, array_agg(told ORDER BY place, criterion_place, told) AS not_known
    FROM (SELECT DISTINCT course_id, place, criterion_place, told FROM gaps) g GROUP BY course_id
)
SELECT
    c.course_id,
    c.provider_id,
    c.provider,
    c.is_example,
    c.course_code,
    c.course_title,
    c.service_area,
    c.review_date,
    c.review_due,
    coalesce(o.linked_occupations, 0) AS linked_occupations,
    coalesce(o.known_occupations, 0) AS known_occupations,
    round(o.demand_openings, 6) AS demand_openings,
    round(o.demand_low, 6) AS demand_low,
    round(o.demand_high, 6) AS demand_high,
    t.demand_result,
    t.left_open,
    CAST(coalesce(d.programs_in_area, 0) AS BIGINT) AS programs_in_area,
    round(coalesce(d.awards_in_area, 0), 6) AS awards_in_area,
    CAST(coalesce(d.programs_near, 0) AS BIGINT) AS programs_near,
    round(coalesce(d.awards_near, 0), 6) AS awards_near,
    CAST(coalesce(d.awards_unknown, 0) AS BIGINT) AS awards_unknown,
    t.duplication_result,
    r.academic_year,
    r.seats,
    r.enrolled,
    r.waitlisted,
    r.completed,
    r.placed,
    r.fill,
    r.completion,
    r.placement,
    r.capacity_completers,
    r.lower_bounds,
    r.usual_completion,
    r.usual_placement,
    r.region_completion,
    r.region_placement,
    t.completion_result,
    t.placement_result,
    l.licensing_result,
    t.verdict,
    t.verdict_reason,
    u.not_known,
    o.demand_period,
    o.supply_period
FROM course c
JOIN tested t ON t.course_id = c.course_id
JOIN course_rate r ON r.course_id = c.course_id
LEFT JOIN outlook o ON o.course_id = c.course_id
LEFT JOIN others d ON d.course_id = c.course_id
LEFT JOIN license l ON l.course_id = c.course_id
LEFT JOIN unknowns u ON u.course_id = c.course_id
