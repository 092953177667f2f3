-- Every occupation that programs lead to, put to the tests of applications (method, section 7): a row a criterion, the verdict last. Unknown is never failed.
WITH linked AS (SELECT DISTINCT soc FROM core_link WHERE link_weight > 0),
region AS (
    SELECT
        scheme,
        region_id,
        median(demand_openings) AS openings_median,
        median(median_hourly_low) AS wage_median,
        sum(CASE WHEN base_employment IS NOT NULL THEN change_year END) / nullif(sum(CASE WHEN change_year IS NOT NULL THEN base_employment END), 0) AS growth_rate
    FROM occupation_demand GROUP BY scheme, region_id
),
fact AS (
    SELECT
        d.scheme,
        d.region_id,
        d.region,
        d.soc,
        d.occupation,
        d.demand_openings,
        d.demand_openings IS NOT NULL AND d.demand_high IS NULL AS is_lower_bound,
        g.gap_whole,
        g.status,
        d.change_year,
        d.change_year / nullif(d.base_employment, 0) AS growth_rate,
        d.entry_wage_low,
        d.is_entry_wage_least,
        d.median_hourly_low,
        d.is_median_low_least,
        d.skill_level,
        d.entry_education,
        d.job_training,
        CASE WHEN e.is_high_skill OR t.is_high_skill THEN 'passed' WHEN NOT e.is_high_skill AND NOT t.is_high_skill THEN 'failed' ELSE 'unknown' END AS high_skill,
        coalesce(array_has(g.flags, 'estimated_national_rate'), false) AS is_national,
        coalesce(array_has(g.flags, 'cip4_mix'), false) AS is_mixed,
        r.openings_median,
        r.wage_median,
        -- A region whose growth is not known sets no threshold.
        CASE WHEN r.growth_rate IS NOT NULL THEN greatest(r.growth_rate, 0) END AS region_growth_rate,
        w.hourly_living_wage,
        w.living_wage_standard,
        d.demand_period,
        g.supply_period
    FROM occupation_demand d
    JOIN linked l ON l.soc = d.soc
    JOIN supply_demand_gap g ON g.scheme = d.scheme AND g.region_id = d.region_id AND g.soc = d.soc
    JOIN region r ON r.scheme = d.scheme AND r.region_id = d.region_id
    LEFT JOIN core_living_wage w ON w.scheme = d.scheme AND w.region_id = d.region_id
    LEFT JOIN ref_entry_level e ON e.level_kind = 'education' AND e.published_as_level = d.entry_education
    LEFT JOIN ref_entry_level t ON t.level_kind = 'training' AND t.published_as_level = d.job_training
    -- Applications are written for regions, providers and the state: single counties and areas are left out.
    WHERE d.scheme NOT IN ('county', 'edd-area')
),
asked AS (
    SELECT
        f.*,
        c.test,
        c.criterion,
        c.criterion_place,
        c.part_of,
        c.comparison,
        c.unit,
        CASE c.criterion
            WHEN 'gap' THEN f.gap_whole
            WHEN 'entry_wage' THEN f.entry_wage_low
            WHEN 'growth' THEN f.change_year
            WHEN 'openings' THEN f.demand_openings
            WHEN 'high_wage' THEN f.median_hourly_low
            WHEN 'high_growth' THEN f.growth_rate
        END AS criterion_value,
        coalesce(CASE c.criterion WHEN 'entry_wage' THEN f.is_entry_wage_least WHEN 'high_wage' THEN f.is_median_low_least END, false) AS is_value_least,
        CASE
            WHEN c.threshold IS NOT NULL THEN c.threshold
            WHEN c.criterion = 'entry_wage' OR (c.criterion = 'high_wage' AND c.test = 'golden_state_pathways') THEN f.hourly_living_wage
            WHEN c.criterion = 'openings' THEN f.openings_median
            WHEN c.criterion = 'high_wage' THEN f.wage_median
            WHEN c.criterion = 'high_growth' THEN f.region_growth_rate
        END AS threshold
    FROM fact f CROSS JOIN ref_test_criterion c
    WHERE c.test <> '52302.3' AND c.comparison <> 'combined'
),
judged AS (
    SELECT
        *,
        CASE
            WHEN criterion = 'high_skill' THEN high_skill
            WHEN criterion = 'middle_skill' THEN CASE WHEN skill_level = 'Middle-Skill' THEN 'passed' WHEN skill_level IS NULL THEN 'unknown' ELSE 'failed' END
            WHEN criterion_value IS NULL OR threshold IS NULL THEN 'unknown'
            WHEN (comparison = 'above' AND round(criterion_value, 6) > round(threshold, 6)) OR (comparison = 'at_least' AND round(criterion_value, 6) >= round(threshold, 6)) THEN 'passed'
            WHEN is_lower_bound AND criterion IN ('gap', 'openings') THEN 'unknown'
            -- A wage at the publisher's ceiling passes where the ceiling does; below that nobody can say.
            WHEN is_value_least THEN 'unknown'
            ELSE 'failed'
        END AS result
    FROM asked
),
basic AS (
    SELECT
        *,
        CASE
            WHEN criterion = 'middle_skill' THEN coalesce('the crosswalk says ' || skill_level, 'the crosswalk of this run gives no skill level')
            WHEN criterion = 'high_skill' THEN CASE
                WHEN entry_education IS NULL AND job_training IS NULL THEN 'typical entry is not published'
                ELSE concat('typical entry: ', coalesce(entry_education, 'education not published'), '; training on the job: ', coalesce(job_training, 'not published'))
            END
            WHEN criterion_value IS NULL AND criterion IN ('entry_wage', 'high_wage') THEN 'the wage is not published'
            WHEN criterion_value IS NULL AND criterion IN ('gap', 'openings') THEN 'openings are not published'
            WHEN criterion_value IS NULL THEN 'growth is not published'
            WHEN threshold IS NULL THEN 'there is nothing to hold it against'
            WHEN result = 'unknown' AND is_value_least THEN 'the publisher prints no wage above its ceiling, which lies below'
            WHEN result = 'unknown' THEN 'part of the region does not publish its openings: the figure is a lower bound'
            WHEN criterion = 'gap' AND status = 'not_rated_no_link' THEN 'among the streams counted, of which no program here leads to it'
            WHEN criterion = 'gap' AND is_mixed THEN 'among the streams counted; awards rest on the statewide mix of four-digit codes'
            WHEN criterion = 'gap' THEN 'among the streams counted'
            WHEN criterion = 'entry_wage' OR (criterion = 'high_wage' AND test = 'golden_state_pathways') THEN living_wage_standard
            WHEN criterion = 'high_wage' THEN 'held against the median of the region''s occupations with a published wage'
            WHEN criterion = 'openings' THEN 'held against the median of the region''s occupations with known openings'
            WHEN is_national THEN 'growth at the national rate of the occupation'
        END AS reason
    FROM judged
),
in_demand AS (
    SELECT scheme, region_id, soc, 'in_demand' AS criterion, test, sum(CASE WHEN result = 'passed' THEN 1 ELSE 0 END) AS met, sum(CASE WHEN result = 'unknown' THEN 1 ELSE 0 END) AS open, count(*) AS parts
    FROM basic WHERE part_of = 'in_demand' GROUP BY scheme, region_id, soc, test
),
parts AS (
    SELECT scheme, region_id, soc, test, result FROM basic WHERE part_of = 'verdict'
    UNION ALL
    SELECT i.scheme, i.region_id, i.soc, i.test, CASE WHEN i.met >= c.needed THEN 'passed' WHEN i.met + i.open < c.needed THEN 'failed' ELSE 'unknown' END AS result
    FROM in_demand i JOIN ref_test_criterion c ON c.test = i.test AND c.criterion = i.criterion
),
combined AS (
    SELECT * FROM in_demand
    UNION ALL
    SELECT scheme, region_id, soc, 'verdict' AS criterion, test, sum(CASE WHEN result = 'passed' THEN 1 ELSE 0 END) AS met, sum(CASE WHEN result = 'unknown' THEN 1 ELSE 0 END) AS open, count(*) AS parts
    FROM parts GROUP BY scheme, region_id, soc, test
)
SELECT scheme, region_id, region, soc, occupation, test, criterion, criterion_place, round(criterion_value, 6) AS criterion_value, is_value_least, round(threshold, 6) AS threshold, unit, result, reason, demand_period, supply_period
FROM basic
UNION ALL
SELECT
    f.scheme,
    f.region_id,
    f.region,
    f.soc,
    f.occupation,
    m.test,
    m.criterion,
    c.criterion_place,
    CAST(m.met AS DOUBLE) AS criterion_value,
    false AS is_value_least,
    CAST(c.needed AS DOUBLE) AS threshold,
    c.unit,
    CASE WHEN m.met >= c.needed THEN 'passed' WHEN m.met + m.open < c.needed THEN 'failed' ELSE 'unknown' END AS result,
    concat(
        CASE WHEN m.met = m.parts THEN 'all' WHEN m.met + m.open = 0 THEN 'none' ELSE CAST(m.met AS VARCHAR) END,
        ' of ', CAST(m.parts AS VARCHAR), ' met',
        CASE WHEN m.open > 0 THEN concat(', ', CAST(m.open AS VARCHAR), ' unknown') ELSE '' END
    ) AS reason,
    f.demand_period,
    f.supply_period
FROM combined m
JOIN fact f ON f.scheme = m.scheme AND f.region_id = m.region_id AND f.soc = m.soc
JOIN ref_test_criterion c ON c.test = m.test AND c.criterion = m.criterion
