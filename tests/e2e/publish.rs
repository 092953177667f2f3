//! Publishing: a published run is complete or absent, and nothing changes it silently.

use std::process::{Command, Stdio};
use std::time::Duration;

use rocp_lake::lock::WriteLock;
use rocp_lake::release;
use rocp_tests::{EDD, Place, program};

use crate::real::copy;
use crate::samples::miniature;

/// Every file below a folder with its bytes, in order of path.
fn bytes(folder: &std::path::Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut out = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(f) = open.pop() {
        for entry in std::fs::read_dir(&f).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if entry.file_type().unwrap().is_dir() {
                open.push(path);
            } else {
                out.push((path.strip_prefix(folder).unwrap().to_owned(), std::fs::read(&path).unwrap_or_default()));
            }
        }
    }
    out.sort();
    out
}

#[test]
fn a_second_run_says_that_nothing_changed_and_a_rerun_gives_the_same_bytes() {
    let place = miniature();
    assert_eq!(place.rocp(&["run", "--offline", "--profile", EDD]).unwrap().code, 3);
    let run = release::published(&place.lake()).unwrap();
    let said = place.rocp(&["run", "--offline", "--profile", EDD]).unwrap();
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.starts_with("nothing changed: run"), "{}", said.out);
    assert_eq!(release::runs(&place.lake()).unwrap().len(), 1);
    // The same files in another place, computed under another locale, time zone and number of threads.
    let other = Place::new().unwrap();
    copy(&place.path().join("lake"), &other.path().join("lake"));
    std::fs::remove_dir_all(other.lake().runs()).unwrap();
    std::fs::remove_dir_all(other.lake().all_staged()).unwrap();
    std::fs::remove_file(other.lake().current()).unwrap();
    let done = Command::new(program().unwrap())
        .args(["run", "--offline", "--profile", EDD])
        .current_dir(other.path())
        .envs([("TZ", "Asia/Kathmandu"), ("LC_ALL", "de_DE.UTF-8"), ("TOKIO_WORKER_THREADS", "8")])
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(3));
    assert_eq!(release::published(&other.lake()).unwrap(), run);
    let tables = |p: &Place| bytes(&p.lake().run(&run)).into_iter().filter(|(path, _)| path.extension().is_some_and(|e| e == "parquet")).collect::<Vec<_>>();
    assert!(tables(&place).len() > 30);
    assert!(tables(&place) == tables(&other), "tables differ");
    let pages = |p: &Place| bytes(&p.path().join("reports").join(&run));
    assert!(pages(&place) == pages(&other), "pages differ");
}

#[test]
fn a_held_lock_is_exit_5_and_readers_go_on() {
    let place = miniature();
    place.rocp(&["run", "--offline", "--profile", EDD]).unwrap();
    let lock = WriteLock::take(&place.lake()).unwrap();
    let said = place.rocp(&["fetch", "soc", "--file", "x.xlsx"]).unwrap();
    assert_eq!(said.code, 5, "{}", said.err);
    assert!(said.err.starts_with("error: another rocp is writing") && said.err.contains("hint: "), "{}", said.err);
    let said = place.rocp(&["query", "SELECT count(*) AS n FROM supply_demand_gap", "--format", "csv"]).unwrap();
    assert_eq!((said.code, said.out.as_str()), (0, "n\n80\n"));
    drop(lock);
}

#[test]
fn kill_at_any_time_leaves_the_published_run_and_a_rerun_finishes() {
    let place = miniature();
    assert_eq!(place.rocp(&["run", "--offline", "--profile", EDD]).unwrap().code, 3);
    let first = release::published(&place.lake()).unwrap();
    let text = std::fs::read_to_string(place.path().join(EDD)).unwrap();
    for (i, wait) in [0, 20, 60, 120, 200, 300, 450, 700].into_iter().enumerate() {
        let profile = place.file("p.toml", text.replace("\"coe\"\ntitle", &format!("\"p{i}\"\ntitle")).as_bytes()).unwrap();
        let mut child = Command::new(program().unwrap())
            .args(["run", "--offline", "--profile", profile.to_str().unwrap()])
            .current_dir(place.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        let current = release::published(&place.lake()).unwrap();
        let manifest = release::manifest(&place.lake(), &current).unwrap();
        for t in &manifest.tables {
            let table = std::fs::read(place.lake().run(&current).join(&t.path)).unwrap();
            assert_eq!(rocp_lake::durable::sha256(&table), t.sha256, "{}", t.name);
        }
        assert!(place.path().join("reports/latest/index.html").exists());
        let said = place.rocp(&["run", "--offline", "--profile", profile.to_str().unwrap()]).unwrap();
        assert!(matches!(said.code, 0 | 3), "{}", said.err);
        let left: Vec<_> =
            std::fs::read_dir(place.lake().runs()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).filter(|n| n.starts_with('.')).collect();
        assert!(left.is_empty(), "{left:?}");
    }
    let said = place.rocp(&["rollback", &first]).unwrap();
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(release::published(&place.lake()).unwrap(), first);
    assert_eq!(std::fs::read_link(place.path().join("reports/latest")).unwrap().to_str().unwrap(), first);
    assert_eq!(place.rocp(&["doctor"]).unwrap().code, 0);
}

#[test]
fn queries_read_and_never_write() {
    let place = miniature();
    assert_eq!(place.rocp(&["query", "SELECT 1"]).unwrap().code, 2);
    place.rocp(&["run", "--offline", "--profile", EDD]).unwrap();
    let before = bytes(&place.lake().runs());
    for sql in [
        "DROP TABLE supply_demand_gap",
        "INSERT INTO ref_county VALUES ('1', 'x')",
        "COPY ref_county TO 'x.csv'",
        "SET a.b = 1",
        "CREATE EXTERNAL TABLE t STORED AS CSV LOCATION '/etc/passwd'",
        "SELECT nope FROM ref_county",
    ] {
        let said = place.rocp(&["query", sql]).unwrap();
        assert_eq!(said.code, 2, "{sql}: {}", said.out);
        assert!(said.err.starts_with("error: ") && said.err.contains("caused by: ") && said.err.contains("hint: "), "{}", said.err);
    }
    assert_eq!(before, bytes(&place.lake().runs()));
    let csv = place.rocp(&["query", "SELECT region, flags FROM supply_demand_gap WHERE scheme = 'state' AND soc = '31-1131'", "--format", "csv"]).unwrap();
    assert_eq!(csv.out, "region,flags\nCalifornia,no_apprenticeship_supply|no_hs_cte_supply|no_private_supply|no_rocp_supply\n");
    let json = place
        .rocp(&[
            "query",
            "SELECT soc, demand_openings FROM supply_demand_gap WHERE scheme = 'macroregion' AND region_id = 'north-far-north' AND soc = '49-3023'",
            "--format",
            "json",
        ])
        .unwrap();
    assert_eq!(json.out, "{\"soc\":\"49-3023\",\"demand_openings\":null}\n");
    let out = place.path().join("a.parquet");
    let said = place.rocp(&["query", "SELECT * FROM stg_edd_projections", "--format", "parquet", "--out", out.to_str().unwrap()]).unwrap();
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(rocp_lake::table::row_count(&out).unwrap(), 27);
    assert_eq!(place.rocp(&["query", "SELECT 1", "--format", "parquet"]).unwrap().code, 2);
}

#[test]
fn the_report_has_every_page_and_every_table() {
    let place = miniature();
    place.rocp(&["run", "--offline", "--profile", EDD]).unwrap();
    let latest = place.path().join("reports/latest");
    for page in ["index.html", "region/california.html", "region/los-angeles.html", "region/north-far-north.html"] {
        let text = std::fs::read_to_string(latest.join(page)).unwrap();
        assert!(text.contains("Content-Security-Policy") && text.contains("default-src 'none'"), "{page}");
        assert!(!text.contains("src=\"http") && !text.contains("<link rel=\"stylesheet\""), "{page}");
    }
    for m in rocp_queries::model::MODELS.iter().filter(|m| m.layer == "mart") {
        for end in ["csv", "parquet"] {
            assert!(latest.join(format!("data/{}.{end}", m.name)).exists(), "{}.{end}", m.name);
        }
    }
    let text = std::fs::read_to_string(latest.join("data/supply_demand_gap.csv")).unwrap();
    let header = "scheme,region_id,region,soc,occupation,demand_openings,demand_low,demand_high,demand_new,demand_estimated,supply_low,supply_allocated,supply_whole,gap_whole,gap_allocated,coverage,status,flags,demand_period,supply_period,years_apart,imputed_share";
    assert_eq!(text.lines().next().unwrap(), header);
}
