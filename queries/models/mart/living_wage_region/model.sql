-- The living wage that lists and tests hold wages of each region against.
SELECT r.scheme, r.region_id, r.region, w.hourly_living_wage, w.living_wage_standard
FROM core_living_wage w JOIN core_region r ON r.scheme = w.scheme AND r.region_id = w.region_id
WHERE w.hourly_living_wage IS NOT NULL
