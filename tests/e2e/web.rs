//! The web transport against a scripted publisher on loopback.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use rocp_lake::archive;
use rocp_tests::Place;

use crate::samples::samples;

type Log = Arc<Mutex<Vec<String>>>;
/// From a request (its text) and how often its path was asked, to an answer: head lines and body.
type Script = fn(&str, usize, &[u8]) -> (String, Vec<u8>);

/// Serves the samples of bls_oews under their publisher's paths; its address and the requests it got.
fn publisher(script: Script) -> (String, Log) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let log = Log::default();
    let kept = log.clone();
    std::thread::spawn(move || {
        let mut asked: BTreeMap<String, usize> = BTreeMap::new();
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { break };
            let mut request = String::new();
            for line in BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok).take_while(|l| !l.is_empty()) {
                request.push_str(&line);
                request.push('\n');
            }
            let path = request.split_whitespace().nth(1).unwrap_or_default().to_owned();
            let name = path.rsplit('/').next().unwrap_or_default();
            let body = samples("bls_oews").into_iter().find(|p| p.ends_with(name)).map(|p| std::fs::read(p).unwrap()).unwrap_or_default();
            let times = asked.entry(path).and_modify(|n| *n += 1).or_insert(1);
            let (head, body) = script(&request, *times, &body);
            kept.lock().unwrap().push(request);
            let length = if head.to_lowercase().contains("content-length") { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
            let _ = stream.write_all(format!("HTTP/1.1 {head}\r\n{length}Connection: close\r\n\r\n").as_bytes());
            let _ = stream.write_all(&body);
        }
    });
    (address, log)
}

fn fetch(place: &Place, address: &str) -> rocp_tests::Said {
    place.rocp(&["fetch", "bls_oews", "--mirror", address, "--contact", "planner@example.org"]).unwrap()
}

#[test]
fn a_second_fetch_is_conditional_and_transfers_nothing() {
    let (address, log) = publisher(|request, _, body| {
        if request.to_lowercase().contains("if-none-match: \"v1\"") {
            ("304 Not Modified".into(), Vec::new())
        } else {
            ("200 OK\r\nETag: \"v1\"\r\nLast-Modified: Fri, 15 May 2026 14:00:00 GMT".into(), body.to_vec())
        }
    });
    let place = Place::new().unwrap();
    let said = fetch(&place, &address);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("stg_bls_oews_data: 7 rows"), "{}", said.out);
    let receipt = archive::current(&place.lake(), "bls_oews", None).unwrap().into_iter().find(|r| r.role == "data:2025").unwrap();
    assert_eq!(
        (receipt.url.as_str(), receipt.etag.as_deref(), receipt.transport.as_str()),
        ("https://download.bls.gov/pub/time.series/oe/oe.data.0.Current", Some("\"v1\""), "http")
    );
    let said = fetch(&place, &address);
    assert_eq!((said.code, said.out.matches("not changed at the publisher").count()), (0, 7), "{}", said.out);
    let log = log.lock().unwrap();
    assert_eq!(log.len(), 14);
    assert!(log.iter().all(|r| r.to_lowercase().contains("user-agent: rocp/0.1.0 (planner@example.org)")), "{}", log[0]);
    assert!(log[0].starts_with("GET /download.bls.gov/pub/time.series/oe/oe.data.0.Current "), "{}", log[0]);
    assert!(log[7].to_lowercase().contains("if-modified-since: fri, 15 may 2026"));
}

#[test]
fn a_busy_server_is_asked_again_when_it_says() {
    let (address, log) = publisher(|request, times, body| match (request.contains("oe.area"), times) {
        (true, 1) => ("429 Too Many Requests\r\nRetry-After: 1".into(), Vec::new()),
        (true, 2) => ("503 Service Unavailable\r\nRetry-After: 0".into(), Vec::new()),
        _ => ("200 OK".into(), body.to_vec()),
    });
    let place = Place::new().unwrap();
    let said = fetch(&place, &address);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(log.lock().unwrap().iter().filter(|r| r.contains("oe.area")).count(), 3);
}

#[test]
fn refusals_are_clear_and_leave_nothing_in_use() {
    let cases: [(Script, i32, &str); 4] = [
        (|_, _, _| ("403 Forbidden".into(), Vec::new()), 4, "--contact"),
        (|_, _, _| ("404 Not Found".into(), Vec::new()), 4, "the publisher moved the file"),
        (|_, _, _| ("200 OK".into(), b"<html>Access Denied</html>".to_vec()), 4, "HTML"),
        (|_, _, body| (format!("200 OK\r\nContent-Length: {}", body.len() + 100), body.to_vec()), 4, "4 tries"),
    ];
    for (script, code, words) in cases {
        let (address, _) = publisher(script);
        let place = Place::new().unwrap();
        let said = fetch(&place, &address);
        assert_eq!(said.code, code, "{}", said.err);
        assert!(said.err.contains("\nerror: ") && said.err.contains(words), "{words}: {}", said.err);
        assert!(archive::current(&place.lake(), "bls_oews", None).unwrap().is_empty());
        let left = std::fs::read_dir(place.lake().scratch()).map(Iterator::count).unwrap_or(0);
        assert_eq!(left, 0, "scratch files are left");
    }
}
