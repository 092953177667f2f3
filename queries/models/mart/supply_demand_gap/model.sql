-- Demand against supply for every region and published occupation: bounds, gaps, status and flags (method, sections 1 to 5).
WITH chosen AS (SELECT max(CAST(setting_value AS DOUBLE)) AS band FROM profile_setting WHERE setting = 'band'),
years AS (
    SELECT min(first_year) AS first_year, max(last_year) AS last_year FROM core_program WHERE stream_weight > 0
),
missing AS (
    SELECT scheme, region_id, string_agg(missing_flag, '|' ORDER BY missing_flag) AS missing_flags
    FROM core_region_stream WHERE missing_flag IS NOT NULL GROUP BY scheme, region_id
),
compared AS (
    SELECT
        d.*,
        r.region,
        o.occupation,
        coalesce(s.supply_low, 0) AS l,
        CASE WHEN d.demand_openings > 0 THEN coalesce(s.supply_allocated, 0) END AS p,
        coalesce(s.supply_whole, 0) AS u,
        coalesce(s.programs, 0) AS programs,
        coalesce(s.is_mixed, false) AS is_mixed,
        e.demand_estimated,
        m.missing_flags,
        round((1 - g.band) * d.demand_low, 6) AS below_low,
        round((1 + g.band) * d.demand_low, 6) AS above_low,
        round((1 - g.band) * d.demand_high, 6) AS below_high,
        round((1 + g.band) * d.demand_high, 6) AS above_high,
        round((1 - g.band) * d.demand_openings, 6) AS below,
        round((1 + g.band) * d.demand_openings, 6) AS above
    FROM core_region_demand d
    CROSS JOIN chosen g
    JOIN core_region r ON r.scheme = d.scheme AND r.region_id = d.region_id
    JOIN core_occupation o ON o.soc = d.soc
    LEFT JOIN core_region_supply s ON s.scheme = d.scheme AND s.region_id = d.region_id AND s.soc = d.soc
    LEFT JOIN core_region_estimate e ON e.scheme = d.scheme AND e.region_id = d.region_id AND e.soc = d.soc
    LEFT JOIN missing m ON m.scheme = d.scheme AND m.region_id = d.region_id
)
SELECT
    c.scheme,
    c.region_id,
    c.region,
    c.soc,
    c.occupation,
    c.demand_openings,
    c.demand_low,
    c.demand_high,
    c.demand_new,
    c.demand_estimated,
    c.l AS supply_low,
    c.p AS supply_allocated,
    c.u AS supply_whole,
    round(c.demand_openings - c.u, 6) AS gap_whole,
    c.demand_openings - c.p AS gap_allocated,
    c.p / nullif(c.demand_openings, 0) AS coverage,
    CASE
        WHEN c.demand_openings IS NULL THEN 'unknown'
        WHEN c.programs = 0 THEN 'not_rated_no_link'
        WHEN c.demand_high < 10 AND c.u < 10 THEN 'too_small'
        WHEN c.u < c.below_low THEN 'shortage'
        WHEN c.demand_high IS NULL THEN 'unknown_partial'
        -- A status that rests on a mix of four-digit codes never says surplus.
        WHEN c.l > c.above_high AND NOT c.is_mixed THEN 'surplus'
        WHEN c.l >= c.below_high AND c.u <= c.above_low THEN 'balanced'
        WHEN round(c.p, 6) < c.below THEN 'depends_shortage'
        WHEN round(c.p, 6) > c.above OR c.p IS NULL THEN 'depends_surplus'
        ELSE 'depends_balanced'
    END AS status,
    string_to_array(nullif(concat_ws('|',
        CASE WHEN c.is_mixed THEN 'cip4_mix' END,
        CASE WHEN c.is_split THEN 'estimated_area_split' END,
        CASE WHEN c.is_estimated THEN 'estimated_national_rate' END,
        CASE WHEN c.identity_mismatch THEN 'identity_mismatch' END,
        c.missing_flags,
        CASE WHEN c.demand_openings = 0 THEN 'openings_under_5' END,
        CASE WHEN c.is_partial THEN 'partial_area' END,
        CASE WHEN c.has_sampling_error THEN 'sampling_error' END,
        CASE WHEN c.soc_2010_mapped THEN 'soc_2010_mapped' END
    ), ''), '|') AS flags,
    c.demand_period,
    CASE WHEN y.first_year IS NULL THEN NULL WHEN y.first_year = y.last_year THEN y.first_year ELSE concat(y.first_year, ' to ', y.last_year) END AS supply_period
FROM compared c CROSS JOIN years y
