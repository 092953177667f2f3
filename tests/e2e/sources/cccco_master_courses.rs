//! The Master Course File of four colleges.

use rocp_tests::{Place, shared};

use super::{Told, column, number, real, stage, tell, text};
use crate::samples::samples;

#[test]
fn every_course_of_four_colleges_is_staged() {
    // Rows, rows without a TOP code, career technical rows (SAM status A, B, C), newest day.
    let known = [
        ("butte", 3563, 3, 1771, "2026-03-25"),
        ("cerritos", 3926, 4, 2141, "2026-03-29"),
        ("chaffey", 3208, 0, 1456, "2026-03-03"),
        ("merritt", 2242, 6, 1058, "2026-03-20"),
    ];
    for (college, courses, without, technical, newest) in known {
        let Some(real) = real("cccco_master_courses", &format!("cccco/master-course-file/MasterCourseFile_{college}.csv"), None) else { return };
        let rows = text(&real.file, b',');
        let body = &rows[1..];
        let table = real.table("stg_cccco_courses");
        assert_eq!((table.len(), body.len(), real.put_aside()), (courses, courses, 0), "{college}");
        assert!(!real.said.contains("not used"), "{}", real.said);
        let numbers =
            [("most_units", "Maximum Units"), ("least_units", "Minimum Units"), ("most_hours", "Non-Credit Maximum"), ("least_hours", "Non-Credit Minimum")];
        for (ours, theirs) in numbers {
            let at = column(&rows[0], theirs);
            let expected: Told = tell(body.iter().map(|r| number(&r[at])));
            assert_eq!(real.told("stg_cccco_courses", ours), expected, "{college} {ours}");
        }
        let texts = [
            ("control_number", "Control Number"),
            ("course_code", "Course ID"),
            ("top_code", "TOP Code"),
            ("credit_status", "Credit Status"),
            ("sam_status", "SAM Status"),
            ("basic_skills_status", "Basic Skills"),
            ("prior_to_transfer_status", "Prior To Transfer"),
            ("noncredit_category", "Non-Credit Category"),
            ("funding_category", "Funding Category"),
        ];
        for (ours, theirs) in texts {
            let at = column(&rows[0], theirs);
            for (i, row) in body.iter().enumerate() {
                assert_eq!(table.text(ours, i), row[at].replace('\u{a0}', " ").trim(), "{college} {ours}");
            }
        }
        let day = column(&rows[0], "Issue");
        assert!(body.iter().enumerate().all(|(i, r)| table.text("changed_date", i).replace('-', "") == r[day]));
        assert_eq!((0..table.len()).filter(|i| table.text("top_code", *i).is_empty()).count(), without, "{college}");
        assert_eq!((0..table.len()).filter(|i| ["A", "B", "C"].contains(&&*table.text("sam_status", *i))).count(), technical, "{college}");
        assert!((0..table.len()).all(|i| table.text("edition", i) == newest));
    }
}

#[test]
fn small_letters_and_a_college_of_two_names_are_read() {
    let sample = samples("cccco_master_courses").into_iter().find(|p| p.to_string_lossy().contains("coalinga")).unwrap();
    let real = stage("cccco_master_courses", sample, None);
    let table = real.table("stg_cccco_courses");
    assert_eq!((table.len(), real.put_aside()), (3, 0));
    let columns = ["credit_status", "sam_status", "basic_skills_status", "noncredit_category"];
    assert_eq!(columns.map(|c| table.text(c, 0)), ["D", "B", "N", "Y"]);
    assert_eq!(["top_code", "college", "edition"].map(|c| table.text(c, 2)), ["095650", "Coalinga College", "2025-11-20"]);
}

/// An older download of a college is held beside the newer one, whichever came first; another college's rows are no part of a file.
#[test]
fn an_older_download_never_stands_for_a_newer_one() {
    let Some(data) = shared() else { return };
    let path = data.join("data/cccco/master-course-file/MasterCourseFile_merritt.csv");
    let bytes = std::fs::read(path).unwrap();
    let lines: Vec<&[u8]> = bytes.split_inclusive(|b| *b == b'\n').collect();
    let dated = |line: &[u8]| String::from_utf8_lossy(line).trim().rsplit(',').next().unwrap().to_owned();
    let older: Vec<u8> = lines.iter().filter(|l| dated(l).as_str() < "20260101" || !dated(l).starts_with('2')).copied().collect::<Vec<_>>().concat();
    assert!(older.len() * 2 > bytes.len() && older.len() < bytes.len());
    for newer_first in [true, false] {
        let place = Place::new().unwrap();
        let mut files = [("courses (1).csv", &older), ("courses (2).csv", &bytes)];
        if newer_first {
            files.reverse();
        }
        let said: Vec<String> = files
            .iter()
            .map(|(name, bytes)| {
                let said = place.rocp(&["fetch", "--file", place.file(name, bytes).unwrap().to_str().unwrap()]).unwrap();
                assert_eq!(said.code, 0, "{}{}", said.out, said.err);
                said.out
            })
            .collect();
        assert!(said[1].contains(if newer_first { "kept as an older edition" } else { "kept as the newest edition" }), "{}", said[1]);
        assert!(said.concat().contains("courses:merritt:2026-03-20") && said.concat().contains("courses:merritt:2025-"), "{said:?}");
    }
    // One file is one college.
    let mixed = String::from_utf8_lossy(&bytes).replacen("Merritt", "Laney", 40);
    let place = Place::new().unwrap();
    let said = place.rocp(&["fetch", "--file", place.file("mixed.csv", mixed.as_bytes()).unwrap().to_str().unwrap()]).unwrap();
    assert!(said.code == 4 && said.err.contains("more than one college: laney, merritt"), "{}", said.err);
}
