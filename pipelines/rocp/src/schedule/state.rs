//! What became of the nights: a log in the lake, two JSON lines a night.
//!
//! The log is the only truth: the last success, the nights missed and the night that a power cut ended are read from it. A line that a crash cut
//! short is passed over, and the next line starts on a line of its own.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Seek, SeekFrom};

use chrono::{DateTime, Utc};
use rocp_lake::{Lake, LakeError, archive};
use serde::{Deserialize, Serialize};

/// Whether a night began at its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// It did.
    OnTime,
    /// It was missed or cut off, and made up.
    MadeUp,
}

/// What came of a night.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A new run was published.
    Published,
    /// The published run is made from the same files.
    NothingChanged,
    /// It ended with an error; what was published stays.
    Failed,
    /// Another rocp held the lake.
    Skipped,
    /// It was told to stop, or killed.
    Interrupted,
    /// It was not run, and is too old to be made up.
    Missed,
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Line {
    /// A job is watched from this time on: earlier times were not missed.
    Watch {
        /// The job.
        job: String,
        /// The profile.
        profile: String,
        /// Since when.
        at: DateTime<Utc>,
    },
    /// A night begins.
    Start(Begun),
    /// A night ended.
    End(Ended),
}

/// The beginning of a night.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// The job.
    pub job: String,
    /// The profile.
    pub profile: String,
    /// When it was due.
    pub due: DateTime<Utc>,
    /// When it began.
    pub started: DateTime<Utc>,
    /// On time, or made up.
    pub how: How,
}

/// The end of a night.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// The job.
    pub job: String,
    /// The profile.
    pub profile: String,
    /// When it was due.
    pub due: DateTime<Utc>,
    /// When it began.
    pub started: DateTime<Utc>,
    /// When it ended.
    pub ended: DateTime<Utc>,
    /// On time, or made up.
    pub how: How,
    /// What came of it.
    pub outcome: Outcome,
    /// Exit code of the run; none where there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<u8>,
    /// The published run when it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<String>,
    /// The last error or warning, in one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub says: Option<String>,
}

/// A night as the log tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Night {
    /// The job.
    pub job: String,
    /// The profile.
    pub profile: String,
    /// When it was due.
    pub due: DateTime<Utc>,
    /// When it began.
    pub started: DateTime<Utc>,
    /// When it ended; none for a night under way or cut off.
    pub ended: Option<DateTime<Utc>>,
    /// On time, or made up.
    pub how: How,
    /// What came of it; none for a night under way or cut off.
    pub outcome: Option<Outcome>,
    /// Exit code.
    pub code: Option<u8>,
    /// The published run.
    pub run: Option<String>,
    /// The last error or warning.
    pub says: Option<String>,
}

/// What the log tells of one job.
#[derive(Debug, Clone, Default)]
pub struct Past {
    watched: Option<DateTime<Utc>>,
    nights: Vec<Night>,
}

impl Past {
    /// The last time up to now that was dealt with, or since when the job is watched.
    #[must_use]
    pub fn since(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.nights.iter().map(|n| n.due).chain(self.watched).filter(|t| *t <= now).max()
    }

    /// The last attempt at the night of a time.
    #[must_use]
    pub fn at(&self, due: DateTime<Utc>) -> Option<&Night> {
        self.nights.iter().rfind(|n| n.due == due)
    }
}

/// The whole log.
#[derive(Debug, Clone, Default)]
pub struct Log {
    /// Every night of every job, oldest first.
    pub nights: Vec<Night>,
    /// The profile of the last line.
    pub profile: Option<String>,
    /// How many damaged lines were passed over.
    pub damaged: usize,
    watched: BTreeMap<(String, String), DateTime<Utc>>,
}

impl Log {
    /// Reads the log of a lake; empty where there is none.
    ///
    /// # Errors
    /// [`LakeError::Io`] when it cannot be read.
    pub fn read(lake: &Lake) -> Result<Self, LakeError> {
        let path = lake.nights();
        match fs::read(&path) {
            Ok(bytes) => Ok(Self::parse(&String::from_utf8_lossy(&bytes))),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(e) => Err(LakeError::io("read", &path)(e)),
        }
    }

    /// Reads the log's text.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut log = Self::default();
        for line in text.lines().filter(|l| !l.trim().is_empty()) {
            match serde_json::from_str(line) {
                Ok(line) => log.add(line),
                Err(_) => log.damaged += 1,
            }
        }
        log
    }

    fn add(&mut self, line: Line) {
        match line {
            Line::Watch { job, profile, at } => {
                self.profile = Some(profile.clone());
                self.watched.insert((profile, job), at);
            }
            Line::Start(b) => {
                self.nights.push(Night {
                    job: b.job,
                    profile: b.profile.clone(),
                    due: b.due,
                    started: b.started,
                    ended: None,
                    how: b.how,
                    outcome: None,
                    code: None,
                    run: None,
                    says: None,
                });
                self.profile = Some(b.profile);
            }
            Line::End(e) => {
                let same = |n: &Night| n.profile == e.profile && n.job == e.job && n.due == e.due && n.started == e.started;
                let begun = self.nights.iter().rposition(|n| same(n) && n.outcome.is_none());
                let night = Night {
                    job: e.job,
                    profile: e.profile.clone(),
                    due: e.due,
                    started: e.started,
                    ended: Some(e.ended),
                    how: e.how,
                    outcome: Some(e.outcome),
                    code: e.code,
                    run: e.run,
                    says: e.says,
                };
                match begun.and_then(|i| self.nights.get_mut(i)) {
                    Some(place) => *place = night,
                    None => self.nights.push(night),
                }
                self.profile = Some(e.profile);
            }
        }
    }

    /// What it tells of one job of one profile; none where the job was never watched.
    #[must_use]
    pub fn of(&self, profile: &str, job: &str) -> Option<Past> {
        let nights: Vec<_> = self.nights.iter().filter(|n| n.profile == profile && n.job == job).cloned().collect();
        let watched = self.watched.get(&(profile.to_owned(), job.to_owned())).copied();
        (watched.is_some() || !nights.is_empty()).then_some(Past { watched, nights })
    }

    /// The last night that ended well: published, with or without warnings, or nothing changed.
    #[must_use]
    pub fn last_success(&self) -> Option<&Night> {
        self.nights.iter().rfind(|n| matches!(n.outcome, Some(Outcome::Published | Outcome::NothingChanged)))
    }
}

/// Adds a line to the log and flushes it.
///
/// # Errors
/// [`LakeError::Io`] when it cannot be written.
pub fn append(lake: &Lake, line: &Line) -> Result<(), LakeError> {
    let path = lake.nights();
    if let Ok(mut file) = fs::OpenOptions::new().read(true).write(true).open(&path) {
        let mut last = [b'\n'];
        let read = file.seek(SeekFrom::End(-1)).and_then(|_| file.read_exact(&mut last));
        if read.is_ok() && last != [b'\n'] {
            std::io::Write::write_all(&mut file, b"\n").map_err(LakeError::io("write", &path))?;
        }
    }
    archive::append_line(&path, line)
}
