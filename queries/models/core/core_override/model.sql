-- The overrides in force: of each target (a program code with an occupation code, or alone) the newest line, unless it takes back what stood before.
WITH placed AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY program_code, soc_code ORDER BY override_version DESC) AS place
    FROM stg_override
)
SELECT override_version, override_date, override_author, override_kind, program_code, soc_code, override_value, override_reason
FROM placed WHERE place = 1 AND override_value IS NOT NULL
