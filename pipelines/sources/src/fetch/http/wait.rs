//! How long to wait before another try.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDateTime, Utc};
use reqwest::header::{HeaderMap, RETRY_AFTER};

/// A wait of up to a quarter more, so that many programs do not come back together.
pub(super) fn jittered(pause: Duration) -> Duration {
    let nanos = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.subsec_nanos());
    pause + pause.mul_f64(f64::from(nanos % 1000) / 4000.0)
}

/// The wait that a server asks for: seconds, or a date in one of the forms that HTTP knows (RFC 9110, 5.6.7). A date that has passed asks for none.
pub(super) fn asked(headers: &HeaderMap, now: DateTime<Utc>) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let old = ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"];
    let date = DateTime::parse_from_rfc2822(text)
        .map(|d| d.with_timezone(&Utc))
        .ok()
        .or_else(|| old.iter().find_map(|form| Some(NaiveDateTime::parse_from_str(text, form).ok()?.and_utc())))?;
    Some((date - now).to_std().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_in_seconds_or_as_a_date() {
        let now = DateTime::parse_from_rfc3339("2026-11-22T00:00:00Z").unwrap().with_timezone(&Utc);
        let wait = |text: &'static str| asked(&HeaderMap::from_iter([(RETRY_AFTER, text.parse().unwrap())]), now);
        assert_eq!(wait("7"), Some(Duration::from_secs(7)));
        for date in ["Sun, 22 Nov 2026 00:01:00 GMT", "Sunday, 22-Nov-26 00:01:00 GMT", "Sun Nov 22 00:01:00 2026"] {
            assert_eq!(wait(date), Some(Duration::from_secs(60)), "{date}");
        }
        assert_eq!(wait("Sat, 21 Nov 2026 00:01:00 GMT"), Some(Duration::ZERO));
        assert_eq!(wait("soon"), None);
    }

    #[test]
    fn jitter_adds_at_most_a_quarter() {
        let pause = Duration::from_millis(1000);
        assert!((pause..Duration::from_millis(1250)).contains(&jittered(pause)));
    }
}
