//! BLS LAUS: county annual averages. See the README beside this file.

use crate::clean::cells::{Cells, Misfit};
use crate::decode::stacked::stacked;
use crate::decode::{Header, Line, Want};
use crate::error::Result;
use crate::source::Source;
use crate::stage::Stage;

/// The source.
pub static SOURCE: Source =
    Source { id: "bls_laus", card: include_str!("source.toml"), tables: &[include_str!("tables/counties.toml")], bundled: &[], reader_version: 1, stage };

const COLUMNS: &[Want] = &[
    Want::optional("laus_code", &["laus code", "laus area code"]),
    Want::new("state", &["state fips code", "state code"]),
    Want::new("county", &["county fips code", "county code"]),
    Want::new("area_name", &["county name/state abbreviation", "county name / state abbreviation"]),
    Want::new("calendar_year", &["year"]),
    Want::new("labor_force", &["labor force"]),
    Want::new("employed_residents", &["employed"]),
    Want::new("unemployed_residents", &["unemployed", "unemployment level"]),
    Want::new(
        "unemployment_percent",
        &["unemployment rate (%)", "unemploy- ment rate (%)", "unemploy-ment rate (%)", "unemployment rate", "unemploy- ment rate"],
    ),
];

/// How the publisher marks what it does not give, besides the usual ways.
const MARKS: &[&str] = &["(n)"];

fn stage(stage: &mut Stage) -> Result<()> {
    let lines = stage.sheets(&["*"])?.pop().map(|s| s.lines).unwrap_or_default();
    let Some(start) = lines.iter().position(is_county) else { return Err(stage.refuse("it holds no row with a state's and a county's code")) };
    let raw = stacked(lines.get(1..start).unwrap_or_default(), false);
    let header = Header::find(stage, &raw, COLUMNS)?;
    let mut rows = stage.rows("stg_bls_laus_county")?;
    let role = stage.file.role.clone();
    let edition = stage.edition().to_owned();
    for line in lines.iter().skip(start).filter(|l| is_county(l)) {
        let key = header.get(line, "area_name").unwrap_or_default().to_owned();
        match typed(&header, line, &edition) {
            Ok(mut values) => {
                values.extend([Some(role.clone()), Some(line.number.to_string())]);
                let values: Vec<Option<&str>> = values.iter().map(Option::as_deref).collect();
                stage.push(&mut rows, line.number, &key, &values)?;
            }
            Err(misfit) => stage.misfit(line.number, &key, misfit),
        }
    }
    stage.period = format!("20{edition}, annual average");
    stage.put(rows)
}

/// Whether the second and third cells are codes: titles, headers, blank rows and notes have none.
fn is_county(line: &Line) -> bool {
    let coded = |at: usize, digits: usize| line.cells.get(at).is_some_and(|c| code(c, digits).is_some());
    coded(1, 2) && coded(2, 3)
}

/// A code as text with its zeros, whether it comes as `6`, `06` or `6.0`.
fn code(text: &str, digits: usize) -> Option<String> {
    let text = text.trim();
    let text = text.strip_suffix(".0").unwrap_or(text);
    let fits = (1..=digits).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| format!("{text:0>digits$}"))
}

fn typed(header: &Header, line: &Line, edition: &str) -> std::result::Result<Vec<Option<String>>, Misfit> {
    let text = |name| header.get(line, name);
    let year = text("calendar_year").map(|y| y.strip_suffix(".0").unwrap_or(y));
    if !year.is_some_and(|y| y.len() == 4 && y.strip_prefix("20") == Some(edition)) {
        return Err(Misfit::new("calendar_year", year, "not the year of the workbook"));
    }
    let part = |name, digits| text(name).and_then(|t| code(t, digits)).ok_or_else(|| Misfit::new(name, text(name), "not a code"));
    let mut values = vec![
        year.map(str::to_owned),
        Some(part("state", 2)? + &part("county", 3)?),
        text("laus_code").map(str::to_owned),
        text("area_name").map(str::to_owned),
    ];
    let mut cells = Cells::default();
    for name in ["labor_force", "employed_residents", "unemployed_residents", "unemployment_percent"] {
        values.push(cells.amount(name, text(name), MARKS)?);
    }
    values.push(Some(cells.reasons()));
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn codes_keep_their_zeros() {
        assert_eq!(code("6", 2).as_deref(), Some("06"));
        assert_eq!(code("007", 3).as_deref(), Some("007"));
        assert_eq!(code("7.0", 3).as_deref(), Some("007"));
        for text in ["", "Code", "1234", "-1"] {
            assert_eq!(code(text, 3), None, "{text}");
        }
    }
}
