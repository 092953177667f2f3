-- The estimate of demand (method, section 1.3) and the entry wage of every region, also where a published projection
-- takes precedence: it stands beside it and is a lower bound where areas withhold.
-- The entry wage is the state survey's, whose areas are counties or few of them, where it covers the region; else the
-- national survey's.
WITH surveys_added AS (
    SELECT
        areas.scheme,
        areas.region_id,
        occupations.soc,
        round(sum(coalesce(splits.area_share, areas.area_share) * occupations.openings_year), 6) AS demand_estimated,
        min(occupations.entry_hourly_wage) AS entry_wage_low,
        -- A ceiling is the lowest where no area prints a wage below it.
        min(occupations.entry_hourly_wage) IS NOT NULL AND coalesce(
            min(occupations.entry_hourly_wage)
            < min(occupations.entry_hourly_wage) FILTER (WHERE NOT occupations.is_entry_wage_least),
            true
        ) AS is_entry_wage_least
    FROM core_region_area areas
    JOIN core_area_occupation occupations ON occupations.area_id = areas.area_id AND occupations.is_estimated
    LEFT JOIN core_region_split splits
        ON splits.scheme = areas.scheme AND splits.region_id = areas.region_id AND splits.purpose = areas.purpose
        AND splits.area_id = areas.area_id AND splits.soc = occupations.soc
    WHERE areas.purpose = 'estimate'
    GROUP BY areas.scheme, areas.region_id, occupations.soc
),
survey_in_use AS (SELECT max(survey_release) AS survey_release FROM core_survey_release)
SELECT
    coalesce(surveys_added.scheme, wages.scheme) AS scheme,
    coalesce(surveys_added.region_id, wages.region_id) AS region_id,
    coalesce(surveys_added.soc, wages.soc) AS soc,
    surveys_added.demand_estimated,
    coalesce(wages.entry_wage_low, surveys_added.entry_wage_low) AS entry_wage_low,
    wages.entry_wage_low IS NULL AND coalesce(surveys_added.is_entry_wage_least, false) AS is_entry_wage_least,
    CASE
        WHEN wages.entry_wage_low IS NOT NULL THEN 'edd_oews'
        WHEN surveys_added.entry_wage_low IS NOT NULL THEN 'bls_oews'
    END AS entry_wage_source,
    CASE
        WHEN wages.entry_wage_low IS NOT NULL THEN wages.wage_period
        WHEN surveys_added.entry_wage_low IS NOT NULL THEN survey_in_use.survey_release
    END AS entry_wage_period
FROM surveys_added
FULL JOIN core_region_wage wages
    ON wages.scheme = surveys_added.scheme AND wages.region_id = surveys_added.region_id
        AND wages.soc = surveys_added.soc
CROSS JOIN survey_in_use
