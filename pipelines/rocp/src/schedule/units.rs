//! Units for systemd and a line for cron, printed and never installed.
//!
//! Both wake `rocp schedule --once` every five minutes and leave the decision to it: cron knows no time zones (some read CRON_TZ, some ignore it) and
//! loses the nights that the machine slept through; rocp decides by the job's own zone and its log.

use std::path::Path;

use super::plan::Job;

/// What the printed units call.
#[derive(Debug, Clone)]
pub struct Units<'a> {
    /// The program, absolute.
    pub program: &'a Path,
    /// The lake, absolute.
    pub lake: &'a Path,
    /// The reports, absolute.
    pub reports: &'a Path,
    /// The profile: a shipped name or an absolute path.
    pub profile: &'a str,
    /// E-mail address for publishers.
    pub contact: Option<&'a str>,
    /// Further arguments, such as `--offline`.
    pub more: Vec<&'a str>,
    /// The jobs.
    pub jobs: &'a [Job],
}

impl Units<'_> {
    fn words(&self) -> Vec<String> {
        let path = |p: &Path| p.to_string_lossy().into_owned();
        let mut words = vec![path(self.program), "--lake".into(), path(self.lake), "--reports".into(), path(self.reports)];
        words.extend(["schedule", "--once", "--profile", self.profile].map(str::to_owned));
        words.extend(self.more.iter().map(|m| (*m).to_owned()));
        words
    }

    fn about(&self) -> String {
        self.jobs.iter().map(|j| format!("{} ({}, {})", j.name, j.cron, j.zone)).collect::<Vec<_>>().join("; ")
    }

    /// A service and the timer that wakes it.
    #[must_use]
    pub fn systemd(&self) -> String {
        let command = self.words().iter().map(|w| systemd_word(w)).collect::<Vec<_>>().join(" ");
        let contact = match self.contact {
            Some(c) => format!("Environment={}", systemd_word(&format!("ROCP_CONTACT={c}"))),
            None => "# Publishers want to know whom to write to:\n# Environment=ROCP_CONTACT=you@example.org".into(),
        };
        format!(
            "# /etc/systemd/system/rocp-schedule.service
[Unit]
Description=ROCP Workforce Demand: {}
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
# The account that owns the lake:
# User=rocp
{contact}
ExecStart={command}
# 3: published with warnings; 5: another rocp held the lake. Both are told by `rocp status`.
SuccessExitStatus=3 5
TimeoutStartSec=6h
Nice=10
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=full

# /etc/systemd/system/rocp-schedule.timer
# Wakes rocp every five minutes; rocp decides what is due, in the job's own time zone, and makes up a missed night.
# Then: systemctl daemon-reload && systemctl enable --now rocp-schedule.timer
[Unit]
Description=Wakes rocp-schedule.service

[Timer]
OnCalendar=*:0/5
AccuracySec=10s

[Install]
WantedBy=timers.target
",
            self.about().replace('%', "%%")
        )
    }

    /// A line for crontab.
    #[must_use]
    pub fn cron(&self) -> String {
        let command = self.words().iter().map(|w| cron_word(w)).collect::<Vec<_>>().join(" ");
        let contact = match self.contact {
            Some(c) => format!("ROCP_CONTACT={c}"),
            None => "# Publishers want to know whom to write to:\n# ROCP_CONTACT=you@example.org".into(),
        };
        format!(
            "# crontab -e
# {}
# cron has no time zones of its own (some read CRON_TZ, some ignore it) and forgets the nights the machine was off. So it wakes rocp every five
# minutes, and rocp decides what is due, in the job's own time zone. Neither CRON_TZ nor the machine's zone matters.
{contact}
*/5 * * * * {command} >/dev/null
",
            self.about()
        )
    }
}

/// A word of ExecStart or Environment: quoted where needed; `%` and `$` stand for themselves.
fn systemd_word(word: &str) -> String {
    let text = word.replace('\\', "\\\\").replace('"', "\\\"").replace('%', "%%").replace('$', "$$");
    if plain(word) { text } else { format!("\"{text}\"") }
}

/// A word of a crontab command: quoted for the shell, and `%`, which cron takes for the end of the line, escaped.
fn cron_word(word: &str) -> String {
    let text = if plain(word) { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) };
    text.replace('%', "\\%")
}

fn plain(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || "/._-+@:=,%".contains(c))
}
