-- Links from program codes to published occupations, once each. The crosswalk has no weights: 1 unless an analyst says otherwise.
SELECT x.program_code, t.soc, 1.0 AS link_weight, min(x.link_reason) AS link_reason
FROM core_crosswalk x JOIN core_link_target t ON t.soc_code = x.soc_code
GROUP BY x.program_code, t.soc
