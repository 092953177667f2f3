//! The title: which occupation has most openings.

use super::text::TitleWords;
use crate::error::OutputError;
use crate::figures::shared::words::title;
use crate::model::GapRow;
use crate::number::count;

/// The first is no finding where it is not at least this many times the second.
const AHEAD: f64 = 1.1;

/// The title by rule: the first occupation where it is a tenth ahead of the second, else what is shown.
///
/// `rows` are sorted by openings. Forms that would be longer than 15 words give way to shorter ones.
pub(super) fn of(words: &TitleWords, region: &str, rows: &[&GapRow]) -> Result<String, OutputError> {
    let n = rows.len().to_string();
    let noun = if rows.len() == 1 { "occupation" } else { "occupations" };
    let demand = |i: usize| rows.get(i).and_then(|r| r.demand);
    let lead = demand(0).filter(|first| *first > 0.0 && rows.len() > 1 && *first >= AHEAD * demand(1).unwrap_or(0.0));
    let occupation = rows.first().map_or("", |r| r.occupation.as_str());
    let openings = lead.map(count).unwrap_or_default();
    let values = [("region", region), ("occupation", occupation), ("demand", openings.as_str()), ("n", n.as_str()), ("occupations", noun)];
    match lead {
        Some(_) => title(&[&words.finding, &words.finding_short, &words.neutral, &words.neutral_short], &values),
        None => title(&[&words.neutral, &words.neutral_short], &values),
    }
}
