-- The occupations a chart leads with: those a program can serve (method, section 8), by the size of the gap. No wage test yet: no living wage is held.
WITH fit AS (
    SELECT
        g.scheme,
        g.region_id,
        g.region,
        g.soc,
        g.occupation,
        g.gap_allocated,
        g.status,
        row_number() OVER (PARTITION BY g.scheme, g.region_id ORDER BY round(g.gap_allocated, 6) DESC, g.soc) AS place
    FROM supply_demand_gap g
    JOIN core_occupation o ON o.soc = g.soc
    WHERE g.supply_whole > 0
        AND g.gap_allocated > 0
        AND g.status <> 'too_small'
        AND o.work_experience = 'None'
        AND (
            o.soc = '29-1141'
            OR o.skill_level = 'Middle-Skill'
            OR o.entry_education IN ('Some college, no degree', 'Postsecondary non-degree award', 'Postsecondary nondegree award', 'Associate''s degree', 'Associate degree')
            OR (
                o.entry_education = 'High school diploma or equivalent'
                AND o.job_training IN ('Moderate-term on-the-job training', 'Long-term on-the-job training', 'Apprenticeship')
            )
        )
)
SELECT scheme, region_id, region, soc, occupation, gap_allocated, status, CAST(place AS BIGINT) AS place FROM fit WHERE place <= 15
