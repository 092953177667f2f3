//! The federal list of eligible training providers. See the README beside this file.

mod cells;

use crate::clean::cells::{Cells, Misfit};
use crate::decode::{Header, Line, Want};
use crate::edition;
use crate::error::Result;
use crate::layout::{At, Layout, Says};
use crate::source::Source;
use crate::stage::{Long, Stage, each_row_of_sheet};

/// The source.
pub static SOURCE: Source = Source {
    id: "dol_training_providers",
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/programs.toml")],
    layouts: &[Layout::new("programs", "download of all programs, one sheet", At::Sheet(&["*"]), COLUMNS).ignoring(LEFT_OUT).edition(Says::Nothing)],
    bundled: &[],
    reader_version: 1,
    stage,
};

const TABLE: &str = "stg_dol_training_program";
/// The state whose programs are kept.
const CALIFORNIA: &str = "CA";
/// The mark of a count that is withheld, not reported or judged unsound.
const WITHHELD: &[&str] = &["-1"];
/// The marks of a text that is not given.
const WORDLESS: &[&str] = &["-1", "NULL", "N/A"];

const COLUMNS: &[Want] = &[
    Want::new("reporting_state", &["reportingstate"]),
    Want::new("provider", &["d101_eligible_training_provider"]),
    Want::new("provider_unique_id", &["provider_unique_id"]),
    Want::new("entity_type", &["d104_entity_type"]),
    Want::new("program", &["d105_program_name"]),
    Want::optional("potential_outcomes", &["d108_program"]),
    Want::new("credential", &["d109_associated_credential"]),
    Want::new("cip_code", &["d110_cip_code"]),
    Want::optional("cip_title", &["cip_title"]),
    Want::optional("tuition_cost", &["d111_non_wioa_tuition_cost"]),
    Want::optional("supplies_cost", &["d112_non_wioa_supplies_cost"]),
    Want::new("hours", &["d113_program_length_hours"]),
    Want::new("weeks", &["d114_program_length_weeks"]),
    Want::optional("program_format", &["d116_program_format"]),
    Want::new("soc_code_1", &["d117_program_soc_occupation_1"]),
    Want::new("soc_code_2", &["d118_program_soc_occupation_2"]),
    Want::new("soc_code_3", &["d119_program_soc_occupation_3"]),
    Want::optional("address", &["address"]),
    Want::new("city", &["city"]),
    Want::new("state", &["state"]),
    Want::new("zip", &["zip"]),
    Want::new("people_served", &["d120_total_served"]),
    Want::new("people_exited", &["d121_total_exited"]),
    Want::new("people_completed", &["d122_total_completed"]),
    Want::optional("credentials_earned", &["c_total_credential"]),
    Want::new("employed_q2", &["d123_total_employed_q2"]),
    Want::new("employed_q2_of", &["de129"]),
    Want::new("employment_rate_q2", &["c_q2_employment_percent"]),
    Want::optional("employed_q4", &["d124_total_employed_q4"]),
    Want::optional("employed_q4_of", &["de130"]),
    Want::optional("wioa_q2_of", &["de170"]),
    Want::optional("wioa_q4_of", &["de171"]),
    Want::optional("median_earnings_q2", &["c_median_earnings"]),
    Want::new("listed_date", &["de172"]),
];

/// Columns that are known and not read: descriptions, addresses of pages, and shares that follow from the counts.
const LEFT_OUT: &[&str] = &[
    "d102_provider_description",
    "d106_program_description",
    "d107_program_url",
    "d115_program_prerequisites",
    "c_completed_percent",
    "c_q4_employment_percent",
    "c_cred_attainment_percent",
];

fn stage(stage: &mut Stage) -> Result<()> {
    let mut table = Long::open(stage, TABLE)?;
    let mut days: Vec<String> = Vec::new();
    each_row_of_sheet(stage, COLUMNS, |stage, header, line| {
        let is_ours = |name| header.get(line, name).is_some_and(|t| t.eq_ignore_ascii_case(CALIFORNIA));
        if !is_ours("reporting_state") && !is_ours("state") {
            return Ok(());
        }
        let key = ["provider", "program", "cip_code", "zip"].map(|name| header.get(line, name).unwrap_or_default()).join(" | ");
        let values = typed(header, line, &stage.role);
        days.extend(values.iter().filter_map(|v| v.iter().rev().nth(1).cloned().flatten()));
        table.take(stage, line.number, &key, values)
    })?;
    table.close(stage)?;
    bounded(stage, &mut days)?;
    stage.period = match days.last() {
        Some(day) => format!("period not published (newest program listed on {day})"),
        None => "period not published".to_owned(),
    };
    Ok(())
}

/// No program was put on a list after the list was taken: the content bounds the edition that was given. One day in a hundred may be a slip of the pen. Leaves the
/// days that can be, in their order.
fn bounded(stage: &mut Stage, days: &mut Vec<String>) -> Result<()> {
    let given = edition::rank(stage.edition());
    let is_later = |day: &String| edition::rank(day).iter().zip(&given).find(|(d, g)| d != g).is_some_and(|(d, g)| d > g);
    days.sort();
    let later: Vec<String> = days.iter().filter(|d| is_later(d)).cloned().collect();
    let Some(newest) = later.last() else { return Ok(()) };
    if later.len() * 100 > days.len() {
        return Err(stage.refuse(format!("it lists programs since {newest}, which is after the edition given, {}", stage.edition())));
    }
    stage.warnings.push(format!("{}: {} programs were listed after the edition given, {} (the last on {newest})", stage.name, later.len(), stage.edition()));
    days.retain(|d| !is_later(d));
    Ok(())
}

fn typed(header: &Header, line: &Line, role: &str) -> std::result::Result<Vec<Option<String>>, Misfit> {
    let text = |name| header.get(line, name);
    let mut unknown = Cells::default();
    let named = |name: &'static str| text(name).map(str::to_owned).ok_or_else(|| Misfit::new(name, None, "blank"));
    let mut values = vec![Some(line.number.to_string()), Some(role.to_owned()), Some(named("reporting_state")?.to_uppercase()), Some(named("provider")?)];
    let mut word = |name: &'static str| if header.has(name) { unknown.category(name, text(name), WORDLESS) } else { None };
    values.extend([word("provider_unique_id"), word("entity_type"), Some(named("program")?), word("potential_outcomes"), word("credential")]);
    let (title, format) = (word("cip_title"), word("program_format"));
    values.extend([cells::code(&mut unknown, "cip_code", text("cip_code"), cells::cip), title]);
    let mut is_competency_based = false;
    for name in ["hours", "weeks"] {
        let is_mark = text(name) == Some("-1");
        is_competency_based |= is_mark;
        values.push(if is_mark { unknown.unknown(name, "competency-based") } else { unknown.amount(name, text(name), &[])? });
    }
    values.push(Some(is_competency_based.to_string()));
    values.push(format);
    let mut occupations: Vec<String> = Vec::new();
    for name in ["soc_code_1", "soc_code_2", "soc_code_3"] {
        // The same occupation twice is named once.
        let code = cells::code(&mut unknown, name, text(name), cells::soc).filter(|c| !occupations.contains(c));
        occupations.extend(code.clone());
        values.push(code);
    }
    let mut amount = |name: &'static str| if header.has(name) { unknown.amount(name, text(name), WITHHELD) } else { Ok(None) };
    values.extend([amount("tuition_cost")?, amount("supplies_cost")?]);
    values.extend(["address", "city"].map(|name| text(name).map(str::to_owned)));
    values.push(text("state").map(str::to_uppercase));
    values.push(text("zip").and_then(cells::zip));
    for name in COUNTS {
        let value = if header.has(name) { unknown.amount(name, text(name), WITHHELD)? } else { None };
        if name != RATE && name != EARNINGS && value.as_ref().is_some_and(|v| v.contains('.')) {
            return Err(Misfit::new(name, text(name), "not a whole number of people"));
        }
        values.push(value);
    }
    values.push(match text("listed_date").filter(|t| *t != "-1" && *t != "0") {
        Some(t) => Some(cells::day(t).ok_or_else(|| Misfit::new("listed_date", Some(t), "not a date"))?),
        None => unknown.unknown("listed_date", text("listed_date").map_or("blank", |_| "-1")),
    });
    values.push(Some(unknown.reasons()));
    Ok(values)
}

const RATE: &str = "employment_rate_q2";
const EARNINGS: &str = "median_earnings_q2";
/// The counts of people, the rate and the earnings, in the order of the contract.
const COUNTS: [&str; 12] = [
    "people_served",
    "people_exited",
    "people_completed",
    "credentials_earned",
    "employed_q2",
    "employed_q2_of",
    RATE,
    "employed_q4",
    "employed_q4_of",
    "wioa_q2_of",
    "wioa_q4_of",
    EARNINGS,
];
