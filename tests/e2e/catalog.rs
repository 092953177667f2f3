//! Catalogs of providers: every planted error is told in CSV and in XLSX, versions live side by side, small counts stay out of logs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use rocp_lake::archive;
use rocp_sources::catalog::rocp_catalog::columns::{COLUMNS, place};
use rocp_tests::{Place, Said};
use rust_xlsxwriter::{Formula, Workbook};

type Row = Vec<String>;

/// A row without faults.
fn row(provider: &str, code: &str) -> Row {
    let mut row = vec![String::new(); COLUMNS.len()];
    for (name, value) in [
        ("provider", provider),
        ("organizational_structure", "joint powers"),
        ("service_area", "Butte 1; Glenn 0.5"),
        ("site", "Main Center"),
        ("site_county", "Butte"),
        ("venue", "ROCP center"),
        ("schedule", "evening"),
        ("academic_year", "2024-25"),
        ("course_code", code),
        ("course_title", "Certified Nurse Assistant (CNA)"),
        ("cde_sector", "Health Science and Medical Technology"),
        ("cde_pathway", "Patient Care"),
        ("cip_code", "51.3902"),
        ("top_code", "1230.30"),
        ("hours", "180"),
        ("student_group", "adult"),
        ("seats", "30"),
        ("enrolled", "28"),
        ("waitlisted", "12"),
        ("completed", "24"),
        ("placed", "20"),
        ("work_based_learning", "internship; guest speaker"),
        ("advisory_board_date", "2025-02-28"),
        ("review_date", "2024-06-11"),
        ("calworks", "yes"),
    ] {
        set(&mut row, name, value);
    }
    row
}

fn set(row: &mut Row, name: &str, value: &str) {
    row[place(name).unwrap()] = value.to_owned();
}

fn csv(place: &Place, name: &str, rows: &[Row]) -> PathBuf {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(COLUMNS.iter().map(|c| c.heading)).unwrap();
    rows.iter().for_each(|r| out.write_record(r).unwrap());
    place.file(name, &out.into_inner().unwrap()).unwrap()
}

fn xlsx(place: &Place, name: &str, rows: &[Row]) -> PathBuf {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Instructions").unwrap().write_string(0, 0, "ROCP course catalog").unwrap();
    let sheet = book.add_worksheet().set_name("Courses").unwrap();
    for (j, column) in (0..).zip(COLUMNS) {
        sheet.write_string(0, j, column.heading).unwrap();
        for (i, row) in (1..).zip(rows) {
            let text = &row[usize::from(j)];
            match text.parse::<f64>() {
                _ if text.starts_with('=') => sheet.write_formula(i, j, Formula::new(text)).unwrap(),
                Ok(n) => sheet.write_number(i, j, n).unwrap(),
                Err(_) => sheet.write_string(i, j, text).unwrap(),
            };
        }
    }
    place.file(name, &book.save_to_buffer().unwrap()).unwrap()
}

fn catalog(place: &Place, command: &str, file: &Path) -> Said {
    place.rocp(&["catalog", command, file.to_str().unwrap()]).unwrap()
}

/// Row, column, cell, and words of the message.
const PLANTED: [(usize, &str, &str, &str); 25] = [
    (2, "provider", "", "it is blank"),
    (3, "course_title", "", "it is blank"),
    (4, "organizational_structure", "joint power", "Write joint powers"),
    (5, "venue", "dealership", "not high school, ROCP center or business or industry site"),
    (6, "schedule", "evning", "Write evening"),
    (7, "student_group", "kids", "Choose one from the list"),
    (8, "cde_sector", "Health Science & Medicine", "Write Health Science and Medical Technology"),
    (9, "cde_pathway", "Welding and Materials Joining", "a pathway of the sector Manufacturing and Product Development"),
    (10, "site_county", "Bute", "Write Butte"),
    (11, "service_area", "Butte; Glenn 1.5", "the weight 1.5 of Glenn"),
    (12, "service_area", "Butte; Tehama", "differs from the 24 other rows of this provider (Butte; Glenn 0.5)"),
    (13, "academic_year", "2024-2026", "not a school year. Write 2024-25"),
    (14, "cip_code", "51-3902", "two digits, a dot and four digits"),
    (15, "cip_code", "12.05", "If it is 12.0500"),
    (16, "cip_code", "99.0101", "CIP 2020 has no such code"),
    (17, "top_code", "9999", "four digits, a dot and two digits"),
    (18, "hours", "-5", "more than 0 hours"),
    (19, "seats", "twenty", "not a whole number"),
    (20, "completed", "29", "more completers than students enrolled"),
    (21, "placed", "25", "more students placed than completers"),
    (22, "advisory_board_date", "2024-02-30", "there is no such day"),
    (23, "review_date", "2099-01-01", "in the future"),
    (24, "calworks", "maybe", "neither yes nor no"),
    (25, "enrolled", "=14+14", "holds a formula"),
    (26, "course_code", "C25", "row 25 is the same site, course, school year"),
];

#[test]
fn twenty_five_planted_errors_are_told_in_csv_and_xlsx() {
    let place = Place::new().unwrap();
    let mut rows: Vec<Row> = (2..=28).map(|i| row("Test ROP", &format!("C{i}"))).collect();
    for (line, name, value, _) in PLANTED {
        set(&mut rows[line - 2], name, value);
    }
    let mut told = Vec::new();
    for file in [csv(&place, "catalog.csv", &rows), xlsx(&place, "catalog.xlsx", &rows)] {
        let said = catalog(&place, "check", &file);
        assert_eq!(said.code, 1, "{}", said.err);
        let lines: Vec<String> = said.out.lines().filter(|l| l.starts_with("row ")).map(str::to_owned).collect();
        assert_eq!(lines.len(), PLANTED.len(), "{}", lines.join("\n"));
        for ((line, name, value, words), told) in PLANTED.iter().zip(&lines) {
            let heading = COLUMNS[rocp_sources::catalog::rocp_catalog::columns::place(name).unwrap()].heading;
            assert!(told.starts_with(&format!("row {line}, {heading}")), "{told}");
            assert!(told.contains(words) && told.contains(value), "{words:?} is not in {told}");
        }
        assert!(said.out.contains("25 problems"), "{}", said.out);
        // The damaged codes get suggestions: the title is a nurse assistant's.
        assert!(said.out.contains("51.3902 Nursing Assistant"), "{}", said.out);
        told.push(lines);
        let refused = catalog(&place, "import", &file);
        assert_eq!(refused.code, 4, "{}", refused.err);
        assert!(refused.err.contains("hint: "), "{}", refused.err);
    }
    assert_eq!(told[0], told[1], "the same messages in both formats");
    assert!(archive::current(&place.lake(), "rocp_catalog", None).unwrap().is_empty());
}

#[test]
fn the_template_is_read_back_and_the_example_has_no_problems() {
    let place = Place::new().unwrap();
    let said = place.rocp(&["catalog", "template", "--out", "here"]).unwrap();
    assert_eq!(said.code, 0, "{}", said.err);
    for name in ["here/rocp-catalog-template.xlsx", "here/rocp-catalog-template.csv"] {
        let said = catalog(&place, "check", &place.path().join(name));
        assert_eq!(said.code, 1);
        let lines: Vec<_> = said.out.lines().collect();
        assert!(lines.len() == 2 && lines[0].contains("it holds no courses"), "{name}: {}", said.out);
    }
    let again = place.rocp(&["catalog", "template", "--out", "here"]).unwrap();
    assert!(again.code == 2 && again.err.contains("is there already"), "{}", again.err);
    let example = rocp_tests::root().join("pipelines/sources/src/catalog/rocp_catalog/bundled/example-catalog.csv");
    let said = catalog(&place, "check", &example);
    assert_eq!((said.code, said.out.lines().filter(|l| l.starts_with("row ")).count()), (0, 0), "{}", said.out);
    assert!(said.out.contains("of 2 providers: no problems"), "{}", said.out);
    // What is invented never becomes a real provider.
    let said = catalog(&place, "import", &example);
    assert!(said.code == 2 && said.err.contains("invented provider"), "{}", said.err);
    let counties = std::fs::read_to_string(rocp_tests::root().join("queries/crosswalks/ref_county.csv")).unwrap();
    let counties: Vec<_> = counties.lines().skip(1).filter_map(|l| l.split(',').nth(1)).collect();
    assert_eq!(rocp_sources::catalog::rocp_catalog::lists::counties(), counties);
}

#[test]
fn two_thousand_courses_of_forty_providers_are_imported() {
    let mut rows = Vec::new();
    for i in 0..2000 {
        let mut r = row(&format!("Test ROP {}", i % 40), &format!("C{i}"));
        set(&mut r, "site", &format!("Center {}", i % 7));
        set(&mut r, "enrolled", &(i % 31).to_string());
        set(&mut r, "completed", "");
        set(&mut r, "placed", "");
        rows.push(r);
    }
    for write in [csv, xlsx] {
        let place = Place::new().unwrap();
        let file = write(&place, "large", &rows);
        let start = Instant::now();
        let said = catalog(&place, "import", &file);
        eprintln!("2,000 courses of 40 providers imported in {:.1} s", start.elapsed().as_secs_f64());
        assert_eq!(said.code, 0, "{}", said.err);
        assert_eq!(said.out.lines().filter(|l| l.contains("version 1, 50 rows")).count(), 40, "{}", said.out);
        assert_eq!(place.rocp(&["catalog", "list"]).unwrap().out.lines().count(), 40);
        let again = catalog(&place, "import", &file);
        assert!(again.out.contains("40 providers are as held"), "{}", again.out);
        if file.extension().is_some_and(|e| e == "csv") {
            let said = place.rocp(&["run"]).unwrap();
            assert_eq!(said.code, 0, "{}", said.err);
            let pages = |folder: &str| std::fs::read_dir(place.path().join("reports/latest").join(folder)).unwrap().map(|e| e.unwrap().file_name());
            assert_eq!(pages("provider").filter(|n| n.to_string_lossy().starts_with("test-rop-")).count(), 40);
            assert_eq!(pages("course").filter(|n| n.to_string_lossy().starts_with("test-rop-")).count(), 2000);
        }
    }
}

#[test]
fn a_correction_is_a_new_version_and_small_counts_stay_out_of_logs() {
    let place = Place::new().unwrap();
    let mut rows = vec![row("Test ROP", "A1"), row("Test ROP", "B2"), row("Other ROP", "A1")];
    set(&mut rows[0], "completed", "7");
    set(&mut rows[0], "placed", "3");
    let first = catalog(&place, "import", &csv(&place, "rocp-catalog-a.csv", &rows));
    assert_eq!(first.code, 0, "{}", first.err);
    set(&mut rows[0], "completed", "8");
    set(&mut rows[0], "seats", "32");
    rows.remove(1);
    rows.push(row("Test ROP", "C3"));
    let file = xlsx(&place, "rocp-catalog-b.xlsx", &rows);
    let said = place.rocp(&["catalog", "import", file.to_str().unwrap(), "--note", "seats after the move"]).unwrap();
    assert_eq!(said.code, 0, "{}", said.err);
    for words in [
        "1 provider is as held",
        "test-rop: version 2, 2 rows",
        "1 added, 1 removed, 1 changed",
        "added    C3",
        "removed  B2",
        "Seats: 30 -> 32",
        "Completers: 10 or fewer -> 10 or fewer",
    ] {
        assert!(said.out.contains(words), "{words:?} is not in {}", said.out);
    }
    // A file with faults is refused: the last version stays, and the log does not tell the small count.
    set(&mut rows[0], "enrolled", "6");
    let bad = catalog(&place, "import", &csv(&place, "rocp-catalog-c.csv", &rows));
    assert_eq!(bad.code, 4, "{}", bad.err);
    assert!(bad.err.contains("more completers than students enrolled") && bad.err.contains("10 or fewer"), "{}", bad.err);
    assert!(!bad.err.contains("\"8\"") && !bad.out.contains("\"8\""), "{}", bad.err);
    let receipts = archive::receipts(&place.lake(), "rocp_catalog").unwrap();
    assert!(receipts.last().unwrap().refused.as_ref().is_some_and(|r| !r.contains('8')), "{receipts:?}");
    let current = archive::current(&place.lake(), "rocp_catalog", None).unwrap();
    let held: Vec<_> = current.iter().map(|r| (r.role.as_str(), r.name.as_str())).collect();
    assert_eq!(held, [("provider:other-rop", "rocp-catalog-a.csv"), ("provider:test-rop", "rocp-catalog-b.xlsx")]);
    // The old version is still explained.
    let history = place.rocp(&["catalog", "list", "--history", "Test ROP"]).unwrap();
    assert!(
        history.out.contains("version 1") && history.out.contains("rocp-catalog-a.csv") && history.out.contains("note: seats after the move"),
        "{}",
        history.out
    );
    let unknown = place.rocp(&["catalog", "list", "--history", "Nobody"]).unwrap();
    assert!(unknown.code == 2 && unknown.err.contains("the providers are: other-rop, test-rop"), "{}", unknown.err);
    let fetched = place.rocp(&["fetch", "rocp_catalog", "--file", "rocp-catalog-a.csv"]).unwrap();
    assert!(fetched.code == 2 && fetched.err.contains("rocp catalog import"), "{}", fetched.err);
}

/// Every page and table of a report by its path, the run's id and the catalog's hash left out.
fn published(place: &Place) -> BTreeMap<PathBuf, String> {
    let report = place.path().join("reports/latest");
    let lake = place.lake();
    let run = rocp_lake::release::published(&lake).unwrap();
    let sha = archive::receipts(&lake, "rocp_catalog").unwrap().into_iter().find(|r| r.role.starts_with("provider:")).unwrap().sha256;
    let mut out = BTreeMap::new();
    let mut open = vec![report.clone()];
    while let Some(folder) = open.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e != "parquet") {
                let text = String::from_utf8(std::fs::read(&path).unwrap()).unwrap();
                let text = text.replace(&run, "RUN").replace(&sha, "SHA").replace(&sha[..12], "SHA");
                out.insert(path.strip_prefix(&report).unwrap().to_owned(), text);
            }
        }
    }
    out
}

/// The strongest test there is: whatever the small counts are, every published byte is the same.
#[test]
fn no_published_byte_depends_on_a_count_of_1_to_10_students() {
    let planted = |small: [&str; 4], seats: &str| {
        let place = Place::new().unwrap();
        let mut rows = Vec::new();
        for code in ["CN1", "CN2", "CN3", "CN4"] {
            for (group, counts) in [("adult", small), ("high school 16+", ["31", "12", "25", "19"])] {
                let mut row = row("Canary ROP", code);
                set(&mut row, "student_group", group);
                set(&mut row, "seats", seats);
                for (name, value) in ["enrolled", "waitlisted", "completed", "placed"].iter().zip(counts) {
                    set(&mut row, name, if code == "CN4" && group != "adult" { small[0] } else { value });
                }
                rows.push(row);
            }
        }
        let file = csv(&place, "rocp-catalog.csv", &rows);
        let said = catalog(&place, "import", &file);
        assert_eq!(said.code, 0, "{}", said.err);
        let said = place.rocp(&["run"]).unwrap();
        assert_eq!(said.code, 0, "{}", said.err);
        published(&place)
    };
    let (one, other) = (planted(["9", "3", "8", "7"], "1009"), planted(["6", "2", "5", "4"], "1009"));
    assert!(one.keys().any(|p| p.ends_with("provider/canary-rop.html")) && one.keys().any(|p| p.ends_with("course/canary-rop-cn1.html")));
    assert!(one.keys().eq(other.keys()));
    for (path, text) in &one {
        let differs = text.lines().zip(other[path].lines()).find(|(a, b)| a != b);
        assert!(*text == other[path], "{} differs: {differs:?}", path.display());
    }
    let counts = &one[Path::new("data/program_capacity.csv")];
    assert!(counts.contains("Canary ROP") && counts.contains("2018"), "seats are no students and are shown");
    // Of each course one row of two is suppressed: 31 students of 25 completed are known, and the range 1 to 10 of the others.
    let supply = &one[Path::new("data/program_supply.csv")];
    let mut rows = csv::Reader::from_reader(supply.as_bytes());
    let at = |name: &str, headers: &csv::StringRecord| headers.iter().position(|h| h == name).unwrap();
    let headers = rows.headers().unwrap().clone();
    let canary =
        rows.records().map(Result::unwrap).find(|r| &r[at("provider", &headers)] == "Canary ROP" && &r[at("scheme", &headers)] == "macroregion").unwrap();
    let figure = |name: &str| canary[at(name, &headers)].parse::<f64>().unwrap();
    assert_eq!((figure("completers"), figure("suppressed_margin")), (3.0 * 25.0 + 5.0 * 5.5, 5.0 * 4.5));
    assert!(one[Path::new("data/supply_demand_gap.csv")].contains("suppressed_counts"));
    let page = &one[Path::new("region/north-far-north.html")];
    assert!(page.contains("Whom known courses serve") && page.contains("counts of 1 to 10 students stand as ranges"), "the region's page says so");
    assert!(one[Path::new("evidence/north-far-north-cteig.html")].contains("Whom known courses serve"));
}
