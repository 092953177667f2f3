-- The occupations that a career program can serve (method, section 8): middle-skill, no prior experience required; registered nurses by exception.
SELECT o.soc
FROM core_occupation o
WHERE o.work_experience = 'None'
    AND (
        o.soc = '29-1141'
        OR o.skill_level = 'Middle-Skill'
        OR o.entry_education IN ('Some college, no degree', 'Postsecondary non-degree award', 'Postsecondary nondegree award', 'Associate''s degree', 'Associate degree')
        OR (
            o.entry_education = 'High school diploma or equivalent'
            AND o.job_training IN ('Moderate-term on-the-job training', 'Long-term on-the-job training', 'Apprenticeship')
        )
    )
