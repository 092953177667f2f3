//! The four layouts: columns in order, what each holds, an example row.

use crate::decode::Want;

use super::value::{Get, Kind, Problem};

/// One table that an analyst can bring in.
pub struct Layout {
    /// Its role on the card and its name on the command line.
    pub role: &'static str,
    /// The staged table.
    pub table: &'static str,
    /// The columns in order; an optional one may be left out, or blank in a row.
    pub wants: &'static [Want],
    /// What each column holds.
    pub kinds: &'static [Kind],
    /// An invented row.
    pub example: &'static [&'static str],
    /// Columns that no two rows share.
    pub(super) key: &'static [&'static str],
    /// The column that says which period the rows are about.
    pub(super) period: &'static str,
    /// What must hold between the columns of a row.
    pub(super) rule: fn(&Get) -> Option<Problem>,
}

impl Layout {
    /// The place of a column.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.wants.iter().position(|w| w.name == name)
    }
}

/// The columns that every table has: who says so, under which licence, where, and since when.
macro_rules! layout {
    ($role:literal, $table:literal, key $key:expr, period $period:literal, rule $rule:expr; $($new:ident $name:literal $kind:expr, $example:literal;)*) => {
        Layout {
            role: $role,
            table: $table,
            wants: &[
                $(Want::$new($name, &[$name]),)*
                Want::new("source", &["source"]),
                Want::new("licence", &["licence", "license"]),
                Want::optional("url", &["url"]),
                Want::new("retrieved", &["retrieved"]),
            ],
            kinds: &[$($kind,)* Kind::Text, Kind::Text, Kind::Address, Kind::Day],
            example: &[$($example,)* "(invented example: replace this row)", "public", "https://example.org/report", "2026-01-31"],
            key: &$key,
            period: $period,
            rule: $rule,
        }
    };
}

/// Kinds of supply.
const STREAMS: Kind = Kind::OneOf(&["credit", "noncredit", "transfer", "bachelors", "rocp", "hs_cte", "apprenticeship", "private"]);
const PROGRAMS: Kind = Kind::OneOf(&["TOP", "CIP"]);
const SCHEMES: Kind = Kind::OneOf(&["macroregion", "coe", "jobs-first", "edd-area", "county", "state"]);

pub(super) static LAYOUTS: [Layout; 4] = [
    layout! {
        "demand", "stg_table_demand", key ["area", "counties", "scheme", "region", "soc", "period", "source"], period "period", rule area;
        new "area" Kind::Text, "Inland Empire";
        optional "counties" Kind::Counties, "06065;06071";
        optional "scheme" SCHEMES, "";
        optional "region" Kind::Text, "";
        new "soc" Kind::Soc, "31-1131";
        optional "occupation" Kind::Text, "Nursing Assistants";
        new "annual_openings" Kind::Count, "1200";
        optional "annual_exits" Kind::Count, "500";
        optional "annual_transfers" Kind::Count, "600";
        optional "annual_change" Kind::Change, "100";
        new "period" Kind::Period, "2023-2033";
    },
    layout! {
        "supply", "stg_table_supply",
        key ["provider", "county", "stream", "program_kind", "program_code", "award_level", "school_year", "counted"], period "school_year", rule none;
        new "provider" Kind::Text, "Example Adult School";
        new "county" Kind::County, "06065";
        new "stream" STREAMS, "rocp";
        new "program_kind" PROGRAMS, "CIP";
        new "program_code" Kind::Program, "51.3902";
        optional "program" Kind::Text, "Nursing Assistant";
        new "award_level" Kind::Text, "Certificate";
        new "school_year" Kind::SchoolYear, "2024-25";
        new "counted" Kind::OneOf(&["completers", "awards"]), "completers";
        new "number" Kind::Count, "40";
    },
    layout! {
        "crosswalk", "stg_table_crosswalk", key ["program_kind", "program_code", "soc"], period "period", rule none;
        new "program_kind" PROGRAMS, "TOP";
        new "program_code" Kind::Program, "123030";
        new "soc" Kind::Soc, "31-1131";
        optional "weight" Kind::Weight, "1";
        new "reason" Kind::Text, "The program prepares for the state's certificate";
        new "period" Kind::Period, "2026";
    },
    layout! {
        "living_wage", "stg_table_living_wage", key ["standard", "county", "household", "year"], period "year", rule none;
        new "standard" Kind::Text, "Example Living Wage Standard";
        optional "county" Kind::County, "06065";
        new "household" Kind::Text, "one adult";
        new "hourly" Kind::Wage, "25.00";
        new "year" Kind::Year, "2026";
    },
];

fn none(_: &Get) -> Option<Problem> {
    None
}

/// An area is either a list of counties, or a region of a scheme.
fn area(get: &Get) -> Option<Problem> {
    let reason = match (get("counties"), get("scheme"), get("region")) {
        (Some(_), None, None) | (None, Some(_), Some(_)) => return None,
        (Some(_), ..) => "counties beside a scheme or region: give the one or the other",
        (None, None, None) => "neither counties, nor a scheme and region",
        (None, ..) => "a scheme and a region belong together",
    };
    Some(Problem { column: "counties", value: get("counties").unwrap_or_default().to_owned(), reason: reason.to_owned() })
}

/// A layout by its role.
#[must_use]
pub fn find(role: &str) -> Option<&'static Layout> {
    LAYOUTS.iter().find(|l| l.role == role)
}

/// The roles there are.
#[must_use]
pub fn roles() -> Vec<&'static str> {
    LAYOUTS.iter().map(|l| l.role).collect()
}

/// A CSV with the header and the example row.
#[must_use]
pub fn template(layout: &Layout) -> String {
    let quoted = |cell: &&str| if cell.contains([',', '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { (*cell).to_owned() };
    let header: Vec<_> = layout.wants.iter().map(|w| w.name).collect();
    let row: Vec<_> = layout.example.iter().map(quoted).collect();
    format!("{}\r\n{}\r\n", header.join(","), row.join(","))
}

#[cfg(test)]
mod tests {
    use super::LAYOUTS;

    #[test]
    fn every_column_has_a_kind_an_example_and_a_key_that_is_a_column() {
        for l in &LAYOUTS {
            assert_eq!((l.kinds.len(), l.example.len()), (l.wants.len(), l.wants.len()), "{}", l.role);
            assert!(l.key.iter().chain([&l.period]).all(|k| l.place(k).is_some()), "{}", l.role);
        }
    }
}
