-- Every course put to the test of Education Code 52302.3 (method, section 7): documented demand, no unnecessary duplication, completion and placement, the verdict last. Unknown is never failed.
WITH band AS (SELECT max(CAST(setting_value AS DOUBLE)) AS band FROM profile_setting WHERE setting = 'band'),
-- The least that others train for an occupation: completers of programs that lead there alone, without the provider's own.
least AS (
    SELECT o.course_id, o.soc, coalesce(sum(a.completers), 0) AS other_low, coalesce(bool_or(a.is_mixed), false) AS is_mixed
    FROM course_outlook o
    LEFT JOIN core_allocation a ON a.scheme = 'service-area' AND a.region_id = o.provider_id AND a.soc = o.soc AND a.linked_occupations = 1 AND NOT starts_with(a.program_id, concat('c', o.provider_id, '|'))
    GROUP BY o.course_id, o.soc
),
occupation AS (
    SELECT
        o.course_id,
        o.soc,
        o.occupation,
        o.demand_openings,
        o.demand_low,
        o.demand_high,
        o.other_supply_allocated,
        o.other_supply_whole,
        o.demand_openings IS NOT NULL AND round(o.other_supply_whole, 6) < round((1 - b.band) * o.demand_low, 6) AS has_room,
        o.demand_high IS NOT NULL AND NOT l.is_mixed AND round(l.other_low, 6) > round((1 + b.band) * o.demand_high, 6) AS is_full,
        row_number() OVER (PARTITION BY o.course_id ORDER BY o.demand_openings DESC NULLS LAST, o.soc) AS place
    FROM course_outlook o
    CROSS JOIN band b
    JOIN least l ON l.course_id = o.course_id AND l.soc = o.soc
),
demand AS (
    SELECT
        course_id,
        count(*) AS occupations,
        count(demand_openings) AS known,
        sum(demand_openings) AS openings,
        CASE WHEN count(demand_high) = count(*) THEN sum(demand_high) END AS openings_high,
        sum(CASE WHEN demand_openings IS NOT NULL THEN greatest(demand_low - other_supply_whole, 0) END) AS left_open,
        bool_or(has_room) AS has_room,
        bool_and(is_full) AS is_full,
        max(CASE WHEN place = 1 AND demand_openings IS NOT NULL THEN concat(
            'most openings: ', occupation, ', ', CAST(CAST(round(demand_openings) AS BIGINT) AS VARCHAR), ' a year, others ',
            CASE WHEN other_supply_allocated IS NULL THEN '' ELSE concat(CAST(CAST(round(other_supply_allocated) AS BIGINT) AS VARCHAR), ' as divided, ') END,
            CAST(CAST(round(other_supply_whole) AS BIGINT) AS VARCHAR), ' at most'
        ) END) AS most
    FROM occupation GROUP BY course_id
),
asked AS (
    SELECT
        r.course_id,
        t.criterion,
        CASE t.criterion WHEN 'demand' THEN d.openings WHEN 'duplication' THEN d.left_open WHEN 'completion' THEN r.completion WHEN 'placement' THEN r.placement END AS criterion_value,
        CASE t.criterion WHEN 'demand' THEN t.threshold WHEN 'completion' THEN t.threshold * r.usual_completion WHEN 'placement' THEN t.threshold * r.usual_placement END AS threshold,
        coalesce(d.occupations, 0) AS occupations,
        coalesce(d.known, 0) AS known,
        d.openings_high,
        coalesce(d.has_room, false) AS has_room,
        coalesce(d.is_full, false) AS is_full,
        d.most,
        r.is_apprenticeship,
        r.counts_withheld
    FROM course_rate r
    CROSS JOIN ref_test_criterion t
    LEFT JOIN demand d ON d.course_id = r.course_id
    WHERE t.test = '52302.3' AND t.comparison <> 'combined'
),
judged AS (
    SELECT
        course_id,
        criterion,
        criterion_value,
        threshold,
        CASE
            WHEN criterion = 'duplication' THEN CASE WHEN has_room THEN 'passed' WHEN is_full THEN 'failed' ELSE 'unknown' END
            WHEN criterion_value IS NULL OR threshold IS NULL THEN 'unknown'
            WHEN round(criterion_value, 6) >= round(threshold, 6) THEN 'passed'
            WHEN criterion = 'demand' AND (openings_high IS NULL OR openings_high >= threshold) THEN 'unknown'
            ELSE 'failed'
        END AS result,
        CASE
            WHEN criterion IN ('demand', 'duplication') AND occupations = 0 THEN 'the program code leads to no occupation, or there is none'
            WHEN criterion IN ('demand', 'duplication') AND known = 0 THEN 'openings of its occupations are not published for the service area'
            WHEN criterion = 'demand' THEN concat('openings of ', CAST(known AS VARCHAR), ' of ', CAST(occupations AS VARCHAR), ' occupations are known')
            WHEN criterion = 'duplication' AND has_room THEN concat('others leave openings, among the streams counted; ', most)
            WHEN criterion = 'duplication' AND is_full THEN concat('others more than fill every occupation; ', most)
            WHEN criterion = 'duplication' THEN concat('it depends on how others'' completers divide over occupations; ', most)
            WHEN criterion_value IS NULL AND counts_withheld > 0 THEN 'counts of 1 to 10 students are withheld'
            WHEN criterion_value IS NULL THEN 'the catalog does not give the counts'
            WHEN threshold IS NULL THEN 'fewer than three courses of the provider have a rate to hold it against'
            WHEN criterion = 'placement' AND is_apprenticeship THEN 'apprenticeship instruction: its students are employed already'
            WHEN counts_withheld > 0 THEN 'over the counts that may be shown'
        END AS reason
    FROM asked
),
verdict AS (
    SELECT course_id, sum(CASE WHEN result = 'passed' THEN 1 ELSE 0 END) AS met, sum(CASE WHEN result = 'unknown' THEN 1 ELSE 0 END) AS open, count(*) AS parts
    FROM judged GROUP BY course_id
),
every AS (
    SELECT course_id, criterion, criterion_value, threshold, result, reason FROM judged
    UNION ALL
    SELECT
        v.course_id,
        'verdict' AS criterion,
        CAST(v.met AS DOUBLE) AS criterion_value,
        CAST(t.needed AS DOUBLE) AS threshold,
        CASE WHEN v.met >= t.needed THEN 'passed' WHEN v.met + v.open < t.needed THEN 'failed' ELSE 'unknown' END AS result,
        concat(
            CASE WHEN v.met = v.parts THEN 'all' WHEN v.met + v.open = 0 THEN 'none' ELSE CAST(v.met AS VARCHAR) END,
            ' of ', CAST(v.parts AS VARCHAR), ' met',
            CASE WHEN v.open > 0 THEN concat(', ', CAST(v.open AS VARCHAR), ' unknown') ELSE '' END
        ) AS reason
    FROM verdict v JOIN ref_test_criterion t ON t.test = '52302.3' AND t.criterion = 'verdict'
)
SELECT
    e.course_id,
    c.provider_id,
    c.course_code,
    c.course_title,
    c.is_example,
    t.test,
    e.criterion,
    t.criterion_place,
    round(e.criterion_value, 6) AS criterion_value,
    round(e.threshold, 6) AS threshold,
    t.unit,
    e.result,
    e.reason
FROM every e
JOIN course c ON c.course_id = e.course_id
JOIN ref_test_criterion t ON t.test = '52302.3' AND t.criterion = e.criterion
