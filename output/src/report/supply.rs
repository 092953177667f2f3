//! Kinds of training in a region: which are counted, and how much of each is held.

use super::{cells, sections};
use crate::escape::html;
use crate::model::{RegionReport, StreamRow};
use crate::number::{count, counted, grouped};
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
    let head = [
        cells::words("Kind of training"),
        cells::numbers("Programs"),
        cells::numbers("Awards a year"),
        cells::words("School years"),
        cells::numbers("By rule coe"),
        cells::numbers("By rule plain"),
        cells::words("Counted"),
    ];
    let note = "A program counts once for each provider, program code and award level. Rule coe drops leading years without awards and averages the rest; rule plain averages all.";
    told + &apart(region) + &people(region) + &sections::noted("streams-table", &format!("Kinds of training, {}", region.region), note, &head.concat(), &rows)
}

/// Years between awards and openings over which the page warns.
const FAR: u32 = 3;

/// How far the awards' years lie from the openings'; nothing where they meet or overlap.
fn apart(region: &RegionReport) -> String {
    let Some(years) = region.streams.iter().filter_map(|s| s.years_apart).max().filter(|y| *y > 0) else { return String::new() };
    let told = format!("Awards and the openings they are compared with lie up to {} apart.", counted(years as usize, "year"));
    if years > FAR { format!("<p><strong>{told}</strong> What was trained then may not be what is trained now.</p>\n") } else { format!("<p>{told}</p>\n") }
}

/// Between how many people the awards can lie; nothing where one kind of training alone is counted.
fn people(region: &RegionReport) -> String {
    let Some(people) = region.more.people.as_ref().filter(|p| p.high > p.low) else { return String::new() };
    let ways: Vec<String> = people.ways.iter().map(|way| html(way.split_once(": ").map_or(way.as_str(), |(_, how)| how))).collect();
    let known = if ways.is_empty() { String::new() } else { format!(" Known ways: {}.", ways.join("; ")) };
    format!(
        "<p>One person can stand in several kinds of training: all awards are of between {} and {} people a year, if nobody earns two of one kind.{known}</p>\n",
        count(people.low),
        count(people.high)
    )
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
        stream.years.as_deref().filter(|_| some).map_or_else(|| cells::unknown(none), cells::text),
        cells::or(stream.by_coe.filter(|_| some), count, none),
        cells::or(stream.by_plain.filter(|_| some), count, none),
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
        assert_eq!((table.matches(">not held<").count(), table.matches(">not counted<").count()), (5, 5));
        assert!(table.contains("<td>2020-21 to 2022-23</td><td class=\"n\">722</td><td class=\"n\">720</td>"), "{table}");
        assert!(table.contains("<strong>Awards and the openings they are compared with lie up to 4 years apart.</strong>"));
        assert!(table.contains("between 722 and 900 people a year") && table.contains("Known ways: articulated courses."));
        assert!(!table.contains("<td class=\"n\">0</td>"));
    }
}
