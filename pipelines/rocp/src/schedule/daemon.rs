//! The loop: looks at the clock, does what is due, waits in short steps so that a jump of the clock or a suspended machine is noticed.

use std::time::Duration;

use chrono::{DateTime, Utc};
use rocp_lake::{Lake, LakeError};

use super::plan::{Decision, Job};
use super::state::{self, Begun, Ended, How, Line, Log, Outcome, Past};

/// The longest step of waiting.
pub const STEP: Duration = Duration::from_secs(30);

/// Time as the loop sees it.
pub trait Clock {
    /// The instant.
    fn now(&self) -> DateTime<Utc>;
    /// Waits, at most so long; ends early when told to stop.
    fn sleep(&self, at_most: Duration);
    /// Whether the loop was told to stop.
    fn stopped(&self) -> bool;
}

/// The work of a night.
pub trait Work {
    /// Does it.
    fn night(&mut self, job: &Job) -> Came;
}

/// What came of the work of a night.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// In a word.
    pub outcome: Outcome,
    /// Exit code, where it ended by itself.
    pub code: Option<u8>,
    /// The run that is published now.
    pub run: Option<String>,
    /// The last error or warning, in one line.
    pub says: Option<String>,
}

/// What one look at the jobs led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pass {
    /// The nights that were run.
    pub ran: Vec<Came>,
    /// The next time something is due, and which job.
    pub next: Option<(DateTime<Utc>, String)>,
}

/// A lake under watch.
pub struct Watch<'a> {
    /// The lake.
    pub lake: &'a Lake,
    /// The profile, as given to `rocp run`.
    pub profile: &'a str,
    /// Its jobs.
    pub jobs: &'a [Job],
    /// The clock.
    pub clock: &'a dyn Clock,
    /// Told what happens, a line at a time.
    pub say: &'a dyn Fn(&str),
}

impl Watch<'_> {
    /// Waits and works until told to stop.
    ///
    /// # Errors
    /// [`LakeError::Io`] when the log cannot be read or written: without it a night could run twice.
    pub fn forever(&self, work: &mut dyn Work) -> Result<(), LakeError> {
        let mut told = None;
        while !self.clock.stopped() {
            let pass = self.once(work)?;
            if !pass.ran.is_empty() {
                continue;
            }
            if told != pass.next {
                if let Some((job, at)) = pass.next.as_ref().and_then(|(at, name)| Some((self.jobs.iter().find(|j| j.name == *name)?, at))) {
                    (self.say)(&format!("next {}: {} {}", job.name, job.local(*at), job.zone));
                }
                told.clone_from(&pass.next);
            }
            self.wait(pass.next.map_or(DateTime::<Utc>::MAX_UTC, |(at, _)| at));
        }
        Ok(())
    }

    /// Waits until an instant, or until the clock goes backwards, in steps.
    fn wait(&self, until: DateTime<Utc>) {
        loop {
            let before = self.clock.now();
            let step = (until - before).to_std().unwrap_or(STEP);
            self.clock.sleep(step.clamp(Duration::from_millis(10), STEP));
            let now = self.clock.now();
            if self.clock.stopped() || now >= until || now < before {
                return;
            }
        }
    }

    /// Does what is due now, each job at most once.
    ///
    /// # Errors
    /// As [`Watch::forever`].
    pub fn once(&self, work: &mut dyn Work) -> Result<Pass, LakeError> {
        let mut due = Vec::new();
        for job in self.jobs {
            if let Decision::Run { due: at, how } = self.look(job)? {
                due.push((at, how, job));
            }
        }
        due.sort_by_key(|(at, _, _)| *at);
        let mut ran = Vec::new();
        for (at, how, job) in due {
            if !self.clock.stopped() {
                ran.push(self.night(job, at, how, work)?);
            }
        }
        let log = Log::read(self.lake)?;
        let mut next = None;
        for job in self.jobs {
            let at = match job.decide(&log.of(self.profile, &job.name).unwrap_or_default(), self.clock.now()) {
                Decision::Wait { until } => until,
                Decision::Run { due, .. } | Decision::Missed { due, .. } => due,
            };
            if next.as_ref().is_none_or(|(sooner, _)| at < *sooner) {
                next = Some((at, job.name.clone()));
            }
        }
        Ok(Pass { ran, next })
    }

    /// What is to be done about a job, once missed nights are noted and a job seen for the first time is watched.
    fn look(&self, job: &Job) -> Result<Decision, LakeError> {
        loop {
            let past = Log::read(self.lake)?.of(self.profile, &job.name);
            let now = self.clock.now();
            match job.decide(past.as_ref().unwrap_or(&Past::default()), now) {
                Decision::Missed { due, nights } => {
                    let says = format!("{nights} missed, the last over 12 hours ago");
                    (self.say)(&format!("{} of {}: {says}", job.name, job.local(due)));
                    let came = Came { outcome: Outcome::Missed, code: None, run: None, says: Some(says) };
                    state::append(self.lake, &Line::End(self.ended(job, due, now, How::MadeUp, &came)))?;
                }
                Decision::Wait { until } => {
                    if past.is_none() {
                        state::append(self.lake, &Line::Watch { job: job.name.clone(), profile: self.profile.to_owned(), at: now })?;
                    }
                    return Ok(Decision::Wait { until });
                }
                run @ Decision::Run { .. } => return Ok(run),
            }
        }
    }

    fn night(&self, job: &Job, due: DateTime<Utc>, how: How, work: &mut dyn Work) -> Result<Came, LakeError> {
        let started = self.clock.now();
        let late = if how == How::MadeUp { ", made up" } else { "" };
        (self.say)(&format!("{} of {}{late}: begins", job.name, job.local(due)));
        let begun = Begun { job: job.name.clone(), profile: self.profile.to_owned(), due, started, how };
        state::append(self.lake, &Line::Start(begun))?;
        let came = work.night(job);
        state::append(self.lake, &Line::End(self.ended(job, due, started, how, &came)))?;
        (self.say)(&format!("{} of {}{late}: {}", job.name, job.local(due), describe(Some(came.outcome), came.code, came.run.as_deref())));
        Ok(came)
    }

    fn ended(&self, job: &Job, due: DateTime<Utc>, started: DateTime<Utc>, how: How, came: &Came) -> Ended {
        Ended {
            job: job.name.clone(),
            profile: self.profile.to_owned(),
            due,
            started,
            ended: self.clock.now(),
            how,
            outcome: came.outcome,
            code: came.code,
            run: came.run.clone(),
            says: came.says.clone(),
        }
    }
}

/// What came of a night, in words.
#[must_use]
pub fn describe(outcome: Option<Outcome>, code: Option<u8>, run: Option<&str>) -> String {
    let run = run.unwrap_or("none");
    let exit = code.map(|c| format!(" (exit {c})")).unwrap_or_default();
    match outcome {
        None => "under way, or cut off".into(),
        Some(Outcome::Published) if code == Some(3) => format!("published run {run} with warnings{exit}"),
        Some(Outcome::Published) => format!("published run {run}"),
        Some(Outcome::NothingChanged) if code == Some(3) => format!("nothing changed, run {run} stays, with warnings{exit}"),
        Some(Outcome::NothingChanged) => format!("nothing changed, run {run} stays"),
        Some(Outcome::Failed) => format!("failed{exit}; what was published stays"),
        Some(Outcome::Skipped) => format!("skipped: another rocp was writing to the lake{exit}"),
        Some(Outcome::Interrupted) => "interrupted; what was published stays".into(),
        Some(Outcome::Missed) => "missed, and too old to be made up".into(),
    }
}
