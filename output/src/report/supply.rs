//! Kinds of training in a region: which are counted, and how much of each is held.

use super::{cells, sections};
use crate::escape::html;
use crate::model::{RegionReport, StreamRow};
use crate::number::{count, grouped};
use crate::words;

/// Sentences and table; nothing where no stream is told.
pub(super) fn streams(region: &RegionReport) -> String {
    if region.streams.is_empty() {
        return String::new();
    }
    let names = |pick: fn(&StreamRow) -> bool| -> Vec<&str> { region.streams.iter().filter(|s| pick(s)).map(|s| s.title.as_str()).collect() };
    let (none, left_out) = (names(|s| s.weight > 0.0 && s.awards <= 0.0), names(|s| s.weight <= 0.0));
    let mut told = String::new();
    if !none.is_empty() {
        told += &format!(
            "<p><strong>No figures are held for: {}.</strong> People are trained there all the same: every shortage holds among the streams counted.</p>\n",
            html(&words::list(&none))
        );
    }
    if !left_out.is_empty() {
        told += &format!("<p>Not counted by this profile: {}.</p>\n", html(&words::list(&left_out)));
    }
    let rows: String = region.streams.iter().map(row).collect();
    let head = [cells::words("Kind of training"), cells::numbers("Programs"), cells::numbers("Awards a year"), cells::words("Counted")];
    let note = "A program counts once for each provider, program code and award level.";
    told + &sections::noted("streams-table", &format!("Kinds of training, {}", region.region), note, &head.concat(), &rows)
}

/// One kind of training.
fn row(stream: &StreamRow) -> String {
    let none = if stream.weight > 0.0 { "not held" } else { "not counted" };
    let some = stream.awards > 0.0 && stream.weight > 0.0;
    let counted = match stream.weight {
        w if w <= 0.0 => "not counted by this profile".to_owned(),
        _ if !some => "no data held, which is not zero".to_owned(),
        w if w < 1.0 => format!("counted in part: weight {w}"),
        _ => "counted".to_owned(),
    };
    cells::row(&[
        format!("<th scope=\"row\">{}</th>", html(&stream.title)),
        cells::or(some.then_some(f64::from(stream.programs)), grouped, none),
        cells::or(some.then_some(stream.awards), count, none),
        cells::text(&counted),
    ])
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_stream_that_is_not_held_is_no_zero() {
        let table = streams(&sample::region("r", "R"));
        assert!(table.contains("No figures are held for: Regional occupational centers &amp; programs."), "{table}");
        assert!(table.contains("Not counted by this profile: Associate degrees for transfer."));
        assert_eq!((table.matches(">not held<").count(), table.matches(">not counted<").count()), (2, 2));
        assert!(!table.contains("<td class=\"n\">0</td>"));
    }
}
