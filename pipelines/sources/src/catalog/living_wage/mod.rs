//! Living wages: the Self-Sufficiency Standard's workbook. See the README beside this file.

use crate::clean::numbers::{Figure, figure};
use crate::decode::{Header, Line, Want, header};
use crate::edition::year;
use crate::error::Result;
use crate::head::Head;
use crate::layout::{At, Layout, Says};
use crate::source::Source;
use crate::stage::{BadRow, Stage};

/// The source.
pub static SOURCE: Source = Source {
    id: "living_wage",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/living_wage.toml")],
    layouts: &[Layout::new("families", "workbook with a row for each county and family type", At::Sheet(SHEETS), COLUMNS).edition(Says::Own(edition))],
    bundled: &[],
    reader_version: 2,
    stage,
};

/// Newer editions name the sheet; older ones have one beside their notes.
const SHEETS: &[&str] = &["by family", "*famil*", "sss*", "*"];
const STANDARD: &str = "Self-Sufficiency Standard";
const AGES: [&str; 4] = ["infants", "preschoolers", "schoolagers", "teenagers"];

/// `Preshooler(s)` stands in several editions.
const COLUMNS: &[Want] = &[
    Want::new("household", &["family type"]),
    Want::new("county", &["county", "place"]),
    Want::new("adults", &["adult(s)", "adults", "adult"]),
    Want::new("infants", &["infant(s)", "infants", "infant"]),
    Want::new("preschoolers", &["preschooler(s)", "preshooler(s)", "preschoolers", "preschooler"]),
    Want::new("schoolagers", &["schoolager(s)", "school-ager(s)", "schoolagers", "schoolager"]),
    Want::new("teenagers", &["teenager(s)", "teenagers", "teenager"]),
    Want::new("hourly", &["hourly self-sufficiency wage", "hourly self sufficiency wage", "hourly wage"]),
    Want::optional("year", &["year"]),
    Want::optional("state", &["state"]),
    Want::optional("analysis", &["analysis type", "analysis_type"]),
    Want::optional("housing", &["housing costs", "housing"]),
    Want::optional("child_care", &["child care costs", "child care"]),
    Want::optional("food", &["food costs", "food"]),
    Want::optional("transport", &["transportation costs", "transportation"]),
    Want::optional("health", &["health care costs", "health care"]),
    Want::optional("other", &["miscellaneous costs", "miscellaneous"]),
    Want::optional("telecommunication", &["broadband & cell phone"]),
    Want::optional("taxes", &["taxes"]),
    Want::optional("earned_credit", &["earned income tax credit (-)", "earned income tax credit"]),
    Want::optional("care_credit", &["child care tax credit (-)", "child care tax credit"]),
    Want::optional("child_credit", &["child tax credit (-)", "child tax credit"]),
    Want::optional("monthly", &["monthly self-sufficiency wage", "monthly self sufficiency wage"]),
    Want::optional("annual", &["annual self-sufficiency wage", "annual self sufficiency wage"]),
    Want::optional("savings", &["emergency savings"]),
];

/// The year: of the rows, else of the titles above them, else of the notes on another sheet.
fn edition(head: &Head) -> Option<String> {
    let mut elsewhere = None;
    for sheet in head.sheets() {
        let header = |l: &Line| header::matched(&l.cells, COLUMNS, &[]);
        let Some(at) = sheet.lines.iter().position(|l| header(l).is_whole()) else {
            let mut noted = sheet.lines.iter().flat_map(|l| &l.cells).filter(|c| c.to_lowercase().contains("self-sufficiency standard"));
            elsewhere = elsewhere.or_else(|| noted.find_map(|c| year_in(c)));
            continue;
        };
        let (titles, rest) = sheet.lines.split_at(at);
        let year = rest.first().and_then(|l| header(l).place("year"));
        let of_rows = rest.iter().skip(1).find_map(|l| year.and_then(|y| l.cells.get(y)).and_then(|c| year_in(c)));
        let found = of_rows.or_else(|| titles.iter().flat_map(|l| &l.cells).find_map(|c| year_in(c))).or_else(|| year_in(&sheet.name));
        if found.is_some() {
            return found;
        }
    }
    elsewhere
}

fn stage(stage: &mut Stage) -> Result<()> {
    let table = stage.table()?;
    let header = &table.header;
    let mut rows = stage.rows("stg_living_wage")?;
    for line in table.rows.iter().filter(|l| l.cells.iter().filter(|c| !c.trim().is_empty()).count() > 1) {
        if !header.fits(stage, line, false)? {
            continue;
        }
        let get = |name: &str| header.get(line, name);
        let key = [get("county"), get("household")].map(Option::unwrap_or_default).join(" | ");
        match typed(header, line, stage.edition()) {
            Ok((year, values)) => {
                let number = line.number.to_string();
                let mut cells = vec![Some(number.as_str()), Some(STANDARD), Some(year.as_str())];
                cells.extend(values.iter().map(Option::as_deref));
                stage.push(&mut rows, line.number, &key, &cells)?;
                stage.saw(&year);
            }
            Err((column, why)) => {
                let value = get(column).unwrap_or_default().to_owned();
                stage.put_aside(BadRow { line: line.number, column: column.to_owned(), value, key, reason: why.to_owned() });
            }
        }
    }
    stage.period = format!("{STANDARD} {}", stage.edition());
    stage.put(rows)
}

type Bad = (&'static str, &'static str);

/// The year, and the values from county to wage.
fn typed(header: &Header, line: &Line, edition: &str) -> std::result::Result<(String, Vec<Option<String>>), Bad> {
    let text = |name: &'static str| header.get(line, name);
    if text("state").is_some_and(|s| !s.eq_ignore_ascii_case("ca") && !s.eq_ignore_ascii_case("california")) {
        return Err(("state", "not California"));
    }
    let year = match text("year") {
        Some(cell) => year_in(cell).ok_or(("year", "not a year"))?,
        None => edition.to_owned(),
    };
    let county = text("county").ok_or(("county", "blank"))?;
    let county = county.strip_suffix(" County").unwrap_or(county);
    let household = text("household").map(str::to_lowercase).filter(|h| is_household(h)).ok_or(("household", "not a family type such as a1i0p1s0t0"))?;
    let mut out = vec![Some(county.to_owned()), Some(household.clone()), Some(people(text("adults")).ok_or(("adults", "not a number of people"))?)];
    for age in AGES {
        // Families of many children are given by their number alone; the columns then hold averages.
        let known = !household.contains('c');
        out.push(if known { Some(people(text(age)).ok_or((age, "not a number of people"))?) } else { None });
    }
    out.push(match figure(text("hourly").map(|t| t.trim_start_matches('$'))) {
        Ok(Figure::Known(n)) if n > 0.0 => Some(n.to_string()),
        Ok(Figure::Unknown(_)) => None,
        _ => return Err(("hourly", "not a wage")),
    });
    Ok((year, out))
}

/// `a2i1p0s1t0`, or `a1c4` where the ages are not told.
fn is_household(text: &str) -> bool {
    let mut letters = String::new();
    let mut digits = 0;
    for c in text.chars() {
        match c {
            '0'..='9' if !letters.is_empty() => digits += 1,
            '*' if letters == "ac" => {}
            c if c.is_ascii_lowercase() => letters.push(c),
            _ => return false,
        }
    }
    matches!(letters.as_str(), "aipst" | "ac") && digits >= letters.len() && text.starts_with('a')
}

/// A number of people; a blank is none.
fn people(text: Option<&str>) -> Option<String> {
    let text = text.unwrap_or("0");
    text.parse::<u8>().ok().map(|n| n.to_string())
}

/// The first year in a text.
fn year_in(text: &str) -> Option<String> {
    text.split(|c: char| !c.is_ascii_digit()).find(|d| year(d).is_some()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{is_household, year_in};

    #[test]
    fn households_and_years() {
        for text in ["a1i0p0s0t0", "a2i1p1s1t0", "a1c4", "a1c4****"] {
            assert!(is_household(text), "{text}");
        }
        for text in ["", "1 adult", "a1i0p0s0", "total", "i1a1p0s0t0", "a*c4", "acb"] {
            assert!(!is_household(text), "{text}");
        }
        assert_eq!(year_in("CA2021_all_families.xlsx").as_deref(), Some("2021"));
        assert_eq!(year_in("The Self-Sufficiency Standard for California 2024").as_deref(), Some("2024"));
        assert_eq!(year_in("Table 1"), None);
    }
}
