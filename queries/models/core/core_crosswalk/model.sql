-- The links of the crosswalk that the profile names, as published: program code, occupation code, and what else it says. Links that an analyst adds stand with them, marked.
WITH chosen AS (
    SELECT
        max(setting_value) FILTER (WHERE setting = 'crosswalk') AS crosswalk,
        max(setting_value) FILTER (WHERE setting = 'program_kind') AS program_kind
    FROM profile_setting
),
-- An apprenticeship is registered for an occupation: its code leads there, whatever the crosswalk.
occupations_apprenticed AS (
    SELECT DISTINCT soc_code, concat('soc:', soc_code) AS program_code
    FROM stg_apprenticeship_completions WHERE soc_code IS NOT NULL AND NOT is_total
),
links_given AS (
    SELECT 'coe_top_cip_soc' AS crosswalk, top_code AS program_code, soc_code, min(soc_title) AS soc_title, min(skill_level) AS skill_level
    FROM stg_coe_top_cip_soc GROUP BY top_code, soc_code, skill_level
    UNION ALL BY NAME
    SELECT 'ref_program_link' AS crosswalk, cip_code AS program_code, soc_code, reason AS link_reason FROM ref_program_link
    UNION ALL BY NAME
    SELECT chosen.crosswalk, apprenticed.program_code, apprenticed.soc_code, 'registered for the occupation' AS link_reason
    FROM occupations_apprenticed apprenticed CROSS JOIN chosen
    UNION ALL BY NAME
    SELECT 'nces_cip_soc' AS crosswalk, cip_code AS program_code, soc_code, soc_title
    FROM stg_nces_cip_soc WHERE soc_code <> '99-9999' AND cip_code <> '99.9999'
    UNION ALL BY NAME
    -- An analyst's own crosswalk: the rows whose codes are of the kind that the run counts by. A weight of 0 is no link.
    SELECT 'table' AS crosswalk, given.program_code, given.soc_code, given.link_reason, coalesce(given.link_weight, 1) AS table_weight
    FROM stg_table_crosswalk given JOIN chosen ON chosen.program_kind = given.program_kind
    WHERE coalesce(given.link_weight, 1) > 0
    UNION ALL BY NAME
    -- A link is added to the crosswalks of its own kind of code: six digits are TOP codes, a dot stands in CIP codes.
    SELECT chosen.crosswalk, added.program_code, added.soc_code, true AS is_added
    FROM core_override added
    JOIN chosen ON (chosen.program_kind = 'TOP') = (strpos(added.program_code, '.') = 0) OR starts_with(added.program_code, 'soc:')
    WHERE added.override_kind = 'add'
),
links_chosen AS (SELECT given.* FROM links_given given JOIN chosen ON chosen.crosswalk = given.crosswalk),
-- What the list of training providers names leads there where the crosswalk does not know the program's CIP code.
links_listed AS (
    SELECT DISTINCT named.program_code, named.soc_code, 'named by the list of training providers' AS link_reason
    FROM core_training_link named
    LEFT JOIN (SELECT DISTINCT program_code FROM links_chosen) known ON known.program_code = named.cip_code
    WHERE known.program_code IS NULL
),
links_together AS (
    SELECT program_code, soc_code, soc_title, skill_level, link_reason, table_weight, is_added FROM links_chosen
    UNION ALL BY NAME
    SELECT program_code, soc_code, link_reason FROM links_listed
)
SELECT
    given.program_code,
    given.soc_code,
    min(given.soc_title) AS soc_title,
    CASE WHEN sum(CASE WHEN given.skill_level = 'Middle-Skill' THEN 1 ELSE 0 END) > 0 THEN 'Middle-Skill' ELSE min(given.skill_level) END AS skill_level,
    min(given.link_reason) AS link_reason,
    max(given.table_weight) AS table_weight,
    bool_and(coalesce(given.is_added, false)) AS is_added
FROM links_together given
GROUP BY given.program_code, given.soc_code
