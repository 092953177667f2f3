//! Jobs, and what to do at a given time.
//!
//! Daylight saving, as croner and Vixie's cron have it. A job at one minute of one hour (`30 2 * * *`) happens once a day whatever the clock
//! does: a time that the clock skips happens at the first instant after the gap, a time that comes twice happens at its first coming. Any other
//! job (a list, range, step or star in minute or hour) follows the clock on the wall: what is skipped does not happen, what comes twice happens twice.

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use croner::Cron;
use croner::parser::{CronParser, Seconds, Year};

use super::state::{How, Outcome, Past};

/// How late a night may start and still count as on time.
pub const ON_TIME: Duration = Duration::minutes(15);
/// How late a missed night is still made up.
pub const MAKE_UP: Duration = Duration::hours(12);
/// How long a night waits that found the lake in use by another rocp.
pub const PAUSE: Duration = Duration::minutes(15);
/// How many missed times are counted one by one.
const COUNTED: usize = 10_000;

/// The job of a profile that names none: 03:30 exists exactly once on every day of Los Angeles.
pub const NIGHTLY: (&str, &str, &str) = ("nightly", "30 3 * * *", "America/Los_Angeles");

/// A job that cannot be scheduled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("job {job}: {problem}")]
pub struct BadJob {
    /// Its name.
    pub job: String,
    /// What is wrong with it.
    pub problem: String,
}

/// A job: its name, and the times at which it is due.
#[derive(Debug, Clone)]
pub struct Job {
    /// Its name.
    pub name: String,
    /// Its cron expression as written.
    pub cron: String,
    /// Its time zone.
    pub zone: Tz,
    times: Cron,
}

/// What to do about a job now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Run it.
    Run {
        /// The time it was due.
        due: DateTime<Utc>,
        /// On time, or made up.
        how: How,
    },
    /// Note that nights were missed and are too old to be made up.
    Missed {
        /// The last of them.
        due: DateTime<Utc>,
        /// How many.
        nights: usize,
    },
    /// Nothing is due.
    Wait {
        /// The next time to look.
        until: DateTime<Utc>,
    },
}

impl Job {
    /// Reads and proves a job.
    ///
    /// # Errors
    /// [`BadJob`] for a name unfit for a file, an expression that is not five fields of cron, a date that never comes, an unknown time zone.
    pub fn new(name: &str, cron: &str, zone: &str) -> Result<Self, BadJob> {
        let bad = |problem: String| BadJob { job: name.to_owned(), problem };
        let fit = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
        if name.is_empty() || name.len() > 40 || !name.chars().all(fit) {
            return Err(bad("a name is 1 to 40 lower-case letters, digits, - and _".into()));
        }
        let zone: Tz = zone.parse().map_err(|_| bad(format!("{zone:?} is not a time zone of the IANA database; write it as America/Los_Angeles")))?;
        let parser = CronParser::builder().seconds(Seconds::Disallowed).year(Year::Disallowed).build();
        let fields = "minute hour day-of-month month day-of-week, for example \"30 3 * * *\"";
        let times = parser.parse(cron).map_err(|e| bad(format!("{cron:?} is not a cron expression ({fields}): {e}")))?;
        let job = Self { name: name.to_owned(), cron: cron.to_owned(), zone, times };
        // A leap day on a given weekday comes every 28 years, or 40 across 2100: from any year croner finds what can come at all.
        match job.after(DateTime::UNIX_EPOCH) {
            Some(_) => Ok(job),
            None => Err(bad(format!("{cron:?} names a date that never comes, such as 30 February"))),
        }
    }

    /// The jobs of a profile, given as name, expression and zone; the nightly one where it names none.
    ///
    /// # Errors
    /// [`BadJob`] as [`Job::new`], and for a name used twice.
    pub fn all<'a>(given: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>) -> Result<Vec<Self>, BadJob> {
        let mut jobs: Vec<Self> = Vec::new();
        for (name, cron, zone) in given {
            if jobs.iter().any(|j| j.name == name) {
                return Err(BadJob { job: name.to_owned(), problem: "two jobs have this name".into() });
            }
            jobs.push(Self::new(name, cron, zone)?);
        }
        if jobs.is_empty() {
            jobs.push(Self::new(NIGHTLY.0, NIGHTLY.1, NIGHTLY.2)?);
        }
        Ok(jobs)
    }

    /// The first time it is due after an instant; none when there is no more.
    #[must_use]
    pub fn after(&self, instant: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.times.find_next_occurrence(&instant.with_timezone(&self.zone), false).ok().map(|t| t.with_timezone(&Utc))
    }

    /// Every time it is due after an instant, in order.
    pub fn times(&self, after: DateTime<Utc>) -> impl Iterator<Item = DateTime<Utc>> {
        std::iter::successors(self.after(after), |t| self.after(*t))
    }

    /// An instant on the clock of the job's zone, with its offset.
    #[must_use]
    pub fn local(&self, instant: DateTime<Utc>) -> String {
        instant.with_timezone(&self.zone).format("%Y-%m-%d %H:%M:%S %:z").to_string()
    }

    /// What to do now, given what was done before. A time that has a record is never due again, whatever the clock does; records ahead of the
    /// clock, which a wrong clock left, count for nothing else.
    #[must_use]
    pub fn decide(&self, past: &Past, now: DateTime<Utc>) -> Decision {
        let since = past.since(now).unwrap_or(now - ON_TIME);
        let until = self.times(now).find(|t| past.at(*t).is_none()).unwrap_or(DateTime::<Utc>::MAX_UTC);
        let how = |due| if now - due <= ON_TIME { How::OnTime } else { How::MadeUp };
        // The newest time that has passed replaces older ones: a night is a night's work, however many were missed.
        let window = since.max(now - MAKE_UP - Duration::seconds(1));
        if let Some(due) = self.times(window).take_while(|t| *t <= now).filter(|t| now - *t <= MAKE_UP).last() {
            return Decision::Run { due, how: how(due) };
        }
        let missed: Vec<_> = self.times(since).take_while(|t| *t <= now).take(COUNTED).collect();
        if let Some(due) = missed.last() {
            return Decision::Missed { due: *due, nights: missed.len() };
        }
        // What began on time and was cut off, or found the lake in use, is made up once.
        if let Some(night) = past.at(since).filter(|n| n.how == How::OnTime && now - n.due <= MAKE_UP) {
            let again = Decision::Run { due: night.due, how: How::MadeUp };
            match (night.outcome, night.ended) {
                (None | Some(Outcome::Interrupted), _) => return again,
                (Some(Outcome::Skipped), Some(ended)) if ended <= now && now < ended + PAUSE => return Decision::Wait { until: until.min(ended + PAUSE) },
                (Some(Outcome::Skipped), _) => return again,
                _ => {}
            }
        }
        Decision::Wait { until }
    }
}
