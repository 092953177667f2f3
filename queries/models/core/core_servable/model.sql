-- The occupations that a career program can serve (method, section 8): middle-skill, no prior experience required;
-- registered nurses by exception.
-- Where none of education, experience and training is published, O*NET's job zone decides: without managers,
-- supervisors and "all other".
SELECT occupations.soc, 'entry' AS scope_basis
FROM core_occupation occupations
WHERE occupations.work_experience = 'None'
    AND (
        occupations.soc = '29-1141'
        OR occupations.skill_level = 'Middle-Skill'
        OR occupations.entry_education IN ('Some college, no degree', 'Postsecondary non-degree award',
            'Postsecondary nondegree award', 'Associate''s degree', 'Associate degree')
        OR (
            occupations.entry_education = 'High school diploma or equivalent'
            AND occupations.job_training IN ('Moderate-term on-the-job training', 'Long-term on-the-job training',
                'Apprenticeship')
        )
    )
UNION ALL
SELECT occupations.soc, 'job_zone' AS scope_basis
FROM core_occupation occupations
    JOIN ref_job_zone zones ON zones.job_zone = occupations.job_zone AND zones.is_program_zone
WHERE occupations.entry_education IS NULL AND occupations.work_experience IS NULL AND occupations.job_training IS NULL
    AND occupations.soc NOT LIKE '11-%'
    AND occupations.soc NOT LIKE '%99'
    AND NOT (substr(occupations.soc, 1, 2) >= '33' AND substr(occupations.soc, 4, 2) = '10')
