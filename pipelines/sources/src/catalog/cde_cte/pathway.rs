//! Completers and participants by pathway: the layout of CALPADS reports 3.19 and 3.14.

use std::collections::BTreeSet;

use crate::catalog::rocp_catalog::lists;
use crate::clean::schools;
use crate::decode::header::fold;
use crate::decode::{Header, Line, Want};
use crate::error::Result;
use crate::layout::Says;
use crate::stage::{BadRow, Stage};

pub(super) const COLUMNS: &[Want] = &[
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
/// The year stands in a column or in the title.
pub(super) const YEAR: Says = Says::First(&[Says::Column("academic_year", schools::year), Says::Title(titled_year)]);

/// Whether nothing says that a report is about others than completers.
pub(super) fn of_completers(cells: impl Iterator<Item = String>) -> bool {
    measure(cells).is_none_or(|m| m == "completers")
}

/// Whether nothing says that a report is about others than participants.
pub(super) fn of_participants(cells: impl Iterator<Item = String>) -> bool {
    measure(cells).is_none_or(|m| m == "participants")
}

/// What title and header say that is counted; none where they do not say, or name several.
fn measure(cells: impl Iterator<Item = String>) -> Option<&'static str> {
    const WORDS: [(&str, &str); 5] =
        [("completer", "completers"), ("3.19", "completers"), ("participant", "participants"), ("3.14", "participants"), ("concentrator", "concentrators")];
    let cells: Vec<String> = cells.collect();
    let said: BTreeSet<&str> = WORDS.iter().filter(|(word, _)| cells.iter().any(|c| c.contains(word))).map(|(_, m)| *m).collect();
    if said.len() == 1 { said.into_iter().next() } else { None }
}

pub(super) fn stage(stage: &mut Stage) -> Result<()> {
    let table = stage.table()?;
    let header = &table.header;
    let measure = stage.file.role.clone();
    let of = stage.edition().to_owned();
    let mut rows = stage.rows("stg_cde_cte_pathway")?;
    let mut unknown = BTreeSet::new();
    for (i, line) in table.rows.iter().enumerate() {
        if !header.fits(stage, line, i + 1 == table.rows.len())? {
            continue;
        }
        let key = ["school_code", "sector", "pathway"].map(|name| header.get(line, name).unwrap_or("-")).join(" | ");
        match typed(header, line, &of) {
            Ok(row) => {
                stage.saw(&row.year);
                let number = line.number.to_string();
                for (gender, count) in &row.counts {
                    let mut cells = vec![Some(number.as_str()), Some(&row.year), Some(&measure)];
                    cells.extend(row.texts.iter().map(Option::as_deref));
                    cells.extend([Some(*gender), count.value.as_deref(), count.mark]);
                    stage.push(&mut rows, line.number, &key, &cells)?;
                }
                let [.., pathway] = row.texts;
                unknown.extend(pathway.filter(|p| !lists::pathway_names().iter().any(|n| lists::loose(n) == lists::loose(p))));
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
    stage.period = of;
    stage.put(rows)
}

struct Row {
    year: String,
    /// Codes, names, sector and pathway, in the contract's order.
    texts: [Option<String>; 8],
    counts: Vec<(&'static str, schools::Count)>,
}

fn typed(header: &Header, line: &Line, edition: &str) -> std::result::Result<Row, (&'static str, &'static str)> {
    // A total says so in the place of a name.
    let text = |name: &str| {
        header.get(line, name).filter(|t| !matches!(fold(t).as_str(), "total" | "totals" | "lea total" | "school total" | "n/a" | "all")).map(str::to_owned)
    };
    let year = match header.get(line, "academic_year") {
        Some(text) => schools::year(text),
        None => Some(edition.to_owned()),
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
    use super::{of_completers, of_participants, titled_year};
    use crate::decode::header::fold;

    #[test]
    fn the_title_says_the_year() {
        assert_eq!(titled_year("Academic Year: 2022-2023").as_deref(), Some("2022-23"));
        assert_eq!(titled_year("School Year 2023-24").as_deref(), Some("2023-24"));
        assert_eq!(titled_year("As of 2022-2023"), None);
    }

    #[test]
    fn title_or_header_say_what_is_counted() {
        let about = |rows: &[&[&str]]| {
            let cells = || rows.iter().flat_map(|r| r.iter()).map(|c| fold(c));
            (of_completers(cells()), of_participants(cells()))
        };
        assert_eq!(about(&[&["3.19 CTE Completers"], &["School Code", "Total"]]), (true, false));
        assert_eq!(about(&[&["School Code", "Total Participants"]]), (false, true));
        assert_eq!(about(&[&["CTE Concentrators"], &["School Code", "Total"]]), (false, false));
        assert_eq!(about(&[&["School Code", "Total"]]), (true, true));
    }
}
