-- Hours that licenses ask of courses, beside the hours of the catalog. The catalog gives no classroom and clinical hours apart: these are unknown, never failed.
SELECT
    c.course_id,
    r.requirement,
    r.requirement_words,
    r.hours_kind,
    r.required_hours,
    CASE WHEN r.hours_kind = 'total' THEN c.hours END AS hours,
    CASE
        WHEN r.hours_kind <> 'total' OR c.hours IS NULL THEN 'unknown'
        WHEN c.hours >= r.required_hours THEN 'passed'
        ELSE 'failed'
    END AS result,
    CASE
        WHEN r.hours_kind <> 'total' THEN concat('the catalog does not give ', r.hours_kind, ' hours apart')
        WHEN c.hours IS NULL THEN 'the catalog gives no hours'
        WHEN c.hours < r.required_hours THEN 'the catalog gives fewer hours'
    END AS reason,
    r.citation
FROM course c
JOIN ref_licensing r ON lower(c.credential) LIKE r.credential_like
    AND (r.and_like IS NULL OR lower(c.credential) LIKE r.and_like)
    AND (r.not_like IS NULL OR lower(c.credential) NOT LIKE r.not_like)
