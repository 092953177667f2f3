//! A plan for reading.

use rocp_queries::plan::{Line, Plan};

use super::Answer;
use crate::say;

/// Options named under one reason, and reasons.
const NAMED: usize = 4;
const REASONS: usize = 8;

/// The plan as text.
pub fn text(answer: &Answer, show_program: bool) -> String {
    let plan = &answer.plan;
    let mut out = head(answer);
    out.push_str(&result(answer));
    for (title, lines) in [("Grow", &plan.grow), ("Start (no counted program there teaches it yet)", &plan.start)] {
        if !lines.is_empty() {
            out.push_str(&format!("\n{title}\n"));
            lines.iter().for_each(|l| out.push_str(&line(l)));
        }
    }
    out.push_str(&shrink(answer));
    out.push_str(&limits(plan));
    out.push_str(&left_out(plan));
    out.push_str(&reckoning(answer));
    if show_program {
        out.push_str(&format!("\nProgram (LP format)\n{}", plan.program));
    }
    out
}

/// What the plan is for.
fn head(answer: &Answer) -> String {
    let kind = if answer.is_provider { "courses in its service area".to_owned() } else { answer.scheme.clone() };
    let invented = if answer.is_example { "INVENTED EXAMPLE: no real provider, no real seats.\n" } else { "" };
    let unknown = || "unknown".to_owned();
    let money = match (answer.budget, answer.cost_per_seat) {
        (Some(budget), Some(cost)) => format!(" (of ${}, ${} a seat)", number(budget), number(cost)),
        _ => String::new(),
    };
    format!(
        "Seat plan: {} ({kind}), {} new seats a year{money}\n{invented}Run {}, profile {}. Openings: {}. Supply: {}.\n",
        answer.region,
        say::count(u64::from(answer.ask.seats)),
        answer.run,
        answer.profile,
        answer.demand_period.clone().unwrap_or_else(unknown),
        answer.supply_period.clone().unwrap_or_else(unknown)
    )
}

/// What it fills, whether that is the most, and what one more seat adds.
fn result(answer: &Answer) -> String {
    let plan = &answer.plan;
    if plan.seats == 0 {
        return "\nNo seat can be placed: see what is left out, and why.\n".to_owned();
    }
    let unit = if answer.ask.by_wages { "openings weighed by their median hourly wage" } else { "openings" };
    let best = match (plan.proven, answer.ask.by_wages) {
        (true, false) => "No plan fills more.".to_owned(),
        (true, true) => format!("Weighed by wages it gains {}; no plan gains more.", number(plan.gain)),
        (false, _) => format!("It gains {} {unit}; that no plan gains more is not proven, but none gains more than {}.", number(plan.gain), number(plan.bound)),
    };
    let next = plan.one_more_seat.map_or("What one more seat would add is not known.".to_owned(), |next| format!("One more seat would add {next:.2} {unit}."));
    let seats = say::count(u64::from(plan.seats));
    format!("\nFills {} openings a year that are unmet now, with {seats} seats. {best}\n{next}\n", number(plan.filled))
}

/// One option with its seats.
fn line(l: &Line) -> String {
    let choice = &l.choice;
    let there = match (l.is_new, choice.is_course, choice.programs) {
        (true, _, _) => String::new(),
        (_, true, _) => choice.seats.map(|s| format!(", {} seats now", number(s))).unwrap_or_else(|| ", seats now not known in full".into()),
        (_, false, 1) => ", 1 counted program there".into(),
        (_, false, n) => format!(", {} counted programs there", say::count(n.unsigned_abs())),
    };
    let fill = choice.fill.map(|f| format!(", {:.0}% filled", f * 100.0)).unwrap_or_default();
    let mut out = format!("  {:>6} seats  {} ({}){there}{fill}\n", format!("+{}", l.seats), choice.title, choice.code);
    out.push_str(&format!("                {} completers at completion {:.1}% ({})\n", number(l.completers), l.completion * 100.0, l.basis));
    for target in &choice.targets {
        let told = match (target.share, target.unmet) {
            (Some(share), Some(unmet)) => format!("{} of {} unmet openings", number(l.completers * share), number(unmet)),
            _ => "openings unknown".into(),
        };
        out.push_str(&format!("                  {} {}: {told}\n", target.soc, target.occupation));
    }
    out
}

/// Courses in surplus, and the seats taken from them.
fn shrink(answer: &Answer) -> String {
    let plan = &answer.plan;
    if plan.shrink.is_empty() {
        return String::new();
    }
    let mut out = String::from("\nShrink (every occupation it leads to is in surplus, under any allocation or as divided)\n");
    for l in &plan.shrink {
        let told = if answer.ask.moves { format!("{:>6} seats", format!("-{}", l.seats)) } else { "             ".into() };
        let names: Vec<&str> = l.choice.targets.iter().map(|t| t.occupation.as_str()).collect();
        out.push_str(&format!("  {told} {} ({}): {}\n", l.choice.title, l.choice.code, names.join("; ")));
    }
    if !answer.ask.moves {
        out.push_str("  No seat of these is moved unless asked with --move.\n");
    }
    out
}

/// Constraints that hold the plan back.
fn limits(plan: &Plan) -> String {
    let binding: Vec<String> = plan.limits.iter().filter(|l| l.binds).map(|l| format!("  {}: {} of {}\n", l.what, number(l.used), number(l.limit))).collect();
    let rest = plan.limits.len() - binding.len();
    if binding.is_empty() {
        return "\nNo constraint binds.\n".to_owned();
    }
    format!("\nBinding constraints\n{}  {rest} others have room for one more seat.\n", binding.concat())
}

/// Options without seats by reason.
fn left_out(plan: &Plan) -> String {
    if plan.left_out.is_empty() {
        return String::new();
    }
    let mut out = String::from("\nLeft out\n");
    for reason in plan.left_out.iter().take(REASONS) {
        let names = reason.options.iter().take(NAMED).cloned().collect::<Vec<_>>().join("; ");
        let more = reason.options.len().saturating_sub(NAMED);
        let more = if more > 0 { format!("; {more} more") } else { String::new() };
        out.push_str(&format!("  {}: {}\n      {names}{more}\n", reason.options.len(), reason.reason));
    }
    let rest = plan.left_out.iter().skip(REASONS);
    let options: usize = rest.clone().map(|r| r.options.len()).sum();
    if options > 0 {
        out.push_str(&format!("  {options} for {} other reasons: --format json names all\n", rest.count()));
    }
    out
}

/// How it is reckoned and what it does not know.
fn reckoning(answer: &Answer) -> String {
    let mut out = String::from(
        "\nHow it is reckoned\n  Completers = seats x completion, divided over occupations in proportion to openings, as every figure here. Unmet openings are the lower end of openings \
         less supply\n  as divided: no occupation gets more, so no surplus is made or made worse. Among plans that gain the same, one\n  \
         whose openings pay more is looked for, by median wage.\n",
    );
    if !answer.not_counted.is_empty() {
        out.push_str(&format!("  No data held, so not counted as supply: {}. Unmet openings are fewer by what these train.\n", answer.not_counted.join("; ")));
    }
    out.push_str("  Not known: what a seat of each program costs, whether rooms, teachers and students can be had, and how many completers find work.\n");
    out
}

/// A number with at most one decimal and thousands separators.
fn number(value: f64) -> String {
    let tenths = (value * 10.0).round().max(0.0) as u64;
    if tenths.is_multiple_of(10) { say::count(tenths / 10) } else { format!("{}.{}", say::count(tenths / 10), tenths % 10) }
}
