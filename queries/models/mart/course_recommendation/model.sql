-- What the figures recommend for each course, and programs to start (method, section 8): rules are data, reasons are words, and each is tried under every other assumption.
WITH taken AS (
    SELECT
        status,
        CASE
            WHEN status IN ('shortage', 'depends_shortage', 'not_rated_no_link') THEN 'short'
            WHEN status IN ('balanced', 'depends_balanced') THEN 'balanced'
            WHEN status IN ('surplus', 'depends_surplus') THEN 'over'
            WHEN status = 'too_small' THEN 'small'
        END AS direction
    FROM (SELECT DISTINCT status FROM status_scenario UNION SELECT DISTINCT status FROM course_outlook UNION SELECT DISTINCT status FROM gap_shortlist) s
),
scenario AS (SELECT DISTINCT scenario FROM status_scenario UNION SELECT 'base' AS scenario),
area AS (SELECT region_id, soc, scenario, demand_openings, status FROM status_scenario WHERE scheme = 'service-area'),
-- Each occupation of a course under each assumption; one that no counted program leads to stays as it is under all.
seen AS (
    SELECT
        o.course_id,
        n.scenario,
        o.soc,
        CASE WHEN a.soc IS NULL THEN o.demand_openings ELSE a.demand_openings END AS demand_openings,
        t.direction,
        CASE WHEN a.status = 'unknown' THEN 1 ELSE 0 END AS untested
    FROM course_outlook o
    CROSS JOIN scenario n
    LEFT JOIN area a ON a.region_id = o.provider_id AND a.soc = o.soc AND a.scenario = n.scenario
    LEFT JOIN taken t ON t.status = coalesce(a.status, o.status)
),
weighed AS (
    SELECT
        course_id,
        scenario,
        sum(demand_openings) AS openings,
        coalesce(sum(demand_openings) FILTER (WHERE direction = 'short'), 0) AS short,
        coalesce(sum(demand_openings) FILTER (WHERE direction = 'balanced'), 0) AS balanced,
        coalesce(sum(demand_openings) FILTER (WHERE direction = 'over'), 0) AS over_supplied,
        count(direction) AS rated,
        sum(untested) AS untested
    FROM seen GROUP BY course_id, scenario
),
fact AS (
    SELECT
        r.course_id,
        n.scenario,
        CASE
            WHEN w.openings IS NULL OR w.rated = 0 THEN 'unknown'
            WHEN w.short + w.balanced + w.over_supplied = 0 THEN 'small'
            WHEN w.short >= w.balanced AND w.short >= w.over_supplied THEN 'short'
            WHEN w.balanced >= w.over_supplied THEN 'balanced'
            ELSE 'over'
        END AS outlook,
        CASE WHEN n.scenario <> 'base' AND r.demand_result = 'passed' AND w.openings < c.threshold THEN 'failed' ELSE r.demand_result END AS demand,
        r.duplication_result AS duplication,
        CASE
            WHEN r.completion_result = 'failed' OR r.placement_result = 'failed' THEN 'failed'
            WHEN r.completion_result = 'passed' AND r.placement_result = 'passed' THEN 'passed'
            ELSE 'unknown'
        END AS effectiveness,
        r.fill,
        r.is_apprenticeship,
        coalesce(w.untested, 0) > 0 AS is_untested
    FROM (SELECT v.*, c.apprenticeship_sponsor IS NOT NULL AS is_apprenticeship FROM course_review v JOIN course c ON c.course_id = v.course_id) r
    CROSS JOIN scenario n
    JOIN ref_test_criterion c ON c.test = '52302.3' AND c.criterion = 'demand'
    LEFT JOIN weighed w ON w.course_id = r.course_id AND w.scenario = n.scenario
),
matched AS (
    SELECT
        f.course_id, f.scenario, f.outlook, f.is_untested, r.rule, r.recommendation, r.reason_template,
        row_number() OVER (PARTITION BY f.course_id, f.scenario ORDER BY r.priority) AS place
    FROM fact f
    JOIN ref_recommendation_rule r ON (r.demand IS NULL OR r.demand = f.demand)
        AND (r.duplication IS NULL OR r.duplication = f.duplication)
        AND (r.effectiveness IS NULL OR r.effectiveness = f.effectiveness)
        AND (r.outlook IS NULL OR r.outlook = f.outlook)
        AND (r.apprenticeship IS NULL OR r.apprenticeship = f.is_apprenticeship)
        AND (r.least_fill IS NULL OR f.fill >= r.least_fill)
),
decided AS (SELECT * FROM matched WHERE place = 1),
-- Programs to start: families that ROCPs are known to teach, which lead to an occupation on the lists of the service area that no course of the provider leads to.
unserved AS (
    SELECT s.region_id AS provider_id, s.soc, s.occupation, s.demand_openings, g.supply_allocated, s.status, g.demand_period, g.supply_period
    FROM gap_shortlist s
    JOIN supply_demand_gap g ON g.scheme = s.scheme AND g.region_id = s.region_id AND g.soc = s.soc
    LEFT JOIN (SELECT DISTINCT provider_id, soc FROM course_outlook) o ON o.provider_id = s.region_id AND o.soc = s.soc
    WHERE s.scheme = 'service-area' AND s.list IN ('lead', 'no_program') AND s.demand_openings >= 10 AND o.soc IS NULL
),
led AS (
    SELECT DISTINCT u.provider_id, f.cip4, f.family, u.soc, u.occupation, u.demand_openings, u.supply_allocated, u.status, u.demand_period, u.supply_period
    FROM unserved u
    JOIN core_link l ON l.soc = u.soc AND l.link_weight > 0
    JOIN ref_program_family f ON f.cip4 = substr(l.program_code, 1, 5) AND f.rocp_taught
    JOIN taken t ON t.status = u.status AND t.direction = 'short'
),
-- The ten families of a provider that leave the most openings unfilled.
first AS (
    SELECT provider_id, cip4, row_number() OVER (PARTITION BY provider_id ORDER BY round(sum(demand_openings - supply_allocated), 6) DESC, cip4) AS place
    FROM led GROUP BY provider_id, cip4
),
start AS (SELECT l.* FROM led l JOIN first f ON f.provider_id = l.provider_id AND f.cip4 = l.cip4 WHERE f.place <= 10),
start_tried AS (
    SELECT s.provider_id, s.cip4, n.scenario, sum(CASE WHEN t.direction = 'short' THEN 1 ELSE 0 END) AS short, sum(CASE WHEN a.status = 'unknown' THEN 1 ELSE 0 END) AS untested
    FROM start s
    CROSS JOIN scenario n
    LEFT JOIN area a ON a.region_id = s.provider_id AND a.soc = s.soc AND a.scenario = n.scenario
    LEFT JOIN taken t ON t.status = coalesce(a.status, s.status)
    GROUP BY s.provider_id, s.cip4, n.scenario
),
tried AS (
    SELECT d.course_id AS subject_id, d.scenario, d.recommendation, d.is_untested
    FROM decided d
    UNION ALL
    SELECT concat(provider_id, '|start|', cip4) AS subject_id, scenario, CASE WHEN short > 0 THEN 'start_new' ELSE 'watch' END AS recommendation, untested > 0 AND short = 0 AS is_untested
    FROM start_tried
),
judged AS (
    SELECT
        t.subject_id,
        string_to_array(nullif(string_agg(t.scenario, '|' ORDER BY t.scenario) FILTER (WHERE NOT t.is_untested AND t.recommendation = b.recommendation), ''), '|') AS survives,
        string_to_array(nullif(string_agg(concat(t.scenario, ': ', t.recommendation), '|' ORDER BY t.scenario) FILTER (WHERE NOT t.is_untested AND t.recommendation <> b.recommendation), ''), '|') AS flips_under,
        string_to_array(nullif(string_agg(t.scenario, '|' ORDER BY t.scenario) FILTER (WHERE t.is_untested), ''), '|') AS untested
    FROM tried t JOIN tried b ON b.subject_id = t.subject_id AND b.scenario = 'base'
    WHERE t.scenario <> 'base'
    GROUP BY t.subject_id
),
-- Others' supply for the occupation with the most openings, as divided, or whole where it cannot be divided.
others AS (
    SELECT course_id, other_supply
    FROM (SELECT course_id, coalesce(other_supply_allocated, other_supply_whole) AS other_supply, row_number() OVER (PARTITION BY course_id ORDER BY demand_openings DESC NULLS LAST, soc) AS place FROM course_outlook) o
    WHERE place = 1
),
every AS (
    SELECT
        d.course_id AS subject_id, r.provider_id, r.provider, r.is_example, d.course_id, r.course_code, r.course_title AS subject, CAST(NULL AS VARCHAR) AS cip4,
        d.recommendation, d.rule, d.outlook, d.reason_template, r.demand_openings, o.other_supply, r.completion, r.placement, r.fill, r.licensing_result, CAST(NULL AS VARCHAR) AS occupations,
        CASE WHEN r.is_example THEN 'an invented catalog beside real openings and the real training of others' ELSE 'the service area''s openings and training, the provider''s own completers counted, 1 to 10 of a course as a range' END AS rests_on,
        r.demand_period, r.supply_period
    FROM decided d
    JOIN course_review r ON r.course_id = d.course_id
    LEFT JOIN others o ON o.course_id = d.course_id
    WHERE d.scenario = 'base'
    UNION ALL
    SELECT
        concat(s.provider_id, '|start|', s.cip4) AS subject_id, s.provider_id, p.provider, p.is_example, CAST(NULL AS VARCHAR) AS course_id, CAST(NULL AS VARCHAR) AS course_code, min(s.family) AS subject, s.cip4,
        min(r.recommendation) AS recommendation, min(r.rule) AS rule, min(r.outlook) AS outlook, min(r.reason_template) AS reason_template, sum(s.demand_openings) AS demand_openings, sum(s.supply_allocated) AS other_supply,
        CAST(NULL AS DOUBLE) AS completion, CAST(NULL AS DOUBLE) AS placement, CAST(NULL AS DOUBLE) AS fill, CAST(NULL AS VARCHAR) AS licensing_result, CAST(string_agg(s.occupation, '; ' ORDER BY s.demand_openings DESC, s.soc) AS VARCHAR) AS occupations,
        'occupations of the service area''s lists that no course of the provider leads to, others'' training as divided' AS rests_on, min(s.demand_period) AS demand_period, min(s.supply_period) AS supply_period
    FROM start s
    JOIN (SELECT provider_id, min(provider) AS provider, bool_or(is_example) AS is_example FROM course GROUP BY provider_id) p ON p.provider_id = s.provider_id
    JOIN ref_recommendation_rule r ON r.outlook = 'start'
    GROUP BY s.provider_id, s.cip4, p.provider, p.is_example
)
SELECT
    e.subject_id,
    e.provider_id,
    e.provider,
    e.is_example,
    e.course_id,
    e.course_code,
    e.subject,
    e.cip4,
    e.recommendation,
    e.rule,
    replace(replace(replace(replace(replace(replace(e.reason_template,
        '{openings}', coalesce(CAST(CAST(round(e.demand_openings) AS BIGINT) AS VARCHAR), 'an unknown number of')),
        '{others}', coalesce(CAST(CAST(round(e.other_supply) AS BIGINT) AS VARCHAR), 'an unknown number')),
        '{completion}', coalesce(CAST(CAST(round(100 * e.completion) AS BIGINT) AS VARCHAR) || '%', 'not known')),
        '{placement}', coalesce(CAST(CAST(round(100 * e.placement) AS BIGINT) AS VARCHAR) || '%', 'not known')),
        '{fill}', coalesce(CAST(CAST(round(100 * e.fill) AS BIGINT) AS VARCHAR) || '%', 'an unknown share')),
        '{occupations}', coalesce(e.occupations, '')) || CASE WHEN e.licensing_result = 'failed' THEN '. First: the catalog gives fewer hours than its license asks for' ELSE '' END AS reason,
    e.outlook,
    round(e.demand_openings, 6) AS demand_openings,
    round(e.other_supply, 6) AS other_supply,
    CASE WHEN j.flips_under IS NOT NULL THEN 'sensitive' WHEN j.survives IS NULL THEN 'unknown' WHEN j.untested IS NOT NULL THEN 'robust where tested' ELSE 'robust' END AS sensitivity,
    j.survives,
    j.flips_under,
    j.untested,
    e.rests_on,
    e.demand_period,
    e.supply_period
FROM every e LEFT JOIN judged j ON j.subject_id = e.subject_id
