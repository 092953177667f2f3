-- Supply by program: a provider's awards of one level under one code, averaged by the profile's rule, then added up over the published rows, and weighted by stream.
-- What an analyst puts outside is taken off.
WITH summed AS (
    SELECT
        source,
        program_id,
        min(provider) AS provider,
        min(program_code) AS program_code,
        min(program) AS program,
        min(award_level) AS award_level,
        min(stream) AS stream,
        min(county_fips) AS county_fips,
        bool_or(is_mixed) AS is_mixed,
        CASE WHEN count(average_coe) = count(*) THEN sum(average_coe) END AS average_coe,
        CASE WHEN count(average_plain) = count(*) THEN sum(average_plain) END AS average_plain,
        sum(margin_coe) AS margin_coe,
        sum(margin_plain) AS margin_plain,
        sum(published_rows) AS published_rows,
        sum(imputed_share * average_plain) / nullif(sum(average_plain) FILTER (WHERE imputed_share IS NOT NULL), 0) AS imputed_share,
        min(first_year) AS first_year,
        max(last_year) AS last_year
    FROM core_supply_average
    GROUP BY source, program_id
),
rule AS (SELECT max(setting_value) AS rule FROM profile_setting WHERE setting = 'averaging'),
ruled AS (
    SELECT
        e.*,
        coalesce(o.override_value, 0) AS outside_share,
        CASE WHEN r.rule = 'plain' THEN e.average_plain ELSE e.average_coe END AS average,
        CASE WHEN r.rule = 'plain' THEN e.average_coe ELSE e.average_plain END AS other_average,
        CASE WHEN r.rule = 'plain' THEN e.margin_plain ELSE e.margin_coe END AS margin,
        CASE WHEN r.rule = 'plain' THEN e.margin_coe ELSE e.margin_plain END AS other_margin,
        CASE WHEN n.stream IS NULL THEN 0 ELSE coalesce(p.stream_weight, 0) END AS stream_weight
    FROM summed e
    CROSS JOIN rule r
    LEFT JOIN profile_supply n ON n.stream = e.stream AND n.source = e.source
    LEFT JOIN profile_stream p ON p.stream = e.stream
    LEFT JOIN core_override o ON o.override_kind = 'outside' AND o.program_code = e.program_code
)
SELECT
    program_id,
    provider,
    program_code,
    program,
    award_level,
    source,
    stream,
    stream_weight,
    county_fips,
    outside_share,
    round(average * stream_weight * (1 - outside_share), 6) AS completers,
    -- The difference of what is printed, so that the parts make the whole to the last digit.
    round(round(average * stream_weight, 6) - round(average * stream_weight * (1 - outside_share), 6), 6) AS completers_outside,
    round(average * stream_weight, 6) AS completers_counted,
    round(other_average * stream_weight * (1 - outside_share), 6) AS completers_other,
    nullif(round(margin * stream_weight * (1 - outside_share), 6), 0) AS suppressed_margin,
    nullif(round(other_margin * stream_weight * (1 - outside_share), 6), 0) AS suppressed_margin_other,
    round(average, 6) AS completers_whole,
    round(average_coe, 6) AS completers_coe,
    round(average_plain, 6) AS completers_plain,
    published_rows,
    round(imputed_share, 6) AS imputed_share,
    is_mixed,
    first_year,
    last_year
FROM ruled
