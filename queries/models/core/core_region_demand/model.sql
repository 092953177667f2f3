-- Demand by region: the areas in use added up, each with its share. Where some areas do not give the occupation, it is a lower bound.
WITH totals AS (
    SELECT ra.scheme, ra.region_id, ra.area_id, ra.area_share AS flat_share, ra.is_split, t.base_employment AS area_employment
    FROM core_region_area ra LEFT JOIN core_area_total t ON t.area_id = ra.area_id
    WHERE ra.purpose = 'demand'
),
-- Counties of a region that no area covers: their demand is unknown, so the region's is a lower bound.
bare AS (
    SELECT r.scheme, r.region_id, count(*) AS bare_counties
    FROM core_region_county r
    LEFT JOIN (
        SELECT DISTINCT c.county_fips FROM core_area_county c JOIN core_area a ON a.area_id = c.area_id WHERE a.area_type <> 'State' AND c.in_use
    ) k ON k.county_fips = r.county_fips
    WHERE k.county_fips IS NULL AND r.scheme <> 'state'
    GROUP BY r.scheme, r.region_id
),
placed AS (
    SELECT t.*, o.soc, coalesce(s.area_share, t.flat_share) AS area_share, a.openings_year, a.exits_year, a.transfers_year, a.change_year, a.base_employment,
        a.relative_error, a.is_estimated, a.identity_mismatch, a.soc_2010_mapped, a.period, a.median_hourly_wage, a.is_median_least
    FROM totals t
    CROSS JOIN core_occupation o
    LEFT JOIN core_area_occupation a ON a.area_id = t.area_id AND a.soc = o.soc
    LEFT JOIN core_region_split s ON s.scheme = t.scheme AND s.region_id = t.region_id AND s.purpose = 'demand' AND s.area_id = t.area_id AND s.soc = o.soc
),
summed AS (
    SELECT
        scheme,
        region_id,
        soc,
        count(area_share * openings_year) AS areas_published,
        count(*) AS areas_total,
        sum(area_share * openings_year) AS demand_openings,
        sum(area_share * exits_year) FILTER (WHERE openings_year IS NOT NULL) AS exits_year,
        count(area_share * openings_year) FILTER (WHERE exits_year IS NULL OR transfers_year IS NULL OR change_year IS NULL) AS areas_without_parts,
        sum(area_share * transfers_year) FILTER (WHERE openings_year IS NOT NULL) AS transfers_year,
        sum(area_share * change_year) FILTER (WHERE openings_year IS NOT NULL) AS change_year,
        sum(area_share * base_employment) FILTER (WHERE openings_year IS NOT NULL) AS base_employment,
        CASE WHEN count(flat_share * area_employment) = count(*) THEN
            sum(flat_share * area_employment) FILTER (WHERE openings_year IS NOT NULL) / nullif(sum(flat_share * area_employment), 0)
        END AS employment_covered,
        coalesce(bool_or(is_split AND openings_year IS NOT NULL), false) AS is_split,
        coalesce(bool_or(identity_mismatch), false) AS identity_mismatch,
        coalesce(bool_or(soc_2010_mapped AND openings_year IS NOT NULL), false) AS soc_2010_mapped,
        min(period) FILTER (WHERE openings_year IS NOT NULL) AS first_period,
        max(period) FILTER (WHERE openings_year IS NOT NULL) AS last_period,
        min(median_hourly_wage) AS median_hourly_low,
        max(median_hourly_wage) AS median_hourly_high,
        -- The lowest is a ceiling where no area prints a wage below it; the highest, where any area prints one.
        min(median_hourly_wage) FILTER (WHERE NOT is_median_least) AS median_hourly_printed,
        coalesce(bool_or(is_median_least), false) AS is_median_high_least,
        coalesce(bool_or(is_estimated AND openings_year IS NOT NULL), false) AS is_estimated,
        -- Sampling errors of areas are independent: their squares add up. An area whose error is not published has none here.
        1.645 * sqrt(sum(power(coalesce(area_share * openings_year * relative_error, 0), 2))) AS error
    FROM placed GROUP BY scheme, region_id, soc
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
    round(demand_openings - least(error, demand_openings), 6) AS demand_low,
    CASE WHEN areas_published = areas_total AND b.bare_counties IS NULL THEN round(demand_openings + error, 6) END AS demand_high,
    CASE WHEN areas_without_parts = 0 THEN round(least(demand_openings, exits_year + greatest(change_year, 0)), 6) END AS demand_new,
    areas_published,
    areas_total,
    round(employment_covered, 6) AS employment_covered,
    areas_published > 0 AND (areas_published < areas_total OR b.bare_counties IS NOT NULL) AS is_partial,
    is_split,
    identity_mismatch,
    soc_2010_mapped,
    is_estimated,
    error > 0 AS has_sampling_error,
    CASE WHEN first_period IS NULL OR first_period = last_period THEN first_period ELSE concat(first_period, '; ', last_period) END AS demand_period,
    coalesce(w.median_hourly_low, s.median_hourly_low) AS median_hourly_low,
    coalesce(w.median_hourly_high, s.median_hourly_high) AS median_hourly_high,
    w.median_hourly_low IS NULL AND s.median_hourly_low IS NOT NULL
    AND coalesce(s.median_hourly_low < median_hourly_printed, true) AS is_median_low_least,
    w.median_hourly_low IS NULL AND is_median_high_least AS is_median_high_least,
    CASE
        WHEN w.median_hourly_low IS NOT NULL THEN 'edd_oews'
        WHEN s.median_hourly_low IS NOT NULL AND is_estimated THEN 'bls_oews'
        WHEN s.median_hourly_low IS NOT NULL THEN 'edd_projections'
    END AS median_wage_source,
    CASE
        WHEN w.median_hourly_low IS NOT NULL THEN w.wage_period
        WHEN s.median_hourly_low IS NOT NULL THEN coalesce(last_period, 'not told')
    END AS median_wage_period
FROM summed s
LEFT JOIN bare b ON b.scheme = s.scheme AND b.region_id = s.region_id
-- The state's wage survey takes precedence: its areas are counties or few of them, and it names its quarter.
LEFT JOIN core_region_wage w ON w.scheme = s.scheme AND w.region_id = s.region_id AND w.soc = s.soc
