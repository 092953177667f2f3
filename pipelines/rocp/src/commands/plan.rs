//! `rocp plan`: where new seats would fill the most unmet openings of a region or of a provider's service area.

mod place;
mod print;

use std::path::Path;

use arrow::array::{AsArray, RecordBatch};
use clap::ValueEnum;
use rocp_lake::{Lake, release};
use rocp_queries::run::Staged;
use rocp_queries::{adhoc, plan};
use serde::Serialize;

use crate::error::{AppError, Result};
use crate::pipeline;

/// What is asked on the command line.
#[derive(Debug, clap::Args)]
pub struct Wanted {
    /// A region by its id or name.
    #[arg(long, value_name = "REGION", required_unless_present = "provider")]
    region: Option<String>,
    /// Scheme of the region, where several have one of that name.
    #[arg(long, value_name = "SCHEME", conflicts_with = "provider")]
    scheme: Option<String>,
    /// A provider with a catalog, by its id or name: its courses, in its service area.
    #[arg(long, value_name = "PROVIDER", conflicts_with = "region")]
    provider: Option<String>,
    /// New seats a year.
    #[arg(long, value_name = "N", required_unless_present = "budget")]
    seats: Option<u32>,
    /// Dollars a year to spend; needs --cost-per-seat.
    #[arg(long, value_name = "DOLLARS")]
    budget: Option<f64>,
    /// Dollars a year that one seat costs.
    #[arg(long, value_name = "DOLLARS")]
    cost_per_seat: Option<f64>,
    /// What an opening counts: one, or its median hourly wage.
    #[arg(long, value_enum, default_value_t = Weight::Openings)]
    weight: Weight,
    /// Completers per student to assume where no completion is known, for example 0.8.
    #[arg(long, value_name = "RATIO")]
    completion: Option<f64>,
    /// The most seats for one course or program.
    #[arg(long, value_name = "N")]
    at_most: Option<u32>,
    /// Also move seats out of the provider's courses whose every occupation is in surplus.
    #[arg(long = "move")]
    moves: bool,
    /// Print the program that is solved, in LP format.
    #[arg(long)]
    show_program: bool,
    /// How the plan is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// What an opening counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Weight {
    /// Every opening counts one.
    Openings,
    /// Every opening counts its median hourly wage.
    Wages,
}

/// Formats of plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading.
    Text,
    /// For programs.
    Json,
}

/// A plan with what it holds for.
#[derive(Debug, Serialize)]
struct Answer {
    run: String,
    profile: String,
    scheme: String,
    region_id: String,
    region: String,
    is_example: bool,
    is_provider: bool,
    demand_period: Option<String>,
    supply_period: Option<String>,
    budget: Option<f64>,
    cost_per_seat: Option<f64>,
    ask: plan::Ask,
    plan: plan::Plan,
    not_counted: Vec<String>,
}

/// Runs the command.
pub fn run(lake: &Lake, wanted: &Wanted) -> Result<u8> {
    let ask = ask(wanted)?;
    let run = release::published(lake)?;
    let profile = release::manifest(lake, &run)?.profile;
    let tables = super::query::tables(lake)?;
    let scratch = tempfile::tempdir().map_err(|source| AppError::Machine { problem: "there is no scratch folder".into(), source })?;
    let place = place::find(&places(scratch.path(), &tables)?, wanted)?;
    let options = answer(scratch.path(), &tables, &options(&place))?;
    let first = |column: &str| first(&options, column);
    let answer = Answer {
        run,
        profile,
        is_provider: wanted.provider.is_some(),
        is_example: options.iter().filter_map(|b| b.column_by_name("is_example")).any(|c| c.as_boolean().true_count() > 0),
        demand_period: first("demand_period"),
        supply_period: first("supply_period"),
        budget: wanted.budget,
        cost_per_seat: wanted.cost_per_seat,
        plan: plan::make(&plan::read(&options)?, &ask),
        ask,
        not_counted: not_counted(scratch.path(), &tables, &place)?,
        scheme: place.scheme,
        region_id: place.region_id,
        region: place.region,
    };
    match wanted.format {
        Format::Json => println!("{}", json(&answer)?),
        Format::Text => print!("{}", print::text(&answer, wanted.show_program)),
    }
    Ok(0)
}

/// What is asked, or why it cannot be.
fn ask(wanted: &Wanted) -> Result<plan::Ask> {
    let refuse = |problem: &str, hint: &str| AppError::Usage { problem: problem.into(), hint: hint.into() };
    let above = |value: Option<f64>| value.is_none_or(|v| v.is_finite() && v > 0.0);
    if !above(wanted.budget) || !above(wanted.cost_per_seat) {
        return Err(refuse("a budget and the cost of a seat are dollars above 0", "for example --budget 250000 --cost-per-seat 4800"));
    }
    if wanted.completion.is_some_and(|c| !(c > 0.0 && c <= 1.0)) {
        return Err(refuse("completion is a ratio above 0, 1 at most", "for example --completion 0.8, for eight completers of ten students"));
    }
    if wanted.moves && wanted.provider.is_none() {
        return Err(refuse("the seats of a region's programs are not known: none can be moved", "--move goes with --provider, whose catalog has seats"));
    }
    if wanted.at_most == Some(0) {
        return Err(refuse("with at most 0 seats for each course there is no plan", "--at-most takes a number of 1 or more"));
    }
    let bought = match (wanted.budget, wanted.cost_per_seat) {
        (None, None) => u32::MAX,
        (Some(budget), Some(cost)) => (budget / cost + 1e-9).floor().min(f64::from(u32::MAX)) as u32,
        (Some(_), None) => {
            return Err(refuse("what the budget buys is not known", "say what a seat costs a year with --cost-per-seat: no source publishes it"));
        }
        (None, Some(_)) => return Err(refuse("a cost without a budget says nothing", "give --budget, or --seats alone")),
    };
    let seats = wanted.seats.unwrap_or(u32::MAX).min(bought);
    if seats == 0 && !wanted.moves {
        return Err(refuse(
            "there is no seat to place",
            "ask for --seats 1 or more, or a budget of at least one seat; with --move, seats can be moved without new ones",
        ));
    }
    if seats > MOST {
        return Err(refuse("that is more seats than a plan can place", "ask for 100,000 seats at most"));
    }
    let completion = wanted.completion;
    Ok(plan::Ask { seats, by_wages: wanted.weight == Weight::Wages, moves: wanted.moves, at_most: wanted.at_most, completion })
}

/// The most seats of a plan.
const MOST: u32 = 100_000;

/// The regions that options are held of.
fn places(scratch: &Path, tables: &[Staged]) -> Result<Vec<place::Place>> {
    let batches = answer(scratch, tables, "SELECT DISTINCT scheme, region_id, region FROM plan_option ORDER BY scheme, region_id")?;
    let [scheme, region_id, region] = ["scheme", "region_id", "region"].map(|c| texts(&batches, c));
    Ok(scheme.into_iter().zip(region_id).zip(region).map(|((scheme, region_id), region)| place::Place { scheme, region_id, region }).collect())
}

/// The options of a place: program codes of a region; of a provider its courses, and what nobody teaches there and an ROCP can start.
fn options(place: &place::Place) -> String {
    let quoted = |text: &str| text.replace('\'', "''");
    let here = format!("scheme = '{}' AND region_id = '{}'", quoted(&place.scheme), quoted(&place.region_id));
    let which = if place.scheme == place::SERVICE_AREA {
        format!(
            "(option_kind = 'course' OR (programs = 0 AND coalesce(rocp_taught, true) AND program_code NOT IN \
             (SELECT program_code FROM plan_option WHERE {here} AND option_kind = 'course')))"
        )
    } else {
        "option_kind = 'program'".to_owned()
    };
    format!("SELECT * FROM plan_option WHERE {here} AND {which} ORDER BY option_kind, option_id, soc")
}

/// Kinds of training of which nothing is counted there.
fn not_counted(scratch: &Path, tables: &[Staged], place: &place::Place) -> Result<Vec<String>> {
    let quoted = |text: &str| text.replace('\'', "''");
    let sql = format!(
        "SELECT stream_title FROM stream_region WHERE scheme = '{}' AND region_id = '{}' AND missing_flag IS NOT NULL AND programs = 0 ORDER BY stream_title",
        quoted(&place.scheme),
        quoted(&place.region_id)
    );
    Ok(texts(&answer(scratch, tables, &sql)?, "stream_title"))
}

fn answer(scratch: &Path, tables: &[Staged], sql: &str) -> Result<Vec<RecordBatch>> {
    Ok(pipeline::runtime()?.block_on(adhoc::answer(scratch, tables, sql))?)
}

/// The texts of a column.
fn texts(batches: &[RecordBatch], column: &str) -> Vec<String> {
    let columns = batches.iter().filter_map(|b| b.column_by_name(column)).map(|c| c.as_string::<i32>());
    columns.flat_map(|c| c.iter().map(|v| v.unwrap_or_default().to_owned()).collect::<Vec<_>>()).collect()
}

/// The first known text of a column, in the order of its texts.
fn first(batches: &[RecordBatch], column: &str) -> Option<String> {
    texts(batches, column).into_iter().filter(|t| !t.is_empty()).min()
}

fn json(answer: &Answer) -> Result<String> {
    serde_json::to_string_pretty(answer).map_err(|source| AppError::Machine { problem: "the plan cannot be written".into(), source: source.into() })
}
