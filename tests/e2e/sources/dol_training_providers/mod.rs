//! The federal list of eligible training providers: every trap by the sample, which is invented; memory and time by a workbook of the published size.

mod workbook;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rocp_tests::{Place, program, root};

use super::{Real, number, sheet, tell};
use crate::marts::Mart;

const TABLE: &str = "stg_dol_training_program";

fn sample() -> PathBuf {
    root().join("pipelines/sources/src/catalog/dol_training_providers/samples/DownloadPrograms_SAMPLE.xlsx")
}

/// Stages a file as an edition; what was said, with the exit code.
fn stage(place: &Place, file: &Path, edition: &str) -> (i32, String) {
    let out = place.path().join("out");
    let args = ["stage", "dol_training_providers", "--edition", edition, "--file", file.to_str().unwrap(), "--out", out.to_str().unwrap()];
    let said = place.rocp(&args).unwrap();
    (said.code, said.out + &said.err)
}

#[test]
fn programs_of_california_with_every_trap() {
    let place = Place::new().unwrap();
    let (code, said) = stage(&place, &sample(), "2026-09-07");
    assert_eq!(code, 0, "{said}");
    let real = Real { file: sample(), said, place };
    let rows = sheet(&sample(), "Sheet1");
    let at = |name: &str| rows[0].iter().position(|c| c == name).unwrap();
    let (reporting, state) = (at("reportingstate"), at("state"));
    let ours: Vec<_> = rows[1..].iter().filter(|r| r[reporting] == "CA" || r[state] == "CA").collect();
    assert_eq!((rows.len() - 1, ours.len()), (19, 17));
    for (column, published) in [
        ("people_served", "d120_total_served"),
        ("people_exited", "d121_total_exited"),
        ("people_completed", "d122_total_completed"),
        ("employed_q2_of", "de129"),
        ("hours", "d113_program_length_hours"),
    ] {
        let theirs = tell(ours.iter().map(|r| number(&r[at(published)]).filter(|n| *n != -1.0)));
        assert_eq!(real.told(TABLE, column), theirs, "{column}");
    }
    assert_eq!(real.put_aside(), 0);
    let table = real.table(TABLE);
    let row = |program: &str| (0..table.len()).find(|i| table.text("program", *i) == program).unwrap();
    let texts = |program: &str, columns: &[&str]| columns.iter().map(|c| table.text(c, row(program))).collect::<Vec<_>>();
    // Codes as the spreadsheet left them, six digits and two more, an occupation named twice.
    assert_eq!(texts("Computer Programming", &["cip_code", "soc_code_1", "soc_code_2", "soc_code_3", "zip"]), ["11.0201", "15-1251", "15-1252", "", "95965"]);
    assert_eq!(texts("Agribusiness", &["cip_code", "listed_date"]), ["01.0102", "2024-03-15"]);
    assert_eq!(texts("Nurse Assistant", &["cip_code", "soc_code_1", "listed_date", "file_role"]), ["51.3902", "31-1131", "2024-06-30", "programs:2026-09-07"]);
    let unknown = |program: &str| table.list("unknown", row(program));
    // Withheld is unknown, never 0, each with its mark.
    let withheld = unknown("Phlebotomy");
    assert!(["people_served:-1", "people_completed:-1", "employment_rate_q2:-1"].iter().all(|u| withheld.contains(&(*u).to_owned())), "{withheld:?}");
    assert_eq!(table.number("people_completed", row("Phlebotomy")), None);
    // In the two lengths, and there alone, the same mark means that there is no fixed length.
    let medical = unknown("Medical Assistant");
    assert!(medical.contains(&"hours:competency-based".to_owned()) && medical.contains(&"weeks:competency-based".to_owned()), "{medical:?}");
    assert_eq!((table.flag("is_competency_based", row("Medical Assistant")), table.flag("is_competency_based", row("Phlebotomy"))), (Some(true), Some(false)));
    // What is no code is unknown with its text.
    let solar = unknown("Solar Installer");
    let wanted = ["cip_code:not a code (construction)", "cip_title:NULL", "soc_code_2:not a code (99-999900)", "soc_code_3:not a code (solar)"];
    assert!(wanted.iter().all(|u| solar.contains(&(*u).to_owned())), "{solar:?}");
    // The rate is what its own parts make, and is no share of those who left.
    let nurse = row("Nurse Assistant");
    let rate = ["employed_q2", "employed_q2_of", "employment_rate_q2", "people_exited"].map(|c| table.number(c, nurse).unwrap());
    assert_eq!((rate[0] / rate[1], rate[2]), (0.8, 0.8));
    assert!((rate[0] / rate[3] - rate[2]).abs() > 0.2);
    // More people exited than served: kept.
    assert_eq!((table.number("people_served", row("Agribusiness")), table.number("people_exited", row("Agribusiness"))), (Some(20.0), Some(44.0)));
}

#[test]
fn the_edition_is_asked_for_and_bounded_by_the_newest_listing() {
    let place = Place::new().unwrap();
    let out = place.path().join("out");
    let said = place.rocp(&["stage", "dol_training_providers", "--file", sample().to_str().unwrap(), "--out", out.to_str().unwrap()]).unwrap();
    assert_eq!(said.code, 2, "{}", said.err);
    assert!(said.err.contains("--edition"), "{}", said.err);
    let (code, said) = stage(&place, &sample(), "2024-05");
    assert_eq!(code, 4, "{said}");
    assert!(said.contains("it lists programs since 2024-07-01, which is after the edition given, 2024-05"), "{said}");
    for edition in ["2024-07-01", "2024-07", "2024", "2026-09-07"] {
        assert_eq!(stage(&place, &sample(), edition).0, 0, "{edition}");
    }
}

/// The most memory that a process and its children have held, in kilobytes; none once it has ended.
fn peak(pid: u32) -> Vec<(u32, u64)> {
    let of = |pid: u32| {
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
        let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
        line.split_whitespace().nth(1)?.parse().ok().map(|kb| (pid, kb))
    };
    let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    let children = tasks.filter_map(|t| std::fs::read_to_string(t.path().join("children")).ok());
    let children: Vec<u32> = children.flat_map(|c| c.split_whitespace().filter_map(|p| p.parse().ok()).collect::<Vec<_>>()).collect();
    std::iter::once(pid).chain(children).filter_map(of).collect()
}

/// Most memory of a process, in kilobytes.
const MOST: u64 = 300_000;

#[test]
fn a_workbook_of_the_published_size_stages_in_under_300_megabytes() {
    if !Path::new("/proc/self/status").exists() {
        eprintln!("skipped: this system does not tell the memory of a process");
        return;
    }
    let place = Place::new().unwrap();
    let file = place.path().join("download (3).xlsx");
    let rows = std::env::var("ROCP_PROGRAMS").ok().and_then(|n| n.parse().ok()).unwrap_or(workbook::PUBLISHED_ROWS);
    let columns = workbook::columns(&sheet(&sample(), "Sheet1")[0]);
    let (sheet, strings) = workbook::write(&file, &columns, rows);
    if rows == workbook::PUBLISHED_ROWS {
        // The published sheet has 132 million bytes, its shared strings 42 million.
        assert!(sheet > 125_000_000 && strings > 40_000_000, "{sheet} {strings}");
    }
    let program = program().unwrap();
    let started = Instant::now();
    let out = place.path().join("out");
    let args = ["stage", "dol_training_providers", "--edition", "2026-09-07", "--file", file.to_str().unwrap(), "--out", out.to_str().unwrap()];
    let mut child = Command::new(program).args(args).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut parent, mut decoder) = (0, 0);
    let status = loop {
        for (pid, kilobytes) in peak(child.id()) {
            let most = if pid == child.id() { &mut parent } else { &mut decoder };
            *most = kilobytes.max(*most);
        }
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    println!(
        "{rows} rows, sheet {sheet} bytes, strings {strings} bytes, file {} bytes: {} kB in the parent, {} kB in the decoder, {:.1} s",
        std::fs::metadata(&file).unwrap().len(),
        parent,
        decoder,
        started.elapsed().as_secs_f64()
    );
    assert!(status.success(), "{}", std::io::read_to_string(child.stderr.take().unwrap()).unwrap());
    assert_eq!(Mart::read(&out, TABLE).len(), rows.div_ceil(workbook::OF_CALIFORNIA));
    assert!(parent > 0 && decoder > 0, "{parent} {decoder}");
    assert!(parent < MOST && decoder < MOST, "{parent} kB in the parent, {decoder} kB in the decoder");
}
