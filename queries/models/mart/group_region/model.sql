-- Groups by region: the most of their known openings that counted programs can fill together, and the completers who must enter them (method, section 4).
-- The most is a maximum flow from programs through their links to openings; the bounds of single occupations do not add up to it.
WITH placed AS (
    SELECT r.scheme, r.region_id, r.region, g.group_kind, g.group_id, g.group_title, g.soc
    FROM core_group g CROSS JOIN core_region r WHERE g.home_region_id IS NULL
    UNION ALL
    SELECT r.scheme, r.region_id, r.region, g.group_kind, g.group_id, g.group_title, g.soc
    FROM core_group g JOIN core_region r ON r.scheme = 'service-area' AND r.region_id = g.home_region_id
),
demand AS (
    SELECT
        p.scheme,
        p.region_id,
        p.group_kind,
        p.group_id,
        min(p.region) AS region,
        min(p.group_title) AS group_title,
        count(*) AS occupations,
        count(d.demand_openings) AS occupations_known,
        sum(d.demand_openings) AS demand_openings,
        coalesce(bool_or(d.is_partial), false) AS is_partial
    FROM placed p
    LEFT JOIN core_region_demand d ON d.scheme = p.scheme AND d.region_id = p.region_id AND d.soc = p.soc
    GROUP BY p.scheme, p.region_id, p.group_kind, p.group_id
),
-- Programs of one code have the same links: their completers first.
codes AS (
    SELECT scheme, region_id, program_code, sum(completers) AS completers, coalesce(sum(suppressed_margin), 0) AS margin, count(*) AS programs
    FROM core_region_program GROUP BY scheme, region_id, program_code
),
linked AS (
    SELECT program_code, soc, count(*) OVER (PARTITION BY program_code) AS linked_occupations
    FROM core_link WHERE link_weight > 0
),
edges AS (
    SELECT p.scheme, p.region_id, p.group_kind, p.group_id, c.program_code, c.completers, c.margin, c.programs, l.linked_occupations, p.soc, d.demand_openings, d.demand_low, d.demand_high
    FROM placed p
    JOIN linked l ON l.soc = p.soc
    JOIN codes c ON c.scheme = p.scheme AND c.region_id = p.region_id AND c.program_code = l.program_code
    LEFT JOIN core_region_demand d ON d.scheme = p.scheme AND d.region_id = p.region_id AND d.soc = p.soc
),
-- What a code's programs can fill at most, and whether all their links lie in the group.
inside AS (
    SELECT scheme, region_id, group_kind, group_id, program_code, max(completers) AS completers, max(margin) AS margin, max(programs) AS programs, count(*) = max(linked_occupations) AS is_inside
    FROM edges GROUP BY scheme, region_id, group_kind, group_id, program_code
),
supply AS (
    SELECT
        scheme,
        region_id,
        group_kind,
        group_id,
        sum(programs) AS programs,
        sum(completers) AS completers,
        sum(margin) AS margin,
        sum(completers) FILTER (WHERE is_inside) AS must_enter,
        sum(margin) FILTER (WHERE is_inside) AS must_enter_margin
    FROM inside GROUP BY scheme, region_id, group_kind, group_id
),
-- Unknown openings take nobody in the most and in its lower end, and everybody in its upper end. Suppressed counts widen it by their range.
flow AS (
    SELECT
        e.scheme,
        e.region_id,
        e.group_kind,
        e.group_id,
        max_flow(e.program_code, e.completers, e.soc, e.demand_openings) AS most_filled,
        max_flow(e.program_code, e.completers - e.margin, e.soc, e.demand_low) AS most_filled_low,
        max_flow(e.program_code, e.completers + e.margin, e.soc, coalesce(e.demand_high, s.completers + s.margin)) AS most_filled_high
    FROM edges e
    JOIN supply s ON s.scheme = e.scheme AND s.region_id = e.region_id AND s.group_kind = e.group_kind AND s.group_id = e.group_id
    GROUP BY e.scheme, e.region_id, e.group_kind, e.group_id
)
SELECT
    d.scheme,
    d.region_id,
    d.region,
    d.group_kind,
    d.group_id,
    d.group_title,
    d.occupations,
    d.occupations_known,
    round(d.demand_openings, 6) AS demand_openings,
    coalesce(s.programs, 0) AS programs,
    round(coalesce(s.completers, 0), 6) AS completers,
    nullif(round(s.margin, 6), 0) AS suppressed_margin,
    CASE WHEN d.occupations_known > 0 THEN round(coalesce(f.most_filled, 0), 6) END AS most_filled,
    CASE WHEN d.occupations_known > 0 THEN round(coalesce(f.most_filled_low, 0), 6) END AS most_filled_low,
    CASE WHEN d.occupations_known > 0 THEN round(coalesce(f.most_filled_high, 0), 6) END AS most_filled_high,
    round(coalesce(s.must_enter, 0), 6) AS must_enter,
    round(coalesce(s.must_enter - s.must_enter_margin, 0), 6) AS must_enter_low,
    round(coalesce(s.must_enter + s.must_enter_margin, 0), 6) AS must_enter_high,
    d.is_partial
FROM demand d
LEFT JOIN supply s ON s.scheme = d.scheme AND s.region_id = d.region_id AND s.group_kind = d.group_kind AND s.group_id = d.group_id
LEFT JOIN flow f ON f.scheme = d.scheme AND f.region_id = d.region_id AND f.group_kind = d.group_kind AND f.group_id = d.group_id
