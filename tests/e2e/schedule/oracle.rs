//! What must happen, found by walking through every minute. Slow, and sharing no code with the planner.
//!
//! A job at one minute of one hour: a minute that the clock skips happens at the first instant after the gap; one that comes twice, at its first
//! coming. Every other job: each real minute that the clock on the wall shows.

use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;

pub struct Expression {
    minute: u64,
    hour: u64,
    day: u64,
    month: u64,
    weekday: u64,
    any_day: bool,
    any_weekday: bool,
    fixed: bool,
}

/// The numbers of a field as bits: `*`, `a`, `a-b`, `/step` behind either, and lists of them.
fn field(text: &str, least: u32, most: u32) -> u64 {
    let mut out = 0;
    for part in text.split(',') {
        let (range, step) = part.split_once('/').map_or((part, 1), |(r, s)| (r, s.parse().unwrap()));
        let (from, to) = match range.split_once('-') {
            _ if range == "*" => (least, most),
            Some((a, b)) => (a.parse().unwrap(), b.parse().unwrap()),
            None => (range.parse().unwrap(), range.parse().unwrap()),
        };
        out |= (from..=to).step_by(step).fold(0, |bits, n| bits | 1 << n);
    }
    out
}

impl Expression {
    pub fn new(text: &str) -> Self {
        let f: Vec<&str> = text.split(' ').collect();
        let one = |t: &str| t.parse::<u32>().is_ok();
        Self {
            minute: field(f[0], 0, 59),
            hour: field(f[1], 0, 23),
            day: field(f[2], 1, 31),
            month: field(f[3], 1, 12),
            weekday: (field(f[4], 0, 7) | field(f[4], 0, 7) >> 7) & 127,
            any_day: f[2] == "*",
            any_weekday: f[4] == "*",
            fixed: one(f[0]) && one(f[1]),
        }
    }

    /// Day of month and day of week: both where one is a star, either where neither is.
    fn shows(&self, t: NaiveDateTime) -> bool {
        if !(has(self.minute, t.minute()) && has(self.hour, t.hour()) && has(self.month, t.month())) {
            return false;
        }
        let (day, weekday) = (has(self.day, t.day()), has(self.weekday, t.weekday().num_days_from_sunday()));
        if self.any_day || self.any_weekday { day && weekday } else { day || weekday }
    }
}

fn has(set: u64, n: u32) -> bool {
    set >> n & 1 == 1
}

/// Every time each expression is due after `from` and up to `to`.
pub fn times(expressions: &[&str], zone: Tz, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<Vec<DateTime<Utc>>> {
    let parsed: Vec<_> = expressions.iter().map(|e| Expression::new(e)).collect();
    let mut out = vec![Vec::new(); parsed.len()];
    let minute = TimeDelta::minutes(1);
    let mut now = from;
    let mut before = from.with_timezone(&zone).naive_local();
    let mut furthest = before;
    while now < to {
        now += minute;
        let shown = now.with_timezone(&zone).naive_local();
        for (e, due) in parsed.iter().zip(&mut out) {
            let mut happens = e.shows(shown) && (!e.fixed || shown > furthest);
            let mut skipped = before + minute;
            while e.fixed && skipped < shown {
                happens |= e.shows(skipped);
                skipped += minute;
            }
            if happens {
                due.push(now);
            }
        }
        before = shown;
        furthest = furthest.max(shown);
    }
    out
}
