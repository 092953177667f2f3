//! Answers of BLS's API as they came: good, partial, refused.

use rocp_tests::{Place, shared};

use super::{Told, real};

const TABLE: &str = "stg_bls_api";

#[test]
fn a_whole_series() {
    let Some(real) = real("bls_api", "bls/api/bls_v2_success_LAUST080000000000006.json", None) else { return };
    let body: serde_json::Value = serde_json::from_slice(&std::fs::read(&real.file).unwrap()).unwrap();
    let data = body["Results"]["series"][0]["data"].as_array().unwrap();
    let sum = data.iter().map(|d| d["value"].as_str().unwrap().parse::<f64>().unwrap()).sum();
    assert_eq!(real.told(TABLE, "series_value"), Told { rows: data.len(), known: data.len(), sum });
    let table = real.table(TABLE);
    let row = |year, period: &str| (0..table.len()).find(|i| table.small("calendar_year", *i) == Some(year) && table.text("period", *i) == period).unwrap();
    let (october, annual) = (row(2019, "M10"), row(2018, "M13"));
    assert_eq!((table.number("series_value", october), table.text("footnote_codes", october).as_str()), (Some(3_178_070.0), "P"));
    assert_eq!((table.flag("is_latest", october), table.flag("is_latest", annual)), (Some(true), Some(false)));
    assert_eq!((table.number("series_value", annual), table.text("footnote_codes", annual).as_str()), (Some(3_096_358.0), ""));
}

#[test]
fn unknown_values_keep_their_footnote() {
    let Some(lapse) = real("bls_api", "bls/api/bls_v2_missing_month_2025_lapse.json", None) else { return };
    assert_eq!(lapse.told(TABLE, "series_value"), Told { rows: 3, known: 2, sum: 648.922 });
    let Some(partial) = real("bls_api", "bls/api/bls_v2_partial_no_data_topcoded_OEUN.json", None) else { return };
    assert_eq!(partial.told(TABLE, "series_value"), Told { rows: 1, known: 0, sum: 0.0 });
    assert_eq!(partial.table(TABLE).text("footnote_codes", 0), "5");
    assert!(partial.said.contains("No Data Available for Series OEUN000000000000029102313 Year: 2016"), "{}", partial.said);
}

#[test]
fn refusals_are_errors() {
    let Some(folder) = shared().map(|s| s.join("data/bls/api")).filter(|f| f.exists()) else { return };
    let place = Place::new().unwrap();
    for (file, words) in
        [("bls_v2_error_daily_threshold.json", "REQUEST_NOT_PROCESSED"), ("bls_v1_error_invalid_series.json", "Invalid Series for Series laucn21219003!")]
    {
        let out = place.path().join("out");
        let said = place.rocp(&["stage", "bls_api", "--file", folder.join(file).to_str().unwrap(), "--out", out.to_str().unwrap()]).unwrap();
        assert_eq!(said.code, 4, "{}", said.err);
        assert!(said.err.contains(words), "{}", said.err);
    }
}
