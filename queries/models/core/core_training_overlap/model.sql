-- Programs on the list of training providers that stand beside another source's, by provider, city and program code; a program that stands twice is not added.
-- Where one side gives no city the counties are compared; where neither is known, the same provider and program is the same.
WITH keys_listed AS (
    SELECT DISTINCT listed.provider_group, names.provider_key
    FROM core_training_program listed
    JOIN core_provider_name names ON names.provider = listed.provider_spelled AND names.city = listed.city
),
keys_elsewhere AS (
    SELECT DISTINCT other.*, names.provider_key
    FROM core_supply_elsewhere other
    JOIN core_provider_name names ON names.provider = other.provider AND names.city = other.city
),
providers_met AS (
    SELECT DISTINCT
        listed.line, listed.cip_code, other.source, other.provider, other.program_code, other.is_cip4,
        CASE
            WHEN listed.city <> '' AND other.city <> '' THEN CASE WHEN listed.city = other.city THEN 'same' ELSE 'other' END
            WHEN listed.county_fips IS NULL OR other.county_fips = 'unknown' THEN 'unknown'
            WHEN listed.county_fips = other.county_fips THEN 'same'
            ELSE 'other'
        END AS place_met
    FROM core_training_program listed
    JOIN keys_listed own ON own.provider_group = listed.provider_group
    JOIN keys_elsewhere other ON other.provider_key = own.provider_key
    WHERE listed.standing IS NULL
),
programs_met AS (
    SELECT
        *,
        CASE
            WHEN source = 'rocp_catalog' THEN 'own_catalog'
            WHEN place_met <> 'other' AND cip_code IS NULL THEN 'code_unknown'
            WHEN program_code = cip_code OR (is_cip4 AND substr(program_code, 1, 5) = substr(cip_code, 1, 5))
                -- A TOP code cannot be compared with a CIP code: the provider's programs there are taken for the same.
                OR strpos(program_code, '.') = 0
                THEN CASE place_met WHEN 'same' THEN 'same_program' WHEN 'unknown' THEN 'place_unknown' ELSE 'other_city' END
            WHEN place_met = 'same' THEN 'other_program'
        END AS overlap_kind
    FROM providers_met
)
SELECT
    line,
    source AS other_source,
    provider AS other_provider,
    overlap_kind,
    min(program_code) AS other_program_code,
    count(DISTINCT program_code) AS other_programs,
    overlap_kind IN ('own_catalog', 'code_unknown', 'same_program', 'place_unknown') AS is_twice
FROM programs_met
WHERE overlap_kind IS NOT NULL
GROUP BY line, source, provider, overlap_kind
