-- Supply that could be given to no occupation, by program code: counted, listed, in no gap.
SELECT
    scheme,
    region_id,
    region,
    program_code,
    reason,
    min(program) AS program,
    count(*) AS programs,
    round(sum(unallocatable), 6) AS unallocatable
FROM program_supply
WHERE unallocatable > 0
GROUP BY scheme, region_id, region, program_code, reason
