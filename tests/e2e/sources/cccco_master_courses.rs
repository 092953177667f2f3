//! The Master Course File of four colleges.

use super::{Told, column, number, real, tell, text};

#[test]
fn every_course_of_four_colleges_is_staged() {
    // Rows, rows without a TOP code, career technical rows (SAM status A, B, C).
    let known = [("butte", 3563, 3, 1771), ("cerritos", 3926, 4, 2141), ("chaffey", 3208, 0, 1456), ("merritt", 2242, 6, 1058)];
    for (college, courses, without, technical) in known {
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
        assert!((0..table.len()).all(|i| table.text("edition", i) == college));
    }
}
