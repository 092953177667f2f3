//! Completers and participants by pathway: the layout of CALPADS reports 3.19 and 3.14.

use std::collections::BTreeSet;

use crate::catalog::rocp_catalog::lists;
use crate::clean::schools;
use crate::decode::header::fold;
use crate::decode::{Header, Line, Want, delimited};
use crate::error::Result;
use crate::stage::{BadRow, Stage};

const COLUMNS: &[Want] = &[
    Want::optional("academic_year", &["academic year", "school year", "year"]),
    Want::optional("district_code", &["lea code", "district code", "reporting lea", "lea"]),
    Want::optional("district", &["lea name", "district name", "district"]),
    Want::new("school_code", &["school code"]),
    Want::new("school", &["school name", "school"]),
    Want::optional("sector", &["industry sector", "industry sector name", "cte industry sector", "sector"]),
    Want::optional("pathway_code", &["pathway code", "cte pathway code"]),
    Want::new("pathway", &["pathway", "pathway name", "cte pathway", "cte pathway name"]),
    Want::new("total", &["total", "total completers", "completers", "total participants", "participants"]),
    Want::optional("female", &["female", "females", "female completers", "female participants"]),
    Want::optional("male", &["male", "males", "male completers", "male participants"]),
    Want::optional("nonbinary", &["nonbinary", "non-binary", "nonbinary completers", "nonbinary participants"]),
];

const GENDERS: [&str; 4] = ["female", "male", "nonbinary", "total"];
/// How many rows of title can stand above the header.
const TITLE: usize = 40;

pub(super) fn stage(stage: &mut Stage) -> Result<()> {
    let is_text = stage.open()?.fill_buf().is_ok_and(|start| !start.starts_with(b"PK\x03\x04"));
    let lines = if is_text { delimited::lines(stage, b',')? } else { stage.sheets(&["*"])?.pop().map(|s| s.lines).unwrap_or_default() };
    let is_header = |l: &Line| l.cells.iter().any(|c| fold(c) == "school code");
    let Some(at) = lines.iter().take(TITLE).position(is_header) else {
        return Err(stage.refuse("there is no header row with \"School Code\""));
    };
    let (title, table) = lines.split_at(at);
    let Some((first, body)) = table.split_first() else { return Err(stage.refuse("it holds no rows")) };
    let header = Header::find(stage, first, COLUMNS)?;
    let title_year = title.iter().flat_map(|l| &l.cells).find_map(|c| titled_year(c));
    if title_year.is_none() && !header.has("academic_year") {
        return Err(stage.refuse("neither a column nor the title says the academic year"));
    }
    let measure = stage.file.role.as_str().to_owned();
    let mut rows = stage.rows("stg_cde_cte_pathway")?;
    let (mut years, mut unknown) = (BTreeSet::new(), BTreeSet::new());
    for (i, line) in body.iter().enumerate() {
        if !header.fits(stage, line, i + 1 == body.len())? {
            continue;
        }
        let key = ["school_code", "sector", "pathway"].map(|name| header.get(line, name).unwrap_or("-")).join(" | ");
        match typed(&header, line, title_year.as_deref()) {
            Ok(row) => {
                let number = line.number.to_string();
                for (gender, count) in &row.counts {
                    let mut cells = vec![Some(number.as_str()), Some(&row.year), Some(&measure)];
                    cells.extend(row.texts.iter().map(Option::as_deref));
                    cells.extend([Some(*gender), count.value.as_deref(), count.mark]);
                    stage.push(&mut rows, line.number, &key, &cells)?;
                }
                let [.., pathway] = row.texts;
                unknown.extend(pathway.filter(|p| !lists::pathway_names().iter().any(|n| lists::loose(n) == lists::loose(p))));
                years.insert(row.year);
            }
            Err((column, reason)) => {
                let value = header.get(line, column).unwrap_or_default().to_owned();
                stage.put_aside(BadRow { line: line.number, column: column.to_owned(), value, key, reason: reason.to_owned() });
            }
        }
    }
    if !unknown.is_empty() {
        let names = unknown.into_iter().collect::<Vec<_>>().join("; ");
        stage.warnings.push(format!("{}: pathways that are none of the Department's 58: {names}", stage.name));
    }
    stage.period = years.into_iter().collect::<Vec<_>>().join(", ");
    stage.put(rows)
}

struct Row {
    year: String,
    /// Codes, names, sector and pathway, in the contract's order.
    texts: [Option<String>; 8],
    counts: Vec<(&'static str, schools::Count)>,
}

fn typed(header: &Header, line: &Line, title_year: Option<&str>) -> std::result::Result<Row, (&'static str, &'static str)> {
    // A total says so in the place of a name.
    let text = |name: &str| {
        header.get(line, name).filter(|t| !matches!(fold(t).as_str(), "total" | "totals" | "lea total" | "school total" | "n/a" | "all")).map(str::to_owned)
    };
    let year = match header.get(line, "academic_year") {
        Some(text) => schools::year(text),
        None => title_year.map(str::to_owned),
    };
    let (county, district) = schools::agency(header.get(line, "district_code")).map_err(|why| ("district_code", why))?;
    let school = schools::part(text("school_code").as_deref(), 7).map_err(|why| ("school_code", why))?;
    let mut counts = Vec::new();
    for gender in GENDERS.into_iter().filter(|g| header.has(g)) {
        counts.push((gender, schools::count(header.get(line, gender)).map_err(|why| (gender, why))?));
    }
    Ok(Row {
        year: year.ok_or(("academic_year", "not a school year"))?,
        texts: [county, district, school, text("district"), text("school"), text("sector"), text("pathway_code"), text("pathway")],
        counts,
    })
}

/// The year of a title such as `Academic Year: 2022-2023`.
fn titled_year(cell: &str) -> Option<String> {
    let folded = fold(cell);
    let rest = folded.strip_prefix("academic year").or_else(|| folded.strip_prefix("school year"))?;
    schools::year(rest.trim_start_matches([':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::titled_year;

    #[test]
    fn the_title_says_the_year() {
        assert_eq!(titled_year("Academic Year: 2022-2023").as_deref(), Some("2022-23"));
        assert_eq!(titled_year("School Year 2023-24").as_deref(), Some("2023-24"));
        assert_eq!(titled_year("As of 2022-2023"), None);
    }
}
