//! Data Mart pivots: the excerpts' own rows, labels carried down by hand.

use super::{Told, number, real, tell, text};

/// A number without its percent sign.
fn figure(cell: &str) -> Option<f64> {
    number(cell.trim_end_matches('%'))
}

#[test]
fn retention_and_success_keep_their_measures_apart() {
    let Some(real) = real("cccco_datamart", "cccco/CourseRetSuccessSumm.EXCERPT.csv", None) else { return };
    let rows = text(&real.file, b',');
    let (heads, body) = rows.split_at(3);
    assert_eq!((body.len(), real.put_aside()), (7, 0));
    let measures = ["Enrollment Count", "Retention Count", "Success Count", "Retention Rate", "Success Rate"];
    for (ours, theirs) in ["course_enrollments", "retained", "succeeded", "retention_rate", "success_rate"].iter().zip(measures) {
        let of = |row: &Vec<String>| row.iter().zip(&heads[2]).filter(|(_, h)| *h == theirs).map(|(c, _)| figure(c)).collect::<Vec<_>>();
        let expected = tell(body.iter().flat_map(of));
        assert_eq!(expected.rows, 35);
        assert_eq!(real.told("stg_cccco_course_success", ours), expected, "{ours}");
    }
    let table = real.table("stg_cccco_course_success");
    let row = |college: &str, method: &str, status: &str| {
        let at =
            |i: &usize| table.text("college", *i) == college && table.text("instruction_method", *i) == method && table.text("course_status", *i) == status;
        (0..table.len())
            .find(at)
            .map(|i| (table.small("row_level", i), table.text("term", i), table.number("course_enrollments", i), table.number("success_rate", i)))
    };
    assert_eq!(row("Alameda", "", "Credit"), Some((Some(1), "Fall 2025".to_owned(), Some(9770.0), Some(73.77))));
    let video = "Video one-way (e.g. ITV, video cassette, etc.)";
    assert_eq!(row("Coastline", video, "Vocational"), Some((Some(2), "Fall 2025".to_owned(), Some(959.0), Some(62.77))));
    assert_eq!(row("Coastline", video, "Basic Skills"), Some((Some(2), "Fall 2025".to_owned(), None, None)));
}

#[test]
fn enrollments_by_program_keep_their_totals_apart() {
    let Some(real) = real("cccco_datamart", "cccco/credit_course_summary_madera.EXCERPT.csv", None) else { return };
    let rows = text(&real.file, b',');
    let body = &rows[1..];
    let all = tell(body.iter().flat_map(|r| r[3..].iter().map(|c| number(c))));
    assert_eq!(real.told("stg_cccco_course_summary", "course_enrollments"), all);
    assert_eq!((all.rows, real.put_aside()), (body.len() * 18, 0));
    let table = real.table("stg_cccco_course_summary");
    for (level, at) in [(1, 0), (2, 1), (3, 2)] {
        let of_level = body.iter().filter(|r| !r[at].trim().is_empty());
        let expected = tell(of_level.flat_map(|r| r[3..].iter().map(|c| number(c))));
        let ours = (0..table.len()).filter(|i| table.small("row_level", *i) == Some(level));
        let ours: Told = tell(ours.map(|i| table.number("course_enrollments", i)));
        assert_eq!(ours, expected, "level {level}");
    }
    let nursing = (0..table.len()).find(|i| table.text("top_code", *i) == "123020" && table.text("term", *i) == "Fall 2021").unwrap();
    let (college, status) = (table.text("college", nursing), table.text("credit_status", nursing));
    assert_eq!((college.as_str(), status.as_str()), ("Madera", "Credit - Degree Applicable"));
    assert_eq!(table.number("course_enrollments", nursing), Some(136.0));
    assert!((0..table.len()).all(|i| table.text("college", i) == "Madera" && (table.small("row_level", i) == Some(3)) != table.text("top_code", i).is_empty()));
}
