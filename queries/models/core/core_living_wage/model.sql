-- The named living wage of every region: the median of its counties where the profile names a household and every county has a wage, else the profile's own figure.
WITH setting AS (
    SELECT
        max(CASE WHEN setting = 'living_wage' THEN CAST(setting_value AS DOUBLE) END) AS hourly,
        max(CASE WHEN setting = 'living_wage_name' THEN setting_value END) AS name,
        max(CASE WHEN setting = 'living_wage_household' THEN setting_value END) AS household
    FROM profile_setting
),
-- An analyst's own rows come before the standard that was fetched; one without a county holds in all.
given AS (
    SELECT 1 AS precedence, w.living_wage_standard, c.county_fips, w.calendar_year, w.household, w.hourly_living_wage
    FROM stg_living_wage w JOIN setting s ON s.household = w.household JOIN ref_county c ON c.county = w.county
    UNION ALL
    SELECT 0, t.living_wage_standard, c.county_fips, t.calendar_year, t.household, t.hourly_living_wage
    FROM stg_table_living_wage t JOIN setting s ON s.household = t.household CROSS JOIN ref_county c
    WHERE coalesce(t.county_fips, c.county_fips) = c.county_fips
),
ranked AS (SELECT *, rank() OVER (ORDER BY precedence, calendar_year DESC) AS place FROM given),
newest AS (
    SELECT living_wage_standard, household, county_fips, calendar_year, max(hourly_living_wage) AS hourly_living_wage
    FROM ranked WHERE place = 1
    GROUP BY living_wage_standard, household, county_fips, calendar_year
),
of_region AS (
    SELECT
        r.scheme,
        r.region_id,
        count(DISTINCT r.county_fips) AS counties,
        count(DISTINCT CASE WHEN n.hourly_living_wage IS NOT NULL THEN r.county_fips END) AS counties_given,
        median(n.hourly_living_wage) AS hourly,
        min(n.living_wage_standard) AS living_wage_standard,
        min(n.calendar_year) AS calendar_year,
        min(n.household) AS household
    FROM core_region_county r
    LEFT JOIN newest n ON n.county_fips = r.county_fips
    GROUP BY r.scheme, r.region_id
)
SELECT
    o.scheme,
    o.region_id,
    CASE WHEN o.counties_given = o.counties THEN round(o.hourly, 2) ELSE s.hourly END AS hourly_living_wage,
    CASE
        WHEN o.counties_given = o.counties THEN concat(o.living_wage_standard, ', ', CAST(o.calendar_year AS VARCHAR), ', household ', o.household, ', median of the counties')
        ELSE s.name
    END AS living_wage_standard
FROM of_region o CROSS JOIN setting s
