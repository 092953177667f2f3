-- Demand as published, per year, by area and detailed occupation: the newest period of each area, in the 2018 classification.
WITH keyed AS (
    SELECT
        CASE WHEN area_type = 'State' THEN 'california' ELSE lower(replace(replace(county_list, '; ', '-'), ' ', '-')) END AS area_id, *
    FROM stg_edd_projections
    WHERE area_type = 'State' OR county_list IS NOT NULL
),
newest AS (
    SELECT area_id, max(projected_year * 10000 + base_year) AS newest FROM keyed GROUP BY area_id
),
held AS (
    SELECT k.* FROM keyed k JOIN newest n ON n.area_id = k.area_id AND k.projected_year * 10000 + k.base_year = n.newest
),
codes_2010 AS (SELECT DISTINCT soc_2010 AS soc FROM stg_soc_2010_2018),
codes_2018 AS (SELECT soc_2018 AS soc FROM stg_soc_2010_2018 UNION SELECT oews_2019 AS soc FROM stg_soc_oews_hybrid),
detailed AS (SELECT soc AS code FROM codes_2018 UNION SELECT soc AS code FROM codes_2010),
-- An area's vintage follows from the codes that only one of the two classifications has.
vintage AS (
    SELECT
        h.area_id,
        count(a.soc) FILTER (WHERE b.soc IS NULL) AS only_2010,
        count(b.soc) FILTER (WHERE a.soc IS NULL) AS only_2018
    FROM held h LEFT JOIN codes_2010 a ON a.soc = h.soc_code LEFT JOIN codes_2018 b ON b.soc = h.soc_code
    WHERE h.soc_level = 4 OR h.soc_level IS NULL
    GROUP BY h.area_id
),
-- A 2010 code is carried over only where it is one code in 2018 and that code was one code in 2010.
pairs AS (SELECT DISTINCT soc_2010, soc_2018 FROM stg_soc_2010_2018),
from_one AS (SELECT soc_2010 AS code_2010, min(soc_2018) AS code_2018 FROM pairs GROUP BY soc_2010 HAVING count(*) = 1),
to_one AS (SELECT soc_2018 AS code_2018 FROM pairs GROUP BY soc_2018 HAVING count(*) = 1),
one_to_one AS (SELECT f.code_2010 AS soc_2010, f.code_2018 AS soc_2018 FROM from_one f JOIN to_one t ON t.code_2018 = f.code_2018),
leaves AS (
    SELECT
        h.*,
        -- Two files can hold the same row of the same period: the first is taken.
        row_number() OVER (
            PARTITION BY h.area_id, CASE WHEN v.only_2010 > v.only_2018 THEN o.soc_2018 ELSE h.soc_code END ORDER BY h.file_role, h.line
        ) AS place,
        v.only_2010 > v.only_2018 AS is_2010,
        CASE WHEN v.only_2010 > v.only_2018 THEN o.soc_2018 ELSE h.soc_code END AS soc
    FROM held h
    JOIN vintage v ON v.area_id = h.area_id
    LEFT JOIN one_to_one o ON o.soc_2010 = h.soc_code
    LEFT JOIN detailed d ON d.code = h.soc_code
    WHERE h.soc_level = 4 OR (h.soc_level IS NULL AND d.code IS NOT NULL)
)
SELECT
    area_id,
    soc,
    occupation,
    period,
    projected_year - base_year AS years,
    base_employment,
    numeric_change / (projected_year - base_year) AS change_year,
    exits / (projected_year - base_year) AS exits_year,
    transfers / (projected_year - base_year) AS transfers_year,
    openings_total / (projected_year - base_year) AS openings_year,
    coalesce(abs(exits + transfers + numeric_change - openings_total) > 20, false) AS identity_mismatch,
    is_2010 AS soc_2010_mapped,
    median_hourly_wage,
    median_annual_wage,
    entry_education,
    work_experience,
    job_training,
    file_role,
    line
FROM leaves
WHERE soc IS NOT NULL AND place = 1
