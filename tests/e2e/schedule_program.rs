//! `rocp schedule` and the nights in `rocp status`, with the real program.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use chrono::{TimeDelta, Utc};
use rocp_lake::lock::{ScheduleLock, WriteLock};
use rocp_lake::release;
use rocp_tests::{EDD, Place, program};
use serde_json::Value;

use crate::samples::miniature;

/// A profile in `place` whose one job was due five minutes ago, watched for two hours; its file's name.
fn due(place: &Place) -> &'static str {
    let at = Utc::now() - TimeDelta::minutes(5);
    let cron = at.format("%-M %-H * * *").to_string();
    let text = std::fs::read_to_string(place.path().join(EDD)).unwrap();
    place.file("p.toml", text.replace("30 3 * * *", &cron).replace("America/Los_Angeles\"", "UTC\"").as_bytes()).unwrap();
    let since = (at - TimeDelta::hours(2)).to_rfc3339();
    let profile = place.path().join("p.toml");
    let line = serde_json::json!({"event": "watch", "job": "nightly", "profile": profile, "at": since}).to_string() + "\n";
    std::fs::create_dir_all(place.lake().root()).unwrap();
    std::fs::write(place.lake().nights(), line).unwrap();
    "p.toml"
}

/// The last line of the log.
fn last(place: &Place) -> Value {
    let text = std::fs::read_to_string(place.lake().nights()).unwrap();
    serde_json::from_str(text.lines().last().unwrap()).unwrap()
}

#[test]
fn next_lists_both_turns_of_the_clock() {
    let place = Place::new().unwrap();
    let list = |from: &str| place.rocp(&["schedule", "next", "--from", from, "-n", "3"]).unwrap();
    assert_eq!(
        list("2026-03-06T12:00:00-08:00").out,
        "2026-03-07 03:30:00 -08:00  2026-03-07T11:30:00Z  nightly America/Los_Angeles\n\
         2026-03-08 03:30:00 -07:00  2026-03-08T10:30:00Z  nightly America/Los_Angeles\n\
         2026-03-09 03:30:00 -07:00  2026-03-09T10:30:00Z  nightly America/Los_Angeles\n"
    );
    assert_eq!(
        list("2026-10-30T19:00:00Z").out,
        "2026-10-31 03:30:00 -07:00  2026-10-31T10:30:00Z  nightly America/Los_Angeles\n\
         2026-11-01 03:30:00 -08:00  2026-11-01T11:30:00Z  nightly America/Los_Angeles\n\
         2026-11-02 03:30:00 -08:00  2026-11-02T11:30:00Z  nightly America/Los_Angeles\n"
    );
    let said = list("8 March");
    assert!(said.code == 2 && said.err.contains("hint: write it with its offset"), "{}", said.err);
}

#[test]
fn a_profile_with_an_impossible_job_is_refused_by_every_command() {
    let place = Place::new().unwrap();
    let text = std::fs::read_to_string(place.path().join(EDD)).unwrap();
    place.file("p.toml", text.replace("30 3 * * *", "30 2 30 2 *").as_bytes()).unwrap();
    for args in [&["schedule", "--once"][..], &["schedule", "next"], &["run", "--offline"]] {
        let said = place.rocp(&[args, &["--profile", "p.toml"]].concat()).unwrap();
        assert_eq!(said.code, 2, "{args:?}");
        assert!(said.err.starts_with("error: profile coe is not valid: job nightly: \"30 2 30 2 *\" names a date that never comes"), "{}", said.err);
    }
}

#[test]
fn a_night_without_data_is_recorded_as_failed_and_not_tried_again() {
    let place = Place::new().unwrap();
    let said = place.rocp(&["status"]).unwrap();
    assert!(said.out.contains("nights: none yet") && said.out.contains("next night: "), "{}", said.out);
    let profile = due(&place);
    let said = place.rocp(&["schedule", "--once", "--offline", "--profile", profile]).unwrap();
    assert_eq!(said.code, 2, "{}", said.err);
    assert!(said.err.starts_with("error: profile coe needs files"), "{}", said.err);
    let night = last(&place);
    assert_eq!((night["outcome"].as_str(), night["code"].as_i64(), night["how"].as_str()), (Some("failed"), Some(2), Some("on_time")));
    let said = place.rocp(&["status"]).unwrap();
    assert!(said.out.contains("nightly: failed (exit 2); what was published stays\n    error: profile coe needs files"), "{}", said.out);
    let said = place.rocp(&["schedule", "--once", "--offline", "--profile", profile]).unwrap();
    assert!(said.code == 0 && said.out.starts_with("nothing is due; next nightly: "), "{}", said.out);
}

#[test]
fn a_night_publishes_and_one_failed_source_does_not_stop_it() {
    let place = miniature();
    let profile = due(&place);
    // A publisher that has moved every file.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { break };
            let head = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok).take_while(|l| !l.is_empty()).count();
            let _ = write!(stream, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\nX-Lines: {head}\r\n\r\n");
        }
    });
    let args = ["schedule", "--once", "--profile", profile, "--contact", "planner@example.org", "--mirror", address.as_str()];
    let said = place.rocp(&args).unwrap();
    assert_eq!(said.code, 3, "{}", said.err);
    assert!(said.err.contains("not fetched; the file held stays in use"), "{}", said.err);
    let (night, run) = (last(&place), release::published(&place.lake()).unwrap());
    assert_eq!((night["outcome"].as_str(), night["run"].as_str(), night["code"].as_i64()), (Some("published"), Some(run.as_str()), Some(3)));
    assert!(night["says"].as_str().unwrap().starts_with("error: "), "{night}");
    let said = place.rocp(&["status"]).unwrap();
    assert!(said.out.contains(&format!("nightly: published run {run} with warnings (exit 3)")), "{}", said.out);
    let page = std::fs::read_to_string(place.path().join("reports/latest/index.html")).unwrap();
    assert!(page.contains("Not fresh:"), "the pages say which source is stale");
    let said = place.rocp(&args).unwrap();
    assert!(said.code == 0 && said.out.starts_with("nothing is due"), "{}", said.out);
}

#[test]
fn a_lake_in_use_skips_the_night_and_a_lake_under_watch_is_left_alone() {
    let place = miniature();
    let profile = due(&place);
    let once = || place.rocp(&["schedule", "--once", "--offline", "--profile", profile]).unwrap();
    let watched = ScheduleLock::take(&place.lake()).unwrap();
    let said = once();
    assert!(said.code == 5 && said.out.starts_with("another rocp schedule watches"), "{}", said.out);
    drop(watched);
    let lock = WriteLock::take(&place.lake()).unwrap();
    assert_eq!(once().code, 5);
    assert_eq!(last(&place)["outcome"], "skipped");
    drop(lock);
    let said = once();
    assert!(said.code == 0 && said.out.starts_with("nothing is due"), "it waits 15 minutes: {}", said.out);
    assert!(place.rocp(&["status"]).unwrap().out.contains("skipped: another rocp was writing to the lake (exit 5)"));
}

#[test]
fn sigterm_in_the_middle_of_a_night_leaves_a_run_that_is_made_up() {
    let place = miniature();
    let profile = due(&place);
    let child = Command::new(program().unwrap())
        .args(["schedule", "--offline", "--profile", profile])
        .current_dir(place.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while !std::fs::read_to_string(place.lake().nights()).unwrap().contains("\"start\"") {
        assert!(start.elapsed() < Duration::from_secs(60));
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
    let told = Instant::now();
    let done = child.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(0));
    assert!(told.elapsed() < Duration::from_secs(20));
    assert!(String::from_utf8_lossy(&done.stdout).ends_with("stopped\n"));
    assert_eq!(last(&place)["outcome"], "interrupted");
    assert!(release::current(&place.lake()).unwrap().is_none());
    let said = place.rocp(&["schedule", "--once", "--offline", "--profile", profile]).unwrap();
    assert_eq!(said.code, 3, "{}", said.err);
    assert_eq!((last(&place)["outcome"].as_str(), last(&place)["how"].as_str()), (Some("published"), Some("made_up")));
    assert_eq!(place.rocp(&["doctor"]).unwrap().code, 0);
}

#[test]
fn install_prints_and_writes_nothing() {
    let place = Place::new().unwrap();
    let said = place.rocp(&["schedule", "install", "--systemd", "--contact", "planner@example.org"]).unwrap();
    let lake = std::fs::canonicalize(place.path()).unwrap().join("lake");
    assert!(said.out.contains("ExecStart=/") && said.out.contains(&format!(" --lake {} ", lake.display())), "{}", said.out);
    let said = place.rocp(&["schedule", "install", "--cron"]).unwrap();
    assert!(said.code == 0 && said.out.lines().last().unwrap().starts_with("*/5 * * * * /"), "{}", said.out);
    assert_eq!(place.rocp(&["schedule", "install"]).unwrap().code, 2);
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1, "the test's own profile and nothing else");
}
