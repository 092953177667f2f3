-- Demand and its parts by region and occupation, with what the occupation asks of those who enter it.
SELECT
    d.scheme,
    d.region_id,
    r.region,
    d.soc,
    o.occupation,
    d.demand_openings,
    d.demand_low,
    d.demand_high,
    d.demand_new,
    e.demand_estimated,
    d.exits_year,
    d.transfers_year,
    d.change_year,
    d.base_employment,
    d.employment_covered,
    d.areas_published,
    d.areas_total,
    d.median_hourly_low,
    d.median_hourly_high,
    d.median_wage_source,
    d.median_wage_period,
    e.entry_wage_low,
    e.entry_wage_source,
    e.entry_wage_period,
    o.entry_education,
    o.work_experience,
    o.job_training,
    o.skill_level,
    o.job_zone,
    o.job_zone_name,
    d.demand_period
FROM core_region_demand d
JOIN core_region r ON r.scheme = d.scheme AND r.region_id = d.region_id
JOIN core_occupation o ON o.soc = d.soc
LEFT JOIN core_region_estimate e ON e.scheme = d.scheme AND e.region_id = d.region_id AND e.soc = d.soc
