-- Links from program codes to published occupations, once each. The crosswalk has no weights: 1 unless an analyst says otherwise.
SELECT DISTINCT x.top_code AS program_code, t.soc, 1.0 AS link_weight
FROM stg_coe_top_cip_soc x JOIN core_link_target t ON t.soc_code = x.soc_code
