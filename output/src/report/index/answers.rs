//! The three questions of the landing page, answered by rule from the numbers.

use crate::escape::html;
use crate::facts::{Facts, Missing, is_partial};
use crate::model::{GapRow, ReportSet};
use crate::number::{count, difference, grouped, percent};
use crate::report::sections;
use crate::ways_in;
use crate::words::{above, below};

/// Shares that differ by less than this are called about the same: they would not bear a ranking.
const SPREAD: f64 = 0.1;

/// One question with its answer.
struct Answer {
    id: &'static str,
    question: &'static str,
    /// The number that answers, and what it is a share of.
    number: Option<(String, String)>,
    told: Vec<String>,
    /// What the answer does not hold.
    caveat: String,
}

/// Counts of ratings, of the state or of all regions together.
struct Pool<'a> {
    name: &'static str,
    band: f64,
    facts: &'a [Facts<'a>],
}

/// The three answers. `state` is what is told first; without it, all regions together are.
pub(super) fn section(set: &ReportSet, state: Option<&Facts<'_>>, regions: &[Facts<'_>]) -> String {
    let pool = match state {
        Some(facts) => Pool { name: "California", band: set.band, facts: std::slice::from_ref(facts) },
        None => Pool { name: "The regions together", band: set.band, facts: regions },
    };
    let cite = sections::cite(&set.sources, "");
    let answers: String = [short(&pool, regions), over(&pool, regions), sure(&pool)].iter().map(|a| a.draw(&cite)).collect();
    format!("<div class=\"answers\">\n{answers}</div>\n")
}

/// Where is training short?
fn short(pool: &Pool<'_>, regions: &[Facts<'_>]) -> Answer {
    let (short, compared) = (pool.with("shortage"), pool.compared());
    let mut told = Vec::new();
    if compared > 0 {
        told.push(format!("{}: {} of {}, even with every linked program counted whole.", pool.name, grouped(short as f64), compared_words(compared),));
    }
    told.extend(ranked(regions, "short", |f| f.short()));
    told.extend(pool.widest());
    Answer {
        id: "where-short",
        question: "Where is training short?",
        number: pool.share(short).map(|share| (percent(share), format!("of occupations compared: awards under {} of openings", below(pool.band)))),
        told,
        caveat: match Missing::of(&pool.rows("shortage")).sentence() {
            none if none.is_empty() => none,
            missing => format!("{missing} They could close some of these gaps."),
        },
    }
}

/// Where is it too much?
fn over(pool: &Pool<'_>, regions: &[Facts<'_>]) -> Answer {
    let (firm, divided) = (pool.with("surplus"), pool.with("depends_surplus"));
    let mut told = Vec::new();
    if let Some(share) = pool.share(divided) {
        told.push(match firm {
            0 => format!(
                "{}: none however shared programs are divided; {} of {} ({}) if shared programs are divided in proportion to openings.",
                pool.name,
                grouped(divided as f64),
                compared_words(pool.compared()),
                percent(share),
            ),
            n => format!(
                "{}: {} of {}, counting only programs that lead there alone; a further {} ({}) if shared programs are divided in proportion to openings.",
                pool.name,
                grouped(n as f64),
                compared_words(pool.compared()),
                grouped(divided as f64),
                percent(share),
            ),
        });
    }
    told.extend(ranked(regions, "rated a surplus, however divided or in proportion", |f| f.with_status("surplus") + f.with_status("depends_surplus")));
    told.extend(pool.most_over());
    Answer {
        id: "where-over",
        question: "Where is it too much?",
        number: pool
            .share(firm)
            .map(|share| (percent(share), format!("of occupations compared: awards over {} of openings, however divided", above(pool.band)))),
        told,
        caveat: if pool.compared() == 0 {
            String::new()
        } else {
            "An award is not a person hired: graduates may move, study on or already hold the job.".to_owned()
        },
    }
}

/// How sure are we?
fn sure(pool: &Pool<'_>) -> Answer {
    let firm: usize = pool.facts.iter().map(Facts::firm).sum();
    let mut told = Vec::new();
    if pool.compared() > 0 {
        told.push(format!(
            "{}: {} of {} ratings; the other {} depend on the division or cannot be rated.",
            pool.name,
            grouped(firm as f64),
            grouped(pool.compared() as f64),
            grouped((pool.compared() - firm) as f64),
        ));
    }
    let (lost, supply): (f64, f64) = pool.facts.iter().fold((0.0, 0.0), |(lost, all), f| (lost + f.region.unlinked_total, all + f.supply));
    if supply > 0.0 && lost > 0.0 {
        told.push(format!(
            "{} of {} awards a year ({}) stand in no gap: their programs lead to no occupation with known openings.",
            count(lost),
            count(supply),
            percent(lost / supply)
        ));
    }
    let estimated = !pool.facts.is_empty() && pool.facts.iter().all(Facts::all_estimated);
    let hold = "They hold among the kinds of training counted.";
    Answer {
        id: "how-sure",
        question: "How sure are we?",
        number: pool.share(firm).map(|share| (percent(share), "of these ratings hold however shared programs are divided".to_owned())),
        told,
        caveat: if estimated { format!("{hold} Every figure of openings is an estimate from national rates.") } else { hold.to_owned() },
    }
}

impl Pool<'_> {
    fn compared(&self) -> usize {
        self.facts.iter().map(|f| f.compared).sum()
    }

    fn with(&self, token: &str) -> usize {
        self.facts.iter().map(|f| f.with_status(token)).sum()
    }

    /// A share of those compared; unknown where there are none.
    fn share(&self, n: usize) -> Option<f64> {
        let compared = self.compared();
        (compared > 0).then(|| n as f64 / compared as f64)
    }

    fn rows(&self, token: &str) -> Vec<&GapRow> {
        self.facts.iter().flat_map(|f| &f.region.rows).filter(|r| r.status == token).collect()
    }

    /// The widest gap of one place's shortlist; a training known to be missing stands in the same sentence.
    fn widest(&self) -> Option<String> {
        let [facts] = self.facts else { return None };
        let row = facts.shortlist.first()?;
        let (gap, demand, supply) = (row.gap_allocated.filter(|gap| *gap > 0.0)?, row.demand?, row.supply_allocated?);
        let least = if is_partial(row) { "at least " } else { "" };
        let but = ways_in::missing(row).map(|way| format!(", but {}", way.clause)).unwrap_or_default();
        Some(format!(
            "Widest gap on the shortlist: {}, {least}{} a year ({} openings, {} awards){but}.",
            row.occupation,
            difference(gap),
            count(demand),
            count(supply)
        ))
    }

    /// The largest excess of one place, under any allocation if there is one, else divided.
    fn most_over(&self) -> Option<String> {
        let [facts] = self.facts else { return None };
        let token = if facts.with_status("surplus") > 0 { "surplus" } else { "depends_surplus" };
        let supply = |r: &GapRow| if token == "surplus" { Some(r.supply_low) } else { r.supply_allocated };
        let excess = |r: &GapRow| Some(supply(r)? - r.demand?);
        let rows = facts.region.rows.iter().filter(|r| r.status == token && excess(r).is_some());
        let most = rows.max_by(|a, b| excess(a).unwrap_or(0.0).total_cmp(&excess(b).unwrap_or(0.0)).then_with(|| b.soc.cmp(&a.soc)))?;
        let least = if token == "surplus" { "at least " } else { "" };
        Some(format!("Largest excess: {}, {least}{} awards against {} openings a year.", most.occupation, count(supply(most)?), count(most.demand?)))
    }
}

/// The highest and the lowest region, where they differ enough to say so.
fn ranked(regions: &[Facts<'_>], what: &str, of: impl Fn(&Facts<'_>) -> usize) -> Option<String> {
    let share = |f: &Facts<'_>| of(f) as f64 / f.compared as f64;
    let told: Vec<&Facts<'_>> = regions.iter().filter(|f| f.compared > 0).collect();
    let high = told.iter().rev().max_by(|a, b| share(a).total_cmp(&share(b)))?;
    let low = told.iter().min_by(|a, b| share(a).total_cmp(&share(b)))?;
    if told.len() < 2 {
        return None;
    }
    if share(high) - share(low) < SPREAD {
        return Some(match (percent(share(low)), percent(share(high))) {
            (low, high) if low == high => format!("No region stands out: in each, {low} are {what}."),
            (low, high) => format!("No region stands out: {low} to {high} are {what}."),
        });
    }
    let of = |f: &Facts<'_>| format!("{} ({} of {}, {})", f.region.region, grouped(of(f) as f64), grouped(f.compared as f64), percent(share(f)));
    Some(format!("Highest share {what}: {}. Lowest: {}.", of(high), of(low)))
}

/// "340 occupations compared".
fn compared_words(n: usize) -> String {
    format!("{} compared", crate::number::counted(n, "occupation"))
}

impl Answer {
    fn draw(&self, cite: &str) -> String {
        let number = match &self.number {
            Some((number, of)) => format!("<p class=\"big\"><strong>{}</strong> <span>{}</span></p>\n", html(number), html(of)),
            None => "<p class=\"big\"><strong>Unknown</strong> <span>no occupation has both known openings and a counted program</span></p>\n".to_owned(),
        };
        let told: String = self.told.iter().map(|t| format!("<p>{}</p>\n", html(t))).collect();
        let caveat = if self.caveat.is_empty() { String::new() } else { format!("<p class=\"caveat\">{}</p>\n", html(&self.caveat)) };
        format!(
            "<section class=\"answer\" aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{}</h2>\n{number}{told}{caveat}<p class=\"from\">{}</p>\n</section>\n",
            self.question,
            cite.trim_start(),
            id = self.id,
        )
    }
}

#[cfg(test)]
mod tests;
