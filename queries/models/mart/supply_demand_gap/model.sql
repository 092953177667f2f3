-- Demand against supply for every region and published occupation: bounds, gaps, status and flags (method, sections 1 to 5).
WITH missing AS (
    SELECT scheme, region_id, string_agg(missing_flag, '|' ORDER BY missing_flag) AS missing_flags
    FROM core_region_stream WHERE missing_flag IS NOT NULL GROUP BY scheme, region_id
),
-- Supply of which no period is published: the list of training providers.
undated AS (
    SELECT DISTINCT scheme, region_id, soc FROM core_allocation WHERE first_year IS NULL
),
apart AS (SELECT scheme, region_id, demand_period, max(years_apart) AS years_apart FROM core_period GROUP BY scheme, region_id, demand_period),
compared AS (
    SELECT
        d.*,
        r.region,
        o.occupation,
        f.supply_low AS l,
        f.supply_allocated AS p,
        f.supply_whole AS u,
        f.is_mixed,
        coalesce(s.is_suppressed, false) AS is_suppressed,
        s.first_year,
        s.last_year,
        s.imputed_share,
        t.status,
        e.demand_estimated,
        m.missing_flags,
        a.years_apart,
        u.soc IS NOT NULL AS is_undated
    FROM core_region_demand d
    JOIN core_region r ON r.scheme = d.scheme AND r.region_id = d.region_id
    JOIN core_occupation o ON o.soc = d.soc
    JOIN core_scenario f ON f.scheme = d.scheme AND f.region_id = d.region_id AND f.soc = d.soc AND f.scenario = 'base'
    JOIN core_status t ON t.scheme = d.scheme AND t.region_id = d.region_id AND t.soc = d.soc AND t.scenario = 'base'
    LEFT JOIN core_region_supply s ON s.scheme = d.scheme AND s.region_id = d.region_id AND s.soc = d.soc
    LEFT JOIN core_region_estimate e ON e.scheme = d.scheme AND e.region_id = d.region_id AND e.soc = d.soc
    LEFT JOIN missing m ON m.scheme = d.scheme AND m.region_id = d.region_id
    LEFT JOIN undated u ON u.scheme = d.scheme AND u.region_id = d.region_id AND u.soc = d.soc
    LEFT JOIN apart a ON a.scheme = d.scheme AND a.region_id = d.region_id AND a.demand_period = d.demand_period
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
    c.status,
    string_to_array(nullif(concat_ws('|',
        CASE WHEN c.is_mixed THEN 'cip4_mix' END,
        CASE WHEN c.is_split THEN 'estimated_area_split' END,
        CASE WHEN c.is_estimated THEN 'estimated_national_rate' END,
        CASE WHEN c.identity_mismatch THEN 'identity_mismatch' END,
        CASE WHEN c.imputed_share > 0 THEN 'imputed_counts' END,
        c.missing_flags,
        CASE WHEN c.demand_openings = 0 THEN 'openings_under_5' END,
        CASE WHEN c.is_partial THEN 'partial_area' END,
        CASE WHEN c.is_undated THEN 'period_not_published' END,
        CASE WHEN c.years_apart > 3 THEN 'periods_apart' END,
        CASE WHEN c.has_sampling_error THEN 'sampling_error' END,
        CASE WHEN c.soc_2010_mapped THEN 'soc_2010_mapped' END,
        CASE WHEN c.is_suppressed THEN 'suppressed_counts' END
    ), ''), '|') AS flags,
    c.demand_period,
    -- The years of the awards that stand in the row: a row without awards has none.
    nullif(concat_ws(' and ',
        CASE WHEN c.first_year = c.last_year THEN c.first_year WHEN c.first_year IS NOT NULL THEN concat(c.first_year, ' to ', c.last_year) END,
        CASE WHEN c.is_undated THEN 'period not published' END
    ), '') AS supply_period,
    c.years_apart,
    c.imputed_share
FROM compared c
