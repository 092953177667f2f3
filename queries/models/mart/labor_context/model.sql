-- Unemployment of a region by year: its counties added up, each with its weight. The federal file comes first, county by county and year by year, else the state's.
WITH federal_ranked AS (
    -- Two files can hold a county's year: that which was revised last is taken.
    SELECT
        calendar_year,
        county_fips,
        labor_force,
        unemployed_residents,
        row_number() OVER (PARTITION BY calendar_year, county_fips ORDER BY vintage DESC NULLS LAST, file_role, line) AS place
    FROM stg_bls_laus_county
    WHERE labor_force IS NOT NULL AND unemployed_residents IS NOT NULL
),
federal AS (
    SELECT calendar_year, county_fips, 'bls_laus' AS source, labor_force, unemployed_residents
    FROM federal_ranked
    WHERE place = 1
),
californian AS (
    SELECT s.calendar_year, c.county_fips, 'edd_laus' AS source, max(s.labor_force) AS labor_force, max(s.unemployed_residents) AS unemployed_residents
    FROM stg_edd_laus s JOIN ref_county c ON concat(c.county, ' County') = s.area_name
    WHERE s.area_type = 'County' AND s.laus_period = 'Annual' AND NOT s.seasonally_adjusted
    GROUP BY s.calendar_year, c.county_fips
),
held AS (
    SELECT * FROM federal
    UNION ALL
    SELECT s.* FROM californian s LEFT JOIN federal f ON f.calendar_year = s.calendar_year AND f.county_fips = s.county_fips
    WHERE f.county_fips IS NULL AND s.labor_force IS NOT NULL AND s.unemployed_residents IS NOT NULL
),
years AS (SELECT DISTINCT calendar_year FROM held),
summed AS (
    SELECT
        r.scheme,
        r.region_id,
        y.calendar_year,
        count(*) AS counties,
        count(h.county_fips) AS counties_known,
        sum(r.county_weight * h.labor_force) AS labor_force,
        sum(r.county_weight * h.unemployed_residents) AS unemployed_residents,
        CAST(string_agg(DISTINCT h.source, '; ' ORDER BY h.source) AS VARCHAR) AS source
    FROM core_region_county r CROSS JOIN years y LEFT JOIN held h ON h.county_fips = r.county_fips AND h.calendar_year = y.calendar_year
    GROUP BY r.scheme, r.region_id, y.calendar_year
)
SELECT
    s.scheme,
    s.region_id,
    r.region,
    s.calendar_year,
    s.counties AS counties_total,
    s.counties_known,
    -- A county that is missing leaves the region's figures unknown: those of the others are another region's.
    CASE WHEN s.counties = s.counties_known THEN round(s.labor_force, 6) END AS labor_force,
    CASE WHEN s.counties = s.counties_known THEN round(s.unemployed_residents, 6) END AS unemployed_residents,
    CASE WHEN s.counties = s.counties_known THEN round(s.unemployed_residents / nullif(s.labor_force, 0), 6) END AS unemployment_share,
    s.source
FROM summed s JOIN core_region r ON r.scheme = s.scheme AND r.region_id = s.region_id
WHERE s.counties_known > 0
