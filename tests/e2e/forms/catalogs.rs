//! Resources of a CKAN catalog.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use super::{Asked, Bench, Part, Publisher, answer, publisher, words};

const ROWS: usize = 7;

/// A change of an answer.
type Twist = Box<dyn Fn(&Asked, &mut Value) + Send + Sync>;

/// A catalog with a resource of seven rows that gives two at a time; `twist` changes its answers.
fn catalog(twist: impl Fn(&Asked, &mut Value) + Send + Sync + 'static) -> (Bench, Publisher) {
    let at = publisher(move |asked| -> Vec<Part> {
        let offset: usize = asked.path.split("offset=").nth(1).and_then(|t| t.split('&').next()).and_then(|n| n.parse().ok()).unwrap_or(0);
        let mut body = if asked.path.contains("package_show") {
            json!({"success": true, "result": {"resources": [
                {"id": "r-old", "name": "Long-Term Projections 2018-2028", "last_modified": "2020-01-01", "datastore_active": true},
                {"id": "r-1", "name": "Long-Term Projections 2020-2030", "last_modified": "2024-01-01", "datastore_active": true},
                {"id": "r-pdf", "name": "Long-Term Readme", "datastore_active": false},
            ]}})
        } else {
            let records: Vec<Value> =
                (offset..ROWS.min(offset + 2)).map(|i| json!({"_id": i + 1, "soc_code": format!("0{i}"), "n": i, "blank": null})).collect();
            json!({"success": true, "result": {"total": ROWS, "fields": [{"id": "_id"}, {"id": "soc_code"}, {"id": "n"}, {"id": "blank"}], "records": records}})
        };
        twist(asked, &mut body);
        answer("200 OK", &[], body.to_string())
    });
    (Bench::at(&at.address), at)
}

#[test]
fn the_newest_resource_is_found_by_name_and_paged_to_its_total() {
    let (bench, at) = catalog(|_, _| {});
    let came = bench.get("catalog").unwrap().unwrap();
    let text = std::fs::read_to_string(&came.path).unwrap();
    assert_eq!(text.lines().collect::<Vec<_>>(), ["soc_code,n,blank", "00,0,", "01,1,", "02,2,", "03,3,", "04,4,", "05,5,", "06,6,"]);
    assert_eq!((came.name.as_str(), came.url.as_str()), ("Long-Term Projections 2020-2030.csv", "https://data.example.gov/dataset/long-term/resource/r-1"));
    let log = at.log.lock().unwrap();
    assert_eq!(log.len(), 5, "the listing and four pages");
    assert!(log[1].path.contains("resource_id=r-1&limit=32000&offset=0&sort=_id"), "{}", log[1].path);
}

#[test]
fn a_resource_that_did_not_change_is_not_read_again_and_one_with_a_new_id_is() {
    let turn = Arc::new(AtomicUsize::new(0));
    let seen = turn.clone();
    let (bench, at) = catalog(move |asked, body| {
        if asked.path.contains("package_show") && seen.load(Ordering::SeqCst) == 1 {
            body["result"]["resources"][1]["id"] = json!("r-2");
        }
    });
    bench.take("catalog").unwrap();
    assert_eq!(at.log.lock().unwrap().len(), 5);
    bench.take("catalog").unwrap();
    assert_eq!(at.log.lock().unwrap().len(), 6, "the listing alone");
    turn.store(1, Ordering::SeqCst);
    bench.take("catalog").unwrap();
    let log = at.log.lock().unwrap();
    assert_eq!(log.len(), 11);
    assert!(log[7].path.contains("resource_id=r-2"), "{}", log[7].path);
}

#[test]
fn a_catalog_that_gives_less_than_it_says_is_refused() {
    let forms: Vec<(&str, Twist)> = vec![
        (
            "has no resource named",
            Box::new(|_, body| {
                if !body["result"]["resources"].is_null() {
                    body["result"]["resources"] = json!([])
                }
            }),
        ),
        (
            "only 2 of its 7 rows came",
            Box::new(|asked, body| {
                if asked.path.contains("offset=2") {
                    body["result"]["records"] = json!([])
                }
            }),
        ),
        (
            "the number of its rows changed",
            Box::new(|asked, body| {
                if asked.path.contains("offset=4") {
                    body["result"]["total"] = json!(9)
                }
            }),
        ),
        (
            "a row came twice",
            Box::new(|asked, body| {
                if asked.path.contains("offset=2") {
                    body["result"]["records"][0]["_id"] = json!(1)
                }
            }),
        ),
        (
            "the request failed",
            Box::new(|asked, body| {
                if asked.path.contains("datastore") {
                    *body = json!({"success": false, "error": {"__type": "Validation Error"}})
                }
            }),
        ),
        (
            "not the catalog's",
            Box::new(|asked, body| {
                if asked.path.contains("datastore") {
                    *body = json!("<html>")
                }
            }),
        ),
        (
            "larger than the 4000 bytes",
            Box::new(|asked, body| {
                if asked.path.contains("datastore") {
                    body["result"]["records"][0]["soc_code"] = json!("x".repeat(5000))
                }
            }),
        ),
    ];
    for (told, twist) in forms {
        let (bench, _) = catalog(twist);
        let said = words(bench.get("catalog"));
        assert!(said.contains(told), "{told}: {said}");
        assert_eq!(bench.left(), 0, "{told}");
    }
}
