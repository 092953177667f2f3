//! The nights under a clock of the tests: daylight saving against a brute-force oracle, outages, jumps of the clock, printed units.

mod oracle;
mod outages;
mod saving;
#[path = "../../../pipelines/rocp/src/schedule/mod.rs"]
#[allow(dead_code)]
mod under_test;
mod units;

use std::cell::{Cell, RefCell};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use rocp_lake::Lake;
use under_test::daemon::{Came, Clock, Watch, Work};
use under_test::plan::Job;
use under_test::state::Outcome;

/// An instant from RFC 3339.
fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().with_timezone(&Utc)
}

fn job(cron: &str, zone: &str) -> Job {
    Job::new("nightly", cron, zone).unwrap()
}

/// A clock that moves only when slept on, may jump once, and stops the loop at its end.
struct Fake {
    now: Cell<DateTime<Utc>>,
    end: Cell<DateTime<Utc>>,
    jump: Cell<Option<(DateTime<Utc>, DateTime<Utc>)>>,
}

impl Fake {
    fn new(now: &str, end: &str) -> Self {
        Self { now: Cell::new(at(now)), end: Cell::new(at(end)), jump: Cell::new(None) }
    }
}

impl Clock for Fake {
    fn now(&self) -> DateTime<Utc> {
        self.now.get()
    }

    fn sleep(&self, at_most: Duration) {
        assert!(at_most <= Duration::from_secs(30), "too long a step to notice a jump: {at_most:?}");
        self.now.set(self.now.get() + TimeDelta::from_std(at_most).unwrap());
        if let Some((when, to)) = self.jump.get().filter(|(when, _)| self.now.get() >= *when) {
            assert!(when <= self.now.get());
            self.now.set(to);
            self.jump.set(None);
        }
    }

    fn stopped(&self) -> bool {
        self.now.get() >= self.end.get()
    }
}

/// Work that notes when it was done, takes some time, and ends as scripted.
struct Recorder<'a> {
    clock: &'a Fake,
    takes: TimeDelta,
    script: Vec<Outcome>,
    started: RefCell<Vec<(String, DateTime<Utc>)>>,
}

impl<'a> Recorder<'a> {
    fn new(clock: &'a Fake) -> Self {
        Self { clock, takes: TimeDelta::zero(), script: Vec::new(), started: RefCell::default() }
    }

    fn times(&self) -> Vec<DateTime<Utc>> {
        self.started.borrow().iter().map(|(_, t)| *t).collect()
    }
}

impl Work for Recorder<'_> {
    fn night(&mut self, job: &Job) -> Came {
        self.started.borrow_mut().push((job.name.clone(), self.clock.now()));
        self.clock.now.set(self.clock.now() + self.takes);
        let outcome = if self.script.is_empty() { Outcome::NothingChanged } else { self.script.remove(0) };
        let code = match outcome {
            Outcome::Failed => Some(4),
            Outcome::Skipped => Some(5),
            Outcome::Interrupted | Outcome::Missed => None,
            Outcome::Published | Outcome::NothingChanged => Some(0),
        };
        Came { outcome, code, run: Some("1234567890abcdef".into()), says: None }
    }
}

/// A lake of its own.
fn lake() -> (tempfile::TempDir, Lake) {
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::at(folder.path());
    (folder, lake)
}

/// Watches until the clock's end; what was done when.
fn watch(lake: &Lake, jobs: &[Job], clock: &Fake, work: &mut Recorder) {
    Watch { lake, profile: "coe", jobs, clock, say: &|_| {} }.forever(work).unwrap();
}
