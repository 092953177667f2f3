-- The settings that the run's figures rest on, one a row: the profile's own, and the editions that stand behind figures.
WITH areas_counted AS (
    SELECT
        sum(CASE WHEN core_area.demand_source = 'bls_oews' THEN 1 ELSE 0 END) AS estimated,
        count(*) AS every_county
    FROM core_area_county
    JOIN core_area ON core_area.area_id = core_area_county.area_id
    WHERE core_area_county.in_use AND core_area.area_type <> 'State'
),
releases_listed AS (
    SELECT CAST(string_agg(survey_release, ', ' ORDER BY survey_year) AS VARCHAR) AS survey_release FROM core_survey_release
),
bands_ranked AS (
    SELECT
        ref_estimate_band.*,
        -- The band of the release in use; where that was not compared, the newest that was.
        row_number() OVER (
            ORDER BY
                CASE WHEN ref_estimate_band.survey_release = releases_listed.survey_release THEN 0 ELSE 1 END,
                ref_estimate_band.projection_period DESC,
                ref_estimate_band.survey_release DESC
        ) AS place
    FROM ref_estimate_band
    CROSS JOIN releases_listed
)
SELECT setting, setting_value FROM profile_setting
UNION ALL
SELECT
    'demand_estimated' AS setting,
    CASE WHEN estimated = 0 THEN 'none' WHEN estimated < every_county THEN 'some' ELSE 'all' END AS setting_value
FROM areas_counted
WHERE every_county > 0
UNION ALL
SELECT 'survey_release' AS setting, survey_release AS setting_value FROM releases_listed WHERE survey_release IS NOT NULL
UNION ALL
SELECT 'rate_period' AS setting, max(rate_period) AS setting_value FROM core_national_rate HAVING count(*) > 0
UNION ALL
SELECT 'county_employment_year' AS setting, CAST(max(calendar_year) AS VARCHAR) AS setting_value
FROM core_county_employment
HAVING count(*) > 0
UNION ALL
SELECT 'band_survey_release' AS setting, survey_release AS setting_value FROM bands_ranked WHERE place = 1
UNION ALL
SELECT 'band_projection_period' AS setting, projection_period AS setting_value FROM bands_ranked WHERE place = 1
UNION ALL
SELECT 'band_median' AS setting, CAST(median_ratio AS VARCHAR) AS setting_value FROM bands_ranked WHERE place = 1
UNION ALL
SELECT 'band_low' AS setting, CAST(low_ratio AS VARCHAR) AS setting_value FROM bands_ranked WHERE place = 1
UNION ALL
SELECT 'band_high' AS setting, CAST(high_ratio AS VARCHAR) AS setting_value FROM bands_ranked WHERE place = 1
