//! The whole real OEWS file: staged in bounded memory, no row lost.

use std::process::{Command, Stdio};
use std::time::Duration;

use rocp_tests::{Place, program, shared};

#[test]
fn the_whole_file_stages_in_bounded_memory() {
    let Some(shared) = shared() else { return };
    let place = Place::new().unwrap();
    let file = shared.join("data/bls/oews-2025/oe.data.0.Current.zst");
    let mut child = Command::new(program().unwrap())
        .args(["fetch", "bls_oews", "--file", file.to_str().unwrap()])
        .current_dir(place.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    // The kernel keeps the highest memory of the process while it lives.
    let mut peak = 0;
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        let text = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let now = text.lines().find_map(|l| l.strip_prefix("VmHWM:")).and_then(|l| l.trim().trim_end_matches(" kB").parse::<u64>().ok());
        peak = peak.max(now.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(20));
    };
    assert_eq!(status.code(), Some(0));
    let mut out = String::new();
    std::io::Read::read_to_string(&mut child.stdout.take().unwrap(), &mut out).unwrap();
    assert!(out.contains("331,509,758 bytes, SHA-256 09879508d69f51149842368c8953f13974338728329375481d485ee696d3370b"), "{out}");
    assert!(out.contains("stg_bls_oews_data: 6,023,970 rows"), "{out}");
    assert!(!out.contains("put aside"), "{out}");
    println!("peak memory {} MB", peak / 1024);
    assert!(peak > 0 && peak < 300 * 1024, "peak memory {peak} kB");
}
