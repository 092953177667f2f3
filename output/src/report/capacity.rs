//! Seats and students: tables in which a withheld count is words, never zero.

use super::{cells, sections};
use crate::escape::html;
use crate::model::Capacity;
use crate::number::{count, percent};
use crate::words::{HIDDEN, HIDDEN_OR_NOT_REPORTED, NOT_REPORTED, WITHHELD};

/// A table of capacity.
pub(super) struct Spec<'a> {
    /// Unique id of its caption.
    pub id: &'a str,
    /// What it shows.
    pub caption: &'a str,
    /// What to know about it, with its source.
    pub note: &'a str,
    /// Heading of the groups; none where the rows are years alone.
    pub group: Option<&'a str>,
    /// Whether each row sums courses: then their number is a column.
    pub summed: bool,
}

/// The rows, in the order given; nothing where there are none.
pub(super) fn table(rows: &[&Capacity], spec: &Spec<'_>) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut head: Vec<String> = spec.group.iter().map(|g| cells::words(g)).collect();
    head.push(cells::words("School year"));
    head.extend(spec.summed.then(|| cells::numbers("Courses")));
    let names = ["Seats", "Enrolled", "Waitlisted", "Completed", "Placed", "Fill", "Completion", "Placement", "Completers if full"];
    head.extend(names.iter().map(|n| cells::numbers(n)));
    let lines: String = rows.iter().map(|c| line(c, spec)).collect();
    sections::noted(spec.id, spec.caption, spec.note, &head.concat(), &lines)
}

/// One row.
fn line(c: &Capacity, spec: &Spec<'_>) -> String {
    let first = |text: &str| format!("<th scope=\"row\">{}</th>", html(text));
    let mut line = match spec.group {
        Some(_) => vec![first(&c.group), cells::day(&c.year)],
        None => vec![first(&c.year)],
    };
    line.extend(spec.summed.then(|| cells::number(&c.courses.to_string())));
    let (gone, rate) = (missing(c), hidden(c));
    line.push(known(c, "seats", c.seats, seats(c)));
    let counts = [("enrolled", c.enrolled), ("waitlisted", c.waitlisted), ("completed", c.completed), ("placed", c.placed)];
    line.extend(counts.map(|(name, value)| known(c, name, value, gone)));
    line.push(if spec.group.is_some() { cells::or(c.fill, percent, rate) } else { fill(c) });
    line.extend([c.completion, c.placement].map(|value| cells::or(value, percent, rate)));
    line.push(cells::or(c.capacity_completers, count, rate));
    cells::row(&line)
}

/// A count; one that leaves out what is withheld or not given is called a lower bound.
fn known(c: &Capacity, name: &str, value: Option<f64>, none: &str) -> String {
    match value {
        Some(value) if c.lower_bounds.iter().any(|b| b == name) => cells::number(&format!("\u{2265} {}", count(value))),
        value => cells::or(value, count, none),
    }
}

/// The fill with a small bar; the number says it all.
pub(super) fn fill(c: &Capacity) -> String {
    let Some(fill) = c.fill else { return cells::unknown(hidden(c)) };
    let width = (fill.clamp(0.0, 1.0) * 48.0).round();
    format!(
        "<td class=\"n\">{} <svg class=\"bar\" width=\"48\" height=\"6\" aria-hidden=\"true\"><rect class=\"all\" width=\"48\" height=\"6\"/><rect width=\"{width:.0}\" height=\"6\"/></svg></td>",
        html(&percent(fill))
    )
}

/// How many of the four counts of students are missing.
fn gone(c: &Capacity) -> usize {
    [c.enrolled, c.waitlisted, c.completed, c.placed].iter().filter(|v| v.is_none()).count()
}

/// Why a count of students is missing. Where fewer are withheld than missing, it is not known which.
pub(super) fn missing(c: &Capacity) -> &'static str {
    match c.withheld as usize {
        0 => NOT_REPORTED,
        n if n < gone(c) => HIDDEN_OR_NOT_REPORTED,
        _ if c.dimension == "course" => WITHHELD,
        _ => HIDDEN,
    }
}

/// Why a rate, or a figure made of counts, is missing.
pub(super) fn hidden(c: &Capacity) -> &'static str {
    match c.withheld as usize {
        0 => NOT_REPORTED,
        n if n < gone(c) => HIDDEN_OR_NOT_REPORTED,
        _ => HIDDEN,
    }
}

/// Why the seats are missing: they are no students, so only what the withheld counts do not explain may be hidden.
fn seats(c: &Capacity) -> &'static str {
    match c.withheld as usize {
        0 => NOT_REPORTED,
        n if n > gone(c) => HIDDEN,
        _ => HIDDEN_OR_NOT_REPORTED,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    const SPEC: Spec<'_> = Spec { id: "t", caption: "A <b>", note: "", group: None, summed: false };

    #[test]
    fn withheld_unreported_and_zero_are_three_things() {
        let mut c = sample::seats("course", "x", "2024-25");
        assert!(table(&[&c], &SPEC).contains("<td class=\"n\">0</td>"), "a known zero is printed");
        (c.completed, c.placed, c.completion, c.placement, c.capacity_completers, c.withheld) = (None, None, None, None, None, 2);
        let text = table(&[&c], &SPEC);
        assert_eq!((text.matches(WITHHELD).count(), text.matches(">not shown<").count()), (2, 3), "{text}");
        c.withheld = 1;
        assert_eq!(table(&[&c], &SPEC).matches(HIDDEN_OR_NOT_REPORTED).count(), 5, "which of the two is withheld is not known");
        c.withheld = 0;
        assert_eq!(table(&[&c], &SPEC).matches(">not reported<").count(), 5);
        (c.dimension, c.withheld) = ("venue".into(), 2);
        assert!(!table(&[&c], &SPEC).contains(WITHHELD), "a total may be withheld to protect a part of it");
    }

    #[test]
    fn the_bar_ends_at_full_and_the_number_does_not() {
        let mut c = sample::seats("course", "x", "2024-25");
        c.fill = Some(1.25);
        assert!(fill(&c).contains("125% <svg") && fill(&c).contains("<rect width=\"48\""));
        assert_eq!(table(&[], &SPEC), "");
    }
}
