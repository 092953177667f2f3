-- The occupations that are compared, each under one title, with what it asks of those who enter it: an analyst's table says the title where nothing else does.
WITH named AS (
    SELECT
        o.*,
        row_number() OVER (
            PARTITION BY o.soc ORDER BY starts_with(o.area_id, 'table-'), o.is_estimated, CASE WHEN o.area_id IN ('california', 'oews-california') THEN 0 ELSE 1 END, o.period DESC, o.occupation, o.area_id
        ) AS place
    FROM core_area_occupation o JOIN core_published p ON p.soc = o.soc
),
skill AS (
    SELECT
        t.soc,
        CASE WHEN sum(CASE WHEN x.skill_level = 'Middle-Skill' THEN 1 ELSE 0 END) > 0 THEN 'Middle-Skill' ELSE min(x.skill_level) END AS skill_level
    FROM core_crosswalk x JOIN core_link_target t ON t.soc_code = x.soc_code
    GROUP BY t.soc
),
-- The newest version of O*NET; of its finer codes .00 is the occupation itself.
versions_held AS (
    SELECT
        database_version,
        row_number() OVER (
            ORDER BY
                -- A version such as 30.3, or the month of the newest update such as 2025-05.
                CAST(regexp_replace(database_version, '[^0-9].*$', '') AS INT) DESC,
                CAST(concat('0', regexp_replace(database_version, '^[0-9]+[^0-9]*', '')) AS INT) DESC
        ) AS place
    FROM (SELECT DISTINCT database_version FROM stg_onet_job_zone) versions
),
zones_by_soc AS (
    SELECT
        substr(zones.onet_code, 1, 7) AS soc,
        coalesce(min(CASE WHEN zones.onet_code LIKE '%.00' THEN zones.job_zone END), min(zones.job_zone)) AS job_zone
    FROM stg_onet_job_zone zones JOIN versions_held newest ON newest.database_version = zones.database_version AND newest.place = 1
    GROUP BY substr(zones.onet_code, 1, 7)
),
-- A combined code has the zone of its parts where they agree.
zones_agreed AS (
    SELECT parts.soc, min(parts.job_zone) AS job_zone
    FROM (
        SELECT soc, job_zone FROM zones_by_soc
        UNION
        SELECT hybrids.oews_2019 AS soc, zones_by_soc.job_zone
        FROM stg_soc_oews_hybrid hybrids JOIN zones_by_soc ON zones_by_soc.soc = hybrids.soc_2018
    ) parts
    GROUP BY parts.soc
    HAVING count(*) = 1
),
zone_names AS (
    SELECT reference.job_zone, min(reference.job_zone_name) AS job_zone_name
    FROM stg_onet_job_zone_reference reference JOIN versions_held newest ON newest.database_version = reference.database_version AND newest.place = 1
    GROUP BY reference.job_zone
)
SELECT
    n.soc,
    n.occupation,
    n.entry_education,
    n.work_experience,
    n.job_training,
    s.skill_level,
    zones.job_zone,
    zone_names.job_zone_name
FROM named n
LEFT JOIN skill s ON s.soc = n.soc
LEFT JOIN zones_agreed zones ON zones.soc = n.soc
LEFT JOIN zone_names ON zone_names.job_zone = zones.job_zone
WHERE n.place = 1
