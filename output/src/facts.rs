//! What a region's rows say together: how many can be compared, how many are short, what is not counted.

use std::collections::BTreeSet;

use crate::model::{GapRow, List, RegionReport};
use crate::words;

/// Counts and sums over a region's rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts<'a> {
    /// The region.
    pub region: &'a RegionReport,
    /// Rows with known openings, at least in part, and a linked program.
    pub compared: usize,
    /// Rows that the chart draws, in the order it draws them.
    pub shortlist: Vec<&'a GapRow>,
    /// Sum of openings a year over the shortlist.
    pub shortlist_demand: f64,
    /// Sum of awards a year over the shortlist, programs divided in proportion to openings.
    pub shortlist_supply: f64,
    /// Awards a year counted in the region: allocated and not.
    pub supply: f64,
    /// Share of `supply` that could be given to no occupation; unknown where there is no supply.
    pub unlinked_share: Option<f64>,
}

impl<'a> Facts<'a> {
    /// Reads a region.
    pub fn of(region: &'a RegionReport) -> Self {
        let shortlist = shortlist(&region.rows);
        let pairs = || shortlist.iter().filter_map(|r| Some((r.demand?, r.supply_allocated?)));
        let supply = region.rows.iter().filter_map(|r| r.supply_allocated).sum::<f64>() + region.unlinked_total;
        Self {
            region,
            compared: region.rows.iter().filter(|r| words::is_compared(&r.status)).count(),
            shortlist_demand: pairs().map(|(demand, _)| demand).sum(),
            shortlist_supply: pairs().map(|(_, supply)| supply).sum(),
            shortlist,
            supply,
            unlinked_share: (supply > 0.0).then(|| region.unlinked_total / supply),
        }
    }

    /// Rows with a status.
    pub fn with_status(&self, token: &str) -> usize {
        self.region.rows.iter().filter(|r| r.status == token).count()
    }

    /// Compared rows whose rating holds under any allocation.
    pub fn firm(&self) -> usize {
        ["shortage", "balanced", "surplus"].iter().map(|token| self.with_status(token)).sum()
    }

    /// The years of openings and of awards, every one that a row has, such as "2020-2030 and 2023-2033"; empty where none is known.
    pub fn periods(&self) -> (String, String) {
        let of = |pick: fn(&GapRow) -> Option<&str>| {
            let told: BTreeSet<&str> = self.region.rows.iter().filter_map(pick).collect();
            words::list(&told.into_iter().collect::<Vec<_>>())
        };
        (of(|r| r.demand_period.as_deref()), of(|r| r.supply_period.as_deref()))
    }

    /// Rows of a list, by rank.
    pub fn listed(&self, list: List) -> Vec<&'a GapRow> {
        let mut rows: Vec<&GapRow> = self.region.rows.iter().filter(|r| r.list == Some(list)).collect();
        rows.sort_by(|a, b| a.rank.cmp(&b.rank).then_with(|| a.soc.cmp(&b.soc)));
        rows
    }

    /// True where every known figure of demand is an estimate from national rates.
    pub fn all_estimated(&self) -> bool {
        every_demand(self.region.rows.iter(), "estimated_national_rate")
    }

    /// Rows with a shortage under any allocation.
    pub fn short(&self) -> usize {
        self.with_status("shortage")
    }

    /// Share of compared occupations that are short; unknown where there are none.
    pub fn short_share(&self) -> Option<f64> {
        (self.compared > 0).then(|| self.short() as f64 / self.compared as f64)
    }

    /// Supply of the shortlist as a share of its openings; unknown where it has none.
    pub fn shortlist_coverage(&self) -> Option<f64> {
        (self.shortlist_demand > 0.0).then(|| self.shortlist_supply / self.shortlist_demand)
    }
}

/// True where there are rows of known demand and each carries the flag.
pub fn every_demand<'r>(rows: impl Iterator<Item = &'r GapRow>, flag: &str) -> bool {
    let mut known = rows.filter(|r| r.demand.is_some()).peekable();
    known.peek().is_some() && known.all(|r| has(r, flag))
}

/// True where the row carries the flag.
pub fn has(row: &GapRow, flag: &str) -> bool {
    row.flags.iter().any(|f| f == flag)
}

/// True where openings are known for part of the region only: they are a lower bound.
pub fn is_partial(row: &GapRow) -> bool {
    has(row, "partial_area")
}

/// The ranked rows of the list that pages lead with, largest gap first; a row whose gap is unknown comes last. Ties go by rank, then code.
fn shortlist(rows: &[GapRow]) -> Vec<&GapRow> {
    let mut ranked: Vec<&GapRow> = rows.iter().filter(|r| r.rank.is_some() && r.list.is_none_or(|list| list == List::Lead)).collect();
    ranked.sort_by(|a, b| {
        let gap = |r: &GapRow| r.gap_allocated.unwrap_or(f64::NEG_INFINITY);
        gap(b).total_cmp(&gap(a)).then(a.rank.cmp(&b.rank)).then_with(|| a.soc.cmp(&b.soc))
    });
    ranked
}

/// Which streams of supply are missing behind a set of rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Missing {
    /// Missing behind every row.
    pub all: Vec<&'static str>,
    /// Missing behind some rows.
    pub some: Vec<&'static str>,
}

impl Missing {
    /// Reads the stream flags of rows.
    pub fn of(rows: &[&GapRow]) -> Self {
        let mut missing = Self::default();
        for (token, stream) in words::STREAMS {
            let flagged = rows.iter().filter(|r| r.flags.iter().any(|f| f == token)).count();
            match flagged {
                0 => {}
                n if n == rows.len() => missing.all.push(stream),
                _ => missing.some.push(stream),
            }
        }
        missing
    }

    /// In words, such as "Not counted: apprenticeship and private schools."; empty where nothing is missing.
    pub fn sentence(&self) -> String {
        let part = |lead: &str, streams: &[&str]| match streams {
            [] => None,
            some => Some(format!("{lead}: {}.", words::list(some))),
        };
        let all = part("Not counted", &self.all);
        let some = part("Not counted for some of these occupations", &self.some);
        [all, some].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn counts_and_sums_are_of_the_right_rows() {
        let region = sample::region("los-angeles", "Los Angeles");
        let facts = Facts::of(&region);
        assert_eq!((facts.compared, facts.short(), facts.with_status("surplus")), (3, 2, 1));
        assert_eq!(facts.shortlist.iter().map(|r| r.soc.as_str()).collect::<Vec<_>>(), ["31-1131", "49-3023", "43-9999"]);
        assert!((facts.shortlist_demand - 5916.0).abs() < 1e-9, "rows of unknown demand are left out of both sums");
        assert!((facts.shortlist_supply - 591.81).abs() < 1e-9);
        assert!((facts.supply - (109.5 + 482.31 + 30.0 + 100.0)).abs() < 1e-9);
        assert!((facts.unlinked_share.unwrap() - 100.0 / 721.81).abs() < 1e-9);
    }

    #[test]
    fn only_the_lead_list_is_drawn_and_the_others_are_lists() {
        let mut region = sample::region("los-angeles", "Los Angeles");
        region.rows[1].list = Some(List::LowWage);
        region.rows[4].list = Some(List::NoProgram);
        let facts = Facts::of(&region);
        assert_eq!(facts.shortlist.iter().map(|r| r.soc.as_str()).collect::<Vec<_>>(), ["31-1131", "43-9999"]);
        assert_eq!(facts.listed(List::LowWage)[0].soc, "49-3023");
        assert_eq!(facts.listed(List::NoProgram).len(), 1);
        assert_eq!(facts.firm(), 3);
    }

    #[test]
    fn an_estimate_of_every_row_is_told_from_one_of_some() {
        let mut region = sample::region("los-angeles", "Los Angeles");
        assert!(!Facts::of(&region).all_estimated());
        for row in region.rows.iter_mut().filter(|r| r.demand.is_some()) {
            row.flags.push("estimated_national_rate".into());
        }
        assert!(Facts::of(&region).all_estimated(), "rows of unknown demand do not count");
        region.rows.clear();
        assert!(!Facts::of(&region).all_estimated());
    }

    #[test]
    fn missing_streams_are_told_apart() {
        let region = sample::region("los-angeles", "Los Angeles");
        let rows: Vec<&GapRow> = region.rows.iter().filter(|r| r.status == "shortage").collect();
        let missing = Missing::of(&rows);
        assert_eq!(missing.sentence(), "Not counted: ROCP and adult school. Not counted for some of these occupations: apprenticeship.");
        assert_eq!(Missing::of(&[]).sentence(), "");
    }
}
