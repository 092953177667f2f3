//! Providers with a catalog: who they are, and the capacity of their courses.

use std::collections::BTreeMap;

use super::columns::Mart;
use super::courses;
use crate::error::OutputError;
use crate::model::{Capacity, Outlook, Provider, Together};
use crate::words::DIMENSIONS;

/// Providers by name, each with its courses.
pub(super) fn providers(
    capacity: &Mart,
    course: &Mart,
    outlooks: BTreeMap<String, Vec<Outlook>>,
    groups: BTreeMap<String, Together>,
) -> Result<Vec<Provider>, OutputError> {
    let mut providers: BTreeMap<String, Provider> = BTreeMap::new();
    let mut of_course = capacities(capacity, &mut providers)?;
    courses::add(course, &mut providers, &mut of_course, outlooks, groups)?;
    let mut out: Vec<Provider> = providers.into_values().collect();
    for provider in &mut out {
        provider.capacity.sort_by_cached_key(|c| (std::cmp::Reverse(c.year.clone()), place(&c.dimension), c.group.clone()));
        provider.courses.sort_by(|a, b| a.title.cmp(&b.title).then_with(|| a.id.cmp(&b.id)));
    }
    out.sort_by(|a, b| a.is_example.cmp(&b.is_example).then_with(|| a.name.cmp(&b.name)).then_with(|| a.id.cmp(&b.id)));
    Ok(out)
}

/// A provider of which nothing but the name is known yet.
pub(super) fn named(id: String, name: String, is_example: bool) -> Provider {
    Provider {
        id,
        name,
        structure: String::new(),
        service_area: String::new(),
        is_example,
        imported: None,
        capacity: Vec::new(),
        courses: Vec::new(),
        living_wage: String::new(),
    }
}

/// Puts the capacity of groups of courses into the providers and gives back that of single courses, by course.
fn capacities(mart: &Mart, providers: &mut BTreeMap<String, Provider>) -> Result<BTreeMap<String, Vec<Capacity>>, OutputError> {
    let (id, name, example) = (mart.text("provider_id")?, mart.text("provider")?, mart.truth("is_example")?);
    let (year, dimension, group, courses) = (mart.text("academic_year")?, mart.text("dimension")?, mart.text("dimension_value")?, mart.size("courses")?);
    let [seats, enrolled, waitlisted, completed, placed] = ["seats", "enrolled", "waitlisted", "completed", "placed"].map(|c| mart.number(c));
    let (seats, enrolled, waitlisted, completed, placed) = (seats?, enrolled?, waitlisted?, completed?, placed?);
    let (fill, completion, placement, full) =
        (mart.number("fill")?, mart.number("completion")?, mart.number("placement")?, mart.number("capacity_completers")?);
    let (withheld, bounds) = (mart.size("counts_withheld")?, mart.list("lower_bounds")?);
    let mut of_course: BTreeMap<String, Vec<Capacity>> = BTreeMap::new();
    for row in 0..mart.len() {
        let made = Capacity {
            year: year.owned(row),
            dimension: dimension.owned(row),
            group: group.owned(row),
            courses: courses.at(row),
            seats: seats.at(row),
            enrolled: enrolled.at(row),
            waitlisted: waitlisted.at(row),
            completed: completed.at(row),
            placed: placed.at(row),
            fill: fill.at(row),
            completion: completion.at(row),
            placement: placement.at(row),
            capacity_completers: full.at(row),
            withheld: withheld.at(row),
            lower_bounds: bounds.at(row),
        };
        if made.dimension == "course" {
            of_course.entry(made.group.clone()).or_default().push(made);
        } else {
            let provider = providers.entry(id.owned(row)).or_insert_with(|| named(id.owned(row), name.owned(row), example.holds(row)));
            provider.is_example |= example.holds(row);
            provider.capacity.push(made);
        }
    }
    for capacity in of_course.values_mut() {
        capacity.sort_by(|a, b| b.year.cmp(&a.year));
    }
    Ok(of_course)
}

/// Place of a dimension on the page; an unknown one comes last.
fn place(dimension: &str) -> usize {
    DIMENSIONS.iter().position(|(token, _)| *token == dimension).unwrap_or(DIMENSIONS.len())
}

#[cfg(test)]
mod tests;
