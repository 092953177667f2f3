-- Links from program codes to published occupations, once each. The weight is 1 unless an analyst's override, or else an analyst's own crosswalk, says
-- otherwise; a weight of 0 removes the link.
WITH said AS (
    -- A share outside names no occupation and finds none here. Two codes of overrides can stand for one published occupation: the newest is in force.
    SELECT
        o.program_code,
        t.soc,
        o.override_value,
        o.override_reason,
        row_number() OVER (PARTITION BY o.program_code, t.soc ORDER BY o.override_version DESC) AS place
    FROM core_override o JOIN core_link_target t ON t.soc_code = o.soc_code
)
SELECT
    x.program_code,
    t.soc,
    coalesce(max(s.override_value), max(x.table_weight), 1.0) AS link_weight,
    CASE WHEN max(s.override_value) IS NULL THEN min(x.link_reason) ELSE concat('an analyst: ', max(s.override_reason)) END AS link_reason
FROM core_crosswalk x
JOIN core_link_target t ON t.soc_code = x.soc_code
LEFT JOIN said s ON s.program_code = x.program_code AND s.soc = t.soc AND s.place = 1
GROUP BY x.program_code, t.soc
HAVING coalesce(max(s.override_value), max(x.table_weight), 1.0) > 0
