-- The links of the crosswalk that the profile names, as published: program code, occupation code, and what else it says. Links that an analyst adds stand with them, marked.
WITH chosen AS (SELECT max(setting_value) AS crosswalk FROM profile_setting WHERE setting = 'crosswalk'),
-- An apprenticeship is registered for an occupation: its code leads there, whatever the crosswalk.
apprenticed AS (SELECT DISTINCT soc_code, concat('soc:', soc_code) AS program_code FROM stg_apprenticeship_completions WHERE soc_code IS NOT NULL),
every AS (
    SELECT 'coe_top_cip_soc' AS crosswalk, top_code AS program_code, soc_code, min(soc_title) AS soc_title, min(skill_level) AS skill_level, CAST(NULL AS VARCHAR) AS link_reason, false AS is_added
    FROM stg_coe_top_cip_soc GROUP BY top_code, soc_code, skill_level
    UNION ALL
    SELECT 'ref_program_link', cip_code, soc_code, CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), reason, false FROM ref_program_link
    UNION ALL
    SELECT c.crosswalk, a.program_code, a.soc_code, CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), 'registered for the occupation', false FROM apprenticed a CROSS JOIN chosen c
    UNION ALL
    SELECT 'nces_cip_soc', cip_code, soc_code, soc_title, CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), false FROM stg_nces_cip_soc WHERE soc_code <> '99-9999' AND cip_code <> '99.9999'
    UNION ALL
    -- A link is added to the crosswalks of its own kind of code: six digits are TOP codes, a dot stands in CIP codes.
    SELECT c.crosswalk, o.program_code, o.soc_code, CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), true
    FROM core_override o JOIN chosen c ON (c.crosswalk = 'coe_top_cip_soc') = (strpos(o.program_code, '.') = 0) OR starts_with(o.program_code, 'soc:')
    WHERE o.override_kind = 'add'
),
held AS (SELECT e.* FROM every e JOIN chosen c ON c.crosswalk = e.crosswalk),
-- What the list of training providers names leads there where the crosswalk does not know the program's CIP code.
listed AS (
    SELECT DISTINCT n.program_code, n.soc_code
    FROM core_training_link n LEFT JOIN (SELECT DISTINCT program_code FROM held) h ON h.program_code = n.cip_code
    WHERE h.program_code IS NULL
),
together AS (
    SELECT program_code, soc_code, soc_title, skill_level, link_reason, is_added FROM held
    UNION ALL
    SELECT program_code, soc_code, CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), 'named by the list of training providers', false FROM listed
)
SELECT
    e.program_code,
    e.soc_code,
    min(e.soc_title) AS soc_title,
    CASE WHEN sum(CASE WHEN e.skill_level = 'Middle-Skill' THEN 1 ELSE 0 END) > 0 THEN 'Middle-Skill' ELSE min(e.skill_level) END AS skill_level,
    min(e.link_reason) AS link_reason,
    bool_and(e.is_added) AS is_added
FROM together e
GROUP BY e.program_code, e.soc_code
