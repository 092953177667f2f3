//! EDD's projections, the supply tables of the Centers of Excellence, and the values of the wage survey.

use arrow::array::{Array, AsArray};
use arrow::datatypes::Float64Type;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::{Told, column, number, real, sheet, tell, text};

#[test]
fn projections_by_area() {
    let Some(real) = real("edd_projections", "edd/projections/Long-Term_Occupational_Employment_Projections_2020-2030.csv", None) else { return };
    let rows = text(&real.file, b',');
    let (header, body) = rows.split_first().unwrap();
    // A row whose openings are below zero is put aside, and known to the card.
    let openings = column(header, "Total  Job Openings");
    let (aside, kept): (Vec<_>, Vec<_>) = body.iter().partition(|r| number(&r[openings]).is_some_and(|n| n < 0.0));
    assert_eq!((aside.len(), real.put_aside(), kept.len()), (3, 3, 16_905));
    for (ours, theirs) in [
        ("base_employment", "Base Year"),
        ("numeric_change", "Numeric Change"),
        ("exits", "Exits"),
        ("transfers", "Transfers"),
        ("openings_total", "Total  Job"),
    ] {
        let at = column(header, theirs);
        assert_eq!(real.told("stg_edd_projections", ours), tell(kept.iter().map(|r| number(&r[at]))), "{ours}");
    }
    // A wage of 0.00 is not published.
    for (ours, theirs) in [("median_hourly_wage", "Median Hourly"), ("median_annual_wage", "Median Annual")] {
        let at = column(header, theirs);
        assert_eq!(real.told("stg_edd_projections", ours), tell(kept.iter().map(|r| number(&r[at]).filter(|w| *w > 0.0))), "{ours}");
    }
}

#[test]
fn projections_of_the_state() {
    let Some(real) = real("edd_projections", "edd/projections/cal_OccProj_2023-2033.xlsx", None) else { return };
    let rows = sheet(&real.file, "Occupational");
    let body: Vec<_> = rows.iter().filter(|r| r.get(1).is_some_and(|c| c.trim().len() == 7 && c.contains('-'))).collect();
    for (ours, at) in [("base_employment", 3), ("projected_employment", 4), ("numeric_change", 5), ("exits", 7), ("transfers", 8), ("openings_total", 9)] {
        assert_eq!(real.told("stg_edd_projections", ours), tell(body.iter().map(|r| number(&r[at]))), "{ours}");
    }
    assert_eq!(real.put_aside(), 0);
}

#[test]
fn awards_of_the_supply_tables() {
    let Some(real) = real("coe_supply", "coe/supply_by_top.csv", None) else { return };
    let rows = text(&real.file, b',');
    let body = &rows[1..];
    assert_eq!(real.told("stg_coe_supply", "published_average"), tell(body.iter().map(|r| number(&r[6]))));
    assert_eq!(real.told("stg_coe_supply_year", "awards"), tell(body.iter().flat_map(|r| r[3..6].iter().map(|c| number(c)))));
    assert_eq!((body.len(), real.put_aside()), (15_369, 0));
}

#[test]
fn values_of_the_wage_survey() {
    let Some(real) = real("bls_oews", "bls/oews-2025/oe.data.0.Current.zst", None) else { return };
    let reader = ParquetRecordBatchReaderBuilder::try_new(std::fs::File::open(real.path("stg_bls_oews_data")).unwrap()).unwrap();
    let mask = ProjectionMask::columns(reader.parquet_schema(), ["value"]);
    let mut staged = Told { rows: 0, known: 0, sum: 0.0 };
    for batch in reader.with_projection(mask).build().unwrap() {
        let batch = batch.unwrap();
        let values = batch.column(0).as_primitive::<Float64Type>();
        staged.rows += values.len();
        staged.known += values.len() - values.null_count();
        staged.sum += values.iter().flatten().sum::<f64>();
    }
    // The value stands in the fourth column; a dash is withheld.
    let bytes = zstd::decode_all(std::fs::File::open(&real.file).unwrap()).unwrap();
    let values = std::str::from_utf8(&bytes).unwrap().lines().skip(1).map(|l| number(l.split('\t').nth(3).unwrap()));
    let known = values.fold((0, 0, 0.0), |(rows, known, sum), v| (rows + 1, known + usize::from(v.is_some()), sum + v.unwrap_or(0.0)));
    assert_eq!((staged.rows, staged.known), (known.0, known.1));
    assert!((staged.sum - known.2).abs() < 1e-6 * known.2, "{} {}", staged.sum, known.2);
}
