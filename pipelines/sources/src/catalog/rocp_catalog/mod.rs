//! Course catalogs of Regional Occupational Centers and Programs, as planners write them. See the README beside this file.
//!
//! One flat table, a row an offering of a course. [`table::open`] makes rows of text of a file, [`check::check`] reads and checks them, [`diff::diff`]
//! compares two versions of a provider. A file may hold several providers; each has versions of its own, under the role `provider:<id>`.

mod across;
pub mod area;
mod cell;
pub mod check;
mod codes;
pub mod columns;
pub mod course;
mod days;
pub mod diff;
mod known;
pub mod lists;
pub mod problem;
pub mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::io::Read;

use crate::error::Result;
use crate::layout::{At, Layout};
use crate::source::{Bundled, Source};
use crate::stage::Stage;
use check::Options;
use course::Course;

/// Name of the source.
pub const ID: &str = "rocp_catalog";
/// The file of the card that holds providers' catalogs; a provider's own is `provider:<id>`.
pub const ROLE: &str = "provider";
/// The file of the card that holds the invented catalog.
pub const EXAMPLE: &str = "example";

/// The source.
pub static SOURCE: Source = Source {
    id: ID,
    card: include_str!("source.toml"),
    tables: &[include_str!("tables/course.toml"), include_str!("tables/service_area.toml")],
    layouts: &[
        Layout::new(ROLE, "catalog as `rocp catalog template` writes it", At::Own(known::is_catalog), &[]),
        Layout::new(EXAMPLE, "the invented catalog", At::Own(known::is_example), &[]),
    ],
    bundled: &[Bundled {
        role: EXAMPLE,
        name: "example-catalog.csv",
        bytes: include_bytes!("bundled/example-catalog.csv"),
        edition: None,
        retrieved: "2026-11-22",
    }],
    reader_version: 1,
    stage,
};

/// Columns of the file that stand in the staged table under the same name, in its order, up to the course code and from it on.
const BEFORE: &[&str] = &["organizational_structure", "ipeds_unitid", "site", "site_county", "venue", "schedule", "academic_year"];
const AFTER: &[&str] = &[
    "course_code",
    "course_title",
    "cde_sector",
    "cde_pathway",
    "cip_code",
    "top_code",
    "hours",
    "credential",
    "student_group",
    "seats",
    "enrolled",
    "waitlisted",
    "completed",
    "placed",
    "work_based_learning",
    "industry_partners",
    "advisory_board_date",
    "review_date",
    "calworks",
    "student_organization",
    "apprenticeship_sponsor",
];
/// Columns whose blank means not known.
const UNKNOWN: &[&str] = &["completed", "enrolled", "hours", "placed", "seats", "waitlisted"];

fn stage(stage: &mut Stage) -> Result<()> {
    let mut bytes = Vec::new();
    let read = |e| rocp_lake::LakeError::io("read the archived file", std::path::Path::new("catalog"))(e);
    stage.open()?.take(stage.file.max_bytes + 1).read_to_end(&mut bytes).map_err(read)?;
    let wanted = stage.role.split_once(':').map(|(_, id)| id.to_owned());
    let table = table::open(stage.name, &bytes, stage.decoder())?;
    let table = match &wanted {
        Some(id) => table.only(id),
        None => table,
    };
    let catalog = check::check(&table, &Options::default());
    // No cell is repeated here: the reason is kept with the receipt.
    if let Some(first) = catalog.problems.iter().find(|p| p.is_error()) {
        return Err(stage.refuse(format!("{} problems; the first: row {}, {}: {}", catalog.errors(), first.line, first.column, first.problem)));
    }
    let courses: Vec<&Course> = catalog.courses.iter().filter(|c| wanted.is_none() || c.provider_id() == wanted).collect();
    let mut rows = stage.rows("stg_rocp_catalog_course")?;
    let mut area_rows = stage.rows("stg_rocp_catalog_service_area")?;
    let (role, is_example) = (stage.role.clone(), (stage.file.role == EXAMPLE).to_string());
    let mut seen = BTreeSet::new();
    for course in &courses {
        let id = course.provider_id().unwrap_or_default();
        let (line, provider) = (course.line.to_string(), course.get("provider"));
        let course_id = format!("{id}|{}", course.get("course_code").unwrap_or_default());
        let unknown: Vec<String> = UNKNOWN.iter().filter(|n| course.get(n).is_none()).map(|n| format!("{n}:blank")).collect();
        let unknown = unknown.join("|");
        let mut values = vec![Some(id.as_str()), provider];
        values.extend(BEFORE.iter().map(|n| course.get(n)));
        values.push(Some(&course_id));
        values.extend(AFTER.iter().map(|n| course.get(n)));
        values.extend([Some(is_example.as_str()), Some(&unknown), Some(&role), Some(&line)]);
        stage.push(&mut rows, course.line, &course_id, &values)?;
        if seen.insert(id.clone()) {
            for (county, weight) in area::parse(course.get("service_area").unwrap_or_default()) {
                let weight = weight.to_string();
                stage.push(
                    &mut area_rows,
                    course.line,
                    &id,
                    &[Some(&id), provider, Some(&county), Some(&weight), Some(&is_example), Some(&role), Some(&line)],
                )?;
            }
        }
    }
    let years: BTreeSet<&str> = courses.iter().filter_map(|c| c.get("academic_year")).collect();
    let ends: Vec<&str> = years.first().into_iter().chain(years.last()).copied().collect();
    stage.period = if years.len() > 1 { ends.join(" to ") } else { ends.first().copied().unwrap_or_default().to_owned() };
    let top = table.header.as_ref().map_or(1, |h| h.number);
    stage.warnings.extend(catalog.problems.iter().filter(|p| p.line <= top && !p.is_error()).map(|p| p.for_log().to_string()));
    stage.put(rows)?;
    stage.put(area_rows)
}
