-- The occupations that are compared: every detailed code of an area whose demand counts somewhere.
SELECT DISTINCT o.soc
FROM core_area_occupation o
JOIN (SELECT DISTINCT area_id AS used FROM core_area_county WHERE in_use) u ON u.used = o.area_id
