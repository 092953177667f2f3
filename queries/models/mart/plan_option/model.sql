-- What a seat plan can choose from (method, section 8): program codes in every region and providers' courses in their service area, a row an occupation each leads to.
-- Unmet openings are the conservative ones: the lower end of openings for sampling error less the allocated supply. Completers are divided as everywhere, in proportion to openings.
WITH code AS (SELECT max(setting_value) AS program_kind FROM profile_setting WHERE setting = 'program_kind'),
-- A registered apprenticeship (soc:...) is no course with seats.
linked AS (SELECT program_code, soc, link_weight FROM core_link WHERE link_weight > 0 AND NOT starts_with(program_code, 'soc:')),
weighed AS (
    SELECT
        g.scheme,
        g.region_id,
        g.region,
        l.program_code,
        g.soc,
        g.occupation,
        g.demand_openings,
        g.demand_low,
        g.supply_allocated,
        g.status,
        g.demand_period,
        g.supply_period,
        d.median_hourly_low,
        CASE WHEN g.demand_openings > 0 THEN round(greatest(g.demand_low - g.supply_allocated, 0), 6) END AS unmet_openings,
        CASE WHEN g.demand_high IS NOT NULL AND g.supply_allocated IS NOT NULL THEN round(greatest(g.supply_allocated - g.demand_high, 0), 6) END AS excess_supply,
        CASE WHEN g.demand_openings > 0 THEN l.link_weight * g.demand_openings END AS weight
    FROM linked l
    JOIN supply_demand_gap g ON g.soc = l.soc
    JOIN core_region_demand d ON d.scheme = g.scheme AND d.region_id = g.region_id AND d.soc = g.soc
),
-- What holds for a code in a region over all its links.
ruled AS (
    SELECT
        scheme,
        region_id,
        program_code,
        sum(weight) AS weight,
        count(weight) AS known_occupations,
        string_agg(occupation, '; ' ORDER BY soc) FILTER (WHERE unmet_openings = 0) AS met_occupations,
        sum(CASE WHEN status IN ('surplus', 'depends_surplus') THEN 0 ELSE 1 END) = 0 AS can_shrink
    FROM weighed GROUP BY scheme, region_id, program_code
),
targets AS (
    SELECT
        w.*,
        -- What an analyst puts outside enters none of them.
        (1 - coalesce(x.override_value, 0)) * w.weight / r.weight AS division_share,
        coalesce(x.override_value, 0) AS outside_share,
        r.can_shrink,
        CASE
            WHEN r.known_occupations = 0 THEN 'no linked occupation has known openings above zero'
            WHEN r.met_occupations IS NOT NULL THEN CAST(concat('no unmet openings for ', r.met_occupations) AS VARCHAR)
        END AS left_out
    FROM weighed w
    JOIN ruled r ON r.scheme = w.scheme AND r.region_id = w.region_id AND r.program_code = w.program_code
    LEFT JOIN core_override x ON x.override_kind = 'outside' AND x.program_code = w.program_code
),
offered AS (
    SELECT scheme, region_id, program_code, count(*) AS programs FROM core_region_program GROUP BY scheme, region_id, program_code
),
titles AS (
    SELECT l.program_code, coalesce(min(t.cip_title), min(p.program), concat('Program ', l.program_code)) AS program
    FROM (SELECT DISTINCT program_code FROM linked) l
    LEFT JOIN ref_cip_title t ON t.cip_code = l.program_code
    LEFT JOIN core_program p ON p.program_code = l.program_code
    GROUP BY l.program_code
),
-- The newest completion that may be shown: a course's own, and that of all courses of a provider together.
rates AS (
    SELECT provider_id, is_example, dimension, dimension_value, academic_year, completion,
        row_number() OVER (PARTITION BY provider_id, dimension, dimension_value ORDER BY academic_year DESC) AS age
    FROM program_capacity WHERE dimension IN ('all', 'course') AND completion IS NOT NULL
),
rooms AS (
    SELECT provider_id, dimension_value AS course_id, seats, fill, array_has(lower_bounds, 'seats') AS seats_partial,
        row_number() OVER (PARTITION BY provider_id, dimension_value ORDER BY academic_year DESC) AS age
    FROM program_capacity WHERE dimension = 'course'
),
courses AS (
    SELECT c.*, CASE WHEN k.program_kind = 'TOP' THEN c.top_code ELSE c.cip_code END AS program_code FROM course c CROSS JOIN code k
)
SELECT
    t.scheme,
    t.region_id,
    t.region,
    'program' AS option_kind,
    t.program_code AS option_id,
    n.program AS option_title,
    t.program_code,
    coalesce(o.programs, 0) AS programs,
    f.rocp_taught,
    coalesce(a.is_example, false) AS is_example,
    CAST(NULL AS DOUBLE) AS seats,
    CAST(NULL AS DOUBLE) AS fill,
    a.completion AS completion_rate,
    CASE WHEN a.completion IS NOT NULL THEN concat('all courses of the provider, ', a.academic_year) END AS completion_basis,
    t.can_shrink,
    t.left_out,
    t.soc,
    t.occupation,
    t.outside_share,
    t.division_share,
    t.demand_openings,
    t.demand_low,
    t.supply_allocated,
    t.unmet_openings,
    t.excess_supply,
    t.median_hourly_low,
    t.status,
    t.demand_period,
    t.supply_period
FROM targets t
JOIN titles n ON n.program_code = t.program_code
LEFT JOIN offered o ON o.scheme = t.scheme AND o.region_id = t.region_id AND o.program_code = t.program_code
LEFT JOIN ref_program_family f ON f.cip4 = substr(t.program_code, 1, 5)
LEFT JOIN rates a ON t.scheme = 'service-area' AND a.provider_id = t.region_id AND a.dimension = 'all' AND a.age = 1
UNION ALL
SELECT
    t.scheme,
    t.region_id,
    t.region,
    'course' AS option_kind,
    c.course_id AS option_id,
    c.course_title AS option_title,
    t.program_code,
    coalesce(o.programs, 0) AS programs,
    f.rocp_taught,
    c.is_example,
    CASE WHEN NOT coalesce(s.seats_partial, false) THEN s.seats END AS seats,
    s.fill,
    coalesce(r.completion, a.completion) AS completion_rate,
    CASE WHEN r.completion IS NOT NULL THEN concat('the course, ', r.academic_year) WHEN a.completion IS NOT NULL THEN concat('all courses of the provider, ', a.academic_year) END AS completion_basis,
    t.can_shrink AND c.apprenticeship_sponsor IS NULL AS can_shrink,
    CASE WHEN c.apprenticeship_sponsor IS NOT NULL THEN 'instruction of apprentices, who are employed already' ELSE t.left_out END AS left_out,
    t.soc,
    t.occupation,
    t.outside_share,
    t.division_share,
    t.demand_openings,
    t.demand_low,
    t.supply_allocated,
    t.unmet_openings,
    t.excess_supply,
    t.median_hourly_low,
    t.status,
    t.demand_period,
    t.supply_period
FROM courses c
JOIN targets t ON t.scheme = 'service-area' AND t.region_id = c.provider_id AND t.program_code = c.program_code
LEFT JOIN offered o ON o.scheme = t.scheme AND o.region_id = t.region_id AND o.program_code = t.program_code
LEFT JOIN ref_program_family f ON f.cip4 = substr(t.program_code, 1, 5)
LEFT JOIN rooms s ON s.provider_id = c.provider_id AND s.course_id = c.course_id AND s.age = 1
LEFT JOIN rates r ON r.provider_id = c.provider_id AND r.dimension = 'course' AND r.dimension_value = c.course_id AND r.age = 1
LEFT JOIN rates a ON a.provider_id = c.provider_id AND a.dimension = 'all' AND a.age = 1
