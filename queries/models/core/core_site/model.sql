-- Places where people are taught, with coordinates where the directory has them: institutions of IPEDS, public schools
-- and ROC/Ps of the state.
WITH newest_editions AS (
    SELECT
        unitid, institution, county_fips, latitude, longitude, institution_sector, institution_control, closing_date,
        row_number() OVER (PARTITION BY unitid ORDER BY edition DESC) AS place
    FROM stg_ipeds_directory WHERE state = 'CA'
),
colleges_named AS (SELECT DISTINCT unitid FROM ref_college_unitid WHERE unitid IS NOT NULL)
SELECT
    concat('ipeds|', directory.unitid) AS site_id,
    CASE
        WHEN colleges_named.unitid IS NOT NULL THEN 'community_college'
        WHEN directory.institution_sector = '7' THEN 'rocp'
        WHEN directory.institution_control = '1' THEN 'other_public_college'
        ELSE 'private'
    END AS site_kind,
    directory.institution AS site_name,
    directory.county_fips,
    directory.latitude,
    directory.longitude,
    directory.unitid,
    'ipeds_directory' AS source
FROM newest_editions directory
LEFT JOIN colleges_named ON colleges_named.unitid = directory.unitid
WHERE directory.place = 1 AND directory.closing_date IS NULL
UNION ALL
SELECT
    concat('cde|', schools.cds_code) AS site_id,
    CASE
        WHEN schools.school_type_code = '98' OR schools.district_type_code = '98'
            OR schools.education_option_code = 'ROP' THEN 'rocp'
        WHEN schools.instruction_level_code = 'A' THEN 'adult_school'
        WHEN schools.record_kind = 'agency' THEN 'district'
        WHEN schools.instruction_level_code = 'HS' THEN 'high_school'
        ELSE 'other_school'
    END AS site_kind,
    coalesce(schools.school, schools.district) AS site_name,
    counties.county_fips,
    schools.latitude,
    schools.longitude,
    CAST(NULL AS VARCHAR) AS unitid,
    'cde_directory' AS source
FROM stg_cde_directory schools
LEFT JOIN ref_county counties ON counties.county = schools.county
WHERE schools.school_status = 'Active'
