//! The figures in rows and columns: one row a sector, one column a region, the state last.

use super::SectorHeat;
use crate::model::SectorRow;

/// Sectors by regions.
#[derive(Debug)]
pub(super) struct Table<'a> {
    /// Names of the regions, in the order of the cells.
    pub regions: Vec<&'a str>,
    /// Name of the state.
    pub state: Option<&'a str>,
    /// Sectors, the least share of the state first; unknown last.
    pub rows: Vec<Row<'a>>,
}

/// One sector.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// Name.
    pub sector: &'a str,
    /// One cell a region; `None` where the region has no such sector.
    pub cells: Vec<Option<&'a SectorRow>>,
    /// The state's cell.
    pub state: Option<&'a SectorRow>,
}

impl<'a> Table<'a> {
    /// Collects the sectors of all regions.
    pub(super) fn of(figure: &SectorHeat<'a>) -> Self {
        let find = |sectors: &'a [SectorRow], id: &str| sectors.iter().find(|s| s.sector_id == id);
        let mut rows: Vec<(&str, Row<'a>)> = Vec::new();
        for (_, sectors) in figure.state.iter().chain(figure.regions) {
            for sector in *sectors {
                let id = sector.sector_id.as_str();
                if rows.iter().any(|(known, _)| *known == id) {
                    continue;
                }
                let cells = figure.regions.iter().map(|(_, sectors)| find(sectors, id)).collect();
                let state = figure.state.and_then(|(_, sectors)| find(sectors, id));
                rows.push((id, Row { sector: &sector.sector, cells, state }));
            }
        }
        let mut rows: Vec<Row<'a>> = rows.into_iter().map(|(_, row)| row).collect();
        rows.sort_by(|a, b| a.order().total_cmp(&b.order()).then_with(|| a.sector.cmp(b.sector)));
        Self { regions: figure.regions.iter().map(|(name, _)| *name).collect(), state: figure.state.map(|(name, _)| name), rows }
    }

    /// Every cell that is there, state and regions.
    pub(super) fn all(&self) -> impl Iterator<Item = Option<&'a SectorRow>> {
        let state = self.state.is_some();
        self.rows.iter().flat_map(move |r| r.cells.iter().copied().chain(state.then_some(r.state)))
    }

    /// The cells that the list for phones shows: lowest, highest and state.
    pub(super) fn listed(&self) -> impl Iterator<Item = Option<&'a SectorRow>> {
        let state = self.state.is_some();
        let ends = |row: &Row<'a>| row.ends().map_or([None; 2], |ends| ends.map(|(_, cell)| Some(cell)));
        self.rows.iter().flat_map(move |r| ends(r).into_iter().chain(state.then_some(r.state)))
    }

    /// Every known share.
    pub(super) fn shares(&self) -> impl Iterator<Item = f64> {
        self.all().filter_map(|c| c.and_then(|c| c.coverage))
    }
}

impl<'a> Row<'a> {
    /// The state's share, else the median of the regions'; rows without any come last.
    fn order(&self) -> f64 {
        let mut known: Vec<f64> = self.cells.iter().filter_map(|c| c.and_then(|c| c.coverage)).collect();
        known.sort_by(f64::total_cmp);
        let median = known.get(known.len() / 2).copied();
        self.state.and_then(|s| s.coverage).or(median).unwrap_or(f64::INFINITY)
    }

    /// The regions with the least and with the largest known share, as index and cell; the first of equals.
    pub(super) fn ends(&self) -> Option<[(usize, &'a SectorRow); 2]> {
        let share = |(_, cell): &(usize, &SectorRow)| cell.coverage.unwrap_or_default();
        let known = || self.cells.iter().enumerate().filter_map(|(i, c)| Some((i, (*c)?))).filter(|(_, c)| c.coverage.is_some());
        let least = known().min_by(|a, b| share(a).total_cmp(&share(b)))?;
        let most = known().rev().max_by(|a, b| share(a).total_cmp(&share(b)))?;
        Some([least, most])
    }
}
