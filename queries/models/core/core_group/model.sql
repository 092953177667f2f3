-- The occupations of every group: those that a sector's programs lead to, those that a course leads to, and all that any program leads to.
-- Regions of a sector and of the whole are all; a course's is its provider's service area.
WITH linked AS (SELECT program_code, soc FROM core_link WHERE link_weight > 0),
code AS (SELECT max(setting_value) AS program_kind FROM profile_setting WHERE setting = 'program_kind')
SELECT DISTINCT 'sector' AS group_kind, s.sector_id AS group_id, n.sector AS group_title, CAST(NULL AS VARCHAR) AS home_region_id, l.soc
FROM core_program_sector s
JOIN ref_sector n ON n.sector_id = s.sector_id
JOIN linked l ON l.program_code = s.program_code
UNION ALL
SELECT DISTINCT 'region' AS group_kind, 'all' AS group_id, 'All linked occupations' AS group_title, CAST(NULL AS VARCHAR) AS home_region_id, l.soc
FROM linked l
UNION ALL
SELECT 'course' AS group_kind, c.course_id AS group_id, c.course_title AS group_title, c.provider_id AS home_region_id, l.soc
FROM course c
CROSS JOIN code k
JOIN linked l ON l.program_code = CASE WHEN k.program_kind = 'TOP' THEN c.top_code ELSE c.cip_code END
