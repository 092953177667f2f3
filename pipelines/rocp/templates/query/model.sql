-- What a row is, in a sentence.
SELECT scheme, region_id, count(*) AS occupations, count(demand_openings) AS occupations_known
FROM supply_demand_gap
GROUP BY scheme, region_id
