-- Program deserts: occupations that a program can serve, with openings in a region and no counted program there, or a trace of one; and where the nearest is.
-- Distances run between the centers of counties, from the nearest county of the region.
WITH linked AS (SELECT DISTINCT program_code, soc FROM core_link WHERE link_weight > 0),
reachable AS (SELECT DISTINCT soc FROM linked),
-- Where one award a year and more leads to the occupation: less is what a mix of four-digit codes leaves of a program that is not there.
offered AS (
    SELECT l.soc, p.county_fips, sum(p.completers) AS completers, count(DISTINCT p.provider) AS providers
    FROM core_program p JOIN linked l ON l.program_code = p.program_code
    WHERE p.completers > 0 AND p.county_fips IS NOT NULL
    GROUP BY l.soc, p.county_fips
    HAVING sum(p.completers) >= 1
),
desert AS (
    SELECT g.scheme, g.region_id, g.region, g.soc, g.occupation, g.demand_openings, g.demand_low, g.demand_high, g.supply_whole, g.flags
    FROM supply_demand_gap g
    JOIN core_servable v ON v.soc = g.soc
    JOIN reachable l ON l.soc = g.soc
    WHERE g.demand_openings >= 10 AND g.supply_whole < 1
),
apart AS (
    SELECT
        a.county_fips,
        b.county_fips AS other_fips,
        round(2 * 3958.8 * asin(sqrt(least(1.0,
            power(sin(radians(b.latitude - a.latitude) / 2), 2) + cos(radians(a.latitude)) * cos(radians(b.latitude)) * power(sin(radians(b.longitude - a.longitude) / 2), 2)
        ))), 0) AS miles
    FROM ref_county_center a CROSS JOIN ref_county_center b
),
placed AS (
    SELECT
        d.scheme,
        d.region_id,
        d.soc,
        o.county_fips,
        o.completers,
        o.providers,
        x.miles,
        row_number() OVER (PARTITION BY d.scheme, d.region_id, d.soc ORDER BY x.miles, o.completers DESC, o.county_fips) AS place
    FROM desert d
    JOIN offered o ON o.soc = d.soc
    JOIN core_region_county r ON r.scheme = d.scheme AND r.region_id = d.region_id
    JOIN apart x ON x.county_fips = r.county_fips AND x.other_fips = o.county_fips
    WHERE d.scheme <> 'state'
),
-- Service areas lie over each other: there the county alone says where.
home AS (SELECT scheme, county_fips, region_id, region FROM core_region_county WHERE scheme NOT IN ('service-area', 'state'))
SELECT
    d.scheme,
    d.region_id,
    d.region,
    d.soc,
    d.occupation,
    d.demand_openings,
    d.demand_low,
    d.demand_high,
    w.entry_wage_low,
    coalesce(w.is_entry_wage_least, false) AS is_entry_wage_least,
    d.supply_whole,
    CASE WHEN d.supply_whole > 0 THEN 'trace' ELSE 'none' END AS desert_kind,
    h.region_id AS nearest_region_id,
    h.region AS nearest_region,
    c.county AS nearest_county,
    p.miles,
    p.providers AS nearest_providers,
    round(p.completers, 6) AS nearest_completers,
    d.flags
FROM desert d
LEFT JOIN placed p ON p.scheme = d.scheme AND p.region_id = d.region_id AND p.soc = d.soc AND p.place = 1
LEFT JOIN home h ON h.scheme = p.scheme AND h.county_fips = p.county_fips
LEFT JOIN ref_county c ON c.county_fips = p.county_fips
LEFT JOIN core_region_estimate w ON w.scheme = d.scheme AND w.region_id = d.region_id AND w.soc = d.soc
