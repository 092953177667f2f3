//! The check as a whole, on small catalogs.

use super::check::{Catalog, Options, check};
use super::columns::COLUMNS;
use super::table::from_text;

const GOOD: [&str; 19] = [
    "Test ROP",
    "county office",
    "Butte",
    "",
    "Center",
    "Butte",
    "high school",
    "evening",
    "2024-25",
    "A1",
    "Welding",
    "",
    "",
    "48.0508",
    "",
    "180",
    "",
    "adult",
    "20",
];

/// A catalog of the given rows: changes to a good row, as pairs of a heading's place and a value.
fn text(rows: &[&[(usize, &str)]]) -> String {
    let quoted = |c: &str| if c.contains([',', ';', '"']) { format!("\"{}\"", c.replace('"', "\"\"")) } else { c.to_owned() };
    let mut out = COLUMNS.iter().map(|c| quoted(c.heading)).collect::<Vec<_>>().join(",");
    for changes in rows {
        let mut cells: Vec<&str> = GOOD.to_vec();
        cells.resize(COLUMNS.len(), "");
        changes.iter().for_each(|(i, v)| cells[*i] = v);
        out.push_str(&format!("\n{}", cells.iter().map(|c| quoted(c)).collect::<Vec<_>>().join(",")));
    }
    out
}

fn read(text: &str) -> Catalog {
    check(&from_text(text.as_bytes()), &Options::default())
}

fn kinds(text: &str) -> Vec<(u64, &'static str)> {
    read(text).problems.iter().map(|p| (p.line, p.kind)).collect()
}

#[test]
fn a_good_row_has_no_problems_in_any_layout() {
    let good = text(&[&[]]);
    assert_eq!(kinds(&good), []);
    assert_eq!(kinds(&format!("\u{feff}{good}")), []);
    assert_eq!(kinds(&good.replace(',', ";")), []);
    assert_eq!(kinds(&good.replace(',', "\t")), []);
    assert_eq!(kinds(&format!("Our catalog of courses\n\n{good}")), []);
    assert_eq!(kinds(&good.to_uppercase()), []);
    let latin: Vec<u8> = good.replace("Center", "Ca\u{f1}ada").chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let catalog = check(&from_text(&latin), &Options::default());
    assert_eq!(catalog.courses[0].get("site"), Some("Ca\u{f1}ada"));
    assert_eq!(catalog.problems.iter().map(|p| (p.kind, p.is_error())).collect::<Vec<_>>(), [("encoding", false)]);
}

#[test]
fn files_that_are_no_catalog() {
    assert!(kinds("Provider,Site,Venue,Seats\n").contains(&(1, "missing-column")));
    for (file, kind) in [("", "no-headings"), ("a,b\n1,2", "no-headings"), ("\u{0}", "not-text"), ("Provider,Site,\"Venue", "damaged")] {
        assert_eq!(read(file).problems.first().map(|p| p.kind), Some(kind), "{file:?}");
    }
    assert_eq!(kinds(&text(&[])), [(0, "no-courses")]);
    let renamed = read(&text(&[&[]]).replace("Schedule", "Shedule"));
    let (a, b) = (&renamed.problems[0], &renamed.problems[1]);
    assert_eq!((a.kind, b.kind, a.is_error(), b.is_error()), ("extra-column", "missing-column", false, true));
    assert!(b.what_to_do.contains("Then rename it Schedule"), "{b}");
    assert_eq!(kinds(&text(&[&[]]).replace("Placed", "Seats")), [(1, "column-twice"), (1, "missing-column")]);
    assert_eq!(kinds(&format!("{}\nx,y", text(&[&[]]))), [(3, "row-length")]);
}

#[test]
fn rows_are_compared_with_each_other() {
    assert_eq!(kinds(&text(&[&[], &[(4, "center ")]])), [(3, "duplicate")]);
    assert_eq!(kinds(&text(&[&[], &[(9, "B")], &[(9, "C"), (1, "joint powers")]])), [(4, "structure-differs")]);
    assert_eq!(kinds(&text(&[&[], &[(9, "B"), (5, "Glenn")]])), [(3, "site-county-differs"), (3, "site-outside")]);
    assert_eq!(kinds(&text(&[&[], &[(7, "summer"), (10, "Cooking")]])), [(3, "title-differs")]);
    assert_eq!(kinds(&text(&[&[], &[(8, "2023-24"), (10, "Welding I")]])), [], "a title may change with the year");
    assert_eq!(kinds(&text(&[&[], &[(0, "Test R.O.P")]])), [(3, "duplicate")], "dots make no other provider");
    assert_eq!(kinds(&text(&[&[], &[(0, "Tets ROP")]])), [(3, "similar-provider")]);
    // What is wrong with a provider is told once.
    let rows = read(&text(&[&[(2, "Bute")], &[(2, "Bute"), (9, "B")], &[(2, "Bute"), (9, "C")]]));
    assert_eq!(rows.problems.len(), 1);
    assert!(rows.problems[0].problem.ends_with("(on 3 rows)"), "{}", rows.problems[0]);
}

#[test]
fn counts_are_compared_and_blank_is_unknown() {
    // Seats 18, enrolled 19, waitlisted 20, completers 21, placed 22.
    assert_eq!(kinds(&text(&[&[(19, "12"), (18, "0")]])), [(2, "enrolled-without-seats")]);
    assert_eq!(kinds(&text(&[&[(19, "12"), (18, "")]])), [(2, "seats-unknown")]);
    assert_eq!(kinds(&text(&[&[(19, "31")]])), [(2, "over-full")]);
    assert_eq!(kinds(&text(&[&[(19, "1,2")]])), [(2, "count-text")]);
    assert_eq!(kinds(&text(&[&[(19, "12.5")]])), [(2, "count-fraction")]);
    assert_eq!(kinds(&text(&[&[(21, "-1")]])), [(2, "count-negative")]);
    assert_eq!(kinds(&text(&[&[(21, "#REF!")]])), [(2, "excel-error")]);
    assert_eq!(kinds(&text(&[&[(24, &"x".repeat(2001))]])), [(2, "too-long")]);
    assert_eq!(kinds(&text(&[&[(3, "12345")]])), [(2, "unitid")]);
    assert_eq!(kinds(&text(&[&[(13, "")]])), [(2, "no-code")]);
    assert_eq!(kinds(&text(&[&[(23, "internship, tour")]])), [(2, "unknown-work-based-learning")]);
    assert_eq!(kinds(&text(&[&[(15, "9000")]])), [(2, "hours-implausible")]);
    let catalog = read(&text(&[&[(19, "")]]));
    assert_eq!(catalog.courses[0].count("enrolled"), None);
    let small = read(&text(&[&[(19, "8"), (21, "9")]]));
    assert!(small.problems[0].to_string().contains("\"9\"") && small.problems[0].for_log().to_string().contains("10 or fewer"));
}
