-- Other providers' programs for a course's occupations: in its service area, and within 50 miles (our choice) of one of the provider's sites. Where a site is not known,
-- in counties across the border whose centers lie within 50 miles of one of its counties.
WITH code AS (SELECT max(setting_value) AS program_kind FROM profile_setting WHERE setting = 'program_kind'),
coded AS (
    SELECT c.course_id, c.provider_id, CASE WHEN k.program_kind = 'TOP' THEN c.top_code ELSE c.cip_code END AS program_code
    FROM course c CROSS JOIN code k
),
target AS (SELECT c.provider_id, c.program_code, l.soc FROM (SELECT DISTINCT provider_id, program_code FROM coded) c JOIN core_link l ON l.program_code = c.program_code AND l.link_weight > 0),
-- Program codes that lead to one of the course's occupations at least.
rival AS (
    SELECT t.provider_id, t.program_code, l.program_code AS other_code, count(DISTINCT t.soc) AS shared_occupations
    FROM target t JOIN core_link l ON l.soc = t.soc AND l.link_weight > 0
    GROUP BY t.provider_id, t.program_code, l.program_code
),
reach AS (
    SELECT provider_id, county_fips, min(center_miles) AS center_miles
    FROM (
        SELECT region_id AS provider_id, county_fips, 0.0 AS center_miles FROM core_region_county WHERE scheme = 'service-area'
        UNION ALL
        SELECT r.region_id, n.neighbor_fips, n.center_miles
        FROM core_region_county r JOIN ref_county_neighbor n ON n.county_fips = r.county_fips
        WHERE r.scheme = 'service-area' AND n.center_miles <= 50
    ) c
    GROUP BY provider_id, county_fips
),
-- The institution behind a program: its identifier stands in it, or its name is a community college's.
institutions_named AS (SELECT college, min(unitid) AS unitid FROM ref_college_unitid WHERE unitid IS NOT NULL GROUP BY college),
-- A statewide mix gives traces of awards to programs that an institution hardly has: under half an award a year is none. Awards that are not known stay.
other AS (
    SELECT
        p.*,
        CASE WHEN p.source IN ('ipeds_completions', 'college_scorecard') THEN split_part(substr(p.program_id, 2), '|', 1) ELSE n.unitid END AS unitid
    FROM core_program p LEFT JOIN institutions_named n ON n.college = p.provider
    WHERE p.stream_weight > 0 AND (p.completers IS NULL OR p.completers >= 0.5)
),
found AS (
    SELECT
        r.provider_id,
        r.program_code,
        p.provider AS other_provider,
        p.county_fips,
        CASE WHEN h.center_miles = 0 THEN 'service_area' ELSE 'commuting' END AS nearness,
        h.center_miles,
        d.site_miles,
        p.stream,
        count(*) AS programs,
        CASE WHEN count(p.completers) = count(*) THEN sum(p.completers) END AS completers,
        CAST(string_agg(DISTINCT p.program, '; ' ORDER BY p.program) AS VARCHAR) AS program_titles,
        max(r.shared_occupations) AS shared_occupations,
        bool_or(p.is_mixed) AS is_mixed,
        min(p.first_year) AS first_year,
        max(p.last_year) AS last_year
    FROM rival r
    JOIN other p ON p.program_code = r.other_code AND NOT starts_with(p.program_id, concat('c', r.provider_id, '|'))
    LEFT JOIN reach h ON h.provider_id = r.provider_id AND h.county_fips = p.county_fips
    LEFT JOIN core_provider_distance d ON d.provider_id = r.provider_id AND d.unitid = p.unitid
    -- Sites that are known decide by themselves beyond the service area.
    WHERE h.center_miles = 0 OR d.site_miles <= 50 OR (d.site_miles IS NULL AND h.center_miles IS NOT NULL)
    GROUP BY r.provider_id, r.program_code, p.provider, p.county_fips, h.center_miles, d.site_miles, p.stream
)
SELECT
    c.course_id,
    c.provider_id,
    f.other_provider,
    n.county,
    f.nearness,
    f.center_miles,
    f.site_miles,
    f.stream,
    CAST(f.programs AS BIGINT) AS programs,
    round(f.completers, 6) AS completers,
    f.program_titles,
    f.shared_occupations,
    f.is_mixed,
    f.first_year,
    f.last_year
FROM coded c
JOIN found f ON f.provider_id = c.provider_id AND f.program_code = c.program_code
JOIN ref_county n ON n.county_fips = f.county_fips
