-- Demand where no local projection is held (method, section 1.3): surveyed employment, raised by the self-employed whom the survey leaves out, times national annual rates.
-- Where BLS prints a dash for the self-employed there are practically none: no raise.
WITH wide AS (
    SELECT
        CASE d.areatype_code WHEN 'S' THEN 'oews-california' ELSE concat('oews-', d.area_code) END AS area_id,
        concat(substr(d.occupation_code, 1, 2), '-', substr(d.occupation_code, 3)) AS soc,
        d.occupation_code,
        max(d.year) AS survey_year,
        max(CASE WHEN d.datatype_code = '01' THEN d.value END) AS employment,
        max(CASE WHEN d.datatype_code = '02' THEN d.value END) AS relative_error,
        -- Occupations that are paid by the year alone: the annual wage over 2,080 hours. A wage that the publisher prints as its ceiling is that at least.
        max(CASE WHEN d.datatype_code = '07' THEN coalesce(d.value, c.hourly_ceiling) END) AS entry_by_hour,
        max(CASE WHEN d.datatype_code = '12' THEN coalesce(d.value, c.annual_ceiling) END) / 2080 AS entry_by_year,
        bool_or(d.datatype_code = '07' AND d.value IS NULL) AS is_entry_by_hour_least,
        bool_or(d.datatype_code = '12' AND d.value IS NULL) AS is_entry_by_year_least,
        max(CASE WHEN d.datatype_code = '08' THEN coalesce(d.value, c.hourly_ceiling) END) AS median_hourly_wage,
        bool_or(d.datatype_code = '08' AND d.value IS NULL) AS is_median_least,
        max(CASE WHEN d.datatype_code = '13' THEN coalesce(d.value, c.annual_ceiling) END) AS median_annual_wage,
        min(CASE WHEN d.datatype_code = '01' THEN d.line END) AS line
    FROM core_survey d
    JOIN core_area a ON a.area_id = CASE d.areatype_code WHEN 'S' THEN 'oews-california' ELSE concat('oews-', d.area_code) END
    LEFT JOIN core_wage_ceiling c ON c.footnote_code = d.footnote_codes
    WHERE d.areatype_code <> 'N' AND (d.areatype_code = 'M' OR d.area_code = '0600000') AND d.industry_code = '000000'
    GROUP BY d.areatype_code, d.area_code, d.occupation_code
)
SELECT
    w.area_id,
    w.soc,
    o.occupation_name AS occupation,
    concat('estimate, ', CAST(w.survey_year AS VARCHAR), ' employment') AS period,
    w.employment AS surveyed_employment,
    w.relative_error / 100 AS relative_error,
    CASE WHEN r.soc IS NOT NULL THEN w.employment / (1 - coalesce(r.self_employed_share, 0)) END AS base_employment,
    w.employment / (1 - coalesce(r.self_employed_share, 0)) * r.growth_rate AS change_year,
    w.employment / (1 - coalesce(r.self_employed_share, 0)) * r.exit_rate AS exits_year,
    w.employment / (1 - coalesce(r.self_employed_share, 0)) * r.transfer_rate AS transfers_year,
    CASE WHEN r.exit_rate + r.transfer_rate + r.growth_rate >= 0 THEN w.employment / (1 - coalesce(r.self_employed_share, 0)) * (r.exit_rate + r.transfer_rate + r.growth_rate) END AS openings_year,
    coalesce(w.entry_by_hour, w.entry_by_year) AS entry_hourly_wage,
    coalesce(CASE WHEN w.entry_by_hour IS NOT NULL THEN w.is_entry_by_hour_least WHEN w.entry_by_year IS NOT NULL THEN w.is_entry_by_year_least END, false) AS is_entry_wage_least,
    w.median_hourly_wage,
    coalesce(w.median_hourly_wage IS NOT NULL AND w.is_median_least, false) AS is_median_least,
    w.median_annual_wage,
    r.entry_education,
    r.work_experience,
    r.job_training,
    w.line
FROM wide w
JOIN core_survey_occupation o ON o.occupation_code = w.occupation_code
LEFT JOIN core_national_rate r ON r.soc = w.soc
WHERE o.display_level = 3 AND w.line IS NOT NULL
