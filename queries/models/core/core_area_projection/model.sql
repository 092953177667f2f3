-- Demand as published, per year, by area and detailed occupation in the 2018 classification. Where several codes of 2010
-- are one today, their rows are added up; what one of them leaves unknown is unknown, never a partial sum.
SELECT
    area_id,
    soc,
    CASE WHEN count(*) = 1 THEN min(occupation) ELSE coalesce(min(soc_title), min(occupation)) END AS occupation,
    min(period) AS period,
    min(years) AS years,
    count(*) AS parts,
    CASE WHEN count(base_employment) = count(*) THEN sum(base_employment) END AS base_employment,
    CASE WHEN count(change_year) = count(*) THEN sum(change_year) END AS change_year,
    CASE WHEN count(exits_year) = count(*) THEN sum(exits_year) END AS exits_year,
    CASE WHEN count(transfers_year) = count(*) THEN sum(transfers_year) END AS transfers_year,
    CASE WHEN count(openings_year) = count(*) THEN sum(openings_year) END AS openings_year,
    bool_or(identity_mismatch) AS identity_mismatch,
    bool_or(soc_2010_mapped) AS soc_2010_mapped,
    -- Medians of parts make no median of the whole; what entry asks is said where all parts ask the same.
    CASE WHEN count(*) = 1 THEN min(median_hourly_wage) END AS median_hourly_wage,
    CASE WHEN count(*) = 1 THEN min(median_annual_wage) END AS median_annual_wage,
    CASE
        WHEN count(entry_education) = count(*) AND min(entry_education) = max(entry_education) THEN min(entry_education)
    END AS entry_education,
    CASE
        WHEN count(work_experience) = count(*) AND min(work_experience) = max(work_experience) THEN min(work_experience)
    END AS work_experience,
    CASE
        WHEN count(job_training) = count(*) AND min(job_training) = max(job_training) THEN min(job_training)
    END AS job_training
FROM core_area_part
WHERE soc IS NOT NULL
GROUP BY area_id, soc
