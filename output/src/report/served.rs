//! Whom the courses of a region serve, as far as providers' catalogs tell it.

use super::{cells, sections};
use crate::escape::html;
use crate::model::RegionReport;
use crate::more::Served;
use crate::number::count;
use crate::words::{self, HIDDEN_OR_NOT_REPORTED, NOT_REPORTED};

/// Seats and students by group in the newest school year held; nothing where no catalog is.
pub(super) fn table(region: &RegionReport) -> String {
    let Some(first) = region.more.served.first() else { return String::new() };
    let dimensions = words::DIMENSIONS.iter().map(|(token, _)| *token);
    let rows: String = dimensions.flat_map(|d| region.more.served.iter().filter(move |s| s.dimension == d)).map(line).collect();
    let head = [cells::words("Courses"), cells::numbers("Providers"), cells::numbers("Courses")];
    let figures = ["Seats", "Enrolled", "Completed", "Placed"].map(cells::numbers);
    let note = "Courses at sites here of the providers whose catalogs are held: not all there are. A course can stand in several rows, which need not add up. \
                Counts of 1 to 10 students and totals over fewer than 3 courses are withheld. Other years: capacity_region.csv.";
    let caption = format!("Whom known courses serve, {}, {}", region.region, first.year);
    sections::noted("served-table", &caption, note, &(head.concat() + &figures.concat()), &rows)
}

fn line(s: &Served) -> String {
    let heading = words::dimension(&s.dimension);
    let group = if s.dimension == "all" { html(heading) } else { format!("{} <span class=\"code\">{}</span>", html(&s.group), html(heading)) };
    let least = |value: Option<f64>, is_least: bool, none: &str| cells::bounded(value, count, if is_least { "\u{2265} " } else { "" }, none);
    let mut line = vec![format!("<th scope=\"row\">{group}</th>"), cells::number(&s.providers.to_string()), cells::number(&s.courses.to_string())];
    line.push(least(s.seats, s.seats_are_least, NOT_REPORTED));
    line.extend(s.students.map(|value| least(value, s.students_are_least, HIDDEN_OR_NOT_REPORTED)));
    cells::row(&line)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn withheld_is_no_zero_and_a_part_is_a_lower_bound() {
        let mut region = sample::region("r", "R");
        let told = table(&region);
        assert!(told.contains("Whom known courses serve, R, 2024-25") && told.contains("All courses"), "{told}");
        assert!(told.contains("\u{2265} 90") && told.contains(HIDDEN_OR_NOT_REPORTED) && told.contains("Hospital &amp; clinic <span class=\"code\">By venue"));
        assert!(told.find("All courses") < told.find("Hospital"), "all come first");
        region.more.served.clear();
        assert_eq!(table(&region), "");
    }
}
