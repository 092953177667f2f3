//! The printed units, word for word where it matters.

use std::path::Path;

use super::job;
use super::under_test::units::Units;

#[test]
fn units_name_absolute_paths_and_quote_them() {
    let jobs = [job("30 3 * * *", "America/Los_Angeles")];
    let mut units = Units {
        program: Path::new("/opt/rocp/bin/rocp"),
        lake: Path::new("/srv/rocp/lake"),
        reports: Path::new("/srv/rocp/reports"),
        profile: "coe",
        contact: Some("planner@example.org"),
        more: vec![],
        jobs: &jobs,
    };
    let command = "/opt/rocp/bin/rocp --lake /srv/rocp/lake --reports /srv/rocp/reports schedule --once --profile coe";
    let systemd = units.systemd();
    for line in [
        "# /etc/systemd/system/rocp-schedule.service".to_owned(),
        "Description=ROCP Workforce Demand: nightly (30 3 * * *, America/Los_Angeles)".into(),
        "Type=oneshot".into(),
        "Environment=ROCP_CONTACT=planner@example.org".into(),
        format!("ExecStart={command}"),
        "SuccessExitStatus=3 5".into(),
        "# /etc/systemd/system/rocp-schedule.timer".into(),
        "OnCalendar=*:0/5".into(),
        "WantedBy=timers.target".into(),
    ] {
        assert!(systemd.lines().any(|l| l == line), "{line}\nis not in\n{systemd}");
    }
    let cron = units.cron();
    for line in
        ["ROCP_CONTACT=planner@example.org".to_owned(), "# nightly (30 3 * * *, America/Los_Angeles)".into(), format!("*/5 * * * * {command} >/dev/null")]
    {
        assert!(cron.lines().any(|l| l == line), "{line}\nis not in\n{cron}");
    }
    assert!(cron.contains("CRON_TZ") && cron.ends_with('\n'));

    units.lake = Path::new("/srv/50% of $it's \"here\"");
    units.contact = None;
    units.more = vec!["--offline"];
    assert!(units.systemd().contains("--lake \"/srv/50%% of $$it's \\\"here\\\"\" --reports"), "{}", units.systemd());
    assert!(units.systemd().contains("\n# Environment=ROCP_CONTACT=") && units.systemd().contains("--profile coe --offline\n"));
    assert!(units.cron().contains(r#"--lake '/srv/50\% of $it'\''s "here"' --reports"#), "{}", units.cron());
}
