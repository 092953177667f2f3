//! Registered apprenticeship by occupation and county. See the README beside this file.

use std::collections::BTreeSet;

use crate::catalog::rocp_catalog::lists;
use crate::clean::schools::{self, Count};
use crate::clean::{codes, numbers};
use crate::decode::header::fold;
use crate::decode::{Header, Line, Want, delimited};
use crate::error::Result;
use crate::layout::{At, Layout};
use crate::source::Source;
use crate::stage::{BadRow, Stage};

/// The source.
pub static SOURCE: Source = Source {
    id: "apprenticeship",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/completions.toml"), include_str!("tables/enrollment.toml")],
    layouts: &[
        Layout::new("apprentices", "table as CSV", At::Text(b','), COLUMNS),
        Layout::new("apprentices", "table as a workbook", At::Sheet(&["*"]), COLUMNS),
    ],
    bundled: &[],
    reader_version: 2,
    stage,
};

const YEARS: [&str; 5] = ["fiscal year", "calendar year", "program year", "year", "fy"];

const COLUMNS: &[Want] = &[
    Want::new("report_year", &YEARS),
    Want::optional("sponsor_name", &["sponsor", "sponsor name", "program sponsor", "program sponsor name"]),
    Want::optional("program", &["program", "program name"]),
    Want::new("occupation", &["occupation", "occupation title", "occupation name", "trade"]),
    Want::optional("rapids_code", &["rapids code", "rapids occupation code"]),
    Want::optional("soc_code", &["o*net code", "onet code", "o*net-soc code", "onet-soc code", "soc code"]),
    Want::optional("state", &["state", "program state"]),
    Want::new("area_name", &["county", "county name", "program county", "program location county", "apprentice county"]),
    Want::new("completions", &["completions", "completers", "completed", "completed apprentices", "apprentices completed"]),
    Want::optional("active", &["active apprentices", "active", "total active apprentices", "apprentices active"]),
    Want::optional("new", &["new apprentices", "new registrations", "new", "newly registered apprentices"]),
    Want::optional("-", &["industry", "industry sector"]),
    Want::optional("-", &["cancellations", "cancelled", "canceled"]),
];

fn stage(stage: &mut Stage) -> Result<()> {
    let is_text = stage.open()?.fill_buf().is_ok_and(|start| !start.starts_with(b"PK\x03\x04"));
    let lines = if is_text { delimited::lines(stage, b',')? } else { stage.sheets(&["*"])?.pop().map(|s| s.lines).unwrap_or_default() };
    let is_header = |l: &Line| l.cells.iter().any(|c| YEARS.contains(&fold(c).as_str()));
    let at = lines.iter().take(40).position(is_header);
    let Some((first, body)) = at.and_then(|at| lines.get(at..)).and_then(<[Line]>::split_first) else {
        return Err(stage.refuse("there is no header row with a column of the year"));
    };
    let header = Header::find(stage, first, COLUMNS)?;
    let kind = first.cells.iter().map(|c| fold(c)).find(|c| YEARS.contains(&c.as_str())).unwrap_or_default();
    let mut completions = stage.rows("stg_apprenticeship_completions")?;
    let mut enrollment = stage.rows("stg_apprenticeship_enrollment")?;
    let mut years = BTreeSet::new();
    for (i, line) in body.iter().enumerate() {
        if !header.fits(stage, line, i + 1 == body.len())? {
            continue;
        }
        let get = |name: &str| header.get(line, name);
        let key = ["report_year", "sponsor_name", "occupation", "area_name"].map(|name| get(name).unwrap_or("-")).join(" | ");
        match typed(&header, line) {
            Ok(row) => {
                let number = line.number.to_string();
                let mut cells = vec![Some(number.as_str()), Some(row.year.as_str()), Some(kind.as_str())];
                cells.extend(["sponsor_name", "program", "occupation", "rapids_code"].map(get));
                cells.extend([row.soc_code.as_deref(), get("area_name"), row.place.county, Some(if row.is_total { "true" } else { "false" })]);
                cells.extend([row.completions.value.as_deref(), row.completions.mark]);
                stage.push(&mut completions, line.number, &key, &cells)?;
                for (measure, count) in &row.enrollment {
                    stage.push(&mut enrollment, line.number, &key, &[Some(&number), Some(measure), count.value.as_deref(), count.mark])?;
                }
                years.insert(row.year);
            }
            Err((column, reason)) => {
                let value = get(column).unwrap_or_default().to_owned();
                stage.put_aside(BadRow { line: line.number, column: column.to_owned(), value, key, reason: reason.to_owned() });
            }
        }
    }
    stage.period = format!("{kind} {}", years.into_iter().collect::<Vec<_>>().join(", "));
    stage.put(completions)?;
    stage.put(enrollment)
}

struct Row {
    year: String,
    soc_code: Option<String>,
    place: Place,
    is_total: bool,
    completions: Count,
    enrollment: Vec<(&'static str, Count)>,
}

fn typed(header: &Header, line: &Line) -> std::result::Result<Row, (&'static str, &'static str)> {
    let get = |name: &str| header.get(line, name);
    let count = |name: &'static str| schools::count(get(name)).map_err(|why| (name, why));
    if get("state").is_some_and(|s| !["ca", "california"].contains(&fold(s).as_str())) {
        return Err(("state", "not California"));
    }
    let occupation = get("occupation").ok_or(("occupation", "blank"))?;
    let soc_code = match get("soc_code").filter(|t| numbers::mark(t).is_none()) {
        None => None,
        Some(text) => Some(codes::soc_of_onet(text).ok_or(("soc_code", "not an O*NET or SOC code"))?),
    };
    let place = place(get("area_name")).ok_or(("area_name", "neither a county of California, nor all of it, nor not specified"))?;
    let is_total = place.is_total || is_all(occupation) || soc_code.as_deref() == Some("00-0000");
    let mut enrollment = Vec::new();
    for measure in ["active", "new"].into_iter().filter(|m| header.has(m)) {
        enrollment.push((measure, count(measure)?));
    }
    let year = get("report_year").and_then(year).ok_or(("report_year", "not a year"))?;
    Ok(Row { year, soc_code, place, is_total, completions: count("completions")?, enrollment })
}

/// Where apprentices are counted.
#[derive(Debug, PartialEq, Eq)]
struct Place {
    county: Option<&'static str>,
    is_total: bool,
}

/// A county, or a word for all of California (a total of other rows), or for a place that is not given.
fn place(text: Option<&str>) -> Option<Place> {
    let not_given = Place { county: None, is_total: false };
    let Some(text) = text else { return Some(not_given) };
    let folded = fold(text);
    if let Some(county) = lists::county(text) {
        Some(Place { county: Some(county), is_total: false })
    } else if is_all(text) || ["california", "ca", "state of california", "statewide", "state"].contains(&folded.as_str()) {
        Some(Place { county: None, is_total: true })
    } else {
        let unknown = ["not specified", "unspecified", "unknown", "not reported", "blank", "(blank)", "missing"];
        (unknown.contains(&folded.as_str()) || numbers::mark(text).is_some()).then_some(not_given)
    }
}

/// A word that says that a row adds up others: `All`, `Grand Total`, `All Occupations`, `Los Angeles Total`.
fn is_all(text: &str) -> bool {
    let folded = fold(text);
    let words: Vec<_> = folded.split(' ').collect();
    words.first().is_some_and(|w| *w == "all") || words.iter().any(|w| matches!(*w, "total" | "totals" | "subtotal"))
}

/// A year as `2024`: `FY 2024`, `FY2024`, `2024`.
fn year(text: &str) -> Option<String> {
    let folded = fold(text);
    let digits = folded.trim_start_matches("fy").trim();
    (digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Place, is_all, place, year};

    #[test]
    fn totals_places_and_what_is_neither() {
        for text in ["All", "ALL COUNTIES", "Statewide", "California", "Grand Total", "Total", "Los Angeles Total"] {
            assert_eq!(place(Some(text)), Some(Place { county: None, is_total: true }), "{text}");
        }
        for text in [Some("Not Specified"), Some("unknown"), Some("N/A"), None] {
            assert_eq!(place(text), Some(Place { county: None, is_total: false }), "{text:?}");
        }
        assert_eq!(place(Some("LOS ANGELES")), Some(Place { county: Some("Los Angeles"), is_total: false }));
        assert_eq!((place(Some("Clark County, Nevada")), place(Some("Bay Area"))), (None, None));
        assert!(is_all("All Occupations") && !is_all("Electrician") && !is_all("Allied Health Aide"));
    }

    #[test]
    fn years_with_and_without_their_kind() {
        for text in ["2024", "FY 2024", "fy2024"] {
            assert_eq!(year(text).as_deref(), Some("2024"), "{text}");
        }
        for text in ["", "24", "2023-24", "Total"] {
            assert_eq!(year(text), None, "{text}");
        }
    }
}
