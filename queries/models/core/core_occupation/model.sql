-- The occupations that are compared: every detailed code published by any area of the edition.
WITH named AS (
    SELECT *, row_number() OVER (PARTITION BY soc ORDER BY CASE WHEN area_id = 'california' THEN 0 ELSE 1 END, period DESC, occupation, area_id) AS place
    FROM core_area_occupation
),
skill AS (
    SELECT
        t.soc,
        CASE WHEN sum(CASE WHEN x.skill_level = 'Middle-Skill' THEN 1 ELSE 0 END) > 0 THEN 'Middle-Skill' ELSE min(x.skill_level) END AS skill_level
    FROM stg_coe_top_cip_soc x JOIN core_link_target t ON t.soc_code = x.soc_code
    GROUP BY t.soc
)
SELECT n.soc, n.occupation, n.entry_education, n.work_experience, n.job_training, s.skill_level
FROM named n LEFT JOIN skill s ON s.soc = n.soc
WHERE n.place = 1
