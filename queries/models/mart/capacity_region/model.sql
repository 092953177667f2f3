-- Whom programs serve, by region: seats and students of the providers' catalogs by student group, venue, schedule, credential and work-based learning, at sites in the region.
-- Examples are invented and stand in no region. Sums run over the counts that may be shown; totals over fewer than three courses are withheld whole.
WITH real AS (SELECT c.*, r.county_fips FROM core_course_safe c JOIN ref_county r ON r.county = c.site_county WHERE NOT c.is_example),
placed AS (
    SELECT k.scheme, k.region_id, c.* FROM real c JOIN core_region_county k ON k.county_fips = c.county_fips
),
grouped AS (
    SELECT 'all' AS dimension, 'all' AS dimension_value, p.* FROM placed p
    UNION ALL SELECT 'student_group', coalesce(p.student_group, 'not stated'), p.* FROM placed p
    UNION ALL SELECT 'venue', coalesce(p.venue, 'not stated'), p.* FROM placed p
    UNION ALL SELECT 'schedule', coalesce(p.schedule, 'not stated'), p.* FROM placed p
    UNION ALL SELECT 'credential', coalesce(p.credential, 'none stated'), p.* FROM placed p
    UNION ALL SELECT 'work_based_learning', unnest(p.work_based_learning), p.* FROM placed p
),
summed AS (
    SELECT
        scheme,
        region_id,
        academic_year,
        dimension,
        dimension_value,
        count(DISTINCT provider_id) AS providers,
        count(DISTINCT concat(provider_id, '|', course_id)) AS courses,
        sum(seats) AS seats,
        sum(enrolled) AS enrolled,
        sum(completed) AS completed,
        sum(placed) AS placed,
        count(seats) < count(*) AS seats_partial,
        CAST(sum(withheld) AS BIGINT) AS counts_withheld,
        CAST(sum(missing) AS BIGINT) AS counts_unknown
    FROM grouped GROUP BY scheme, region_id, academic_year, dimension, dimension_value
)
SELECT
    s.scheme,
    s.region_id,
    r.region,
    s.academic_year,
    s.dimension,
    s.dimension_value,
    s.providers,
    s.courses,
    s.seats,
    CASE WHEN s.courses >= 3 THEN s.enrolled END AS enrolled,
    CASE WHEN s.courses >= 3 THEN s.completed END AS completed,
    CASE WHEN s.courses >= 3 THEN s.placed END AS placed,
    s.seats_partial AND s.seats IS NOT NULL AS seats_are_least,
    s.courses >= 3 AND s.counts_withheld + s.counts_unknown > 0 AS counts_are_least
FROM summed s JOIN core_region r ON r.scheme = s.scheme AND r.region_id = s.region_id
