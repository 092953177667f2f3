-- The published rows that demand is made of, per year: those of each area's newest period, each with the code of today
-- that it counts under, or why it counts under none. In an edition of the 2010 classification a code is carried over
-- where it goes whole into one code of today, nothing goes there in part, and all that goes there is published.
WITH keyed AS (
    SELECT
        CASE
            WHEN area_type = 'State' THEN 'california'
            ELSE lower(replace(replace(county_list, '; ', '-'), ' ', '-'))
        END AS area_id,
        *
    FROM stg_edd_projections
    WHERE area_type = 'State' OR county_list IS NOT NULL
),
newest_periods AS (
    SELECT area_id, max(projected_year * 10000 + base_year) AS newest FROM keyed GROUP BY area_id
),
rows_held AS (
    SELECT keyed.*
    FROM keyed
    JOIN newest_periods
        ON newest_periods.area_id = keyed.area_id
        AND keyed.projected_year * 10000 + keyed.base_year = newest_periods.newest
),
codes_2010 AS (
    SELECT soc_2010 AS code FROM stg_soc_2010_2018
    UNION
    SELECT oews_2018 AS code FROM stg_soc_oews_hybrid WHERE oews_2018 IS NOT NULL
),
codes_2018 AS (
    SELECT soc_2018 AS code FROM stg_soc_2010_2018 UNION SELECT oews_2019 AS code FROM stg_soc_oews_hybrid
),
codes_detailed AS (SELECT code FROM codes_2018 UNION SELECT code FROM codes_2010),
-- An area's classification follows from the codes that only one of the two has.
areas_dated AS (
    SELECT
        rows_held.area_id,
        count(codes_2010.code) FILTER (WHERE codes_2018.code IS NULL)
        > count(codes_2018.code) FILTER (WHERE codes_2010.code IS NULL) AS is_2010
    FROM rows_held
    LEFT JOIN codes_2010 ON codes_2010.code = rows_held.soc_code
    LEFT JOIN codes_2018 ON codes_2018.code = rows_held.soc_code
    WHERE rows_held.soc_level = 4 OR rows_held.soc_level IS NULL
    GROUP BY rows_held.area_id
),
rows_ranked AS (
    SELECT
        rows_held.*,
        areas_dated.is_2010,
        -- Two files can hold the same row of the same period: the first is taken.
        row_number() OVER (
            PARTITION BY rows_held.area_id, rows_held.soc_code ORDER BY rows_held.file_role, rows_held.line
        ) AS place
    FROM rows_held
    JOIN areas_dated ON areas_dated.area_id = rows_held.area_id
    LEFT JOIN codes_detailed ON codes_detailed.code = rows_held.soc_code
    WHERE rows_held.soc_level = 4 OR (rows_held.soc_level IS NULL AND codes_detailed.code IS NOT NULL)
),
rows_taken AS (SELECT * FROM rows_ranked WHERE place = 1),
codes_counted AS (
    SELECT old_classification, old_code, min(soc) AS soc, count(*) AS targets
    FROM core_old_code GROUP BY old_classification, old_code
),
targets_counted AS (
    SELECT
        core_old_code.old_classification,
        core_old_code.soc,
        count(*) AS parts,
        sum(CASE WHEN codes_counted.targets > 1 THEN 1 ELSE 0 END) AS parts_split
    FROM core_old_code
    JOIN codes_counted
        ON codes_counted.old_classification = core_old_code.old_classification
        AND codes_counted.old_code = core_old_code.old_code
    GROUP BY core_old_code.old_classification, core_old_code.soc
),
codes_placed AS (
    SELECT
        codes_counted.old_classification,
        codes_counted.old_code,
        codes_counted.targets,
        CASE WHEN codes_counted.targets = 1 AND targets_counted.parts_split = 0 THEN codes_counted.soc END AS soc,
        targets_counted.parts
    FROM codes_counted
    JOIN targets_counted
        ON targets_counted.old_classification = codes_counted.old_classification
        AND targets_counted.soc = codes_counted.soc
),
parts_found AS (
    SELECT
        rows_taken.area_id,
        codes_placed.soc,
        codes_placed.old_classification,
        count(*) AS found,
        max(codes_placed.parts) AS parts
    FROM rows_taken
    JOIN codes_placed ON codes_placed.old_code = rows_taken.soc_code
    WHERE rows_taken.is_2010 AND codes_placed.soc IS NOT NULL
    GROUP BY rows_taken.area_id, codes_placed.soc, codes_placed.old_classification
),
-- The same occupation can be whole by both kinds of code: one of them makes the figure.
targets_carried AS (
    SELECT area_id, soc, min(old_classification) AS old_classification
    FROM parts_found WHERE found = parts GROUP BY area_id, soc
),
rows_carried AS (
    SELECT rows_taken.area_id, rows_taken.soc_code, min(targets_carried.soc) AS soc
    FROM rows_taken
    JOIN codes_placed ON codes_placed.old_code = rows_taken.soc_code
    JOIN targets_carried
        ON targets_carried.area_id = rows_taken.area_id
        AND targets_carried.soc = codes_placed.soc
        AND targets_carried.old_classification = codes_placed.old_classification
    WHERE rows_taken.is_2010
    GROUP BY rows_taken.area_id, rows_taken.soc_code
),
codes_judged AS (
    SELECT old_code, bool_or(soc IS NOT NULL) AS is_whole, min(targets) > 1 AS is_split
    FROM codes_placed GROUP BY old_code
),
-- Rows whose occupation is carried over by the other kind of code.
codes_doubled AS (
    SELECT DISTINCT targets_carried.area_id, codes_placed.old_code
    FROM codes_placed JOIN targets_carried ON targets_carried.soc = codes_placed.soc
),
titles AS (SELECT soc AS titled, min(soc_title) AS soc_title FROM core_old_code GROUP BY soc)
SELECT
    rows_taken.area_id,
    rows_taken.soc_code,
    rows_taken.area_type,
    rows_taken.period,
    rows_taken.occupation,
    CASE WHEN rows_taken.is_2010 THEN rows_carried.soc ELSE rows_taken.soc_code END AS soc,
    CASE WHEN rows_taken.is_2010 AND rows_carried.soc IS NOT NULL THEN titles.soc_title END AS soc_title,
    rows_taken.is_2010 AS soc_2010_mapped,
    CASE
        WHEN NOT rows_taken.is_2010 OR rows_carried.soc IS NOT NULL THEN NULL
        WHEN codes_judged.old_code IS NULL THEN 'not_in_table'
        WHEN codes_judged.is_whole AND codes_doubled.old_code IS NOT NULL THEN 'printed_twice'
        WHEN codes_judged.is_whole THEN 'part_not_published'
        WHEN codes_judged.is_split THEN 'splits'
        ELSE 'joined_in_part'
    END AS not_carried,
    rows_taken.projected_year - rows_taken.base_year AS years,
    rows_taken.base_employment,
    rows_taken.numeric_change / (rows_taken.projected_year - rows_taken.base_year) AS change_year,
    rows_taken.exits / (rows_taken.projected_year - rows_taken.base_year) AS exits_year,
    rows_taken.transfers / (rows_taken.projected_year - rows_taken.base_year) AS transfers_year,
    rows_taken.openings_total / (rows_taken.projected_year - rows_taken.base_year) AS openings_year,
    coalesce(
        abs(rows_taken.exits + rows_taken.transfers + rows_taken.numeric_change - rows_taken.openings_total) > 20, false
    ) AS identity_mismatch,
    rows_taken.median_hourly_wage,
    rows_taken.median_annual_wage,
    rows_taken.entry_education,
    rows_taken.work_experience,
    rows_taken.job_training,
    rows_taken.file_role,
    rows_taken.line
FROM rows_taken
LEFT JOIN rows_carried ON rows_carried.area_id = rows_taken.area_id AND rows_carried.soc_code = rows_taken.soc_code
LEFT JOIN codes_judged ON codes_judged.old_code = rows_taken.soc_code
LEFT JOIN codes_doubled
    ON codes_doubled.area_id = rows_taken.area_id AND codes_doubled.old_code = rows_taken.soc_code
LEFT JOIN titles ON titles.titled = rows_carried.soc
