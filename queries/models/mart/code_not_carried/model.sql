-- Codes of the 2010 classification that no code of today takes whole: their openings are in no figure.
WITH openings_published AS (
    SELECT area_type, period, sum(openings_year) AS openings_all FROM core_area_part GROUP BY area_type, period
),
codes_lost AS (
    SELECT
        area_type,
        period,
        soc_code,
        not_carried,
        min(occupation) AS occupation,
        count(*) AS areas,
        count(openings_year) AS areas_known,
        sum(openings_year) AS openings_lost
    FROM core_area_part
    WHERE not_carried IS NOT NULL
    GROUP BY area_type, period, soc_code, not_carried
)
SELECT
    codes_lost.area_type,
    codes_lost.period,
    codes_lost.soc_code,
    codes_lost.not_carried,
    codes_lost.occupation,
    codes_lost.areas,
    codes_lost.areas_known,
    round(codes_lost.openings_lost, 6) AS openings_lost,
    round(codes_lost.openings_lost / nullif(openings_published.openings_all, 0), 6) AS openings_share
FROM codes_lost
JOIN openings_published
    ON openings_published.area_type = codes_lost.area_type AND openings_published.period = codes_lost.period
