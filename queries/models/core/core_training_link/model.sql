-- The occupations that California's list of training providers names for each program, once each: links of their own origin, beside the crosswalk's.
-- A program's code of its own is made of them all: it stands for the program where the crosswalk does not know its CIP code.
WITH occupations_named AS (
    SELECT line, cip_code, soc_code_1 AS soc_code FROM stg_dol_training_program
    WHERE soc_code_1 IS NOT NULL AND reporting_state = 'CA'
    UNION
    SELECT line, cip_code, soc_code_2 AS soc_code FROM stg_dol_training_program
    WHERE soc_code_2 IS NOT NULL AND reporting_state = 'CA'
    UNION
    SELECT line, cip_code, soc_code_3 AS soc_code FROM stg_dol_training_program
    WHERE soc_code_3 IS NOT NULL AND reporting_state = 'CA'
),
codes_made AS (
    SELECT line, concat('soc:', array_to_string(array_agg(DISTINCT soc_code ORDER BY soc_code), '+')) AS program_code
    FROM occupations_named GROUP BY line
)
SELECT named.line, named.cip_code, made.program_code, named.soc_code
FROM occupations_named named JOIN codes_made made ON made.line = named.line
