//! The BLS Public Data API: batches, quota, refusals with HTTP 200, a key that never comes out.

use serde_json::{Value, json};

use super::{Asked, Bench, Part, answer, publisher, words};

/// Sent as a key; it must stand in no error, receipt or file.
const CANARY: &str = "canary-key-3b7d";

fn served(asked: &Asked) -> Value {
    let body: Value = serde_json::from_str(&asked.body).unwrap();
    let series: Vec<Value> = body["seriesid"].as_array().unwrap().iter().map(|id| json!({"seriesID": id, "data": []})).collect();
    json!({"status": "REQUEST_SUCCEEDED", "message": [], "Results": {"series": series}})
}

fn ok(body: &Value) -> Vec<Part> {
    answer("200 OK", &[], body.to_string())
}

#[test]
fn fifty_one_series_are_two_batches() {
    let at = publisher(|asked| ok(&served(asked)));
    let bench = Bench::at(&at.address).key(CANARY);
    let came = bench.get("series").unwrap().unwrap();
    let whole: Value = serde_json::from_str(&std::fs::read_to_string(&came.path).unwrap()).unwrap();
    assert_eq!(whole["Results"]["series"].as_array().unwrap().len(), 51);
    let log = at.log.lock().unwrap();
    let asked: Vec<Value> = log.iter().map(|a| serde_json::from_str(&a.body).unwrap()).collect();
    assert_eq!(asked.iter().map(|b| b["seriesid"].as_array().unwrap().len()).collect::<Vec<_>>(), [50, 1]);
    assert!(log.iter().all(|a| a.path == "/data.example.gov/publicAPI/v2/timeseries/data/") && asked[0]["registrationkey"] == CANARY);
    let years = |field: &str| asked[0][field].as_str().unwrap().parse::<i32>().unwrap();
    assert_eq!(years("endyear") - years("startyear"), 2, "three years");
    assert!(!whole.to_string().contains(CANARY) && !came.url.contains(CANARY));
}

#[test]
fn without_a_key_the_first_version_is_asked_in_smaller_batches() {
    let at = publisher(|asked| ok(&served(asked)));
    Bench::at(&at.address).get("series").unwrap();
    let log = at.log.lock().unwrap();
    assert_eq!(log.len(), 3);
    assert!(log.iter().all(|a| a.path.contains("/v1/") && !a.body.contains("registrationkey")));
}

#[test]
fn a_refusal_with_http_200_is_a_refusal_and_the_key_does_not_come_out() {
    let at = publisher(|_| {
        ok(&json!({"status": "REQUEST_NOT_PROCESSED", "message": [format!("The key {CANARY} has exceeded the daily threshold")], "Results": {}}))
    });
    let bench = Bench::at(&at.address).key(CANARY);
    let said = words(bench.get("series"));
    assert!(said.contains("REQUEST_NOT_PROCESSED") && said.contains("daily threshold") && said.contains("tomorrow"), "{said}");
    assert!(!said.contains(CANARY) && !format!("{:?}", bench.http).contains(CANARY), "{said}");
    assert_eq!(at.log.lock().unwrap().len(), 1, "a used-up quota is not asked again");
}

#[test]
fn fewer_series_than_asked_are_refused() {
    let at = publisher(|asked| {
        let mut body = served(asked);
        body["Results"]["series"].as_array_mut().unwrap().pop();
        ok(&body)
    });
    assert!(words(Bench::at(&at.address).key(CANARY).get("series")).contains("49 of 50 series"));
}

#[test]
fn the_quota_is_counted_across_restarts() {
    let at = publisher(|asked| ok(&served(asked)));
    let bench = Bench::at(&at.address);
    // 25 queries a day without a key, three a fetch.
    let served: Vec<bool> = (0..9).map(|_| bench.get("series").is_ok()).collect();
    assert_eq!(served.iter().filter(|s| **s).count(), 8);
    assert!(words(bench.get("series")).contains("the day's quota of 25 queries is used up"));
    assert_eq!(at.log.lock().unwrap().len(), 25);
    // Another day, another quota.
    let path = bench.lake.asked("toy-quota");
    let used = std::fs::read_to_string(&path).unwrap();
    let today = used.split('"').nth(3).unwrap().to_owned();
    std::fs::write(&path, used.replace(&today, "2026-01-01")).unwrap();
    assert!(bench.get("series").is_ok());
}
