-- The offerings of providers' catalogs with the counts that may be shown: a count of 1 to 10 students is left out here, so that nothing computed from this table holds one.
SELECT
    provider_id,
    provider,
    is_example,
    course_id,
    academic_year,
    site_county,
    venue,
    schedule,
    student_group,
    credential,
    work_based_learning,
    file_role,
    line,
    seats,
    CASE WHEN enrolled = 0 OR enrolled > 10 THEN enrolled END AS enrolled,
    CASE WHEN waitlisted = 0 OR waitlisted > 10 THEN waitlisted END AS waitlisted,
    CASE WHEN completed = 0 OR completed > 10 THEN completed END AS completed,
    CASE WHEN placed = 0 OR placed > 10 THEN placed END AS placed,
    CASE WHEN enrolled BETWEEN 1 AND 10 THEN 1 ELSE 0 END + CASE WHEN waitlisted BETWEEN 1 AND 10 THEN 1 ELSE 0 END + CASE WHEN completed BETWEEN 1 AND 10 THEN 1 ELSE 0 END + CASE WHEN placed BETWEEN 1 AND 10 THEN 1 ELSE 0 END AS withheld,
    CASE WHEN enrolled IS NULL THEN 1 ELSE 0 END + CASE WHEN waitlisted IS NULL THEN 1 ELSE 0 END + CASE WHEN completed IS NULL THEN 1 ELSE 0 END + CASE WHEN placed IS NULL THEN 1 ELSE 0 END AS missing
FROM stg_rocp_catalog_course
