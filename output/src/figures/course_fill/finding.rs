//! The title: how many courses are far from full, else how full all are.

use super::select::Selection;
use super::text::TitleWords;
use crate::error::OutputError;
use crate::figures::shared::words::title;
use crate::model::Provider;
use crate::number::percent;

/// A course under this share, as printed, is far from full.
const FULL: f64 = 0.745;
/// It is the finding where at least one course in so many is, of at least so many.
const ONE_IN: usize = 3;
const LEAST: usize = 3;

/// The title by rule, over the courses of the year whose seats and students are both known.
pub(super) fn of(words: &TitleWords, provider: &Provider, selection: &Selection<'_>) -> Result<String, OutputError> {
    let known: Vec<_> = selection.rows.iter().filter_map(|r| Some((r.fill()?, r.seats?, r.enrolled?))).collect();
    let low = known.iter().filter(|(fill, ..)| *fill < FULL).count();
    let (seats, enrolled) = known.iter().fold((0.0, 0.0), |sum, (_, seats, enrolled)| (sum.0 + seats, sum.1 + enrolled));
    let forms = match known.len() {
        0 => [&words.neutral, &words.neutral_short],
        all if all >= LEAST && low * ONE_IN >= all => [&words.low, &words.low_short],
        _ => [&words.total, &words.total_short],
    };
    let example = if provider.is_example { words.example.as_str() } else { "" };
    let fill = if seats > 0.0 { percent(enrolled / seats) } else { String::new() };
    let (n, all, noun) = (low.to_string(), known.len().to_string(), if known.len() == 1 { "course" } else { "courses" });
    let values = [("example", example), ("provider", provider.name.as_str()), ("fill", &fill), ("n", &n), ("all", &all), ("courses", noun)];
    title(&forms.map(String::as_str), &values)
}
