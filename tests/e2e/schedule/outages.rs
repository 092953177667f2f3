//! Machines that were off, clocks that jump, nights that were cut off.

use chrono::TimeDelta;

use super::under_test::daemon::Watch;
use super::under_test::plan::{Decision, Job};
use super::under_test::state::{Begun, How, Line, Log, Outcome, append};
use super::{Fake, Recorder, at, job, lake, watch};

const ZONE: &str = "America/Los_Angeles";

/// Nightly at 03:30 Pacific Daylight Time, which is 10:30 UTC.
fn nightly() -> Vec<Job> {
    vec![job("30 3 * * *", ZONE)]
}

fn outcomes(lake: &rocp_lake::Lake) -> Vec<(String, How, Option<Outcome>)> {
    Log::read(lake).unwrap().nights.iter().map(|n| (n.due.format("%m-%dT%H:%M").to_string(), n.how, n.outcome)).collect()
}

#[test]
fn a_missed_night_is_made_up_once_up_to_twelve_hours_late() {
    for (back, runs) in [("21:30:00", true), ("22:30:00", true), ("22:30:31", false), ("23:30:00", false)] {
        let (_folder, lake) = lake();
        let before = Fake::new("2026-06-01T12:00:00Z", "2026-06-02T11:00:00Z");
        let mut work = Recorder::new(&before);
        watch(&lake, &nightly(), &before, &mut work);
        assert_eq!(work.times(), [at("2026-06-02T10:30:00Z")]);
        // Off from then on; the night of 3 June is missed.
        let again = Fake::new(&format!("2026-06-03T{back}Z"), "2026-06-04T09:00:00Z");
        let mut work = Recorder::new(&again);
        watch(&lake, &nightly(), &again, &mut work);
        assert_eq!(work.times().len(), usize::from(runs), "{back}");
        let how = (How::MadeUp, Some(if runs { Outcome::NothingChanged } else { Outcome::Missed }));
        let nights = outcomes(&lake);
        assert_eq!((nights.len(), nights[1].clone()), (2, ("06-03T10:30".into(), how.0, how.1)), "{back}");
        // Another restart neither makes it up again nor tells it again, and the next night is on time.
        let later = Fake::new("2026-06-04T09:30:00Z", "2026-06-04T12:00:00Z");
        let mut work = Recorder::new(&later);
        watch(&lake, &nightly(), &later, &mut work);
        assert_eq!(work.times(), [at("2026-06-04T10:30:00Z")]);
        assert_eq!(outcomes(&lake).len(), 3);
    }
}

#[test]
fn of_many_missed_nights_the_last_is_made_up() {
    let (_folder, lake) = lake();
    let line = Line::Watch { job: "nightly".into(), profile: "coe".into(), at: at("2026-05-01T00:00:00Z") };
    append(&lake, &line).unwrap();
    let clock = Fake::new("2026-06-03T12:00:00Z", "2026-06-03T20:00:00Z");
    let mut work = Recorder::new(&clock);
    watch(&lake, &nightly(), &clock, &mut work);
    assert_eq!(outcomes(&lake), [("06-03T10:30".into(), How::MadeUp, Some(Outcome::NothingChanged))]);
    // A month off that ends too late for the last night: told once, with the number.
    let clock = Fake::new("2026-07-03T23:00:00Z", "2026-07-04T09:00:00Z");
    watch(&lake, &nightly(), &clock, &mut Recorder::new(&clock));
    let log = Log::read(&lake).unwrap();
    assert_eq!(log.nights.len(), 2);
    assert_eq!(log.nights[1].says.as_deref(), Some("30 missed, the last over 12 hours ago"));
    assert_eq!(log.last_success().unwrap().due, at("2026-06-03T10:30:00Z"));
}

#[test]
fn a_first_start_finds_nothing_missed() {
    let (_folder, lake) = lake();
    let clock = Fake::new("2026-06-03T12:00:00Z", "2026-06-04T10:00:00Z");
    let mut work = Recorder::new(&clock);
    watch(&lake, &nightly(), &clock, &mut work);
    assert!(work.times().is_empty());
    // Only a night that is just now due is run on a first start.
    let (_other, lake) = super::lake();
    let clock = Fake::new("2026-06-03T10:40:00Z", "2026-06-03T11:00:00Z");
    let mut work = Recorder::new(&clock);
    watch(&lake, &nightly(), &clock, &mut work);
    assert_eq!(work.times(), [at("2026-06-03T10:40:00Z")]);
}

#[test]
fn a_clock_that_jumps_back_runs_no_night_twice() {
    // Two hours, a day and ten days back, the jump an hour after a night; every night once in the end.
    for back in ["2026-06-12T09:30:00Z", "2026-06-11T11:30:00Z", "2026-06-02T11:30:00Z"] {
        let (_folder, lake) = lake();
        let clock = Fake::new("2026-06-01T12:00:00Z", "2026-06-15T12:00:00Z");
        clock.jump.set(Some((at("2026-06-12T11:30:00Z"), at(back))));
        let mut work = Recorder::new(&clock);
        watch(&lake, &nightly(), &clock, &mut work);
        let days: Vec<_> = (2..=15).map(|d| at(&format!("2026-06-{d:02}T10:30:00Z"))).collect();
        assert_eq!(work.times(), days, "back to {back}");
    }
}

#[test]
fn a_clock_that_jumps_ahead_makes_the_night_up() {
    let (_folder, lake) = lake();
    let clock = Fake::new("2026-06-02T08:00:00Z", "2026-06-03T12:00:00Z");
    clock.jump.set(Some((at("2026-06-02T09:00:00Z"), at("2026-06-02T15:00:00Z"))));
    let mut work = Recorder::new(&clock);
    watch(&lake, &nightly(), &clock, &mut work);
    assert_eq!(work.times(), [at("2026-06-02T15:00:00Z"), at("2026-06-03T10:30:00Z")]);
    assert_eq!(outcomes(&lake)[0].1, How::MadeUp);
}

#[test]
fn a_clock_ten_years_ahead_does_not_stop_the_nights_of_today() {
    let (_folder, lake) = lake();
    let wrong = Fake::new("2036-06-02T08:00:00Z", "2036-06-05T12:00:00Z");
    let mut work = Recorder::new(&wrong);
    watch(&lake, &nightly(), &wrong, &mut work);
    assert_eq!(work.times().len(), 4);
    let right = Fake::new("2026-06-02T08:00:00Z", "2026-06-03T12:00:00Z");
    let mut work = Recorder::new(&right);
    watch(&lake, &nightly(), &right, &mut work);
    assert_eq!(work.times(), [at("2026-06-02T10:30:00Z"), at("2026-06-03T10:30:00Z")]);
}

#[test]
fn a_night_that_was_cut_off_is_made_up_once() {
    // By a power cut: a beginning without an end.
    let (_folder, lake) = lake();
    let begun =
        |started: &str, how| Line::Start(Begun { job: "nightly".into(), profile: "coe".into(), due: at("2026-06-02T10:30:00Z"), started: at(started), how });
    append(&lake, &begun("2026-06-02T10:30:00Z", How::OnTime)).unwrap();
    let decide = |now: &str| nightly()[0].decide(&Log::read(&lake).unwrap().of("coe", "nightly").unwrap(), at(now));
    assert_eq!(decide("2026-06-02T12:00:00Z"), Decision::Run { due: at("2026-06-02T10:30:00Z"), how: How::MadeUp });
    assert_eq!(decide("2026-06-02T22:31:00Z"), Decision::Wait { until: at("2026-06-03T10:30:00Z") });
    append(&lake, &begun("2026-06-02T12:00:00Z", How::MadeUp)).unwrap();
    assert_eq!(decide("2026-06-02T12:10:00Z"), Decision::Wait { until: at("2026-06-03T10:30:00Z") });
    // By SIGTERM: the loop ends, and its next start goes on.
    let (_other, lake) = super::lake();
    let clock = Fake::new("2026-06-02T10:00:00Z", "2026-06-02T10:31:00Z");
    let mut work = Recorder::new(&clock);
    work.script = vec![Outcome::Interrupted];
    work.takes = TimeDelta::minutes(2);
    watch(&lake, &nightly(), &clock, &mut work);
    let clock = Fake::new("2026-06-02T10:40:00Z", "2026-06-02T20:00:00Z");
    let mut work = Recorder::new(&clock);
    watch(&lake, &nightly(), &clock, &mut work);
    assert_eq!(work.times(), [at("2026-06-02T10:40:00Z")]);
}

#[test]
fn a_night_that_finds_the_lake_in_use_waits_and_tries_once_more() {
    let (_folder, lake) = lake();
    let clock = Fake::new("2026-06-02T10:00:00Z", "2026-06-03T10:00:00Z");
    let mut work = Recorder::new(&clock);
    work.script = vec![Outcome::Skipped, Outcome::Skipped];
    watch(&lake, &nightly(), &clock, &mut work);
    assert_eq!(work.times(), [at("2026-06-02T10:30:00Z"), at("2026-06-02T10:45:00Z")]);
    // A night that failed is not tried again: fetching has its own tries.
    let (_other, lake) = super::lake();
    let clock = Fake::new("2026-06-02T10:00:00Z", "2026-06-03T10:00:00Z");
    let mut work = Recorder::new(&clock);
    work.script = vec![Outcome::Failed];
    watch(&lake, &nightly(), &clock, &mut work);
    assert_eq!(work.times().len(), 1);
}

#[test]
fn a_torn_line_is_passed_over_and_the_next_stands_alone() {
    let (_folder, lake) = lake();
    let clock = Fake::new("2026-06-02T10:00:00Z", "2026-06-02T11:00:00Z");
    watch(&lake, &nightly(), &clock, &mut Recorder::new(&clock));
    let mut text = std::fs::read_to_string(lake.nights()).unwrap();
    assert_eq!(text.lines().count(), 3);
    text.truncate(text.len() - 20);
    std::fs::write(lake.nights(), &text).unwrap();
    // The end is lost: the night counts as cut off and is made up once.
    let clock = Fake::new("2026-06-02T12:00:00Z", "2026-06-02T20:00:00Z");
    let mut work = Recorder::new(&clock);
    watch(&lake, &nightly(), &clock, &mut work);
    assert_eq!(work.times(), [at("2026-06-02T12:00:00Z")]);
    let log = Log::read(&lake).unwrap();
    assert_eq!((log.damaged, log.nights.len(), log.last_success().unwrap().started), (1, 2, at("2026-06-02T12:00:00Z")));
    // Bytes that are no text do not stop the nights either.
    std::fs::write(lake.nights(), b"\xff\xfe\0{}\n[]\n\"x\"\n").unwrap();
    assert_eq!(Log::read(&lake).unwrap().damaged, 3);
}

#[test]
fn two_jobs_take_turns_and_one_look_runs_each_once() {
    let (_folder, lake) = lake();
    let jobs = Job::all([("weekly", "0 3 * * 2", ZONE), ("nightly", "30 2 * * *", ZONE)]).unwrap();
    let clock = Fake::new("2026-06-01T12:00:00Z", "2026-06-02T12:00:00Z");
    let mut work = Recorder::new(&clock);
    work.takes = TimeDelta::minutes(50);
    watch(&lake, &jobs, &clock, &mut work);
    let done: Vec<_> = work.started.borrow().iter().map(|(j, t)| (j.clone(), t.format("%dT%H:%M").to_string())).collect();
    assert_eq!(done, [("nightly".into(), "02T09:30".into()), ("weekly".into(), "02T10:20".into())]);
    // Another profile's nights are its own, though the job has the same name.
    let (from, to) = ("2026-06-02T09:00:00Z", "2026-06-02T11:00:00Z");
    let other = Fake::new(from, to);
    let mut theirs = Recorder::new(&other);
    Watch { lake: &lake, profile: "other", jobs: &jobs, clock: &other, say: &|_| {} }.forever(&mut theirs).unwrap();
    assert_eq!(theirs.times().len(), 2);
    clock.end.set(at("2026-06-03T12:00:00Z"));
    let minutely = vec![job("* * * * *", ZONE)];
    let pass = Watch { lake: &lake, profile: "coe", jobs: &minutely, clock: &clock, say: &|_| {} }.once(&mut Recorder::new(&clock)).unwrap();
    assert_eq!(pass.ran.len(), 1);
}
