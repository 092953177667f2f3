-- The estimate of demand (method, section 1.3) and the entry wage of every region, also where a published projection takes precedence: it stands beside it and is a lower bound where areas withhold.
SELECT
    t.scheme,
    t.region_id,
    a.soc,
    round(sum(coalesce(s.area_share, t.area_share) * a.openings_year), 6) AS demand_estimated,
    min(a.entry_hourly_wage) AS entry_wage_low,
    -- A ceiling is the lowest where no area prints a wage below it.
    min(a.entry_hourly_wage) IS NOT NULL
    AND coalesce(min(a.entry_hourly_wage) < min(a.entry_hourly_wage) FILTER (WHERE NOT a.is_entry_wage_least), true) AS is_entry_wage_least
FROM core_region_area t
JOIN core_area_occupation a ON a.area_id = t.area_id AND a.is_estimated
LEFT JOIN core_region_split s ON s.scheme = t.scheme AND s.region_id = t.region_id AND s.purpose = t.purpose AND s.area_id = t.area_id AND s.soc = a.soc
WHERE t.purpose = 'estimate'
GROUP BY t.scheme, t.region_id, a.soc
