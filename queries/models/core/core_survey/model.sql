-- A row is one estimate of the wage survey in the year in use, of California's areas or the nation: out of the flat
-- files or the workbooks, never both.
-- In use is the newest year that has the state, metropolitan and nonmetropolitan areas; where none has all three, the
-- newest of those with most.
WITH datatypes AS (
    SELECT column1 AS datatype_code, column2 AS figure FROM (VALUES
        ('01', 'surveyed_employment'),
        ('02', 'employment_error'),
        ('03', 'hourly_mean_wage'),
        ('04', 'annual_mean_wage'),
        ('05', 'mean_wage_error'),
        ('06', 'hourly_wage_p10'),
        ('07', 'hourly_wage_p25'),
        ('08', 'hourly_wage_p50'),
        ('09', 'hourly_wage_p75'),
        ('10', 'hourly_wage_p90'),
        ('11', 'annual_wage_p10'),
        ('12', 'annual_wage_p25'),
        ('13', 'annual_wage_p50'),
        ('14', 'annual_wage_p75'),
        ('15', 'annual_wage_p90'),
        ('16', 'jobs_per_thousand'),
        ('17', 'location_quotient')
    ) AS listed
),
flat_rows AS (
    SELECT
        'flat' AS publication, data.areatype_code, data.area_code, data.industry_code, data.occupation_code,
        data.datatype_code, data.year, data.period, data.value, data.footnote_codes, data.file_role, data.line
    FROM stg_bls_oews_data data
    JOIN stg_bls_oews_area area ON area.areatype_code = data.areatype_code AND area.area_code = data.area_code
    WHERE area.state_code = '06' OR (data.areatype_code = 'N' AND data.datatype_code = '01')
),
-- A broad group that is one occupation stands twice, and files can hold the same area: one row is taken.
sheet_rows_ranked AS (
    SELECT
        sheet.*,
        row_number() OVER (
            PARTITION BY year, areatype_code, area_code, industry_code, occupation_code
            ORDER BY
                CASE occupation_group WHEN 'detailed' THEN 0 ELSE 1 END,
                CASE WHEN coalesce(ownership_code, '1235') = '1235' THEN 0 ELSE 1 END,
                file_role,
                line
        ) AS place
    FROM stg_bls_oews_workbook sheet
    WHERE (areatype_code = 'N' OR primary_state = 'CA') AND coalesce(industry_group, '') NOT LIKE '%ownership%'
),
sheet_rows AS (SELECT * FROM sheet_rows_ranked WHERE place = 1),
sheet_estimates AS (
    SELECT
        sheet_rows.*,
        datatypes.datatype_code,
        datatypes.figure,
        CASE datatypes.datatype_code
            WHEN '01' THEN sheet_rows.surveyed_employment
            WHEN '02' THEN sheet_rows.employment_error
            WHEN '03' THEN sheet_rows.hourly_mean_wage
            WHEN '04' THEN sheet_rows.annual_mean_wage
            WHEN '05' THEN sheet_rows.mean_wage_error
            WHEN '06' THEN sheet_rows.hourly_wage_p10
            WHEN '07' THEN sheet_rows.hourly_wage_p25
            WHEN '08' THEN sheet_rows.hourly_wage_p50
            WHEN '09' THEN sheet_rows.hourly_wage_p75
            WHEN '10' THEN sheet_rows.hourly_wage_p90
            WHEN '11' THEN sheet_rows.annual_wage_p10
            WHEN '12' THEN sheet_rows.annual_wage_p25
            WHEN '13' THEN sheet_rows.annual_wage_p50
            WHEN '14' THEN sheet_rows.annual_wage_p75
            WHEN '15' THEN sheet_rows.annual_wage_p90
            WHEN '16' THEN sheet_rows.jobs_per_thousand
            WHEN '17' THEN sheet_rows.location_quotient
        END AS value
    FROM sheet_rows CROSS JOIN datatypes
    WHERE sheet_rows.areatype_code <> 'N' OR datatypes.datatype_code = '01'
),
-- The ceiling that a mark stands for is known for the year of the flat files' footnotes alone.
release_held AS (SELECT max(CAST(substr(release_date, 1, 4) AS INT)) AS release_year FROM stg_bls_oews_release),
estimates AS (
    SELECT * FROM flat_rows
    UNION ALL
    SELECT
        'workbook' AS publication, areatype_code, area_code, industry_code, occupation_code, datatype_code,
        year, 'A01' AS period, value,
        CASE
            WHEN array_has(unknown, concat(figure, ':#')) THEN CASE WHEN year = release_year THEN '5' ELSE '#' END
            WHEN value IS NULL THEN '8'
        END AS footnote_codes,
        file_role,
        line
    FROM sheet_estimates CROSS JOIN release_held
    WHERE
        value IS NOT NULL
        OR array_has(unknown, concat(figure, ':#'))
        OR array_has(unknown, concat(figure, ':*'))
        OR array_has(unknown, concat(figure, ':**'))
),
years_covered AS (
    SELECT
        publication,
        year,
        count(DISTINCT CASE
            WHEN areatype_code = 'S' THEN 'state' WHEN area_code LIKE '06%' THEN 'nonmetropolitan' ELSE 'metropolitan'
        END) AS kinds
    FROM estimates
    WHERE areatype_code <> 'N' AND industry_code = '000000' AND datatype_code = '01'
    GROUP BY publication, year
),
year_in_use AS (SELECT publication, year FROM years_covered ORDER BY kinds DESC, year DESC, publication LIMIT 1)
SELECT
    estimates.areatype_code,
    estimates.area_code,
    estimates.industry_code,
    estimates.occupation_code,
    estimates.datatype_code,
    estimates.year,
    estimates.period,
    estimates.value,
    estimates.footnote_codes,
    estimates.file_role,
    estimates.line
FROM estimates
JOIN year_in_use ON year_in_use.publication = estimates.publication AND year_in_use.year = estimates.year
