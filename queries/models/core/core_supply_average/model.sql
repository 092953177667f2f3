-- The averaging rules, here and nowhere else (method, section 3.2): each published row of a program by both, over the years held or those of the profile.
-- Rule coe drops leading zero years, averages the rest and rounds to two decimals; rule plain averages all. One unknown year makes the average unknown.
WITH running AS (
    SELECT *, sum(awards) OVER (PARTITION BY source, program_id, published_row ORDER BY academic_year ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS so_far
    FROM core_supply_year
),
averaged AS (
    SELECT
        source,
        program_id,
        published_row,
        -- A provider's name and a program's title can differ from year to year: the first in the alphabet stands for all.
        min(provider) AS provider,
        min(program_code) AS program_code,
        min(program) AS program,
        min(award_level) AS award_level,
        min(stream) AS stream,
        min(county_fips) AS county_fips,
        bool_or(is_mixed) AS is_mixed,
        min(nullif(academic_year, 'none')) AS first_year,
        max(nullif(academic_year, 'none')) AS last_year,
        sum(published_rows) AS rows_counted,
        -- Of the window's awards, those that the agency imputed; unknown where the source does not say, or nothing was awarded.
        sum(awards_imputed) / nullif(sum(awards) FILTER (WHERE awards_imputed IS NOT NULL), 0) AS imputed_share,
        count(awards) = count(*) AS is_known,
        coalesce(avg(awards) FILTER (WHERE so_far > 0), 0) AS since_first,
        avg(awards) AS plain,
        -- A year without a range adds none to the average.
        nullif(sum(suppressed_margin) FILTER (WHERE so_far > 0) / count(*) FILTER (WHERE so_far > 0), 0) AS margin_coe,
        nullif(sum(suppressed_margin) / count(*), 0) AS margin_plain
    FROM running
    GROUP BY source, program_id, published_row
)
SELECT
    source,
    program_id,
    provider,
    program_code,
    program,
    award_level,
    stream,
    county_fips,
    published_row,
    -- A share of a mix is no whole count: rounded to two decimals its parts would not make the published number.
    CASE WHEN NOT is_known THEN NULL WHEN is_mixed THEN since_first ELSE round(since_first, 2) END AS average_coe,
    CASE WHEN is_known THEN plain END AS average_plain,
    CASE WHEN is_known THEN round(margin_coe, 2) END AS margin_coe,
    CASE WHEN is_known THEN margin_plain END AS margin_plain,
    -- A row that is averaged by itself is one, however many years it gives.
    CASE WHEN published_row > 0 THEN 1 ELSE rows_counted END AS published_rows,
    imputed_share,
    is_mixed,
    first_year,
    last_year
FROM averaged
