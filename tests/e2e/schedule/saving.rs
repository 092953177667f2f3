//! The two days of 2026 on which Los Angeles turns its clocks, and three years.

use chrono_tz::Tz;

use super::under_test::plan::{Job, NIGHTLY};
use super::{Fake, Recorder, at, job, lake, oracle, watch};

const ZONE: &str = "America/Los_Angeles";
const EXPRESSIONS: [&str; 22] = [
    "30 3 * * *",
    "30 2 * * *",
    "0 2 * * *",
    "59 1 * * *",
    "30 1 * * *",
    "0 1 * * *",
    "0 3 * * *",
    "0 0 * * *",
    "*/15 * * * *",
    "0 * * * *",
    "30 1,2 * * *",
    "15 2-3 * * *",
    "*/20 1-3 * * *",
    "0 */2 * * *",
    "30 2 8 3 *",
    "30 1 1 11 *",
    "0 2 * * 0",
    "45 1,13 * * 7",
    "5 2 * * 1-5",
    "30 2 29 2 *",
    "0 12 1 * *",
    "30 2 13 * 5",
];
/// From noon to noon around each turn of the clock.
const TURNS: [(&str, &str); 2] = [("2026-03-07T12:00:00-08:00", "2026-03-09T12:00:00-07:00"), ("2026-10-31T12:00:00-07:00", "2026-11-02T12:00:00-08:00")];

/// Times on the clock of Los Angeles, between two instants.
fn local(cron: &str, (from, to): (&str, &str)) -> Vec<String> {
    let job = job(cron, ZONE);
    let short = |text: String| format!("{}{}", &text[5..11], [&text[11..16], &text[19..23]].concat());
    job.times(at(from)).take_while(|t| *t <= at(to)).map(|t| short(job.local(t))).collect()
}

#[test]
fn listed_by_hand_over_both_turns_of_2026() {
    let [spring, autumn] = TURNS;
    // The nightly job exists once on every day.
    assert_eq!(local(NIGHTLY.1, spring), ["03-08 03:30 -07", "03-09 03:30 -07"]);
    assert_eq!(local(NIGHTLY.1, autumn), ["11-01 03:30 -08", "11-02 03:30 -08"]);
    // 02:30 does not exist on 8 March: the first instant after the gap. 01:30 comes twice on 1 November: its first coming.
    assert_eq!(local("30 2 * * *", spring), ["03-08 03:00 -07", "03-09 02:30 -07"]);
    assert_eq!(local("30 2 * * *", autumn), ["11-01 02:30 -08", "11-02 02:30 -08"]);
    assert_eq!(local("30 1 * * *", spring), ["03-08 01:30 -08", "03-09 01:30 -07"]);
    assert_eq!(local("30 1 * * *", autumn), ["11-01 01:30 -07", "11-02 01:30 -08"]);
    // Lists follow the clock on the wall: skipped, or twice.
    assert_eq!(local("30 1,2 * * *", spring), ["03-08 01:30 -08", "03-09 01:30 -07", "03-09 02:30 -07"]);
    assert_eq!(local("30 1,2 * * *", autumn), ["11-01 01:30 -07", "11-01 01:30 -08", "11-01 02:30 -08", "11-02 01:30 -08", "11-02 02:30 -08"]);
    // The days themselves last 23 and 25 hours.
    assert_eq!(local("0 * * * *", ("2026-03-08T00:00:00-08:00", "2026-03-09T00:00:00-07:00")).len(), 23);
    assert_eq!(local("0 * * * *", ("2026-11-01T00:00:00-07:00", "2026-11-02T00:00:00-08:00")).len(), 25);
}

#[test]
fn the_loop_fires_exactly_as_the_oracle_lists_over_both_turns_of_2026() {
    let mut fired = 0;
    for (from, to) in TURNS {
        let must = oracle::times(&EXPRESSIONS, ZONE.parse().unwrap(), at(from), at(to));
        for (cron, must) in EXPRESSIONS.iter().zip(must) {
            let (_folder, lake) = lake();
            let clock = Fake::new(from, to);
            clock.end.set(at(to) + chrono::TimeDelta::seconds(1));
            let mut work = Recorder::new(&clock);
            // What was due before `from` is none of this test's business.
            let line = format!("{{\"event\":\"watch\",\"job\":\"nightly\",\"profile\":\"coe\",\"at\":\"{}\"}}\n", at(from).to_rfc3339());
            std::fs::write(lake.nights(), line).unwrap();
            watch(&lake, &[job(cron, ZONE)], &clock, &mut work);
            assert_eq!(work.times(), must, "{cron} from {from}");
            fired += must.len();
        }
    }
    assert!(fired > 500, "{fired}");
}

#[test]
fn three_years_and_other_zones_are_as_the_oracle_lists_them() {
    for (zone, from, to) in [
        (ZONE, "2025-12-31T08:00:00Z", "2028-12-31T08:00:00Z"),
        ("Europe/London", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
        ("Australia/Lord_Howe", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
        ("Asia/Kathmandu", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
    ] {
        let must = oracle::times(&EXPRESSIONS, zone.parse::<Tz>().unwrap(), at(from), at(to));
        for (cron, must) in EXPRESSIONS.iter().zip(must) {
            let planned: Vec<_> = job(cron, zone).times(at(from)).take_while(|t| *t <= at(to)).collect();
            let first = planned.iter().zip(&must).position(|(a, b)| a != b);
            assert_eq!((planned.len(), first), (must.len(), None), "{cron} in {zone}: {:?}", first.map(|i| (planned[i], must[i])));
        }
    }
}

#[test]
fn impossible_jobs_are_refused_by_name() {
    for (cron, zone, words) in [
        ("30 2 30 2 *", ZONE, "names a date that never comes, such as 30 February"),
        ("0 0 31 4,6,9,11 *", ZONE, "never comes"),
        ("30 2 31 2 *", "UTC", "never comes"),
        ("30 3 * *", ZONE, "is not a cron expression (minute hour"),
        ("0 30 3 * * *", ZONE, "is not a cron expression"),
        ("60 3 * * *", ZONE, "is not a cron expression"),
        ("", ZONE, "is not a cron expression"),
        ("30 3 * * *", "America/Los_Angles", "\"America/Los_Angles\" is not a time zone of the IANA database"),
        ("30 3 * * *", "", "is not a time zone"),
    ] {
        let said = Job::new("nightly", cron, zone).unwrap_err().to_string();
        assert!(said.starts_with("job nightly: ") && said.contains(words), "{cron} {zone}: {said}");
    }
    assert!(Job::new("a/b", "30 3 * * *", ZONE).is_err());
    assert!(Job::new("leap", "30 2 29 2 *", ZONE).is_ok());
    let twice = Job::all([("a", "0 1 * * *", ZONE), ("a", "0 2 * * *", ZONE)]).unwrap_err();
    assert_eq!(twice.to_string(), "job a: two jobs have this name");
    assert_eq!(Job::all([]).unwrap()[0].cron, NIGHTLY.1);
}
