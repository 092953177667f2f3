-- Completion and placement of every course in its newest school year, beside those of the provider's other courses and of other providers in the region. Only counts that may be shown are in a rate.
WITH shown AS (
    SELECT
        c.course_id, c.provider_id, c.is_example, c.newest_year, c.apprenticeship_sponsor IS NOT NULL AS is_apprenticeship,
        k.seats, k.enrolled, k.waitlisted, k.completed, k.placed, k.fill, k.completion, k.placement, k.capacity_completers, k.lower_bounds, k.counts_withheld
    FROM course c
    LEFT JOIN program_capacity k ON k.provider_id = c.provider_id AND k.academic_year = c.newest_year AND k.dimension = 'course' AND k.dimension_value = c.course_id
),
-- The middle one of a provider's courses, three at least. Apprentices are employed already: their courses are left out.
usual AS (
    SELECT provider_id, CASE WHEN count(completion) >= 3 THEN median(completion) END AS usual_completion, CASE WHEN count(placement) >= 3 THEN median(placement) END AS usual_placement
    FROM shown WHERE NOT is_apprenticeship GROUP BY provider_id
),
-- Regions that a provider's service area touches, in the division of the Strong Workforce Program.
place AS (
    SELECT DISTINCT s.region_id AS provider_id, r.region_id
    FROM core_region_county s JOIN ref_region_county r ON r.county_fips = s.county_fips AND r.scheme = 'macroregion'
    WHERE s.scheme = 'service-area'
),
-- Invented catalogs are compared with invented ones alone.
beside AS (
    SELECT DISTINCT a.provider_id, o.course_id, o.completion, o.placement
    FROM place a
    JOIN place b ON b.region_id = a.region_id AND b.provider_id <> a.provider_id
    JOIN (SELECT DISTINCT provider_id, is_example FROM shown) p ON p.provider_id = a.provider_id
    JOIN shown o ON o.provider_id = b.provider_id AND o.is_example = p.is_example AND NOT o.is_apprenticeship
),
region AS (
    SELECT provider_id, CASE WHEN count(completion) >= 3 THEN median(completion) END AS region_completion, CASE WHEN count(placement) >= 3 THEN median(placement) END AS region_placement
    FROM beside GROUP BY provider_id
)
SELECT
    s.course_id,
    s.provider_id,
    s.is_example,
    s.newest_year AS academic_year,
    s.is_apprenticeship,
    s.seats,
    s.enrolled,
    s.waitlisted,
    s.completed,
    s.placed,
    s.fill,
    s.completion,
    s.placement,
    s.capacity_completers,
    round(u.usual_completion, 6) AS usual_completion,
    round(u.usual_placement, 6) AS usual_placement,
    round(r.region_completion, 6) AS region_completion,
    round(r.region_placement, 6) AS region_placement,
    s.lower_bounds,
    coalesce(s.counts_withheld, 0) AS counts_withheld
FROM shown s
LEFT JOIN usual u ON u.provider_id = s.provider_id
LEFT JOIN region r ON r.provider_id = s.provider_id
