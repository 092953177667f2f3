-- Demand by region: the published areas added up, each with its share. Where some areas do not publish the occupation, it is a lower bound.
WITH totals AS (
    SELECT ra.scheme, ra.region_id, ra.area_id, ra.area_share, ra.is_split, t.base_employment AS area_employment
    FROM core_region_area ra LEFT JOIN core_area_total t ON t.area_id = ra.area_id
),
-- Counties of a region that no published area covers: their demand is unknown, so the region's is a lower bound.
bare AS (
    SELECT r.scheme, r.region_id, count(*) AS bare_counties
    FROM core_region_county r
    LEFT JOIN (
        SELECT DISTINCT c.county_fips FROM core_area_county c JOIN core_area a ON a.area_id = c.area_id WHERE a.area_type <> 'State'
    ) k ON k.county_fips = r.county_fips
    WHERE k.county_fips IS NULL AND r.scheme <> 'state'
    GROUP BY r.scheme, r.region_id
),
summed AS (
    SELECT
        t.scheme,
        t.region_id,
        o.soc,
        count(t.area_share * a.openings_year) AS areas_published,
        count(*) AS areas_total,
        sum(t.area_share * a.openings_year) AS demand_openings,
        sum(t.area_share * a.exits_year) FILTER (WHERE a.openings_year IS NOT NULL) AS exits_year,
        count(t.area_share * a.openings_year) FILTER (WHERE a.exits_year IS NULL OR a.transfers_year IS NULL OR a.change_year IS NULL) AS areas_without_parts,
        sum(t.area_share * a.transfers_year) FILTER (WHERE a.openings_year IS NOT NULL) AS transfers_year,
        sum(t.area_share * a.change_year) FILTER (WHERE a.openings_year IS NOT NULL) AS change_year,
        sum(t.area_share * a.base_employment) FILTER (WHERE a.openings_year IS NOT NULL) AS base_employment,
        CASE WHEN count(t.area_share * t.area_employment) = count(*) THEN
            sum(t.area_share * t.area_employment) FILTER (WHERE a.openings_year IS NOT NULL) / nullif(sum(t.area_share * t.area_employment), 0)
        END AS employment_covered,
        coalesce(bool_or(t.is_split AND a.openings_year IS NOT NULL), false) AS is_split,
        coalesce(bool_or(a.identity_mismatch), false) AS identity_mismatch,
        coalesce(bool_or(a.soc_2010_mapped AND a.openings_year IS NOT NULL), false) AS soc_2010_mapped,
        min(a.period) FILTER (WHERE a.openings_year IS NOT NULL) AS first_period,
        max(a.period) FILTER (WHERE a.openings_year IS NOT NULL) AS last_period,
        min(a.median_hourly_wage) AS median_hourly_low,
        max(a.median_hourly_wage) AS median_hourly_high
    FROM totals t
    CROSS JOIN core_occupation o
    LEFT JOIN core_area_occupation a ON a.area_id = t.area_id AND a.soc = o.soc
    GROUP BY t.scheme, t.region_id, o.soc
)
SELECT
    s.scheme,
    s.region_id,
    s.soc,
    round(demand_openings, 6) AS demand_openings,
    CASE WHEN areas_without_parts = 0 THEN round(exits_year, 6) END AS exits_year,
    CASE WHEN areas_without_parts = 0 THEN round(transfers_year, 6) END AS transfers_year,
    CASE WHEN areas_without_parts = 0 THEN round(change_year, 6) END AS change_year,
    round(base_employment, 6) AS base_employment,
    round(demand_openings, 6) AS demand_low,
    CASE WHEN areas_published = areas_total AND b.bare_counties IS NULL THEN round(demand_openings, 6) END AS demand_high,
    CASE WHEN areas_without_parts = 0 THEN round(least(demand_openings, exits_year + greatest(change_year, 0)), 6) END AS demand_new,
    areas_published,
    areas_total,
    round(employment_covered, 6) AS employment_covered,
    areas_published > 0 AND (areas_published < areas_total OR b.bare_counties IS NOT NULL) AS is_partial,
    is_split,
    identity_mismatch,
    soc_2010_mapped,
    CASE WHEN first_period IS NULL OR first_period = last_period THEN first_period ELSE concat(first_period, '; ', last_period) END AS demand_period,
    median_hourly_low,
    median_hourly_high
FROM summed s LEFT JOIN bare b ON b.scheme = s.scheme AND b.region_id = s.region_id
