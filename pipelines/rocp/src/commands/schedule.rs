//! `rocp schedule`: the nights of a profile. Each is a `rocp run` in a process of its own, so that neither a crash nor the engine's memory outlives it.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, SecondsFormat, Utc};
use rocp_lake::lock::ScheduleLock;
use rocp_lake::{Lake, LakeError, release};

use crate::cli::{Nightly, Scheduling};
use crate::error::{AppError, Result};
use crate::schedule::daemon::{Came, Clock, Watch, Work};
use crate::schedule::plan::Job;
use crate::schedule::state::Outcome;
use crate::schedule::units::Units;
use crate::{profiles, say};

const SLICE: Duration = Duration::from_millis(200);

/// Runs the command.
pub fn run(lake: &Lake, reports: &Path, what: Option<&Scheduling>, once: bool, with: &Nightly) -> Result<u8> {
    match what {
        Some(Scheduling::Next { number, from, profile }) => next(profile, *number, from.as_deref()),
        Some(Scheduling::Install { systemd, with, .. }) => install(lake, reports, *systemd, with),
        None => watch(lake, reports, once, with),
    }
}

fn next(profile: &str, number: usize, from: Option<&str>) -> Result<u8> {
    let jobs = profiles::jobs(&profiles::load(profile)?.0)?;
    let from = match from {
        None => Utc::now(),
        Some(text) => DateTime::parse_from_rfc3339(text)
            .map_err(|e| AppError::Usage {
                problem: format!("{text} is not an instant: {e}"),
                hint: "write it with its offset, as 2026-03-07T12:00:00-08:00 or 2026-03-07T20:00:00Z".into(),
            })?
            .with_timezone(&Utc),
    };
    let mut times: Vec<_> = jobs.iter().flat_map(|j| j.times(from).take(number).map(move |t| (t, j))).collect();
    times.sort_by(|a, b| (a.0, &a.1.name).cmp(&(b.0, &b.1.name)));
    for (at, job) in times.into_iter().take(number) {
        println!("{}  {}  {} {}", job.local(at), at.to_rfc3339_opts(SecondsFormat::Secs, true), job.name, job.zone);
    }
    Ok(0)
}

fn install(lake: &Lake, reports: &Path, systemd: bool, with: &Nightly) -> Result<u8> {
    let jobs = profiles::jobs(&profiles::load(&with.profile)?.0)?;
    let (program, lake, reports) = (program()?, absolute(lake.root())?, absolute(reports)?);
    let profile = profiles::absolute(&with.profile)?;
    let mut more = Vec::new();
    if with.offline {
        more.push("--offline");
    }
    if let Some(mirror) = &with.web.mirror {
        more.extend(["--mirror", mirror.as_str()]);
    }
    let contact = with.web.contact.clone().or_else(|| std::env::var("ROCP_CONTACT").ok());
    let words =
        [program.to_string_lossy(), lake.to_string_lossy(), reports.to_string_lossy(), profile.as_str().into(), contact.as_deref().unwrap_or("").into()];
    if let Some(word) = words.iter().chain(&more.iter().map(|m| (*m).into()).collect::<Vec<_>>()).find(|w| w.chars().any(char::is_control)) {
        return Err(AppError::Usage {
            problem: format!("{word:?} cannot stand in a unit"),
            hint: "use names without line breaks and control characters".into(),
        });
    }
    let units = Units { program: &program, lake: &lake, reports: &reports, profile: &profile, contact: contact.as_deref(), more, jobs: &jobs };
    print!("{}", if systemd { units.systemd() } else { units.cron() });
    Ok(0)
}

fn watch(lake: &Lake, reports: &Path, once: bool, with: &Nightly) -> Result<u8> {
    let jobs = profiles::jobs(&profiles::load(&with.profile)?.0)?;
    let profile = profiles::absolute(&with.profile)?;
    let _lock = match ScheduleLock::take(lake) {
        Err(LakeError::Locked { .. }) => {
            println!("another rocp schedule watches {} or runs its night", lake.root().display());
            return Ok(5);
        }
        other => other?,
    };
    let clock = Machine::new()?;
    let mut work = Run { lake, program: program()?, arguments: arguments(lake, reports, &profile, with), stop: clock.stop.clone() };
    let watch = Watch { lake, profile: &profile, jobs: &jobs, clock: &clock, say: &|text| println!("{text}") };
    if !once {
        watch.forever(&mut work)?;
        println!("stopped");
        return Ok(0);
    }
    let pass = watch.once(&mut work)?;
    if clock.stopped() {
        return Ok(0);
    }
    if pass.ran.is_empty() {
        match pass.next.as_ref().and_then(|(at, name)| Some((jobs.iter().find(|j| j.name == *name)?, at))) {
            Some((job, at)) => println!("nothing is due; next {}: {} {}", job.name, job.local(*at), job.zone),
            None => println!("nothing is due"),
        }
    }
    Ok(pass.ran.iter().map(|c| c.code.unwrap_or(70)).max().unwrap_or(0))
}

fn arguments(lake: &Lake, reports: &Path, profile: &str, with: &Nightly) -> Vec<std::ffi::OsString> {
    let mut out: Vec<std::ffi::OsString> = vec!["--lake".into(), lake.root().into(), "--reports".into(), reports.into(), "run".into()];
    out.extend(["--profile".into(), profile.into()]);
    if with.offline {
        out.push("--offline".into());
    }
    for (name, value) in [("--contact", &with.web.contact), ("--mirror", &with.web.mirror)] {
        if let Some(value) = value {
            out.extend([name.into(), value.into()]);
        }
    }
    out
}

fn program() -> Result<PathBuf> {
    std::env::current_exe().map_err(|source| AppError::Machine { problem: "the program cannot find itself".into(), source })
}

fn absolute(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path).map_err(|source| AppError::Machine { problem: format!("the folder of {} is not known", path.display()), source })
}

/// The machine's clock, and its signals to stop.
struct Machine {
    stop: Arc<AtomicBool>,
}

impl Machine {
    fn new() -> Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        for signal in [signal_hook::consts::SIGTERM, signal_hook::consts::SIGINT] {
            signal_hook::flag::register(signal, stop.clone())
                .map_err(|source| AppError::Machine { problem: "signals to stop cannot be heard".into(), source })?;
        }
        Ok(Self { stop })
    }
}

impl Clock for Machine {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn sleep(&self, at_most: Duration) {
        let start = Instant::now();
        while !self.stopped() && start.elapsed() < at_most {
            std::thread::sleep(SLICE.min(at_most.saturating_sub(start.elapsed())));
        }
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// A night's work: `rocp run` in a child process.
struct Run<'a> {
    lake: &'a Lake,
    program: PathBuf,
    arguments: Vec<std::ffi::OsString>,
    stop: Arc<AtomicBool>,
}

impl Work for Run<'_> {
    fn night(&mut self, _: &Job) -> Came {
        let before = release::current(self.lake).ok().flatten();
        let (code, says) = self.child().unwrap_or_else(|e| (Some(70), Some(format!("error: {} cannot be started: {e}", self.program.display()))));
        let run = release::current(self.lake).ok().flatten();
        let outcome = match code {
            None => Outcome::Interrupted,
            Some(5) => Outcome::Skipped,
            Some(0 | 3) if run != before => Outcome::Published,
            Some(0 | 3) => Outcome::NothingChanged,
            Some(_) => Outcome::Failed,
        };
        Came { outcome, code, run, says }
    }
}

impl Run<'_> {
    /// Exit code, none where a signal ended the run, and the last error or warning. A run that is told to stop is killed: whatever it was doing,
    /// what is published stays whole, and the next run throws away what was half written.
    fn child(&self) -> std::io::Result<(Option<u8>, Option<String>)> {
        let mut child = Command::new(&self.program).args(&self.arguments).stdin(Stdio::null()).stderr(Stdio::piped()).spawn()?;
        let listener = child.stderr.take().map(|pipe| std::thread::spawn(move || listen(pipe)));
        let code = self.wait(&mut child)?;
        let says = listener.and_then(|l| l.join().ok()).flatten();
        Ok((code, says))
    }

    fn wait(&self, child: &mut Child) -> std::io::Result<Option<u8>> {
        loop {
            if let Some(status) = child.try_wait()? {
                return Ok(status.code().map(|c| u8::try_from(c).unwrap_or(70)));
            }
            if self.stop.load(Ordering::Relaxed) {
                child.kill()?;
                child.wait()?;
                return Ok(None);
            }
            std::thread::sleep(SLICE);
        }
    }
}

/// Passes on what the run says; the last error, or else the last warning, in one line.
fn listen(pipe: impl Read) -> Option<String> {
    let (mut error, mut warning) = (None, None);
    for line in BufReader::new(pipe).split(b'\n').map_while(std::result::Result::ok) {
        let line = String::from_utf8_lossy(&line).trim_end().to_owned();
        eprintln!("{line}");
        let short = || Some(line.chars().take(300).collect::<String>());
        if line.starts_with("error: ") {
            error = short();
        } else if line.starts_with("warning: ") {
            warning = short();
        }
    }
    error.or(warning)
}

/// The last nights and the next, for `rocp status`.
pub fn status(lake: &Lake) -> Result<()> {
    let log = crate::schedule::state::Log::read(lake)?;
    let profile = log.profile.clone().unwrap_or_else(|| "coe".into());
    let jobs = profiles::load(&profile).and_then(|(p, _)| profiles::jobs(&p));
    let local = |name: &str, at: DateTime<Utc>| match jobs.as_ref().ok().and_then(|all| all.iter().find(|j| j.name == name)) {
        Some(job) => job.local(at),
        None => at.to_rfc3339_opts(SecondsFormat::Secs, true),
    };
    if log.nights.is_empty() {
        println!("nights: none yet; `rocp schedule` watches the clock, `rocp schedule install` prints units");
    } else {
        println!("nights, newest first:");
    }
    for night in log.nights.iter().rev().take(5) {
        let late = if night.how == crate::schedule::state::How::MadeUp && night.outcome != Some(Outcome::Missed) { " (made up)" } else { "" };
        let what = crate::schedule::daemon::describe(night.outcome, night.code, night.run.as_deref());
        println!("  {} {}{late}: {what}", local(&night.job, night.due), night.job);
        if let Some(says) = &night.says {
            println!("    {says}");
        }
    }
    if let Some(good) = log.last_success().filter(|_| log.nights.last().is_some_and(|n| n.outcome != Some(Outcome::Published))) {
        println!("last success: {} {}", local(&good.job, good.due), good.job);
    }
    if log.damaged > 0 {
        say::warn(&format!("{} damaged lines of {} were passed over", log.damaged, lake.nights().display()));
    }
    match &jobs {
        Ok(jobs) => {
            let now = Utc::now();
            let soonest = jobs.iter().filter_map(|j| Some((j.after(now)?, j))).min_by_key(|(at, _)| *at);
            if let Some((at, job)) = soonest {
                println!("next night: {} {} {} (profile {profile})", job.local(at), job.name, job.zone);
            }
        }
        Err(e) => say::warn(&format!("the next night is not known: {e}")),
    }
    Ok(())
}
