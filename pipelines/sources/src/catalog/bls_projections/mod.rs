//! BLS Employment Projections: the national occupational tables. See the README beside this file.

mod row;
mod sheet;

use crate::decode::workbook::Sheet;
use crate::decode::{Want, header};
use crate::error::Result;
use crate::head::{Fit, Head, Near};
use crate::layout::{At, Layout, Says};
use crate::source::Source;
use crate::stage::Stage;
use row::Kind;

/// The source.
pub static SOURCE: Source = Source {
    id: "bls_projections",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/projections.toml"), include_str!("tables/separations.toml")],
    layouts: &[Layout::new("occupations", "workbook with tables of worker characteristics and of separations", At::Own(fit), &[]).edition(Says::Own(edition))],
    bundled: &[],
    reader_version: 2,
    stage,
};

/// Columns that every table has, and those of one table.
macro_rules! columns {
    ($($more:expr),* $(,)?) => {
        &[
            Want::new("occupation", &["base national employment matrix title", "base national employment matrix title and code"]),
            Want::new("soc_code", &["base national employment matrix code", sheet::CODE]),
            Want::new("occupation_type", &["occupation type"]),
            Want::optional("base_employment_thousands", &["employment base"]),
            Want::optional("projected_employment_thousands", &["employment projected"]),
            Want::optional("numeric_change_thousands", &["employment change numeric", "employment change number"]),
            Want::optional("change_percent", &["employment change percent"]),
            Want::new("openings_year_thousands", &["occupational openings annual average"]),
            $($more),*
        ]
    };
}

const PROJECTIONS: &[Want] = columns![
    Want::optional("distribution_base", &["employment distribution percent base"]),
    Want::optional("distribution_projected", &["employment distribution percent projected"]),
    Want::new("self_employed_percent", &["percent self employed base", "percent self employed"]),
    Want::new("median_annual_wage", &["median annual wage", "median annual wage base", "median annual wage dollars", "median annual wage dollars base"]),
    Want::new("entry_education", &["typical education needed for entry"]),
    Want::new("work_experience", &["work experience in a related occupation"]),
    Want::new("job_training", &["typical on-the-job training needed to attain competency in the occupation"]),
    Want::optional("handbook", &["related occupational outlook handbook content xlsx", "related occupational outlook handbook content"]),
];

const SEPARATIONS: &[Want] = columns![
    Want::new("exit_rate_percent", &["labor force exit rate annual average", "occupational separations rate annual average labor force exits"]),
    Want::new("transfer_rate_percent", &["occupational transfer rate annual average", "occupational separations rate annual average occupational transfers"]),
    Want::new("separation_rate_percent", &["total occupational separations rate annual average", "occupational separations rate annual average total"]),
    Want::new("exits_year_thousands", &["labor force exits annual average", "occupational separations annual average labor force exits"]),
    Want::new("transfers_year_thousands", &["occupational transfers annual average", "occupational separations annual average occupational transfers"]),
    Want::new("separations_year_thousands", &["total occupational separations annual average", "occupational separations annual average total"]),
];

/// What is staged of a table, in the contract's order.
const STAGED_PROJECTIONS: &[(&str, Kind)] = &[
    ("base_employment_thousands", Kind::Amount),
    ("projected_employment_thousands", Kind::Amount),
    ("numeric_change_thousands", Kind::Change),
    ("change_percent", Kind::Change),
    ("self_employed_percent", Kind::Amount),
    ("openings_year_thousands", Kind::Amount),
    ("median_annual_wage", Kind::Wage),
    ("entry_education", Kind::Category),
    ("work_experience", Kind::Category),
    ("job_training", Kind::Category),
];

const STAGED_SEPARATIONS: &[(&str, Kind)] = &[
    ("exit_rate_percent", Kind::Amount),
    ("transfer_rate_percent", Kind::Amount),
    ("separation_rate_percent", Kind::Amount),
    ("exits_year_thousands", Kind::Amount),
    ("transfers_year_thousands", Kind::Amount),
    ("separations_year_thousands", Kind::Amount),
    ("openings_year_thousands", Kind::Amount),
];

/// What the titles of the two tables say in every edition, whatever the number of the table.
const CHARACTERISTICS: &str = "worker characteristics";
const SEPARATED: &str = "occupational separations and openings";

/// The sheet whose title says so.
fn titled<'s>(sheets: &'s [Sheet], says: &str) -> Option<&'s Sheet> {
    sheets.iter().find(|s| sheet::title(s).contains(says) && sheet::period(&sheet::title(s)).is_some())
}

fn fit(head: &Head) -> Fit {
    let mut near = Near::default();
    let (projections, separations) = (titled(head.sheets(), CHARACTERISTICS), titled(head.sheets(), SEPARATED));
    let tables = [(projections, PROJECTIONS, CHARACTERISTICS), (separations, SEPARATIONS, SEPARATED)];
    for (table, wants, says) in tables {
        let Some((raw, ..)) = table.and_then(sheet::header) else {
            near.missing.push(format!("a table titled {says}, with its period"));
            continue;
        };
        let found = header::matched(&raw.cells, wants, &[]);
        near.found += found.found();
        near.missing.extend(found.missing);
        near.unknown.extend(found.unknown);
    }
    match (near.found, near.missing.is_empty()) {
        (0, _) => Fit::No,
        (found, true) => Fit::Yes(found),
        (_, false) => Fit::Near(near),
    }
}

/// The period that the titles name.
fn edition(head: &Head) -> Option<String> {
    let named = |says| titled(head.sheets(), says).and_then(|s| sheet::period(&sheet::title(s)));
    let (first, last) = named(SEPARATED).or_else(|| named(CHARACTERISTICS))?;
    Some(format!("{first}-{last}"))
}

fn stage(stage: &mut Stage) -> Result<()> {
    let heads = stage.heads()?;
    let name = |says: &str| titled(&heads, says).map(|s| s.name.clone());
    let (Some(projections), Some(separations)) = (name(CHARACTERISTICS), name(SEPARATED)) else {
        return Err(stage.refuse(format!("it has no tables whose titles name {CHARACTERISTICS}, {SEPARATED} and a period such as 2024-34")));
    };
    let mut sheets = stage.sheets(&[&projections, &separations])?;
    let separations = sheet::parse(stage, sheets.pop())?;
    let projections = sheet::parse(stage, sheets.pop())?;
    for table in [&projections, &separations] {
        stage.saw(&table.period);
    }
    if projections.period != separations.period {
        return Err(stage.refuse(format!("{} is about {}, {} about {}", projections.name, projections.period, separations.name, separations.period)));
    }
    row::put(stage, &projections, "stg_bls_projections", PROJECTIONS, STAGED_PROJECTIONS)?;
    row::put(stage, &separations, "stg_bls_separations", SEPARATIONS, STAGED_SEPARATIONS)?;
    stage.period = projections.period;
    Ok(())
}
