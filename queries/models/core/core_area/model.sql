-- Published labor-market areas. Names change between editions; the county list does not, so it makes the identifier.
WITH named AS (
    SELECT
        CASE WHEN area_type = 'State' THEN 'california' ELSE lower(replace(replace(county_list, '; ', '-'), ' ', '-')) END AS area_id,
        area_label AS area,
        area_type,
        county_list,
        row_number() OVER (
            PARTITION BY CASE WHEN area_type = 'State' THEN 'California' ELSE county_list END
            ORDER BY projected_year DESC, base_year DESC, area_label
        ) AS place
    FROM stg_edd_projections
    WHERE area_type = 'State' OR county_list IS NOT NULL
)
SELECT area_id, area, area_type, county_list FROM named WHERE place = 1
