-- Seats and students of providers' catalogs by school year and by what the courses have in common (method, section 3.5).
-- Sums run over the counts that may be published (core_course_safe), so no difference of two sums gives a count of 1 to 10 students away.
WITH grouped AS (
    SELECT 'all' AS dimension, 'all' AS dimension_value, provider_id, provider, is_example, course_id, academic_year, seats, enrolled, waitlisted, completed, placed, withheld, missing FROM core_course_safe
    UNION ALL
    SELECT 'course' AS dimension, course_id AS dimension_value, provider_id, provider, is_example, course_id, academic_year, seats, enrolled, waitlisted, completed, placed, withheld, missing FROM core_course_safe
    UNION ALL
    SELECT 'venue' AS dimension, coalesce(venue, 'not stated') AS dimension_value, provider_id, provider, is_example, course_id, academic_year, seats, enrolled, waitlisted, completed, placed, withheld, missing FROM core_course_safe
    UNION ALL
    SELECT 'schedule' AS dimension, coalesce(schedule, 'not stated') AS dimension_value, provider_id, provider, is_example, course_id, academic_year, seats, enrolled, waitlisted, completed, placed, withheld, missing FROM core_course_safe
    UNION ALL
    SELECT 'student_group' AS dimension, coalesce(student_group, 'not stated') AS dimension_value, provider_id, provider, is_example, course_id, academic_year, seats, enrolled, waitlisted, completed, placed, withheld, missing FROM core_course_safe
    UNION ALL
    SELECT 'credential' AS dimension, coalesce(credential, 'none stated') AS dimension_value, provider_id, provider, is_example, course_id, academic_year, seats, enrolled, waitlisted, completed, placed, withheld, missing FROM core_course_safe
    UNION ALL
    SELECT 'work_based_learning' AS dimension, unnest(work_based_learning) AS dimension_value, provider_id, provider, is_example, course_id, academic_year, seats, enrolled, waitlisted, completed, placed, withheld, missing FROM core_course_safe
),
summed AS (
    SELECT
        provider_id,
        min(provider) AS provider,
        bool_or(is_example) AS is_example,
        academic_year,
        dimension,
        dimension_value,
        count(DISTINCT course_id) AS courses,
        sum(seats) AS seats,
        sum(enrolled) AS enrolled,
        sum(waitlisted) AS waitlisted,
        sum(completed) AS completed,
        sum(placed) AS placed,
        sum(enrolled) FILTER (WHERE seats > 0) / nullif(sum(seats) FILTER (WHERE enrolled IS NOT NULL AND seats > 0), 0) AS fill,
        sum(completed) FILTER (WHERE enrolled > 0) / nullif(sum(enrolled) FILTER (WHERE completed IS NOT NULL), 0) AS completion,
        sum(placed) FILTER (WHERE completed > 0) / nullif(sum(completed) FILTER (WHERE placed IS NOT NULL), 0) AS placement,
        string_to_array(nullif(concat_ws('|',
            CASE WHEN count(completed) BETWEEN 1 AND count(*) - 1 THEN 'completed' END,
            CASE WHEN count(enrolled) BETWEEN 1 AND count(*) - 1 THEN 'enrolled' END,
            CASE WHEN count(placed) BETWEEN 1 AND count(*) - 1 THEN 'placed' END,
            CASE WHEN count(seats) BETWEEN 1 AND count(*) - 1 THEN 'seats' END,
            CASE WHEN count(waitlisted) BETWEEN 1 AND count(*) - 1 THEN 'waitlisted' END
        ), ''), '|') AS lower_bounds,
        sum(withheld) AS withheld,
        sum(missing) AS missing
    FROM grouped GROUP BY provider_id, academic_year, dimension, dimension_value
),
-- Totals over fewer than three courses are withheld whole; a course by itself is shown where its counts may be.
ruled AS (SELECT *, dimension = 'course' OR courses >= 3 AS is_shown FROM summed)
SELECT
    provider_id,
    provider,
    is_example,
    academic_year,
    dimension,
    dimension_value,
    courses,
    seats,
    CASE WHEN is_shown THEN enrolled END AS enrolled,
    CASE WHEN is_shown THEN waitlisted END AS waitlisted,
    CASE WHEN is_shown THEN completed END AS completed,
    CASE WHEN is_shown THEN placed END AS placed,
    CASE WHEN is_shown THEN round(fill, 6) END AS fill,
    CASE WHEN is_shown THEN round(completion, 6) END AS completion,
    CASE WHEN is_shown THEN round(placement, 6) END AS placement,
    CASE WHEN is_shown THEN round(seats * completion, 2) END AS capacity_completers,
    CASE WHEN is_shown THEN lower_bounds WHEN array_has(lower_bounds, 'seats') THEN make_array('seats') END AS lower_bounds,
    CAST(CASE WHEN is_shown THEN withheld ELSE 4 END AS BIGINT) AS counts_withheld,
    CAST(CASE WHEN is_shown THEN missing ELSE 0 END AS BIGINT) AS counts_unknown
FROM ruled
