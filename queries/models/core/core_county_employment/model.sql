-- Covered employment by county, all industries and owners, by which areas that straddle regions are divided (method, section 2.2): of the newest year that the
-- fetched QCEW has for every county, the quoted year otherwise; years are never mixed.
WITH annual AS (
    SELECT area_fips, calendar_year, max(average_employment) AS employment
    FROM stg_bls_qcew_annual WHERE aggregation_level = '70' AND own_code = '0' GROUP BY area_fips, calendar_year
),
quarterly AS (
    SELECT area_fips, calendar_year, CASE WHEN count(DISTINCT quarter) = 4 THEN sum(month1_employment + month2_employment + month3_employment) / 12 END AS employment
    FROM stg_bls_qcew WHERE aggregation_level = '70' AND own_code = '0' GROUP BY area_fips, calendar_year
),
held AS (
    SELECT coalesce(a.area_fips, q.area_fips) AS county_fips, coalesce(a.calendar_year, q.calendar_year) AS calendar_year, coalesce(a.employment, q.employment) AS employment
    FROM annual a FULL JOIN quarterly q ON q.area_fips = a.area_fips AND q.calendar_year = a.calendar_year
),
newest AS (
    SELECT max(calendar_year) AS calendar_year
    FROM (
        SELECT h.calendar_year
        FROM held h JOIN ref_county c ON c.county_fips = h.county_fips CROSS JOIN (SELECT count(*) AS counties FROM ref_county) n
        WHERE h.employment > 0 GROUP BY h.calendar_year HAVING count(*) = max(n.counties)
    ) w
)
SELECT h.county_fips, h.employment AS covered_employment, h.calendar_year
FROM held h JOIN newest n ON n.calendar_year = h.calendar_year JOIN ref_county c ON c.county_fips = h.county_fips
UNION ALL
SELECT r.county_fips, r.employment AS covered_employment, r.calendar_year
FROM ref_county_employment r CROSS JOIN newest n WHERE n.calendar_year IS NULL
