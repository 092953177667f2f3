-- Programs of training providers that stand beside another source's, or that their provider files several times over: what is added, and what is not.
SELECT
    listed.line,
    met.overlap_kind,
    met.other_source,
    met.other_provider,
    met.other_program_code,
    met.other_programs,
    listed.provider,
    listed.program,
    listed.city,
    listed.county_fips,
    listed.stream,
    listed.cip_code,
    listed.people_completed,
    counted.awards AS people_counted,
    counted.program_id IS NOT NULL AS is_counted
FROM core_training_overlap met
JOIN core_training_program listed ON listed.line = met.line
LEFT JOIN core_supply_training_provider counted ON counted.published_row = met.line
UNION ALL
SELECT
    listed.line,
    'college' AS overlap_kind,
    'colleges' AS other_source,
    listed.provider AS other_provider,
    coalesce(listed.cip_code, 'code not given') AS other_program_code,
    1 AS other_programs,
    listed.provider,
    listed.program,
    listed.city,
    listed.county_fips,
    listed.stream,
    listed.cip_code,
    listed.people_completed,
    CAST(NULL AS DOUBLE) AS people_counted,
    false AS is_counted
FROM core_training_program listed
WHERE listed.standing IN ('college', 'public_college')
UNION ALL
SELECT
    listed.line,
    'figures_repeated' AS overlap_kind,
    'dol_training_providers' AS other_source,
    listed.provider AS other_provider,
    listed.program_code AS other_program_code,
    listed.times_filed - 1 AS other_programs,
    listed.provider,
    listed.program,
    listed.city,
    listed.county_fips,
    listed.stream,
    listed.cip_code,
    listed.people_completed,
    counted.awards AS people_counted,
    counted.program_id IS NOT NULL AS is_counted
FROM core_training_program listed
LEFT JOIN core_supply_training_provider counted ON counted.published_row = listed.line
WHERE listed.times_filed > 1
