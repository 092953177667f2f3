//! From options to the program, and from its answer to the plan.

use std::collections::BTreeMap;

use super::solve::{Program, Row, best};
use super::{Ask, Choice, LeftOut, Limit, Line, Plan, write};

/// An option that can get seats.
struct Candidate {
    choice: Choice,
    completion: f64,
    basis: String,
    /// Completers of one seat that enter each occupation, by its code.
    flows: Vec<(String, f64)>,
    /// Objective of one seat, and what decides between plans of equal gain: wages of the openings filled, or their number. An unknown wage adds nothing.
    gain: f64,
    tie: f64,
    most: u32,
}

/// The decimals that coefficients keep: they are rounded up, so that no limit is passed.
const PLACES: f64 = 1e9;

/// What an option's seats are reckoned with, or why it gets none.
fn candidate(choice: &Choice, ask: &Ask, most: u32) -> Result<Candidate, String> {
    if let Some(reason) = &choice.left_out {
        return Err(reason.clone());
    }
    let known = choice.completion.zip(choice.completion_basis.clone());
    let assumed = ask.completion.map(|c| (c, "assumed".to_owned()));
    let (completion, basis) = known.or(assumed).ok_or("completion is not known, so what seats yield is not; --completion assumes one")?;
    if completion <= 0.0 {
        return Err("completion is 0: no seat yields a completer".into());
    }
    let mut flows = Vec::new();
    let (mut wages, mut unpaid, mut entering) = (0.0, None, 0.0);
    let mut fits = most.min(ask.at_most.unwrap_or(u32::MAX));
    for target in &choice.targets {
        let Some((share, unmet)) = target.share.zip(target.unmet) else { continue };
        entering += completion * share;
        let flow = (completion * share * PLACES).ceil() / PLACES;
        match target.wage {
            Some(wage) => wages += completion * share * wage,
            None => unpaid = Some(&target.occupation),
        }
        let room = ((unmet + 1e-7) / flow).floor().clamp(0.0, f64::from(u32::MAX)) as u32;
        if room == 0 {
            return Err(format!("the completers of one seat are more than the unmet openings for {}", target.occupation));
        }
        fits = fits.min(room);
        flows.push((target.soc.clone(), flow));
    }
    if let Some(occupation) = unpaid.filter(|_| ask.by_wages) {
        return Err(format!("the median wage of {occupation} is not known"));
    }
    let rounded = |x: f64| (x * 1e6).round() / 1e6;
    let (gain, tie) = if ask.by_wages { (wages, entering) } else { (entering, wages) };
    Ok(Candidate { choice: choice.clone(), completion, basis, flows, gain: rounded(gain), tie: rounded(tie), most: fits })
}

/// Seats that can leave a course in surplus: no occupation falls below the upper end of its openings. `excess` is what is still to take.
fn removable(choice: &Choice, ask: &Ask, excess: &mut BTreeMap<String, f64>) -> Option<(u32, f64, String)> {
    let known = choice.completion.zip(choice.completion_basis.clone());
    let (completion, basis) = known.or(ask.completion.map(|c| (c, "assumed".to_owned()))).filter(|(c, _)| *c > 0.0)?;
    let mut seats = choice.seats?.floor();
    for target in &choice.targets {
        let left = excess.entry(target.soc.clone()).or_insert(target.excess?);
        seats = seats.min((*left / (completion * target.share?) + 1e-9).floor());
    }
    let seats = seats.clamp(0.0, f64::from(u32::MAX)) as u32;
    for target in &choice.targets {
        if let (Some(left), Some(share)) = (excess.get_mut(&target.soc), target.share) {
            *left -= completion * share * f64::from(seats);
        }
    }
    Some((seats, completion, basis))
}

/// The plan for the options, which are in their order.
#[must_use]
pub fn make(choices: &[Choice], ask: &Ask) -> Plan {
    let mut excess = BTreeMap::new();
    let mut shrink: Vec<Line> = Vec::new();
    for choice in choices.iter().filter(|c| c.can_shrink && c.is_course) {
        if let Some((seats, completion, basis)) = removable(choice, ask, &mut excess) {
            shrink.push(Line { choice: choice.clone(), is_new: false, seats, completion, basis, completers: 0.0 });
        }
    }
    let movable: u32 = if ask.moves { shrink.iter().map(|l| l.seats).sum() } else { 0 };
    let seats = ask.seats.saturating_add(movable);
    let mut candidates = Vec::new();
    let mut reasons: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for choice in choices {
        match candidate(choice, ask, seats) {
            Ok(candidate) => candidates.push(candidate),
            Err(reason) => reasons.entry(reason).or_default().push(format!("{} ({})", choice.title, choice.code)),
        }
    }
    // Courses and programs that exist come first: the answer that the search starts from takes them before new ones of the same gain.
    candidates.sort_by(|a, b| is_new(&a.choice).cmp(&is_new(&b.choice)).then(b.choice.is_course.cmp(&a.choice.is_course)).then(a.choice.id.cmp(&b.choice.id)));
    let (program, names) = program(&candidates, seats);
    let answer = best(&program);
    let mut more = program.clone();
    more.most = candidates.iter().map(|c| c.most.max(next(c, ask))).collect();
    if let Some(row) = more.rows.first_mut() {
        row.limit += 1.0;
    }
    let next_best = best(&more);
    let one_more_seat = (answer.proven && next_best.proven).then(|| (next_best.gain[0] - answer.gain[0]).max(0.0));
    let used: u32 = answer.units.iter().sum();
    let mut moved = used.saturating_sub(ask.seats);
    for line in &mut shrink {
        line.seats = line.seats.min(moved);
        moved -= line.seats;
        line.completers = line.completion * f64::from(line.seats);
    }
    let mut plan = Plan {
        grow: Vec::new(),
        start: Vec::new(),
        shrink,
        seats: used,
        filled: 0.0,
        gain: answer.gain[0],
        one_more_seat,
        bound: answer.bound,
        proven: answer.proven,
        limits: limits(&program, &names, &answer.units),
        left_out: left_out(reasons),
        program: write::lp(&program, &names, &candidates.iter().map(|c| format!("{} {}", c.choice.id, c.choice.title)).collect::<Vec<_>>()),
    };
    for (candidate, seats) in candidates.into_iter().zip(answer.units).filter(|(_, seats)| *seats > 0) {
        let is_new = is_new(&candidate.choice);
        let completers = candidate.completion * f64::from(seats);
        plan.filled += completers * candidate.choice.targets.iter().filter_map(|t| t.share).sum::<f64>();
        let line = Line { choice: candidate.choice, is_new, seats, completion: candidate.completion, basis: candidate.basis, completers };
        if is_new { plan.start.push(line) } else { plan.grow.push(line) }
    }
    for lines in [&mut plan.grow, &mut plan.start] {
        lines.sort_by(|a, b| b.seats.cmp(&a.seats).then_with(|| a.choice.id.cmp(&b.choice.id)));
    }
    plan
}

/// Whether nobody offers it there: no course, and no counted program.
fn is_new(choice: &Choice) -> bool {
    !choice.is_course && choice.programs == 0
}

/// The most seats of a candidate with one seat more in all.
fn next(candidate: &Candidate, ask: &Ask) -> u32 {
    let rooms = candidate.choice.targets.iter().filter_map(|t| {
        let (_, flow) = candidate.flows.iter().find(|(soc, _)| *soc == t.soc)?;
        Some(((t.unmet? + 1e-7) / flow).floor().clamp(0.0, f64::from(u32::MAX)) as u32)
    });
    rooms.min().unwrap_or(0).min(ask.at_most.unwrap_or(u32::MAX)).min(candidate.most.saturating_add(1))
}

/// The program, and what its rows limit: seats, then each occupation by its code.
fn program(candidates: &[Candidate], seats: u32) -> (Program, Vec<String>) {
    let mut occupations: BTreeMap<&str, (Row, String)> = BTreeMap::new();
    for (variable, candidate) in candidates.iter().enumerate() {
        for (soc, flow) in &candidate.flows {
            let Some(target) = candidate.choice.targets.iter().find(|t| t.soc == *soc) else { continue };
            let name = || format!("unmet openings: {} {}", target.soc, target.occupation);
            let (row, _) = occupations.entry(soc).or_insert_with(|| (Row { terms: Vec::new(), limit: target.unmet.unwrap_or(0.0) }, name()));
            row.terms.push((variable, *flow));
        }
    }
    let total = Row { terms: (0..candidates.len()).map(|v| (v, 1.0)).collect(), limit: f64::from(seats) };
    let (mut rows, mut names) = (vec![total], vec!["seats".to_owned()]);
    for (row, name) in occupations.into_values() {
        rows.push(row);
        names.push(name);
    }
    let gain = candidates.iter().map(|c| [c.gain, c.tie]).collect();
    (Program { gain, most: candidates.iter().map(|c| c.most).collect(), rows }, names)
}

/// What each row uses of its limit, and whether it binds.
fn limits(program: &Program, names: &[String], units: &[u32]) -> Vec<Limit> {
    let rows = program.rows.iter().zip(names).map(|(row, what)| {
        let used: f64 = row.terms.iter().map(|(v, c)| c * f64::from(units[*v])).sum();
        let smallest = row.terms.iter().map(|(_, c)| *c).fold(f64::INFINITY, f64::min);
        Limit { what: what.clone(), used, limit: row.limit, binds: !row.terms.is_empty() && row.limit - used < smallest - 1e-7 }
    });
    rows.collect()
}

/// The reasons, those of most options first.
fn left_out(reasons: BTreeMap<String, Vec<String>>) -> Vec<LeftOut> {
    let mut out: Vec<LeftOut> = reasons.into_iter().map(|(reason, options)| LeftOut { reason, options }).collect();
    out.sort_by(|a, b| b.options.len().cmp(&a.options.len()).then_with(|| a.reason.cmp(&b.reason)));
    out
}
