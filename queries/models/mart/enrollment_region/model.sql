-- How many are enrolled, by region, kind of school, sector and year: the size of kinds of training that publish no
-- completers (method, sections 3.1 and 8b). Never added to awards.
WITH counts_told AS (
    SELECT * FROM core_enrollment_school
    UNION ALL
    SELECT * FROM core_enrollment_student
    UNION ALL
    SELECT * FROM core_enrollment_college
    UNION ALL
    SELECT * FROM core_enrollment_other
),
-- A count without a county is in the state alone.
counts_placed AS (
    SELECT regions.scheme, regions.region_id, counts_told.*
    FROM counts_told
        JOIN core_region_county regions ON regions.county_fips = counts_told.county_told AND regions.scheme <> 'state'
    UNION ALL
    SELECT 'state' AS scheme, 'california' AS region_id, counts_told.*
    FROM counts_told JOIN profile_scheme schemes ON schemes.scheme = 'state'
),
counts_summed AS (
    SELECT
        scheme, region_id, school_kind, enrollment_measure, sector_list, sector, enrollment_year, source,
        sum(enrolled_low) AS enrolled_low,
        CASE WHEN count(enrolled_high) = count(*) THEN sum(enrolled_high) END AS enrolled_high,
        sum(hidden_counts) AS hidden_counts,
        sum(places) AS places
    FROM counts_placed
    GROUP BY scheme, region_id, school_kind, enrollment_measure, sector_list, sector, enrollment_year, source
)
SELECT
    summed.scheme,
    summed.region_id,
    regions.region,
    summed.school_kind,
    summed.enrollment_measure,
    measures.measure_title,
    measures.is_career,
    summed.sector_list,
    summed.sector,
    summed.enrollment_year,
    round(summed.enrolled_low, 6) AS enrolled_low,
    round(summed.enrolled_high, 6) AS enrolled_high,
    measures.unit,
    CAST(summed.hidden_counts AS BIGINT) AS hidden_counts,
    CAST(summed.places AS BIGINT) AS places,
    summed.source
FROM counts_summed summed
JOIN core_region regions ON regions.scheme = summed.scheme AND regions.region_id = summed.region_id
JOIN ref_enrollment_measure measures ON measures.enrollment_measure = summed.enrollment_measure
