//! The title: the finding where the numbers carry one, else what is shown.

use super::text::TitleWords;
use crate::error::OutputError;
use crate::facts::Facts;
use crate::figures::shared::words::title;
use crate::number;

/// Supply from this share of openings on is no finding: it lies in the band of METHOD.md 5.
const BALANCED_FROM: f64 = 0.9;

/// The title by rule.
///
/// The finding is the shortlist's supply as a share of its openings. It is stated where at least half of the
/// occupations drawn are short under any allocation and the share is under nine tenths; else the title is neutral.
/// The region's name is left out where the title would be longer than 15 words: the subtitle has it.
pub(super) fn of(words: &TitleWords, region: &str, facts: &Facts<'_>) -> Result<String, OutputError> {
    let n = facts.shortlist.len();
    let short = facts.shortlist.iter().filter(|r| r.status == "shortage").count();
    let finding = facts.shortlist_coverage().filter(|share| *share < BALANCED_FROM && short * 2 >= n);
    let coverage = finding.map(number::percent).unwrap_or_default();
    let noun = if n == 1 { "occupation" } else { "occupations" };
    let count = n.to_string();
    let values = [("region", region), ("coverage", coverage.as_str()), ("n", &count), ("occupations", noun)];
    match finding {
        Some(_) => title(&[&words.finding, &words.finding_short], &values),
        None => title(&[&words.neutral, &words.neutral_short], &values),
    }
}
