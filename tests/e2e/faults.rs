//! Damaged files: each stops its source with a clear error, and what was published stays published.

use rocp_lake::{archive, release};
use rocp_tests::{EDD, Place, program};

use crate::samples::{miniature, samples};

/// Fetches bytes that must be refused, and proves that nothing that was in use changed.
fn refused(place: &Place, source: &str, name: &str, bytes: &[u8], words: &[&str]) {
    let current = release::current(&place.lake()).unwrap();
    let held = archive::current(&place.lake(), source, None).unwrap();
    let path = place.file(name, bytes).unwrap();
    let said = place.rocp(&["fetch", source, "--file", path.to_str().unwrap()]).unwrap();
    assert_eq!(said.code, 4, "{name}: {} {}", said.out, said.err);
    assert!(said.err.starts_with("error: ") && said.err.contains("hint: "), "{}", said.err);
    for word in words {
        assert!(said.err.contains(word), "{name}: {word:?} is not in {}", said.err);
    }
    assert_eq!(archive::current(&place.lake(), source, None).unwrap(), held);
    assert_eq!(release::current(&place.lake()).unwrap(), current);
    let newest = archive::receipts(&place.lake(), source).unwrap().pop().unwrap();
    assert!(newest.refused.is_some(), "the refusal is on record");
    assert!(place.lake().blob(&newest.sha256).exists(), "the bytes are kept");
}

#[test]
fn damaged_files_are_refused_and_the_last_good_run_stays() {
    let place = miniature();
    place.rocp(&["run", "--offline", "--profile", EDD]).unwrap();
    let sample = |source: &str, end: &str| std::fs::read(samples(source).into_iter().find(|p| p.to_str().unwrap().ends_with(end)).unwrap()).unwrap();
    let csv = String::from_utf8(sample("edd_projections", "SAMPLE.csv")).unwrap();
    let name = "Long-Term_Occupational_x.csv";
    refused(&place, "edd_projections", name, b"<!DOCTYPE html><html><title>Sign in</title>", &["HTML"]);
    refused(&place, "edd_projections", name, b"", &["empty"]);
    refused(&place, "edd_projections", name, csv.replace("Exits,", "Labor Force Exits,").as_bytes(), &["\"exits\" is missing", "Labor Force Exits"]);
    refused(&place, "edd_projections", name, &csv.as_bytes()[..csv.len() - 60], &["truncated"]);
    refused(&place, "edd_projections", name, csv.replace("Consortium,\"North", "Consortium,North\"").as_bytes(), &[]);
    refused(&place, "edd_projections", name, csv.lines().filter(|l| !l.starts_with("State")).take(5).collect::<Vec<_>>().join("\n").as_bytes(), &["shrank"]);
    refused(&place, "edd_projections", name, csv.replace(",2020-2030,4,", ",2020-30,4,").as_bytes(), &["1 %", "not a period"]);
    refused(&place, "edd_projections", name, format!("{csv}{}", csv.lines().nth(3).unwrap()).as_bytes(), &["two rows have the key"]);
    let book = sample("coe_top_cip_soc", ".xlsx");
    refused(&place, "coe_top_cip_soc", "TOP-CIP-SOC x.xlsx", &book[..book.len() * 9 / 10], &["truncated"]);
    refused(&place, "coe_top_cip_soc", "TOP-CIP-SOC x.xlsx", &sample("soc", "2018_SAMPLE.xlsx"), &["TOP-CIP-SOC x.xlsx is "]);
    refused(&place, "coe_supply", "supply_by_top.csv", &book, &["workbook"]);
    let said = place.rocp(&["run", "--offline", "--profile", EDD]).unwrap();
    assert_eq!(said.code, 3, "the same figures, marked stale: {}", said.out);
    let page = std::fs::read_to_string(place.path().join("reports/latest/index.html")).unwrap();
    assert!(page.contains("Not fresh:"), "the page says which sources are stale");
    assert!(said.err.contains("a newer file of") && said.err.contains("was refused"), "{}", said.err);
    assert!(place.rocp(&["status"]).unwrap().out.contains("was refused"));
}

#[test]
fn damaged_oews_files_are_refused() {
    let place = Place::new().unwrap();
    let good = std::fs::read_to_string(samples("bls_oews").into_iter().find(|p| p.ends_with("oe.data.0.Current")).unwrap()).unwrap();
    let path = place.file("oe.data.0.Current", good.as_bytes()).unwrap();
    assert_eq!(place.rocp(&["fetch", "bls_oews", "--file", path.to_str().unwrap()]).unwrap().code, 0);
    let name = "oe.data.0.Current";
    refused(&place, "bls_oews", name, &good.as_bytes()[..good.len() - 30], &["ends inside this row"]);
    refused(&place, "bls_oews", name, good.replace("footnote_codes", "footnotes").as_bytes(), &["footnotes"]);
    refused(&place, "bls_oews", name, good.replace("39020", "39x20").as_bytes(), &["1 %"]);
    let mut lines: Vec<_> = good.split_inclusive('\n').collect();
    lines.swap(1, 2);
    refused(&place, "bls_oews", name, lines.concat().as_bytes(), &["not sorted"]);
    refused(&place, "bls_oews", name, b"<html><body>403 Forbidden</body></html>", &["HTML"]);
    // A damaged zstd file does not even arrive.
    let squeezed = zstd::encode_all(good.as_bytes(), 3).unwrap();
    let path = place.file("oe.data.0.Current.zst", &squeezed[..squeezed.len() / 2]).unwrap();
    let said = place.rocp(&["fetch", "bls_oews", "--file", path.to_str().unwrap()]).unwrap();
    assert!(said.code != 0 && said.err.contains("caused by: "), "{}", said.err);
}

#[test]
fn usage_errors_say_what_to_do() {
    let place = Place::new().unwrap();
    for (args, words) in [
        (vec!["run", "--offline", "--profile", EDD], "rocp fetch edd_projections (Ten-year projections"),
        (vec!["fetch", "nope"], "the sources are: apprenticeship, bls_api"),
        (vec!["fetch", "soc", "--file", "Cargo.toml"], "Cargo.toml"),
        (vec!["fetch", "coe_supply", "--contact", "a@example.org"], "download it by hand"),
        (vec!["fetch", "bls_oews"], "--contact"),
        (vec!["run", "--offline", "--profile", "nope"], "the shipped profiles are bundled, coe, live"),
        (vec!["run", "--offline", "--as-of", "2026-13-01"], "is not a date"),
        (vec!["rollback"], "no run has been published"),
        (vec!["models", "nope"], "`rocp models` lists them"),
        (vec!["frobnicate"], "unrecognized"),
    ] {
        let said = place.rocp(&args).unwrap();
        assert_eq!(said.code, 2, "{args:?}: {}", said.err);
        assert!(said.err.contains(words), "{args:?}: {words:?} is not in {}", said.err);
    }
}

#[test]
fn a_reader_that_closes_early_is_no_fault() {
    let place = Place::new().unwrap();
    let script = "\"$0\" models --dictionary | head -1; \"$0\" sources | head -1";
    let done = std::process::Command::new("sh").arg("-c").arg(script).arg(program().unwrap()).current_dir(place.path()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&done.stderr), "");
    assert_eq!(String::from_utf8_lossy(&done.stdout).lines().count(), 2);
}
