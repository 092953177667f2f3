//! The key findings of a region: at most five sentences, each with a number and a comparison.

use crate::facts::{Facts, Missing, is_partial};
use crate::model::GapRow;
use crate::number::{count, counted, difference, grouped, percent};
use crate::{ways_in, words};

/// The findings that the region's numbers allow, as text. `state` is what a region is compared with; none for the state.
pub(super) fn of(facts: &Facts<'_>, state: Option<&Facts<'_>>) -> Vec<String> {
    [shortages(facts, state), shortlist(facts, state), widest(facts), surplus(facts), unlinked(facts, state)].into_iter().flatten().collect()
}

/// How many of the compared occupations are short, and which streams that leaves out.
fn shortages(facts: &Facts<'_>, state: Option<&Facts<'_>>) -> Option<String> {
    let share = facts.short_share()?;
    let beside = match state.and_then(|s| Some((s, s.short_share()?))) {
        Some((s, theirs)) => {
            format!("statewide it is {} of {} ({})", grouped(s.short() as f64), grouped(s.compared as f64), percent(theirs))
        }
        None => {
            let divided = facts.with_status("depends_shortage");
            let share = percent(divided as f64 / facts.compared as f64);
            format!("a further {} ({share}) if supply is divided in proportion to openings", grouped(divided as f64))
        }
    };
    let short: Vec<&GapRow> = facts.region.rows.iter().filter(|r| r.status == "shortage").collect();
    let missing = Missing::of(&short).sentence();
    Some(spaced(
        format!(
            "Of the {} with known openings and a linked program, {} ({}) {} a shortage under any allocation among the streams counted; {beside}.",
            counted(facts.compared, "occupation"),
            grouped(facts.short() as f64),
            percent(share),
            if facts.short() == 1 { "has" } else { "have" },
        ),
        &missing,
    ))
}

/// What share of the shortlist's openings the counted supply equals.
fn shortlist(facts: &Facts<'_>, state: Option<&Facts<'_>>) -> Option<String> {
    let share = facts.shortlist_coverage()?;
    let beside = state
        .and_then(Facts::shortlist_coverage)
        .map(|theirs| format!("; statewide, on California\u{2019}s own shortlist, it equals {}", percent(theirs)))
        .unwrap_or_default();
    let partial = facts.shortlist.iter().filter(|r| is_partial(r)).count();
    let caution = match partial {
        0 => String::new(),
        n => format!("The openings of {n} of them are known for part of the region only, so the share may be lower."),
    };
    Some(spaced(
        format!(
            "Across the {} in the chart, counted supply equals {} of openings: {} awards against {} openings a year{beside}.",
            counted(facts.shortlist.len(), "shortlisted occupation"),
            percent(share),
            count(facts.shortlist_supply),
            count(facts.shortlist_demand),
        ),
        &caution,
    ))
}

/// The widest gap of the shortlist, with both ends of its supply; a training known to be missing stands in the first sentence.
fn widest(facts: &Facts<'_>) -> Option<String> {
    let row = facts.shortlist.first()?;
    let (demand, supply, gap, whole) = (row.demand?, row.supply_allocated?, row.gap_allocated?, row.gap_whole?);
    if gap <= 0.0 {
        return None;
    }
    let least = if is_partial(row) { "at least " } else { "" };
    let verdict = match row.status.as_str() {
        "shortage" => format!("Even counting every linked program whole, {least}{} openings stay open", difference(whole)),
        other => format!("Counting every linked program whole, supply is {}; status: {}", count(row.supply_whole), words::status(other)),
    };
    let missing = Missing::of(&[row]).sentence();
    let but = ways_in::missing(row).map(|way| format!(", but {}", way.clause)).unwrap_or_default();
    Some(spaced(
        format!(
            "The widest gap in the chart is {least}{} for {}: {least}{} openings a year against {} awards{but}. {verdict}, among the streams counted.",
            difference(gap),
            row.occupation,
            count(demand),
            count(supply),
        ),
        &missing,
    ))
}

/// Whether anything is in surplus, and what most.
fn surplus(facts: &Facts<'_>) -> Option<String> {
    let divided = facts.with_status("depends_surplus");
    if facts.with_status("surplus") == 0 && divided > 0 {
        return Some(format!(
            "No occupation is in surplus under any allocation, among the streams counted; if supply is divided in proportion to openings, {} ({} of those compared).",
            are(divided),
            percent(divided as f64 / facts.compared as f64),
        ));
    }
    let over = |r: &&GapRow| Some(r.supply_low - r.demand?);
    let most = facts
        .region
        .rows
        .iter()
        .filter(|r| r.status == "surplus" && over(r).is_some())
        .max_by(|a, b| over(a).unwrap_or(0.0).total_cmp(&over(b).unwrap_or(0.0)).then_with(|| b.soc.cmp(&a.soc)))?;
    Some(format!(
        "{} in surplus under any allocation, among the streams counted; the largest excess is for {}: at least {} awards a year against {} openings.",
        capital(&are(facts.with_status("surplus"))),
        most.occupation,
        count(most.supply_low),
        count(most.demand?),
    ))
}

/// The awards that stand in no gap.
fn unlinked(facts: &Facts<'_>, state: Option<&Facts<'_>>) -> Option<String> {
    let share = facts.unlinked_share.filter(|share| *share > 0.0)?;
    let beside = state.and_then(|s| s.unlinked_share).map(|theirs| format!("; statewide the share is {}", percent(theirs))).unwrap_or_default();
    Some(format!(
        "{} of {} awards a year ({}) are counted in no gap: their programs lead to no occupation with known openings here{beside}.",
        count(facts.region.unlinked_total),
        count(facts.supply),
        percent(share),
    ))
}

/// "1 occupation is", "no occupation is", "3 occupations are".
fn are(n: usize) -> String {
    match n {
        0 => "no occupation is".to_owned(),
        1 => "1 occupation is".to_owned(),
        n => format!("{} are", counted(n, "occupation")),
    }
}

/// The text with a capital at its beginning.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Two sentences, or one where the second is empty.
fn spaced(first: String, second: &str) -> String {
    if second.is_empty() { first } else { format!("{first} {second}") }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn of_sample(with_state: bool) -> Vec<String> {
        let region = sample::region("los-angeles", "Los Angeles");
        let facts = Facts::of(&region);
        of(&facts, with_state.then_some(&facts))
    }

    #[test]
    fn a_shortage_names_what_it_rests_on() {
        let told = of_sample(true);
        assert_eq!(
            told[0],
            "Of the 3 occupations with known openings and a linked program, 2 (67%) have a shortage under any allocation among the streams counted; \
             statewide it is 2 of 3 (67%). Not counted: ROCP and adult school. Not counted for some of these occupations: apprenticeship."
        );
        assert!(
            told[2]
                .starts_with("The widest gap in the chart is 4,356 for Nursing Assistants: 4,466 openings a year against 110 awards, but about 85% of nurse")
        );
        assert!(told[2].contains("4,155 openings stay open, among the streams counted. Not counted: ROCP"), "{}", told[2]);
    }

    #[test]
    fn sums_are_of_known_rows_and_the_rest_is_said() {
        let told = of_sample(false);
        assert!(told[0].contains("streams counted; a further 0 (0%) if supply is divided"), "{}", told[0]);
        assert!(told[1].contains("equals 10% of openings: 592 awards against 5,916 openings"), "{}", told[1]);
        assert!(told[1].ends_with("The openings of 1 of them are known for part of the region only, so the share may be lower."));
        assert!(told[3].contains("Makers: at least 25 awards a year against 10 openings"), "{}", told[3]);
        assert!(told[4].starts_with("100 of 722 awards a year (14%) are counted in no gap"), "{}", told[4]);
        assert!(!told[4].contains("statewide"));
    }

    #[test]
    fn a_lower_bound_is_called_one() {
        let mut region = sample::region("x", "X");
        region.rows[0].flags.push("partial_area".into());
        let told = of(&Facts::of(&region), None);
        assert!(told[2].contains("is at least 4,356 for Nursing Assistants: at least 4,466 openings"), "{}", told[2]);
        assert!(told[2].contains("at least 4,155 openings stay open"));
    }

    #[test]
    fn nothing_is_said_where_nothing_is_known() {
        let mut region = sample::region("x", "X");
        region.rows.clear();
        region.unlinked_total = 0.0;
        let facts = Facts::of(&region);
        assert_eq!(of(&facts, None), Vec::<String>::new());
    }
}
