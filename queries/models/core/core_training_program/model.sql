-- Programs on California's list of training providers: who offers them and where, their stream by the first rule that fits, and why one is no supply.
-- One provider under several spellings is one: by the words of its name, or by the publisher's number. The same figures of people served, exited and
-- completed on several rows of one provider are one group of people, of which each row has its part (11 served or more: smaller ones agree by chance).
WITH keys_shortest AS (
    SELECT provider, city, first_value(provider_key ORDER BY length(provider_key), provider_key) AS provider_key
    FROM core_provider_name GROUP BY provider, city
),
programs_named AS (
    SELECT
        listed.*,
        names.provider_key,
        names.city AS city_name,
        concat(' ', trim(regexp_replace(lower(listed.provider), '[^a-z0-9]+', ' ', 'g')), ' ') AS name_words,
        concat(' ', trim(regexp_replace(lower(coalesce(listed.entity_type, '')), '[^a-z0-9]+', ' ', 'g')), ' ') AS entity_words,
        lower(coalesce(listed.credential, '')) AS credential_words
    FROM stg_dol_training_program listed
    JOIN keys_shortest names
        ON names.provider = listed.provider
        AND names.city = coalesce(trim(regexp_replace(upper(listed.city), '[^A-Z0-9]+', ' ', 'g')), '')
),
numbers_joined AS (
    SELECT
        *,
        min(provider_key) OVER (
            PARTITION BY reporting_state, coalesce(provider_unique_id, concat('line ', CAST(line AS VARCHAR)))
        ) AS number_key
    FROM programs_named
),
providers_joined AS (SELECT *, min(number_key) OVER (PARTITION BY provider_key) AS provider_group FROM numbers_joined),
rules_fitting AS (
    SELECT
        listed.line, rules.stream, rules.standing,
        row_number() OVER (PARTITION BY listed.line ORDER BY rules.rule_order) AS place
    FROM providers_joined listed
    JOIN ref_training_stream rules
        ON strpos(
            CASE WHEN rules.rule_field = 'name' THEN listed.name_words ELSE listed.entity_words END, concat(' ', rules.words, ' ')
        ) > 0
),
colleges_named AS (
    SELECT DISTINCT names.provider_key
    FROM core_provider_name names
    JOIN ref_college_unitid colleges
        ON names.provider IN (colleges.institution, concat(colleges.college, ' College'))
        OR (names.provider = colleges.name_published AND (colleges.college_kind <> 'college' OR names.provider LIKE '%College%'))
),
programs_judged AS (
    SELECT
        listed.*,
        coalesce(zips.county_fips, cities.county_fips) AS county_fips,
        CASE WHEN colleges.provider_key IS NULL THEN rules.stream END AS stream,
        CASE
            WHEN listed.reporting_state <> 'CA' THEN 'other_list'
            WHEN coalesce(listed.state, 'CA') <> 'CA' THEN 'outside_california'
            WHEN colleges.provider_key IS NOT NULL THEN 'college'
            WHEN rules.line IS NULL THEN 'stream_unknown'
            WHEN rules.standing IS NOT NULL THEN rules.standing
            WHEN listed.potential_outcomes = '5' OR listed.credential_words LIKE '%bachelor%'
                OR listed.credential_words LIKE '%baccalaureate%' OR listed.credential_words LIKE '%master''s%'
                OR listed.credential_words LIKE '%master of%' OR listed.credential_words LIKE '%doctor%' THEN 'above_associate'
            WHEN listed.people_completed IS NULL THEN 'completed_unknown'
        END AS standing
    FROM providers_joined listed
    LEFT JOIN rules_fitting rules ON rules.line = listed.line AND rules.place = 1
    LEFT JOIN colleges_named colleges ON colleges.provider_key = listed.provider_key
    LEFT JOIN ref_place_county zips
        ON zips.place_kind = 'zip' AND zips.place_text = substr(listed.zip, 1, 5) AND coalesce(listed.state, 'CA') = 'CA'
    LEFT JOIN ref_place_county cities
        ON cities.place_kind = 'city' AND cities.place_text = listed.city_name AND coalesce(listed.state, 'CA') = 'CA'
),
figures_repeated AS (
    SELECT provider_group, people_served, people_exited, people_completed, count(*) AS times_filed
    FROM programs_judged
    WHERE people_served >= 11 AND people_exited IS NOT NULL AND people_completed IS NOT NULL
        AND coalesce(standing, 'supply') NOT IN ('other_list', 'outside_california')
    GROUP BY provider_group, people_served, people_exited, people_completed
),
codes_known AS (SELECT DISTINCT program_code FROM core_crosswalk),
codes_own AS (SELECT DISTINCT line, program_code FROM core_training_link)
SELECT
    judged.line,
    max(judged.provider) OVER (PARTITION BY judged.provider_group) AS provider,
    judged.provider AS provider_spelled,
    judged.provider_group,
    judged.program,
    judged.city_name AS city,
    judged.county_fips,
    judged.stream,
    judged.standing,
    judged.cip_code,
    CASE
        WHEN known.program_code IS NOT NULL THEN judged.cip_code
        ELSE coalesce(own.program_code, judged.cip_code, 'code not given')
    END AS program_code,
    judged.people_served,
    judged.people_exited,
    judged.people_completed,
    coalesce(repeated.times_filed, 1) AS times_filed,
    judged.people_completed / coalesce(repeated.times_filed, 1) AS people_counted,
    string_to_array(nullif(concat_ws('|',
        CASE WHEN judged.is_competency_based THEN 'competency_based' END,
        CASE WHEN judged.people_completed > judged.people_exited THEN 'completed_above_exited' END,
        CASE WHEN judged.people_exited > judged.people_served THEN 'exited_above_served' END,
        CASE WHEN repeated.times_filed > 1 THEN 'figures_repeated' END,
        CASE WHEN abs(judged.employment_rate_q2 - judged.employed_q2 / nullif(judged.employed_q2_of, 0)) > 0.01 THEN 'rate_disagrees' END
    ), ''), '|') AS flags
FROM programs_judged judged
LEFT JOIN figures_repeated repeated
    ON repeated.provider_group = judged.provider_group
    AND repeated.people_served = judged.people_served
    AND repeated.people_exited = judged.people_exited
    AND repeated.people_completed = judged.people_completed
    AND coalesce(judged.standing, 'supply') NOT IN ('other_list', 'outside_california')
LEFT JOIN codes_known known ON known.program_code = judged.cip_code
LEFT JOIN codes_own own ON own.line = judged.line
