//! Single files: busy, missing, moved, broken, too large, too slow, elsewhere.

use std::io::Write;
use std::time::Duration;

use chrono::Utc;
use rocp_sources::fetch::Outcome;
use rocp_sources::fetch::http::{PER_HOST, Web};
use rocp_sources::fetch::many::{self, Wanted};

use super::{Asked, Bench, GOOD, Part, TOY, answer, card, in_time, publisher, raw, words};

/// A first answer.
type First = Box<dyn Fn() -> Vec<Part> + Send + Sync>;
/// An answer to each request.
type Script = Box<dyn Fn(&Asked) -> Vec<Part> + Send + Sync>;

/// A first answer, then the good file.
fn once(first: impl Fn() -> Vec<Part> + Send + Sync + 'static) -> (Bench, super::Publisher) {
    let at = publisher(move |asked| if asked.times == 1 { first() } else { answer("200 OK", &[], GOOD) });
    (Bench::at(&at.address), at)
}

/// The same answer always.
fn always(parts: impl Fn(&Asked) -> Vec<Part> + Send + Sync + 'static) -> (Bench, super::Publisher) {
    let at = publisher(parts);
    (Bench::at(&at.address), at)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn what_may_pass_is_asked_again() {
    let soon = || Utc::now() + chrono::TimeDelta::milliseconds(1);
    let forms: Vec<(&str, First)> = vec![
        ("429 in seconds", Box::new(|| answer("429 Too Many Requests", &["Retry-After: 0"], ""))),
        ("429 until far beyond the longest wait", Box::new(|| answer("429 Too Many Requests", &["Retry-After: 999999999"], ""))),
        ("503 until a date", Box::new(move || answer("503 Busy", &[&format!("Retry-After: {}", soon().format("%a, %d %b %Y %H:%M:%S GMT"))], ""))),
        ("503 until an old date", Box::new(move || answer("503 Busy", &[&format!("Retry-After: {}", soon().format("%A, %d-%b-%y %H:%M:%S GMT"))], ""))),
        ("503 with nonsense", Box::new(|| answer("503 Busy", &["Retry-After: soon"], ""))),
        ("500", Box::new(|| answer("500 Oh", &[], ""))),
        ("fewer bytes than announced", Box::new(|| vec![raw(format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{}", GOOD.len(), &GOOD[..20]))])),
        ("a chunk cut off", Box::new(|| vec![raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\nsoc_code,na")])),
        ("no last chunk", Box::new(|| vec![raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nsoc_\r\n")])),
        ("gzip cut off", Box::new(|| answer("200 OK", &["Content-Encoding: gzip"], &gzip(GOOD.as_bytes())[..25]))),
        (
            "gzip without its trailer",
            Box::new(|| {
                let g = gzip(GOOD.as_bytes());
                answer("200 OK", &["Content-Encoding: gzip"], &g[..g.len() - 8])
            }),
        ),
        (
            "gzip with a wrong sum",
            Box::new(|| {
                let mut g = gzip(GOOD.as_bytes());
                let n = g.len();
                g[n - 6] ^= 0xff;
                answer("200 OK", &["Content-Encoding: gzip"], &g)
            }),
        ),
        ("a head cut off", Box::new(|| vec![raw("HTTP/1.1 200 O")])),
        ("no answer at all", Box::new(Vec::new)),
        ("a stall", Box::new(|| vec![raw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nso"), Part::Wait(Duration::from_millis(700)), raw("c")])),
    ];
    for (form, first) in forms {
        let (bench, at) = once(first);
        let came = in_time(|| bench.get("data")).unwrap_or_else(|e| panic!("{form}: {e}")).unwrap();
        assert_eq!(std::fs::read_to_string(&came.path).unwrap(), GOOD, "{form}");
        assert_eq!((at.log.lock().unwrap().len(), bench.left()), (2, 1), "{form}");
    }
}

#[test]
fn what_will_not_pass_is_told_at_once_or_after_four_tries() {
    let forms: Vec<(&str, usize, &str, Script)> = vec![
        ("400", 1, "400", Box::new(|_| answer("400 Bad Request", &[], ""))),
        ("401", 1, "--contact", Box::new(|_| answer("401 Unauthorized", &[], ""))),
        ("403", 1, "--contact", Box::new(|_| answer("403 Forbidden", &[], ""))),
        ("404", 1, "moved the file", Box::new(|_| answer("404 Not Found", &[], ""))),
        ("410", 1, "moved the file", Box::new(|_| answer("410 Gone", &[], ""))),
        ("304 though nothing is held", 1, "304", Box::new(|_| answer("304 Not Modified", &[], ""))),
        ("500 for ever", 4, "4 tries", Box::new(|_| answer("500 Oh", &[], ""))),
        ("429 for ever", 4, "4 tries", Box::new(|_| answer("429 Too Many Requests", &["Retry-After: 0"], ""))),
        ("gzip cut off for ever", 4, "damaged or truncated", Box::new(|_| answer("200 OK", &["Content-Encoding: gzip"], &gzip(GOOD.as_bytes())[..25]))),
        ("not gzip at all", 4, "damaged or truncated", Box::new(|_| answer("200 OK", &["Content-Encoding: gzip"], GOOD))),
        ("too large, announced", 1, "larger than the 4000 bytes", Box::new(|_| answer("200 OK", &[], vec![b'x'; 5000]))),
        (
            "too large, unannounced",
            1,
            "larger than the 4000 bytes",
            Box::new(|_| {
                let mut parts = vec![raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")];
                parts.extend((0..9).map(|_| raw(format!("200\r\n{}\r\n", "x".repeat(512)))));
                parts
            }),
        ),
        ("a bomb in gzip", 1, "larger than the 4000 bytes", Box::new(|_| answer("200 OK", &["Content-Encoding: gzip"], gzip(&vec![b'x'; 5_000_000])))),
        ("a redirect to http", 1, "not https", Box::new(|_| answer("302 Found", &["Location: http://data.example.gov/x"], ""))),
        ("a redirect elsewhere", 1, "host that the card does not allow", Box::new(|_| answer("302 Found", &["Location: https://evil.example/x"], ""))),
        ("a redirect inside", 1, "host that the card does not allow", Box::new(|_| answer("301 Moved", &["Location: https://169.254.169.254/latest"], ""))),
        ("a redirect to a file", 1, "not https", Box::new(|_| answer("301 Moved", &["Location: file:///etc/passwd"], ""))),
        ("a redirect nowhere", 1, "leads nowhere", Box::new(|_| answer("302 Found", &[], ""))),
        ("a redirect to itself", 6, "redirected over 5 times", Box::new(|_| answer("302 Found", &["Location: https://data.example.gov/pub/data.csv"], ""))),
        (
            "a drip",
            4,
            "4 tries",
            Box::new(|_| {
                let mut parts = vec![raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")];
                parts.extend((0..100).flat_map(|_| [Part::Wait(Duration::from_millis(150)), raw("x")]));
                parts
            }),
        ),
    ];
    std::thread::scope(|scope| {
        for (form, tries, told, script) in forms {
            scope.spawn(move || {
                let (bench, at) = always(script);
                let said = in_time(|| words(bench.get("data")));
                assert!(said.contains(told) && said.contains("https://data.example.gov/pub/data.csv") || said.contains("toy: data.csv"), "{form}: {said}");
                assert!(said.contains(told), "{form}: {said}");
                assert_eq!((at.log.lock().unwrap().len(), bench.left()), (tries, 0), "{form}");
            });
        }
    });
}

#[test]
fn redirects_within_the_publisher_are_followed() {
    let (bench, at) = always(|asked| match asked.path.as_str() {
        "/data.example.gov/pub/data.csv" => answer("301 Moved", &["Location: ../new/data.csv"], ""),
        "/data.example.gov/new/data.csv" => answer("307 Temporary", &["Location: https://files.example.gov/data.csv"], ""),
        _ => answer("200 OK", &[], GOOD),
    });
    let came = bench.get("data").unwrap().unwrap();
    assert_eq!(came.url, "https://data.example.gov/pub/data.csv", "the publisher's own address is recorded");
    let log = at.log.lock().unwrap();
    assert_eq!(
        log.iter().map(|a| a.path.as_str()).collect::<Vec<_>>(),
        ["/data.example.gov/pub/data.csv", "/data.example.gov/new/data.csv", "/files.example.gov/data.csv"]
    );
    assert!(log.iter().all(|a| a.head.contains("user-agent: rocp/0.1.0 (planner@example.org)") && a.head.contains("accept-encoding: gzip")));
}

#[test]
fn gzip_is_unpacked_and_the_bytes_inside_are_kept() {
    let (bench, _) = always(|_| answer("200 OK", &["Content-Encoding: gzip"], gzip(GOOD.as_bytes())));
    assert_eq!(std::fs::read_to_string(bench.get("data").unwrap().unwrap().path).unwrap(), GOOD);
}

#[test]
fn what_is_held_is_asked_for_conditionally() {
    for (mark, sent) in
        [("ETag: \"v1\"", "if-none-match: \"v1\""), ("Last-Modified: Fri, 15 May 2026 14:00:00 GMT", "if-modified-since: fri, 15 may 2026 14:00:00 gmt")]
    {
        let (bench, at) = always(move |asked| if asked.head.contains(sent) { answer("304 Not Modified", &[], "") } else { answer("200 OK", &[mark], GOOD) });
        assert!(matches!(bench.take("data").unwrap(), Outcome::New(..)), "{mark}");
        assert!(matches!(bench.take("data").unwrap(), Outcome::Same(..)), "{mark}");
        assert_eq!(at.log.lock().unwrap().len(), 2);
    }
}

#[test]
fn what_is_no_data_is_refused_and_what_is_held_stays() {
    let forms: [(&str, String); 7] = [
        ("HTML", "<!DOCTYPE html><title>Access Denied</title>".into()),
        ("HTML", "\u{feff}\n  <html><body>sorry</body></html>".into()),
        ("empty", String::new()),
        ("no rows", format!("soc_code,{}\n", "n".repeat(60))),
        ("shrank", "soc_code,n\n31-1131,a".into()),
        ("NUL", format!("{GOOD}{GOOD}x,\0\n")),
        ("never closed", format!("{GOOD}{GOOD}\"x,y\n")),
    ];
    for (told, body) in forms {
        let (bench, _) = always(move |asked| if asked.times == 1 { answer("200 OK", &[], GOOD.repeat(3)) } else { answer("200 OK", &[], &body) });
        let held = match bench.take("data").unwrap() {
            Outcome::New(receipt, _) | Outcome::Same(receipt) => receipt,
        };
        let said = words(bench.take("data"));
        assert!(said.contains(told), "{told}: {said}");
        assert_eq!(rocp_sources::fetch::held(&bench.lake, &TOY, "data").unwrap().unwrap().sha256, held.sha256, "{told}");
    }
}

#[test]
fn servers_that_cannot_be_reached_or_trusted() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (_, at) = always(|_| answer("200 OK", &[], GOOD));
    for mirror in [format!("http://{closed}"), at.address.replace("http://", "https://")] {
        let said = in_time(|| words(Bench::at(&mirror).get("data")));
        assert!(said.contains("4 tries") && said.contains("by hand"), "{said}");
    }
}

#[test]
fn a_publisher_whose_name_leads_inside_is_not_asked() {
    // Without a mirror, names resolve to public addresses alone.
    let mut bench = Bench::at("");
    bench.http.mirror = None;
    let card = rocp_sources::Card::parse("toy", &TOY.card.replace("files.example.gov", "localhost")).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let got = runtime.block_on(async { Web::new(bench.http.clone())?.get(&bench.lake, &card, card.file("inside").unwrap(), None).await });
    let said = words(got);
    assert!(said.contains("no public address"), "{said}");
}

#[test]
fn sixty_requests_at_once_stay_polite_and_finish() {
    let at = publisher(|_| {
        let mut parts = vec![Part::Wait(Duration::from_millis(20))];
        parts.extend(answer("200 OK", &[], GOOD));
        parts
    });
    let bench = Bench::at(&at.address);
    let card = std::sync::Arc::new(card());
    let files = ["data", "inside"].map(|role| card.file(role).unwrap().clone());
    let wanted: Vec<Wanted> = (0..60).map(|i| Wanted { source: &TOY, card: card.clone(), file: files[i % 2].clone(), held: None }).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let mut told = 0;
    let web = Web::new(bench.http.clone()).unwrap();
    let came = in_time(|| runtime.block_on(many::fetch(web, &bench.lake, wanted, |_| told += 1)));
    assert_eq!((came.len(), told), (60, 60));
    assert!(came.iter().all(|(_, result)| result.as_ref().is_ok_and(Option::is_some)));
    let most = at.most.lock().unwrap();
    assert_eq!(most.len(), 2);
    assert!(most.values().all(|n| (1..=PER_HOST).contains(n)), "{most:?}");
}
