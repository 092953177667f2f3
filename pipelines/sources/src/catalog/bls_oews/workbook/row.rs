//! One row of a workbook.

use crate::clean::cells::{Cells, Misfit};
use crate::clean::codes;
use crate::decode::{Header, Line};

/// An area as the flat files code it: seven digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Area {
    /// All of it: `0000000`.
    Nation,
    /// A state or territory: its two digits and five zeros.
    State(String),
    /// A metropolitan area.
    Metropolitan(String),
    /// The rest of a state.
    Nonmetropolitan(String),
}

impl Area {
    fn parts(&self) -> (&'static str, &str) {
        match self {
            Self::Nation => ("N", "0000000"),
            Self::State(code) => ("S", code),
            Self::Metropolitan(code) | Self::Nonmetropolitan(code) => ("M", code),
        }
    }
}

/// The area of a row. Workbooks before 2019 have no column of types: there the columns and the length of the code tell.
pub(super) fn area(code: Option<&str>, kind: Option<&str>, has_state: bool, has_area: bool) -> Option<Area> {
    let digits = code.map(|c| c.strip_suffix(".0").unwrap_or(c)).filter(|c| !c.is_empty() && c.len() <= 7 && c.bytes().all(|b| b.is_ascii_digit()));
    let local = |code: &str| {
        let padded = format!("{code:0>7}");
        if padded.starts_with("00") { Area::Metropolitan(padded) } else { Area::Nonmetropolitan(padded) }
    };
    let state = |code: &str| (code.len() <= 2).then(|| Area::State(format!("{code:0>2}00000")));
    match (kind.map(|k| k.strip_suffix(".0").unwrap_or(k)), digits) {
        (Some("1"), _) => Some(Area::Nation),
        (Some("2" | "3"), Some(code)) => state(code),
        (Some("4" | "5" | "6"), Some(code)) => Some(local(code)),
        (None, None) if !has_area => Some(Area::Nation),
        (None, Some(code)) if code.len() <= 2 && has_state => state(code),
        (None, Some("99")) => Some(Area::Nation),
        (None, Some(code)) if code.len() > 2 => Some(local(code)),
        _ => None,
    }
}

/// Figures in the contract's order.
const FIGURES: [&str; 17] = [
    "surveyed_employment",
    "employment_error",
    "hourly_mean_wage",
    "annual_mean_wage",
    "mean_wage_error",
    "hourly_wage_p10",
    "hourly_wage_p25",
    "hourly_wage_p50",
    "hourly_wage_p75",
    "hourly_wage_p90",
    "annual_wage_p10",
    "annual_wage_p25",
    "annual_wage_p50",
    "annual_wage_p75",
    "annual_wage_p90",
    "jobs_per_thousand",
    "location_quotient",
];

/// The values in the contract's order.
pub(super) fn typed(header: &Header, line: &Line, year: &str, role: &str) -> Result<Vec<Option<String>>, Misfit> {
    let text = |name| header.get(line, name);
    let place = area(text("area"), text("area_type"), text("primary_state").is_some(), header.has("area"));
    let place = place.ok_or_else(|| Misfit::new("area_code", text("area"), "not an area of a type that is known"))?;
    let (kind, code) = place.parts();
    let soc = text("occupation_code")
        .and_then(codes::soc)
        .ok_or_else(|| Misfit::new("occupation_code", text("occupation_code"), "not a code of the form NN-NNNN"))?;
    let mut values = vec![
        Some(line.number.to_string()),
        Some(role.to_owned()),
        Some(year.to_owned()),
        Some(kind.to_owned()),
        Some(code.to_owned()),
        Some(text("area_name").unwrap_or("National").to_owned()),
        text("primary_state").map(str::to_owned),
        Some(industry(text("industry_code"))),
        text("industry_group").map(str::to_lowercase),
        text("ownership_code").map(|c| c.strip_suffix(".0").unwrap_or(c).to_owned()),
        Some(soc.replace('-', "")),
        Some(text("occupation_name").ok_or_else(|| Misfit::new("occupation_name", None, "blank"))?.to_owned()),
        text("occupation_group").map(str::to_lowercase),
    ];
    let mut cells = Cells::default();
    for name in FIGURES {
        values.push(if header.has(name) { cells.amount(name, text(name), &["~"])? } else { None });
    }
    values.push(Some(cells.reasons()));
    Ok(values)
}

/// An industry as the flat files code it: `000000` for all; a number has lost its zeros.
fn industry(code: Option<&str>) -> String {
    match code.map(|c| c.strip_suffix(".0").unwrap_or(c)) {
        None | Some("0") => "000000".to_owned(),
        Some(code) => code.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Area, area, industry};

    #[test]
    fn areas_have_the_codes_of_the_flat_files() {
        assert_eq!(area(Some("99"), Some("1"), true, true), Some(Area::Nation));
        assert_eq!(area(Some("6"), Some("2"), true, true), Some(Area::State("0600000".into())));
        assert_eq!(area(Some("31080"), Some("4"), true, true), Some(Area::Metropolitan("0031080".into())));
        assert_eq!(area(Some("600006"), Some("6"), true, true), Some(Area::Nonmetropolitan("0600006".into())));
        assert_eq!(area(None, None, false, false), Some(Area::Nation));
        assert_eq!(area(Some("06"), None, true, true), Some(Area::State("0600000".into())));
        assert_eq!(area(Some("0600006"), None, true, true), Some(Area::Nonmetropolitan("0600006".into())));
        for (code, kind) in [(Some("06"), Some("9")), (Some("CA"), Some("2")), (None, Some("4")), (Some("31080"), Some("2"))] {
            assert_eq!(area(code, kind, true, true), None, "{code:?} {kind:?}");
        }
    }

    #[test]
    fn industries_keep_their_zeros() {
        assert_eq!((industry(Some("0")), industry(None), industry(Some("31-33"))), ("000000".into(), "000000".into(), "31-33".into()));
    }
}
