-- The sectors of program codes: as the crosswalk of the Centers of Excellence names them, or by the CIP family.
WITH chosen AS (SELECT max(setting_value) AS program_kind FROM profile_setting WHERE setting = 'program_kind')
SELECT DISTINCT x.top_code AS program_code, s.sector_id
FROM stg_coe_top_cip_soc x JOIN ref_sector s ON s.published_as = x.sector JOIN chosen c ON c.program_kind = 'TOP'
UNION ALL
SELECT DISTINCT x.program_code, f.sector_id
FROM core_crosswalk x JOIN ref_program_family f ON f.cip4 = substr(x.program_code, 1, 5) JOIN chosen c ON c.program_kind <> 'TOP'
WHERE f.sector_id IS NOT NULL
