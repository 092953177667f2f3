-- Names of providers as the sources spell them, each with the keys under which it is compared: its words spelled out, once each, in order of the alphabet.
-- A campus that bears its city behind a dash or a comma has a second key, without the city.
WITH college_names AS (
    SELECT institution AS provider FROM ref_college_unitid WHERE institution IS NOT NULL
    UNION
    SELECT concat(college, ' College') AS provider FROM ref_college_unitid WHERE college_kind = 'college'
    UNION
    SELECT name_published AS provider FROM ref_college_unitid WHERE college_kind <> 'college' OR name_published LIKE '%College%'
),
providers_spelled AS (
    SELECT provider, coalesce(trim(regexp_replace(upper(city), '[^A-Z0-9]+', ' ', 'g')), '') AS city
    FROM stg_dol_training_program
    UNION
    SELECT provider, city FROM core_supply_elsewhere
    UNION
    SELECT provider, '' AS city FROM college_names
),
names_compared AS (
    SELECT provider, city, lower(provider) AS compared FROM providers_spelled
    UNION
    SELECT provider, city, lower(regexp_replace(upper(provider), concat(' *[-,] *', city, ' *$'), '')) AS compared
    FROM providers_spelled WHERE city <> ''
),
words_split AS (
    SELECT
        provider, city, compared,
        -- R.O.P. is one word, as is St. Mary's.
        unnest(string_to_array(
            trim(regexp_replace(regexp_replace(compared, '[.''’]', '', 'g'), '[^a-z0-9]+', ' ', 'g')), ' '
        )) AS word
    FROM names_compared
),
words_meant AS (
    SELECT
        split.provider, split.city, split.compared,
        CASE WHEN known.word IS NULL THEN split.word ELSE known.part END AS part
    FROM words_split split LEFT JOIN ref_provider_word known ON known.word = split.word
)
SELECT DISTINCT
    provider,
    city,
    coalesce(
        nullif(array_to_string(array_agg(DISTINCT part ORDER BY part) FILTER (WHERE part <> '-'), ' '), ''), compared
    ) AS provider_key
FROM words_meant GROUP BY provider, city, compared
