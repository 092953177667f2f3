//! The agencies' text files as plain rows.

use super::Outcome;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// One usable row of EDD's projections, at SOC level 4.
#[derive(Clone, Debug)]
pub struct DemandRow {
    /// Length of the row's own projection period.
    pub years: f64,
    /// Total job openings over the period, 0 or more.
    pub openings: f64,
    /// Labor force exits over the period.
    pub exits: f64,
    /// Numeric change over the period.
    pub change: f64,
}

/// EDD's projections: demand by area and occupation.
#[derive(Debug, Default)]
pub struct Projections {
    /// Every SOC with level 4 anywhere in the edition.
    pub universe: BTreeSet<String>,
    /// The areas other than the state, each with the counties its brackets name.
    pub areas: BTreeMap<String, Vec<String>>,
    /// Usable rows by area (without its brackets) and SOC; the state stands under its own name.
    pub rows: BTreeMap<(String, String), DemandRow>,
    /// Area and SOC of the rows with negative openings, which are not used.
    pub negative: Vec<(String, String)>,
}

/// The name under which the state's own rows are kept.
pub const STATE: &str = "California";

/// A college's offer under one TOP code and award level.
#[derive(Clone, Debug)]
pub struct Program {
    /// The college, as the supply file spells it.
    pub college: String,
    /// Six digit TOP code.
    pub top: String,
    /// Award level, as the supply file spells it.
    pub award: String,
    /// `C`, a year, times the weight of the stream; above 0.
    pub completions: f64,
}

/// A table read whole: rows as maps from the header's names.
pub fn table(path: &Path) -> Outcome<Vec<BTreeMap<String, String>>> {
    let mut reader = csv::Reader::from_path(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let names: Vec<String> = reader.headers()?.iter().map(header).collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        let cells = record.iter().map(|cell| cell.trim().to_owned());
        rows.push(names.iter().cloned().zip(cells).collect());
    }
    Ok(rows)
}

/// A header's name without byte order mark, padding or doubled spaces.
fn header(name: &str) -> String {
    let words: Vec<&str> = name.trim_start_matches('\u{feff}').split_whitespace().collect();
    words.join(" ")
}

/// A named cell of a row.
pub fn cell<'a>(row: &'a BTreeMap<String, String>, name: &str) -> Outcome<&'a str> {
    let found = row.get(name).map(String::as_str);
    found.ok_or_else(|| format!("no column {name:?}").into())
}

/// A named cell of a row as a number.
fn number(row: &BTreeMap<String, String>, name: &str) -> Outcome<f64> {
    let text = cell(row, name)?;
    let value = text.replace(',', "").parse::<f64>();
    value.map_err(|_| format!("{name}: {text:?} is not a number").into())
}

/// EDD's long-term occupational projections, every area and the state.
pub fn projections(data: &Path) -> Outcome<Projections> {
    let name = "Long-Term_Occupational_Employment_Projections_2020-2030.csv";
    let mut found = Projections::default();
    for row in table(&data.join("edd/projections").join(name))? {
        let full = cell(&row, "Area Name (County Names)")?;
        let area = if cell(&row, "Area Type")? == "State" {
            STATE.to_owned()
        } else {
            let (area, counties) = super::region::bracket(full)?;
            found.areas.insert(area.clone(), counties);
            area
        };
        if cell(&row, "SOC Level")? != "4" {
            continue;
        }
        let soc = cell(&row, "Standard Occupational Classification (SOC)")?.to_owned();
        found.universe.insert(soc.clone());
        let openings = number(&row, "Total Job Openings")?;
        let key = (area, soc);
        if openings < 0.0 {
            found.negative.push(key);
            continue;
        }
        let demand = DemandRow { years: years(cell(&row, "Period")?)?, openings, exits: number(&row, "Exits")?, change: number(&row, "Numeric Change")? };
        if found.rows.insert(key.clone(), demand).is_some() {
            return Err(format!("two rows for {key:?}").into());
        }
    }
    Ok(found)
}

/// The length of a period such as `2020-2030`.
pub fn years(period: &str) -> Outcome<f64> {
    let (first, last) = period.split_once('-').ok_or_else(|| format!("{period:?} is not a period"))?;
    let years = last.trim().parse::<f64>()? - first.trim().parse::<f64>()?;
    if years > 0.0 { Ok(years) } else { Err(format!("{period:?} has no length").into()) }
}

/// The three region columns of each county: `coe`, `macroregion`, `jobs-first`.
pub fn counties(data: &Path) -> Outcome<BTreeMap<String, BTreeMap<&'static str, String>>> {
    let schemes = [("macroregion", "ccc_macroregion_8"), ("coe", "coe_region_9"), ("jobs-first", "ca_jobs_first_13")];
    let mut found = BTreeMap::new();
    for row in table(&data.join("geo/regions_58_counties.csv"))? {
        let mut regions = BTreeMap::new();
        for (scheme, column) in schemes {
            regions.insert(scheme, cell(&row, column)?.to_owned());
        }
        found.insert(cell(&row, "county")?.to_owned(), regions);
    }
    Ok(found)
}

/// The county of each college; none where the college has none.
pub fn colleges<V>(data: &Path, counties: &BTreeMap<String, V>) -> Outcome<BTreeMap<String, Option<String>>> {
    let mut found = BTreeMap::new();
    for row in table(&data.join("geo/ccc_college_county_coe_region.csv"))? {
        let county = cell(&row, "county")?;
        if !county.is_empty() && !counties.contains_key(county) {
            return Err(format!("{county:?} is not one of the counties").into());
        }
        let county = (!county.is_empty()).then(|| county.to_owned());
        found.insert(cell(&row, "coe_supply_name")?.to_owned(), county);
    }
    Ok(found)
}

/// Rule `coe`: drop leading zero years, average the rest, round to two decimals.
pub fn average(years: &[f64]) -> f64 {
    let counted: Vec<f64> = years.iter().copied().skip_while(|y| *y == 0.0).collect();
    if counted.is_empty() {
        return 0.0;
    }
    let mean = counted.iter().sum::<f64>() / counted.len() as f64;
    (mean * 100.0).round() / 100.0
}

/// The stream an award level belongs to.
pub fn stream(award: &str) -> &'static str {
    match award {
        "Associate Degree for Transfer" => "transfer",
        "Bachelor's Degree" => "bachelors",
        other if other.starts_with("Noncredit") => "noncredit",
        _ => "credit",
    }
}

/// The colleges' programs that count: weighted `C` above 0, one for each key.
pub fn supply(data: &Path, weights: &BTreeMap<String, f64>) -> Outcome<Vec<Program>> {
    let mut sums: BTreeMap<(String, String, String), f64> = BTreeMap::new();
    for row in table(&data.join("coe/supply_by_top.csv"))? {
        let title = cell(&row, "TOP6 with Title")?;
        let top = title.split(" - ").next().unwrap_or_default();
        if top.len() != 6 || !top.bytes().all(|b| b.is_ascii_digit()) {
            return Err(format!("{title:?} does not begin with a TOP code").into());
        }
        let award = cell(&row, "Award Level")?;
        let published = [number(&row, "2020-2021")?, number(&row, "2021-2022")?, number(&row, "2022-2023")?];
        let weight = weights.get(stream(award)).copied().unwrap_or(1.0);
        let college = cell(&row, "College Name")?.to_owned();
        let key = (college, top.to_owned(), award.to_owned());
        *sums.entry(key).or_default() += average(&published) * weight;
    }
    let counted = sums.into_iter().filter(|(_, sum)| *sum > 0.0);
    let programs = counted.map(|((college, top, award), completions)| Program { college, top, award, completions });
    Ok(programs.collect())
}
