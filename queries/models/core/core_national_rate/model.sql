-- National annual rates per job: from the newest edition of the Employment Projections where it was fetched, the quoted ones otherwise (method, section 1.3).
-- Thousands are published to one decimal, so that the rates of small occupations are coarse.
-- The newest file can hold the same edition as one that was kept: one of them is taken.
WITH chosen AS (SELECT period, file_role FROM stg_bls_projections ORDER BY period DESC, file_role DESC LIMIT 1),
fetched AS (
    SELECT
        p.soc_code AS soc,
        p.period AS rate_period,
        s.exits_year_thousands / nullif(p.base_employment_thousands, 0) AS exit_rate,
        s.transfers_year_thousands / nullif(p.base_employment_thousands, 0) AS transfer_rate,
        p.numeric_change_thousands / (p.projected_year - p.base_year) / nullif(p.base_employment_thousands, 0) AS growth_rate,
        p.self_employed_percent / 100 AS self_employed_share,
        p.entry_education,
        p.work_experience,
        p.job_training
    FROM stg_bls_projections p
    JOIN chosen c ON c.period = p.period AND c.file_role = p.file_role
    LEFT JOIN stg_bls_separations s ON s.period = p.period AND s.file_role = p.file_role AND s.soc_code = p.soc_code
    WHERE p.occupation_type = 'Line item'
)
SELECT soc, rate_period, exit_rate, transfer_rate, growth_rate, self_employed_share, entry_education, work_experience, job_training FROM fetched
UNION ALL
SELECT r.soc, r.rate_period, r.exit_rate, r.transfer_rate, r.growth_rate, r.self_employed_share, r.entry_education, r.work_experience, r.job_training
FROM ref_national_rate r CROSS JOIN (SELECT count(*) AS held FROM chosen) h
WHERE h.held = 0
