use super::*;
use crate::model::{Capacity, Course};

const LONG: &str = "Introduction to Residential and Commercial Heating, Ventilation, Air Conditioning and Refrigeration Systems";

fn capacity(year: &str, dimension: &str, seats: Option<f64>, enrolled: Option<f64>, withheld: u32) -> Capacity {
    Capacity {
        year: year.into(),
        dimension: dimension.into(),
        group: String::new(),
        courses: 1,
        seats,
        enrolled,
        waitlisted: None,
        completed: None,
        placed: None,
        fill: None,
        completion: None,
        placement: None,
        capacity_completers: None,
        withheld,
        lower_bounds: vec![],
    }
}

fn course(title: &str, seats: Option<f64>, enrolled: Option<f64>) -> Course {
    let capacity = vec![capacity("2024-25", "all", seats, enrolled, 0), capacity("2023-24", "all", Some(7777.0), Some(7777.0), 0)];
    Course { id: title.to_lowercase(), code: title.into(), title: title.into(), facts: vec![], capacity, outlook: vec![], together: None }
}

fn provider(name: &str, courses: Vec<Course>) -> Provider {
    Provider {
        id: "p".into(),
        name: name.into(),
        structure: String::new(),
        service_area: String::new(),
        is_example: false,
        imported: Some("2026-07-01".into()),
        capacity: vec![],
        courses,
        living_wage: String::new(),
    }
}

fn draw(provider: &Provider) -> Figure {
    CourseFill { provider }.draw(&Fonts::load().unwrap()).unwrap()
}

fn withheld(title: &str, seats: Option<f64>) -> Course {
    let mut course = course(title, seats, None);
    course.capacity[0].withheld = 1;
    course
}

#[test]
fn hard_rows_fit_both_layouts() {
    let mut courses: Vec<Course> = (0..15).map(|i| course(&format!("{LONG} {i}"), Some(f64::from(i) * 20.0), Some(f64::from(i) * 17.0))).collect();
    courses[0] = course(LONG, Some(1.0), Some(99_999.0));
    courses[1] = course(LONG, Some(0.0), Some(12.0));
    courses[2] = course(LONG, None, Some(280.0));
    courses[3] = withheld(LONG, Some(100.0));
    courses[4] = withheld(LONG, Some(12.0));
    courses[5] = withheld(LONG, None);
    courses[6] = course(LONG, Some(130.0), None);
    courses[7] = course(LONG, Some(9_999.0), Some(9_999.0));
    let figure = draw(&provider("The Regional Occupational Center and Program of Greater Santa Rosa and Its Many Neighbors", courses));
    for svg in [&figure.wide, &figure.narrow] {
        assert_eq!(svg.matches(">too few to show<").count(), 3);
        assert_eq!(svg.matches(">not published<").count(), 3, "seats twice, students once");
        assert_eq!(svg.matches("<polygon").count(), 2);
        assert!(svg.contains(">&gt;999%<") && svg.contains("Too few to show:") && !svg.contains("NaN"));
    }
    assert!(figure.wide.contains("more students than seats"));
    assert!(figure.title.split_whitespace().count() <= 15, "{}", figure.title);
}

#[test]
fn a_withheld_count_draws_no_bar_and_no_share() {
    let mut one = withheld("A", Some(20.0));
    one.capacity[0].fill = Some(0.35);
    let figure = draw(&provider("P", vec![one]));
    assert_eq!(figure.wide.matches("fill=\"#28A197\"").count(), 1, "the legend's");
    assert!(!figure.wide.contains("35%"), "a share would give the count away");
    assert!(figure.wide.contains("A: 20 seats, too few to show enrolled."));
}

#[test]
fn the_newest_year_is_drawn_and_the_rest_is_told() {
    let mut old = course("Old", Some(50.0), Some(50.0));
    old.capacity.remove(0);
    let mut by_venue = course("Venue only", None, None);
    by_venue.capacity = vec![capacity("2025-26", "venue", Some(5.0), Some(5.0), 0)];
    let svg = draw(&provider("P", vec![course("New", Some(40.0), Some(30.0)), old, by_venue])).wide;
    assert!(svg.contains("school year 2024-25") && svg.contains(">75%<") && !svg.contains("7,777"));
    assert!(!svg.contains(">Old<") && svg.contains("Without figures for the year: 2 courses."));
}

#[test]
fn the_courses_with_most_seats_are_drawn() {
    let courses = (0..20).map(|i| course(&format!("C{i}"), Some(f64::from(i)), Some(1.0))).collect();
    let svg = draw(&provider("P", courses)).wide;
    assert!(svg.find(">C19<") < svg.find(">C5<") && svg.contains(">C5<") && !svg.contains(">C4<"));
    assert!(svg.contains("Shown are the 15 courses with most seats of 20; the table has the rest."));
}

#[test]
fn an_example_says_so_everywhere() {
    let mut example = provider("Sample ROP", vec![course("A", Some(20.0), Some(10.0))]);
    example.is_example = true;
    let figure = draw(&example);
    assert_eq!(figure.title, "Example \u{2013} Sample ROP: 50% of seats are filled in 1 course");
    for svg in [&figure.wide, &figure.narrow] {
        assert!(svg.contains(">Example: invented figures<") && svg.contains(">Invented figures. Seats"));
        assert!(svg.contains("invented to show what"), "in the source line");
    }
    example.is_example = false;
    assert!(!draw(&example).wide.to_lowercase().contains("invented"));
}

#[test]
fn the_title_is_the_finding() {
    let title = |fills: &[f64]| {
        let courses = fills.iter().enumerate().map(|(i, f)| course(&format!("C{i}"), Some(100.0), Some(*f))).collect();
        draw(&provider("North ROP", courses)).title
    };
    assert_eq!(title(&[60.0, 90.0, 95.0]), "North ROP: 1 of 3 courses fill under three quarters of seats");
    assert_eq!(title(&[75.0, 90.0, 95.0]), "North ROP: 87% of seats are filled in 3 courses");
    assert_eq!(title(&[10.0, 20.0]), "North ROP: 15% of seats are filled in 2 courses", "two are too few for a pattern");
    assert_eq!(title(&[]), "North ROP: seats and students by course");
    assert_eq!(draw(&provider("P", vec![course("A", None, None)])).title, "P: seats and students by course");
}
