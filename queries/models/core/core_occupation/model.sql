-- The occupations that are compared, each under one title, with what it asks of those who enter it: an analyst's table says the title where nothing else does.
WITH named AS (
    SELECT
        o.*,
        row_number() OVER (
            PARTITION BY o.soc ORDER BY starts_with(o.area_id, 'table-'), o.is_estimated, CASE WHEN o.area_id IN ('california', 'oews-california') THEN 0 ELSE 1 END, o.period DESC, o.occupation, o.area_id
        ) AS place
    FROM core_area_occupation o JOIN core_published p ON p.soc = o.soc
),
skill AS (
    SELECT
        t.soc,
        CASE WHEN sum(CASE WHEN x.skill_level = 'Middle-Skill' THEN 1 ELSE 0 END) > 0 THEN 'Middle-Skill' ELSE min(x.skill_level) END AS skill_level
    FROM core_crosswalk x JOIN core_link_target t ON t.soc_code = x.soc_code
    GROUP BY t.soc
)
SELECT n.soc, n.occupation, n.entry_education, n.work_experience, n.job_training, s.skill_level
FROM named n LEFT JOIN skill s ON s.soc = n.soc
WHERE n.place = 1
