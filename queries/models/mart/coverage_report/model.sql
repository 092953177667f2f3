-- What is counted and what is not, by region: one measure a row.
WITH gap AS (
    SELECT
        scheme,
        region_id,
        count(*) AS occupations,
        count(demand_openings) AS known,
        sum(demand_openings) AS demand,
        sum(CASE WHEN array_has(flags, 'partial_area') THEN 1 ELSE 0 END) AS partial,
        sum(CASE WHEN array_has(flags, 'estimated_area_split') THEN 1 ELSE 0 END) AS split,
        sum(CASE WHEN supply_whole > 0 THEN demand_openings WHEN demand_openings IS NOT NULL THEN 0 END) AS demand_linked,
        sum(supply_allocated) AS allocated,
        sum(CASE WHEN supply_whole > 0 AND demand_openings IS NULL THEN 1 ELSE 0 END) AS supply_unknown_demand
    FROM supply_demand_gap GROUP BY scheme, region_id
),
mismatch AS (
    SELECT g.scheme, g.region_id, 0.5 * sum(abs(g.supply_allocated / nullif(t.allocated, 0) - g.demand_openings / nullif(t.demand_linked, 0))) AS mismatch
    FROM supply_demand_gap g JOIN gap t ON t.scheme = g.scheme AND t.region_id = g.region_id
    WHERE g.supply_whole > 0 AND g.demand_openings > 0
    GROUP BY g.scheme, g.region_id
),
supply AS (
    SELECT
        r.scheme,
        r.region_id,
        count(p.program_id) AS programs,
        coalesce(sum(p.completers), 0) AS completers,
        coalesce(sum(p.unallocatable), 0) AS unallocatable,
        coalesce(sum(p.completers_outside), 0) AS outside,
        coalesce(sum(CASE WHEN p.linked_occupations = 0 THEN 1 ELSE 0 END), 0) AS programs_unlinked
    FROM core_region r LEFT JOIN program_supply p ON p.scheme = r.scheme AND p.region_id = r.region_id
    GROUP BY r.scheme, r.region_id
),
-- Grouped by region, so that a filter on the measure cannot reach below an aggregate without groups.
statewide AS (
    SELECT
        r.scheme,
        r.region_id,
        sum(CASE WHEN p.county_fips IS NULL THEN p.completers ELSE 0 END) AS unlocated,
        sum(p.completers_whole - p.completers_counted) AS not_counted
    FROM core_region r CROSS JOIN core_program p WHERE r.scheme = 'state' GROUP BY r.scheme, r.region_id
),
difference AS (
    SELECT scheme, sum(demand_difference) AS demand FROM state_minus_regions GROUP BY scheme
),
every AS (
    SELECT scheme, region_id, 'occupations' AS measure, CAST(occupations AS DOUBLE) AS measure_value, 'occupations' AS unit, 'every detailed occupation that an area in use publishes or surveys; compared are those with known openings and a linked program' AS note FROM gap
    UNION ALL SELECT scheme, region_id, 'occupations_known', CAST(known AS DOUBLE), 'occupations', 'in at least a part of the region' FROM gap
    UNION ALL SELECT scheme, region_id, 'occupations_partial', CAST(partial AS DOUBLE), 'occupations', 'not known for all areas of the region' FROM gap
    UNION ALL SELECT scheme, region_id, 'occupations_split', CAST(split AS DOUBLE), 'occupations', 'from an area that is divided between regions' FROM gap
    UNION ALL SELECT scheme, region_id, 'occupations_supply_unknown_demand', CAST(supply_unknown_demand AS DOUBLE), 'occupations', 'they stand in no comparison' FROM gap
    UNION ALL SELECT scheme, region_id, 'demand_known', round(demand, 6), 'openings per year', 'sum over the occupations with known openings' FROM gap
    UNION ALL SELECT scheme, region_id, 'demand_linked_share', round(demand_linked / nullif(demand, 0), 6), 'share of 1', 'a counted program leads to them' FROM gap
    UNION ALL SELECT scheme, region_id, 'mismatch', round(mismatch, 6), 'share of 1', 'of the awards divided would have to go to another occupation to match the pattern of openings' FROM mismatch
    UNION ALL SELECT scheme, region_id, 'programs', CAST(programs AS DOUBLE), 'lines', 'a line is one program code of one provider at one award level; a group of programs divided by the mix counts once for each of its codes' FROM supply
    UNION ALL SELECT scheme, region_id, 'programs_unlinked', CAST(programs_unlinked AS DOUBLE), 'lines', 'of the lines counted' FROM supply
    UNION ALL SELECT scheme, region_id, 'programs_unlinked_share', round(CAST(programs_unlinked AS DOUBLE) / nullif(programs, 0), 6), 'share of 1', 'of the lines counted: their codes find no published occupation' FROM supply
    UNION ALL SELECT scheme, region_id, 'supply_total', round(completers, 6), 'awards per year', 'of all streams counted' FROM supply
    UNION ALL SELECT scheme, region_id, 'supply_outside', round(outside, 6), 'awards per year', 'counted besides the total: an override says that they enter none of the linked occupations' FROM supply WHERE outside > 0
    UNION ALL SELECT scheme, region_id, 'supply_unallocatable', round(unallocatable, 6), 'awards per year', 'their programs lead to no occupation with known openings above zero' FROM supply
    UNION ALL SELECT scheme, region_id, 'supply_unallocatable_share', round(unallocatable / nullif(completers, 0), 6), 'share of 1', 'of counted awards' FROM supply
    UNION ALL
    SELECT scheme, region_id, concat('stream_', stream), CASE WHEN completers > 0 THEN completers END, 'awards per year',
        CASE WHEN stream_weight = 0 THEN concat(stream_title, ': not counted by this profile') WHEN completers = 0 THEN concat(stream_title, ': no data held, which is not zero') ELSE concat(stream_title, ': counted') END
    FROM core_region_stream
    UNION ALL SELECT scheme, region_id, 'supply_unlocated', round(unlocated, 6), 'awards per year', 'of statewide providers without a county: counted in the state, in no region' FROM statewide
    UNION ALL SELECT scheme, region_id, 'supply_not_counted', round(not_counted, 6), 'awards per year', 'of streams that the profile weighs below 1' FROM statewide
    UNION ALL SELECT 'state', 'california', concat('state_minus_', scheme), round(demand, 6), 'openings per year', 'demand of the state row minus the sum of the regions, occupations published in both' FROM difference
)
SELECT e.scheme, e.region_id, r.region, e.measure, e.measure_value, e.unit, e.note
FROM every e JOIN core_region r ON r.scheme = e.scheme AND r.region_id = e.region_id
