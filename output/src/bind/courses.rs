//! Courses of the catalogs and the occupations they lead to.

use std::collections::{BTreeMap, BTreeSet};

use super::catalog::named;
use super::columns::Mart;
use crate::error::OutputError;
use crate::model::{Capacity, Course, Outlook, Provider, Together};
use crate::number::count;
use crate::words::{LAST_REVIEW, REVIEW_DUE};

/// Text columns of a course and what they are called, in reading order.
const TEXTS: [(&str, &str); 11] = [
    ("cde_sector", "Industry sector (CDE)"),
    ("cde_pathway", "Pathway (CDE)"),
    ("cip_code", "CIP code"),
    ("top_code", "TOP code"),
    ("credential", "Credential"),
    ("industry_partners", "Industry partners"),
    ("advisory_board_date", "Advisory board met"),
    ("review_date", LAST_REVIEW),
    ("review_due", REVIEW_DUE),
    ("student_organization", "Student organization"),
    ("apprenticeship_sponsor", "Apprenticeship sponsor"),
];
/// Lists of a course and what they are called.
const LISTS: [(&str, &str); 6] = [
    ("sites", "Sites"),
    ("site_counties", "Counties"),
    ("venues", "Venues"),
    ("schedules", "Schedules"),
    ("student_groups", "Student groups"),
    ("work_based_learning", "Work-based learning"),
];
/// How many of [`TEXTS`] come before hours and lists.
const BEFORE: usize = 4;

/// Adds every course to its provider.
pub(super) fn add(
    mart: &Mart,
    providers: &mut BTreeMap<String, Provider>,
    capacity: &mut BTreeMap<String, Vec<Capacity>>,
    mut outlooks: BTreeMap<String, Vec<Outlook>>,
    mut groups: BTreeMap<String, Together>,
) -> Result<(), OutputError> {
    let (id, provider, name, example) = (mart.text("course_id")?, mart.text("provider_id")?, mart.text("provider")?, mart.truth("is_example")?);
    let (structure, area) = (mart.text("organizational_structure")?, mart.text("service_area")?);
    let (code, title) = (mart.text("course_code")?, mart.text("course_title")?);
    let mut pages = BTreeSet::new();
    for (row, facts) in facts(mart)?.into_iter().enumerate() {
        let owner = providers.entry(provider.owned(row)).or_insert_with(|| named(provider.owned(row), name.owned(row), example.holds(row)));
        owner.is_example |= example.holds(row);
        if owner.structure.is_empty() {
            owner.structure = structure.owned(row);
        }
        if owner.service_area.is_empty() {
            owner.service_area = area.owned(row);
        }
        let id = id.owned(row);
        owner.courses.push(Course {
            code: code.owned(row),
            title: title.owned(row),
            facts,
            capacity: capacity.remove(&id).unwrap_or_default(),
            outlook: outlooks.remove(&id).unwrap_or_default(),
            together: groups.remove(&id),
            id: page(&id, &mut pages),
        });
    }
    Ok(())
}

/// The name of a course's page: its identifier in lower case, other signs as hyphens; two that would be one get a number.
fn page(course: &str, taken: &mut BTreeSet<String>) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let name: String = course.chars().map(plain).collect();
    let name = name.split('-').filter(|p| !p.is_empty()).collect::<Vec<_>>().join("-");
    let mut free = name.clone();
    let mut number = 2;
    while !taken.insert(free.clone()) {
        free = format!("{name}-{number}");
        number += 1;
    }
    free
}

/// The facts of every course; what is not known is left out.
fn facts(mart: &Mart) -> Result<Vec<Vec<(String, String)>>, OutputError> {
    let texts = TEXTS.iter().map(|(column, name)| Ok((*name, mart.text(column)?))).collect::<Result<Vec<_>, OutputError>>()?;
    let lists = LISTS.iter().map(|(column, name)| Ok((*name, mart.list(column)?))).collect::<Result<Vec<_>, OutputError>>()?;
    let (hours, calworks, newest) = (mart.number("hours")?, mart.truth("calworks")?, mart.text("newest_year")?);
    let (first, rest) = texts.split_at(BEFORE);
    let mut out = Vec::with_capacity(mart.len());
    for row in 0..mart.len() {
        let mut facts: Vec<(String, String)> = Vec::new();
        let mut tell = |name: &str, value: Option<String>| facts.extend(value.filter(|v| !v.is_empty()).map(|v| (name.to_owned(), v)));
        for (name, column) in first {
            tell(name, column.known(row));
        }
        tell("Hours", hours.at(row).map(count));
        for (name, column) in &lists {
            tell(name, Some(column.at(row).join(", ")));
        }
        for (name, column) in rest {
            tell(name, column.known(row));
        }
        tell("CalWORKs", calworks.at(row).map(|yes| if yes { "yes" } else { "no" }.to_owned()));
        tell("Newest year in the catalog", newest.known(row));
        out.push(facts);
    }
    Ok(out)
}

/// The occupations of every course, largest demand first, unknown demand last.
pub(super) fn outlooks(mart: &Mart) -> Result<BTreeMap<String, Vec<Outlook>>, OutputError> {
    let (course, soc, occupation, reason) = (mart.text("course_id")?, mart.text("soc")?, mart.text("occupation")?, mart.text("link_reason")?);
    let [demand, other, whole, gap, wage] =
        ["demand_openings", "other_supply_allocated", "other_supply_whole", "gap_allocated", "entry_wage_low"].map(|c| mart.number(c));
    let (demand, other, whole, gap, wage) = (demand?, other?, whole?, gap?, wage?);
    let (status, flags, least) = (mart.text("status")?, mart.list("flags")?, mart.truth("is_entry_wage_least")?);
    let (demand_period, supply_period) = (mart.text("demand_period")?, mart.text("supply_period")?);
    let mut out: BTreeMap<String, Vec<Outlook>> = BTreeMap::new();
    for row in 0..mart.len() {
        out.entry(course.owned(row)).or_default().push(Outlook {
            soc: soc.owned(row),
            occupation: occupation.owned(row),
            reason: reason.owned(row),
            demand: demand.at(row),
            other_supply: other.at(row),
            other_supply_whole: whole.at(row),
            gap: gap.at(row),
            entry_wage: wage.at(row),
            entry_wage_is_least: least.holds(row),
            status: status.owned(row),
            flags: flags.at(row),
            demand_period: demand_period.period(row),
            supply_period: supply_period.period(row),
        });
    }
    for rows in out.values_mut() {
        let known = |o: &Outlook| o.demand.unwrap_or(f64::NEG_INFINITY);
        rows.sort_by(|a, b| known(b).total_cmp(&known(a)).then_with(|| a.soc.cmp(&b.soc)));
    }
    Ok(out)
}
