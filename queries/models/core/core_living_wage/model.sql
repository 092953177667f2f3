-- The named living wage of every region: the median of its counties where the profile names a household and every county has a wage, else the profile's own figure.
WITH setting AS (
    SELECT
        max(CASE WHEN setting = 'living_wage' THEN CAST(setting_value AS DOUBLE) END) AS hourly,
        max(CASE WHEN setting = 'living_wage_name' THEN setting_value END) AS name,
        max(CASE WHEN setting = 'living_wage_household' THEN setting_value END) AS household
    FROM profile_setting
),
newest AS (
    SELECT w.living_wage_standard, w.household, w.county, w.calendar_year, max(w.hourly_living_wage) AS hourly_living_wage
    FROM stg_living_wage w
    JOIN setting s ON s.household = w.household
    JOIN (SELECT household, max(calendar_year) AS newest_year FROM stg_living_wage GROUP BY household) y ON y.household = w.household AND y.newest_year = w.calendar_year
    GROUP BY w.living_wage_standard, w.household, w.county, w.calendar_year
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
    JOIN ref_county c ON c.county_fips = r.county_fips
    LEFT JOIN newest n ON n.county = c.county
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
