-- Where the occupations that the list of training providers names for programs and the links of the crosswalk in use disagree, by program and published occupation.
WITH occupations_listed AS (
    SELECT link.cip_code, link.soc, count(*) AS programs, sum(listed.people_completed) AS people_completed
    FROM (
        SELECT DISTINCT named.line, named.cip_code, coalesce(target.soc, named.soc_code) AS soc
        FROM core_training_link named LEFT JOIN core_link_target target ON target.soc_code = named.soc_code
        WHERE named.cip_code IS NOT NULL
    ) link
    JOIN core_training_program listed ON listed.line = link.line
    GROUP BY link.cip_code, link.soc
),
programs_listed AS (
    SELECT named.cip_code, count(DISTINCT named.line) AS programs
    FROM core_training_link named WHERE named.cip_code IS NOT NULL GROUP BY named.cip_code
),
occupations_linked AS (
    SELECT DISTINCT link.program_code AS cip_code, coalesce(target.soc, link.soc_code) AS soc
    FROM core_crosswalk link
    JOIN programs_listed listed ON listed.cip_code = link.program_code
    LEFT JOIN core_link_target target ON target.soc_code = link.soc_code
    WHERE NOT link.is_added
),
codes_linked AS (SELECT DISTINCT cip_code FROM occupations_linked),
pairs_compared AS (
    SELECT
        coalesce(listed.cip_code, linked.cip_code) AS cip_code,
        coalesce(listed.soc, linked.soc) AS soc,
        CASE
            WHEN listed.soc IS NULL THEN 'crosswalk_alone'
            WHEN codes.cip_code IS NULL THEN 'program_not_in_crosswalk'
            ELSE 'list_alone'
        END AS disagreement,
        coalesce(listed.programs, 0) AS programs,
        listed.people_completed
    FROM occupations_listed listed
    FULL JOIN occupations_linked linked ON linked.cip_code = listed.cip_code AND linked.soc = listed.soc
    LEFT JOIN codes_linked codes ON codes.cip_code = listed.cip_code
    WHERE listed.soc IS NULL OR linked.soc IS NULL
)
SELECT
    compared.cip_code,
    titles.cip_title,
    compared.soc,
    occupations.occupation,
    compared.disagreement,
    compared.programs AS programs_naming,
    listed.programs AS programs_listed,
    compared.people_completed
FROM pairs_compared compared
JOIN programs_listed listed ON listed.cip_code = compared.cip_code
LEFT JOIN core_occupation occupations ON occupations.soc = compared.soc
LEFT JOIN (
    SELECT cip_code, min(cip_title) AS cip_title FROM stg_dol_training_program WHERE cip_code IS NOT NULL GROUP BY cip_code
) titles ON titles.cip_code = compared.cip_code
