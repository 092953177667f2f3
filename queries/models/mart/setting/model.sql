-- The settings that the run's figures rest on, one a row.
SELECT setting, setting_value FROM profile_setting
