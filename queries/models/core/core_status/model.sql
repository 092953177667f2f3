-- The status of every scenario, by the table of the method, section 5. The rule stands here and nowhere else.
WITH chosen AS (SELECT max(CAST(setting_value AS DOUBLE)) AS band FROM profile_setting WHERE setting = 'band'),
banded AS (
    SELECT
        s.*,
        round((1 - g.band) * s.demand_low, 6) AS below_low,
        round((1 + g.band) * s.demand_low, 6) AS above_low,
        round((1 - g.band) * s.demand_high, 6) AS below_high,
        round((1 + g.band) * s.demand_high, 6) AS above_high,
        round((1 - g.band) * s.demand_openings, 6) AS below,
        round((1 + g.band) * s.demand_openings, 6) AS above
    FROM core_scenario s CROSS JOIN chosen g
),
rated AS (
    SELECT
        scheme,
        region_id,
        soc,
        scenario,
        CASE
            WHEN demand_openings IS NULL THEN 'unknown'
            WHEN programs = 0 THEN 'not_rated_no_link'
            WHEN size_demand < 10 AND size_supply < 10 THEN 'too_small'
            WHEN supply_whole < below_low THEN 'shortage'
            WHEN demand_high IS NULL THEN 'unknown_partial'
            -- A status that rests on a mix of four-digit codes never says surplus.
            WHEN supply_low > above_high AND NOT is_mixed THEN 'surplus'
            WHEN supply_low >= below_high AND supply_whole <= above_low THEN 'balanced'
            WHEN round(supply_allocated, 6) < below THEN 'depends_shortage'
            WHEN round(supply_allocated, 6) > above OR supply_allocated IS NULL THEN 'depends_surplus'
            ELSE 'depends_balanced'
        END AS status
    FROM banded
)
SELECT
    scheme,
    region_id,
    soc,
    scenario,
    status,
    CASE
        WHEN status IN ('shortage', 'depends_shortage') THEN 'short'
        WHEN status IN ('balanced', 'depends_balanced') THEN 'balanced'
        WHEN status IN ('surplus', 'depends_surplus') THEN 'over'
    END AS direction
FROM rated
