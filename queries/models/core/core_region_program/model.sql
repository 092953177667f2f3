-- The programs offered in each region, whole in a service area, too. A statewide provider without a county is counted in the state alone.
SELECT r.scheme, r.region_id, p.program_id, p.program_code, p.stream, p.is_mixed, p.completers, p.suppressed_margin, p.first_year, p.last_year, p.imputed_share
FROM core_program p JOIN core_region_county r ON r.county_fips = p.county_fips AND r.scheme <> 'state'
WHERE p.completers > 0
UNION ALL
SELECT 'state' AS scheme, 'california' AS region_id, p.program_id, p.program_code, p.stream, p.is_mixed, p.completers, p.suppressed_margin, p.first_year, p.last_year, p.imputed_share
FROM core_program p JOIN profile_scheme s ON s.scheme = 'state'
WHERE p.completers > 0
